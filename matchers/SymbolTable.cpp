#include "matchers/SymbolTable.h"

#include "matchers/LocalEntities.h"
#include "matchers/Names.h"
#include "matchers/SourceTable.h"
#include "matchers/TableBuilder.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Attr.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/Index/USRGeneration.h>
#include <llvm/ADT/SmallString.h>

namespace overlap::matchers {

SymbolTable::SymbolTable(TableBuilder &builder, LocalEntities &locals, const Names &names)
    : builder(builder), locals(locals), names(names), assemblerNames(builder.context()) {}

facts::Id SymbolTable::symbol(const clang::NamedDecl *decl) {
  const clang::Decl *key = decl->getCanonicalDecl();
  if (auto known = symbols.find(key); known != symbols.end())
    return known->second;
  if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(key))
    if (const auto name = AssemblerNames::given(variable))
      if (const clang::VarDecl *named = assemblerNames.variable(*name))
        return symbols[key] = symbol(named);
  facts::Symbol symbol = make(llvm::cast<clang::NamedDecl>(key));
  auto [same, isNew] =
      byKey.try_emplace({symbol.usr, symbol.linkage, symbol.scope}, builder.out.symbols.size());
  if (isNew)
    builder.out.symbols.push_back(symbol);
  return symbols[key] = same->second;
}

facts::Symbol SymbolTable::make(const clang::NamedDecl *decl) {
  facts::Symbol symbol;
  if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(decl))
    if (const auto name = AssemblerNames::given(variable)) { // as a variable of that name would have
      symbol.usr = builder.string("c:@" + name->str());
      symbol.linkage = facts::Linkage::External;
      return symbol;
    }
  bool isLocal = needsOwnKey(decl);
  llvm::SmallString<128> usr;
  if (isLocal || clang::index::generateUSRForDecl(decl, usr))
    usr = localKey(decl);
  symbol.usr = builder.string(usr);
  symbol.linkage = linkage(decl, isLocal);
  if (symbol.linkage == facts::Linkage::Internal || symbol.linkage == facts::Linkage::None) {
    const clang::NamedDecl *where = decl;
    if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(decl);
        function && function->getDefinition())
      where = function->getDefinition();
    symbol.scope = builder.sources->fileName(where->getLocation());
  }
  return symbol;
}

facts::Linkage SymbolTable::linkage(const clang::NamedDecl *decl, bool isLocal) {
  if (isLocal)
    return facts::Linkage::None;
  if (llvm::isa<clang::TagDecl>(decl)) {
    // C knows no linkage of types: two files may mean two things by one `struct node`.
    bool isShared = builder.ctx.getLangOpts().CPlusPlus && decl->isExternallyVisible();
    return isShared ? facts::Linkage::Odr : facts::Linkage::Internal;
  }
  if (!decl->isExternallyVisible())
    return facts::Linkage::Internal;
  if (decl->hasAttr<clang::WeakAttr>())
    return facts::Linkage::Weak;
  if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(decl))
    return function->isInlined() || function->isTemplateInstantiation() ||
                   (function->isImplicit() && !function->getBuiltinID())
               ? facts::Linkage::Odr
               : facts::Linkage::External;
  if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(decl))
    return variable->isInline() || clang::isTemplateInstantiation(variable->getTemplateSpecializationKind())
               ? facts::Linkage::Odr
               : facts::Linkage::External;
  return facts::Linkage::External;
}

bool SymbolTable::needsOwnKey(const clang::NamedDecl *decl) {
  if (LocalEntities::enclosingFunction(decl))
    return true;
  auto [known, isNew] = ownKeys.try_emplace(decl->getCanonicalDecl(), false);
  if (!isNew)
    return known->second;
  bool own = false;
  if (const auto *record = llvm::dyn_cast<clang::RecordDecl>(decl)) {
    const auto *lambda = llvm::dyn_cast<clang::CXXRecordDecl>(record);
    own =
        (lambda && lambda->isLambda()) || (!record->getIdentifier() && !record->getTypedefNameForAnonDecl());
    if (const auto *instance = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(record))
      own = own || needsOwnKey(instance->getTemplateArgs().asArray());
  } else if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(decl)) {
    if (const clang::TemplateArgumentList *arguments = function->getTemplateSpecializationArgs())
      own = needsOwnKey(arguments->asArray());
    own = own || llvm::any_of(function->parameters(),
                              [&](const clang::ParmVarDecl *param) { return needsOwnKey(param->getType()); });
  }
  if (const auto *parent = llvm::dyn_cast<clang::RecordDecl>(decl->getDeclContext()); !own && parent)
    own = needsOwnKey(parent);
  return ownKeys[decl->getCanonicalDecl()] = own;
}

