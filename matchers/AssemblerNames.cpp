#include "matchers/AssemblerNames.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Attr.h>
#include <clang/AST/Decl.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/Mangle.h>

namespace overlap::matchers {

std::optional<llvm::StringRef> AssemblerNames::given(const clang::VarDecl *decl) {
  for (const clang::VarDecl *each : decl->redecls()) {
    if (const auto *alias = each->getAttr<clang::AliasAttr>())
      return alias->getAliasee();
    if (const auto *label = each->getAttr<clang::AsmLabelAttr>())
      return label->getLabel();
  }
  return std::nullopt;
}

const clang::VarDecl *AssemblerNames::variable(llvm::StringRef symbol) {
  if (!variables) {
    variables.emplace();
    clang::ASTNameGenerator names(const_cast<clang::ASTContext &>(ctx));
    llvm::SmallVector<const clang::DeclContext *, 16> pending{ctx.getTranslationUnitDecl()};
    while (!pending.empty())
      for (const clang::Decl *decl : pending.pop_back_val()->decls()) {
        const auto *variable = llvm::dyn_cast<clang::VarDecl>(decl);
        if (variable && !variable->isTemplated() && !variable->isInvalidDecl() && !given(variable))
          variables->try_emplace(names.getName(variable), variable->getCanonicalDecl());
        if (llvm::isa<clang::NamespaceDecl, clang::LinkageSpecDecl, clang::ExportDecl>(decl) ||
            (llvm::isa<clang::CXXRecordDecl>(decl) && !llvm::cast<clang::CXXRecordDecl>(decl)->isTemplated()))
          pending.push_back(llvm::cast<clang::DeclContext>(decl));
      }
  }
  return variables->lookup(symbol);
}

} // namespace overlap::matchers
