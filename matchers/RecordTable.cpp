#include "matchers/RecordTable.h"

#include "matchers/Names.h"
#include "matchers/TableBuilder.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Attr.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/Basic/SourceManager.h>

namespace overlap::matchers {

facts::Id RecordTable::record(const clang::RecordDecl *decl) {
  const auto *key = llvm::cast<clang::RecordDecl>(decl->getCanonicalDecl());
  auto [known, isNew] = ids.try_emplace(key, builder.out.records.size());
  if (isNew) {
    builder.out.records.emplace_back();
    waiting.push_back(key);
  }
  return known->second;
}

void RecordTable::complete() {
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    facts::Record made = make(waiting[i]); // may append to both tables
    builder.out.records[ids[waiting[i]]] = std::move(made);
  }
  waiting.clear();
}

facts::Record RecordTable::make(const clang::RecordDecl *decl) {
  facts::Record out;
  out.symbol = builder.symbol(decl);
  out.name = builder.string(names.qualified(decl));
  out.displayName = builder.string(names.display(decl));
  out.isUnion = decl->isUnion();
  if (const auto *instance = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(decl))
    for (const clang::TemplateArgument &argument : instance->getTemplateArgs().asArray()) {
      auto add = [&](const clang::TemplateArgument &one) {
        bool isType = one.getKind() == clang::TemplateArgument::Type;
        out.templateArgs.push_back(isType ? builder.type(one.getAsType()) : 0);
      };
      if (argument.getKind() == clang::TemplateArgument::Pack)
        llvm::for_each(argument.pack_elements(), add);
      else
        add(argument);
    }
  const clang::RecordDecl *definition = decl->getDefinition();
  const clang::RecordDecl *shown = definition ? definition : decl;
  out.inSystemHeader = builder.ctx.getSourceManager().isInSystemHeader(shown->getLocation());
  if (!definition || definition->isInvalidDecl() || definition->isDependentType() ||
      !definition->isCompleteDefinition())
    return out;
  out.isComplete = true;
  clang::QualType type = builder.ctx.getCanonicalTagType(definition);
  out.isTriviallyCopyable = type.isTriviallyCopyableType(builder.ctx);
  out.hasTrivialDtor = type.isDestructedType() == clang::QualType::DK_none;
  setFields(out, definition);
  if (const auto *cls = llvm::dyn_cast<clang::CXXRecordDecl>(definition))
    setClass(out, cls);
  return out;
}

void RecordTable::setFields(facts::Record &out, const clang::RecordDecl *definition) {
  // [intro.memory]: adjacent bit-fields share a memory location unless one of width zero stands between.
  std::uint32_t unit = 0;
  bool inUnit = false;
  for (const clang::FieldDecl *field : definition->fields()) {
    facts::Field made;
    made.name = builder.string(field->getName());
    made.type = builder.type(field->getType());
    made.isMutable = field->isMutable();
    if (!field->isBitField() || field->isZeroLengthBitField()) {
      inUnit = false;
    } else {
      if (!inUnit)
        ++unit;
      inUnit = true;
      made.storageUnit = unit;
    }
    out.fields.push_back(made);
  }
}

void RecordTable::setClass(facts::Record &out, const clang::CXXRecordDecl *definition) {
  out.isFinal = definition->hasAttr<clang::FinalAttr>();
  out.isPolymorphic = definition->isPolymorphic();
  out.isLambda = definition->isLambda();
  for (const clang::CXXBaseSpecifier &base : definition->bases())
    if (const clang::CXXRecordDecl *record = base.getType()->getAsCXXRecordDecl())
      out.bases.push_back({builder.record(record), base.isVirtual()});
  if (!out.isPolymorphic)
    return;
  for (const clang::CXXMethodDecl *method : definition->methods()) {
    if (!method->isVirtual())
      continue;
    facts::Method made;
    made.symbol = builder.symbol(method);
    for (const clang::CXXMethodDecl *overridden : method->overridden_methods())
      made.overrides.push_back(builder.symbol(overridden));
    made.isPure = method->isPureVirtual();
    made.isFinal = method->hasAttr<clang::FinalAttr>() || out.isFinal;
    out.methods.push_back(std::move(made));
  }
}

} // namespace overlap::matchers
