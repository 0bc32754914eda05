#pragma once

namespace clang {
class FunctionDecl;
}

namespace overlap::matchers {

/// Whether a function of a system header can go without its body. The catalogue says what such functions do;
/// a body is wanted only where a callable of the user's may be called through it: instantiating it
/// instantiates the callable. Clang itself never skips bodies that it needs to parse the rest (constexpr,
/// deduced return types).
bool canSkipBody(const clang::FunctionDecl *function);

} // namespace overlap::matchers