bool SymbolTable::needsOwnKey(clang::QualType type) {
  if (type.isNull())
    return false;
  const clang::Type *plain = type.getCanonicalType().getTypePtr();
  for (;;) {
    if (clang::QualType pointee = plain->getPointeeType(); !pointee.isNull())
      plain = pointee.getTypePtr();
    else if (const auto *array = llvm::dyn_cast<clang::ArrayType>(plain))
      plain = array->getElementType().getTypePtr();
    else
      break;
  }
  if (const auto *tag = plain->getAsTagDecl())
    return needsOwnKey(tag);
  if (const auto *function = plain->getAs<clang::FunctionProtoType>()) {
    if (needsOwnKey(function->getReturnType()))
      return true;
    return llvm::any_of(function->param_types(), [&](clang::QualType param) { return needsOwnKey(param); });
  }
  return false;
}

bool SymbolTable::needsOwnKey(llvm::ArrayRef<clang::TemplateArgument> arguments) {
  return llvm::any_of(arguments, [&](const clang::TemplateArgument &argument) {
    switch (argument.getKind()) {
    case clang::TemplateArgument::Type:
      return needsOwnKey(argument.getAsType());
    case clang::TemplateArgument::Pack:
      return needsOwnKey(argument.getPackAsArray());
    case clang::TemplateArgument::Declaration:
      return needsOwnKey(argument.getAsDecl());
    default:
      return false;
    }
  });
}

std::string SymbolTable::keyOf(const clang::NamedDecl *decl) {
  const facts::Symbol &key = builder.out.symbols[symbol(decl)];
  std::string text = builder.out.str(key.usr);
  if (key.scope)
    text += "|" + builder.out.str(key.scope);
  return text;
}

std::string SymbolTable::localKey(const clang::NamedDecl *decl) {
  if (const auto *record = llvm::dyn_cast<clang::RecordDecl>(decl))
    return recordKey(record);
  if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(decl))
    return functionKey(function);
  const auto *parent = llvm::dyn_cast<clang::NamedDecl>(decl->getDeclContext());
  std::string key = (parent ? keyOf(parent) : std::string()) + "@" + decl->getNameAsString();
  if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(decl); variable && variable->isStaticLocal())
    key += "#" + std::to_string(locals.ordinal(variable));
  return key;
}

std::string SymbolTable::recordKey(const clang::RecordDecl *record) {
  if (const auto *instance = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(record))
    return instanceKey(instance->getSpecializedTemplate()->getTemplatedDecl(),
                       instance->getTemplateArgs().asArray());
  const auto *lambda = llvm::dyn_cast<clang::CXXRecordDecl>(record);
  std::string name = lambda && lambda->isLambda() ? "lambda" : record->getNameAsString();
  const auto *parent = llvm::dyn_cast<clang::NamedDecl>(record->getDeclContext());
  std::string key =
      (parent && !llvm::isa<clang::NamespaceDecl>(parent) ? keyOf(parent) : names.qualified(record));
  return key + "@" + name + "#" + std::to_string(locals.ordinal(record));
}

std::string SymbolTable::functionKey(const clang::FunctionDecl *function) {
  if (const clang::TemplateArgumentList *arguments = function->getTemplateSpecializationArgs();
      arguments && function->getPrimaryTemplate())
    return instanceKey(function->getPrimaryTemplate()->getTemplatedDecl(), arguments->asArray());
  const auto *parent = llvm::dyn_cast<clang::NamedDecl>(function->getDeclContext());
  std::string key = (parent ? keyOf(parent) : std::string()) + "@F@" + function->getNameAsString();
  for (const clang::ParmVarDecl *param : function->parameters())
    key += "#" + typeKey(param->getType());
  if (const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(function))
    key += method->isConst() ? "#const" : "";
  return key;
}

std::string SymbolTable::instanceKey(const clang::NamedDecl *pattern,
                                     llvm::ArrayRef<clang::TemplateArgument> arguments) {
  std::string key = keyOf(pattern) + "<";
  for (const clang::TemplateArgument &argument : arguments)
    key += argumentKey(argument) + ",";
  return key + ">";
}

std::string SymbolTable::argumentKey(const clang::TemplateArgument &argument) {
  switch (argument.getKind()) {
  case clang::TemplateArgument::Type:
    return typeKey(argument.getAsType());
  case clang::TemplateArgument::Declaration:
    return keyOf(argument.getAsDecl());
  case clang::TemplateArgument::Pack: {
    std::string key = "[";
    for (const clang::TemplateArgument &element : argument.pack_elements())
      key += argumentKey(element) + ",";
    return key + "]";
  }
  default:
    return names.templateArguments(argument);
  }
}

std::string SymbolTable::typeKey(clang::QualType type) {
  clang::QualType canonical = type.getCanonicalType();
  std::string qualifiers = canonical.getQualifiers().getAsString();
  if (const clang::RecordDecl *record = canonical->getAsRecordDecl();
      record && !canonical->isAnyPointerType())
    return qualifiers + keyOf(record);
  if (canonical->isPointerType())
    return qualifiers + typeKey(canonical->getPointeeType()) + "*";
  if (canonical->isReferenceType())
    return typeKey(canonical->getPointeeType()) + (canonical->isRValueReferenceType() ? "&&" : "&");
  return names.type(canonical);
}

} // namespace overlap::matchers
