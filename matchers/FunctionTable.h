#pragma once

#include "facts/Types.h"

#include <llvm/ADT/DenseMap.h>

namespace clang {
class FunctionDecl;
}

namespace overlap::matchers {

class TableBuilder;
class Names;

/// Functions as declared. What becomes of their bodies is the extraction's to say; until then the state is
/// that of a function whose body nobody lowers.
class FunctionTable {
public:
  FunctionTable(TableBuilder &builder, const Names &names) : builder(builder), names(names) {}

  facts::Id function(const clang::FunctionDecl *decl);

private:
  facts::Function make(const clang::FunctionDecl *decl);
  std::uint32_t attributes(const clang::FunctionDecl *decl) const;
  facts::BodyState stateUnlessLowered(const clang::FunctionDecl *decl) const;

  TableBuilder &builder;
  const Names &names;
  llvm::DenseMap<const clang::FunctionDecl *, facts::Id> ids;
};

/// Whether any declaration of the function stands in a system header.
bool isInSystemHeader(const clang::FunctionDecl *decl);

/// The first declaration in the source, past the one that clang makes up for a library function.
const clang::FunctionDecl *firstWritten(const clang::FunctionDecl *decl);

} // namespace overlap::matchers
