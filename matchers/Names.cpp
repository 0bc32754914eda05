#include "matchers/Names.h"

#include "matchers/LocalEntities.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <llvm/Support/raw_ostream.h>

namespace overlap::matchers {

Names::Names(const clang::ASTContext &context, LocalEntities &locals)
    : locals(locals), policy(context.getPrintingPolicy()) {
  policy.AnonymousTagLocations = false;
  policy.SuppressInlineNamespace =
      static_cast<unsigned>(clang::PrintingPolicy::SuppressInlineNamespaceMode::All);
  policy.SuppressUnwrittenScope = true;
  policy.SuppressTagKeyword = policy.SuppressTagKeyword || context.getLangOpts().CPlusPlus;
  policy.EntireContentsOfLargeArray = false;
}

std::string Names::type(clang::QualType type) const { return type.getAsString(policy); }

std::string Names::templateArguments(llvm::ArrayRef<clang::TemplateArgument> arguments) const {
  std::string text;
  llvm::raw_string_ostream out(text);
  clang::printTemplateArgumentList(out, arguments, policy);
  return text;
}

std::string Names::qualified(const clang::NamedDecl *decl) const { return nameOf(decl, Style::Qualified); }

std::string Names::display(const clang::NamedDecl *decl) const { return nameOf(decl, Style::Display); }

std::string Names::nameOf(const clang::NamedDecl *decl, Style style) const {
  // A lambda's operator() goes by the lambda's name.
  if (const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(decl);
      method && clang::isLambdaCallOperator(method))
    return nameOf(method->getParent(), style);
  return contextPrefix(decl, style) + baseName(decl, style);
}

std::string Names::contextPrefix(const clang::NamedDecl *decl, Style style) const {
  for (const clang::DeclContext *context = decl->getDeclContext(); context; context = context->getParent()) {
    const auto *named = llvm::dyn_cast<clang::NamedDecl>(context);
    if (!named)
      continue; // a linkage specification, an export block, the translation unit
    if (const auto *space = llvm::dyn_cast<clang::NamespaceDecl>(context);
        space && (space->isInline() || space->isAnonymousNamespace()))
      continue;
    if (const auto *record = llvm::dyn_cast<clang::RecordDecl>(context);
        record && record->isAnonymousStructOrUnion())
      continue;
    const auto *function = llvm::dyn_cast<clang::FunctionDecl>(context);
    return (function && style == Style::Display ? displayFunction(function) : nameOf(named, style)) + "::";
  }
  return {};
}

std::string Names::baseName(const clang::NamedDecl *decl, Style style) const {
  clang::DeclarationName name = decl->getDeclName();
  switch (name.getNameKind()) {
  case clang::DeclarationName::CXXConstructorName:
  case clang::DeclarationName::CXXDestructorName: {
    // Not the name's type: that would show template arguments.
    std::string record = llvm::cast<clang::RecordDecl>(decl->getDeclContext())->getNameAsString();
    return name.getNameKind() == clang::DeclarationName::CXXDestructorName ? "~" + record : record;
  }
  case clang::DeclarationName::CXXConversionFunctionName:
    return "operator " + type(name.getCXXNameType().getCanonicalType());
  default:
    break;
  }
  if (const auto *record = llvm::dyn_cast<clang::RecordDecl>(decl)) {
    if (const auto *lambda = llvm::dyn_cast<clang::CXXRecordDecl>(record); lambda && lambda->isLambda())
      return "lambda#" + std::to_string(locals.ordinal(lambda));
    if (!record->getIdentifier()) {
      if (const clang::TypedefNameDecl *alias = record->getTypedefNameForAnonDecl())
        return alias->getNameAsString();
      return "unnamed#" + std::to_string(locals.ordinal(record));
    }
    const auto *instance = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(record);
    if (instance && style == Style::Display) {
      std::string text = instance->getNameAsString();
      llvm::raw_string_ostream out(text);
      clang::printTemplateArgumentList(out, instance->getTemplateArgs().asArray(), policy,
                                       instance->getSpecializedTemplate()->getTemplateParameters());
      return text;
    }
  }
  return name.getAsString();
}

std::string Names::displayFunction(const clang::FunctionDecl *function) const {
  std::string text = display(function);
  if (const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(function);
      method && clang::isLambdaCallOperator(method))
    return text;
  text += '(';
  // What an instance's parameters were written as speaks of the template's parameters.
  bool asWritten = !function->isTemplateInstantiation();
  bool first = true;
  for (const clang::ParmVarDecl *param : function->parameters()) {
    if (!first)
      text += ", ";
    first = false;
    clang::QualType type = param->getType();
    while (clang::AttributedType::stripOuterNullability(type)) {
    }
    text += this->type(asWritten ? type : type.getCanonicalType());
  }
  if (function->isVariadic())
    text += first ? "..." : ", ...";
  return text + ')';
}

} // namespace overlap::matchers
