#pragma once

#include "tests/support/Lexer.h"

#include <string>
#include <string_view>
#include <vector>

namespace overlap::test {

/// A part of a source, by offsets.
struct Span {
  std::size_t begin = 0, end = 0;
  std::string_view of(std::string_view source) const { return source.substr(begin, end - begin); }
};

/// A loop statement taken apart. What a form does not have is an empty span.
struct LoopText {
  enum class Form { For, RangeFor, While, Do };
  Form form;
  Span whole; ///< with the semicolon that ends it
  Span init, condition, increment;
  Span declaration, range; ///< of a range-based loop: what stands left and right of the colon
  Span body;
};

/// A variable that the loop's own text steps from one iteration to the next.
struct SteppedVariable {
  std::string name;
  /// It steps by addition, so that its values have to be evenly spaced for it to be an induction variable.
  bool evenly;
};

/// The loop whose keyword is at `span.begin`; `span.end` may leave out its last semicolon. Throws
/// std::invalid_argument where no loop stands there.
LoopText parseLoop(const std::vector<Token> &tokens, Span span);

/// What the loop steps, in the order of appearance: what its increment changes, and what its condition or
/// body counts up or down by ++, --, +=, -=, or `x = x + ...` without having declared it itself.
std::vector<SteppedVariable> steppedVariables(const LoopText &loop, const std::vector<Token> &tokens);

} // namespace overlap::test
