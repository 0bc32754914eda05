#pragma once

#include <clang/AST/PrettyPrinter.h>
#include <llvm/ADT/ArrayRef.h>

#include <string>

namespace clang {
class ASTContext;
class FunctionDecl;
class NamedDecl;
class QualType;
class TemplateArgument;
} // namespace clang

namespace overlap::matchers {

class LocalEntities;

/// How declarations and types are called, in the catalogue's keys and in reports. No name holds a position or
/// a path.
class Names {
public:
  Names(const clang::ASTContext &context, LocalEntities &locals);

  /// Template arguments dropped, inline and unnamed namespaces skipped: `ns::Foo::bar`, `main::lambda#1`.
  std::string qualified(const clang::NamedDecl *decl) const;

  /// Like qualified, with the template arguments of classes: `ns::Foo<int>::bar`.
  std::string display(const clang::NamedDecl *decl) const;

  /// The display name with the parameters' types: `ns::Foo<int>::bar(int, const char *)`,
  /// `main(int)::lambda#1`.
  std::string displayFunction(const clang::FunctionDecl *function) const;

  std::string type(clang::QualType type) const;
  std::string templateArguments(llvm::ArrayRef<clang::TemplateArgument> arguments) const;

private:
  enum class Style { Qualified, Display };
  std::string contextPrefix(const clang::NamedDecl *decl, Style style) const;
  std::string baseName(const clang::NamedDecl *decl, Style style) const;
  std::string nameOf(const clang::NamedDecl *decl, Style style) const;

  LocalEntities &locals;
  clang::PrintingPolicy policy;
};

} // namespace overlap::matchers
