#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Tokens of the text form of facts.
namespace overlap::facts {

enum class TokenKind : std::uint8_t {
  Ident,   ///< names, qualified names, and `%1` (a variable without a name)
  Number,  ///< integer or floating-point literal
  String,  ///< "quoted"; text is unescaped
  Quote,   ///< `backquoted`; text is unescaped
  Punct,   ///< one or more punctuation characters
  Newline, ///< also ';'
  End
};

struct Token {
  TokenKind kind = TokenKind::End;
  std::string text;
  unsigned line = 0;
};

/// Splits `text`; `//` begins a comment. The last token is End. Throws overlap::Error with the line on a
/// stray character.
std::vector<Token> lex(std::string_view text, std::string_view name);

/// `text` between two `quote` characters, with these, backslashes and line ends escaped.
std::string quoted(std::string_view text, char quote = '"');

/// Whether `text` can stand bare where a name is expected.
bool isBareName(std::string_view text);

} // namespace overlap::facts
