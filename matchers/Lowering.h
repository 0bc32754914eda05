#pragma once

#include "facts/Body.h"
#include "facts/Types.h"

namespace clang {
class ASTContext;
class FunctionDecl;
} // namespace clang

namespace overlap::matchers {

class TableBuilder;

/// Lowers the body of one function definition to facts.
/// Returns Present, or TooLarge where the body is over the limits; `body` is then meaningless.
facts::BodyState lowerBody(TableBuilder &tables, clang::ASTContext &context,
                           const clang::FunctionDecl *function, facts::Body &body);

} // namespace overlap::matchers
