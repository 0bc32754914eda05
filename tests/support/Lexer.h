#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace overlap::test {

/// A token of C or C++, as far as a text has to be understood that is known to compile: no comments, no white
/// space, no difference between keywords and names.
struct Token {
  enum class Kind { Identifier, Number, Literal, Punctuator };
  Kind kind;
  std::size_t begin; ///< offset into the text
  std::string_view text;
  std::size_t end() const { return begin + text.size(); }
};

/// The tokens of `source`, which has to outlive them. Directives are tokens like any other; a literal that is
/// not closed reaches to the end.
std::vector<Token> tokenize(std::string_view source);

/// Whether C or C++ reserves the word.
bool isKeyword(std::string_view word);

} // namespace overlap::test
