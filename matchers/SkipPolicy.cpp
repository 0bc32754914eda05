#include "matchers/SkipPolicy.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/Basic/SourceManager.h>

namespace overlap::matchers {

namespace {

/// Libraries name a template parameter that is called after what it is: _Predicate, _BinaryOperation, Body,
/// Func.
bool namesCallable(llvm::StringRef name) {
  static constexpr llvm::StringLiteral parts[] = {"Func",    "Fn",   "Pred",   "Op",   "Comp",
                                                  "Call",    "Body", "Gen",    "Proj", "Visit",
                                                  "Handler", "Invo", "Action", "Task"};
  if (name == "F" || name == "_F" || name == "_Fp")
    return true;
  return llvm::any_of(parts, [&](llvm::StringRef part) { return name.contains(part); });
}

bool takesCallable(const clang::FunctionTemplateDecl *function) {
  return llvm::any_of(*function->getTemplateParameters(), [](const clang::NamedDecl *param) {
    return llvm::isa<clang::TemplateTypeParmDecl>(param) && namesCallable(param->getName());
  });
}

} // namespace

bool canSkipBody(const clang::FunctionDecl *function) {
  const clang::SourceManager &sources = function->getASTContext().getSourceManager();
  if (!sources.isInSystemHeader(function->getLocation()))
    return false;
  if (const clang::FunctionTemplateDecl *pattern = function->getDescribedFunctionTemplate();
      pattern && takesCallable(pattern))
    return false;
  if (!function->isTemplated())
    return true;
  // What standard libraries are made of inside; std::thread and std::function call through these.
  if (function->getOverloadedOperator() == clang::OO_Call)
    return false;
  const clang::IdentifierInfo *name = function->getIdentifier();
  return !name || !(name->getName().starts_with("__") || name->getName().starts_with("_M_invoke") ||
                    name->getName().starts_with("_M_run") || name->getName().starts_with("_S_make"));
}

} // namespace overlap::matchers
