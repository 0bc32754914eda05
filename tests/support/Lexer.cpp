#include "tests/support/Lexer.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <unordered_set>

namespace overlap::test {
namespace {

// Longest first, since the longest that fits is the token.
constexpr std::array<std::string_view, 25> punctuators = {
    "<<=", "...", "->*", "<=>", "::", "->", "++", "--", "+=", "-=", "*=", "/=", "%=",
    "&=",  "|=",  "^=",  "==",  "!=", "<=", ">=", "&&", "||", "<<", "##", ".*"};

bool startsName(char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '_'; }
bool continuesName(char c) { return startsName(c) || std::isdigit(static_cast<unsigned char>(c)); }

class Lexer {
public:
  explicit Lexer(std::string_view source) : text(source) {}

  std::vector<Token> run() {
    while (skipBlanks(), at < text.size()) {
      const std::size_t begin = at;
      const Token::Kind kind = take();
      tokens.push_back({kind, begin, text.substr(begin, at - begin)});
    }
    return std::move(tokens);
  }

private:
  bool looksAt(std::string_view what) const { return text.substr(at, what.size()) == what; }

  void skipTo(std::string_view end) {
    const std::size_t found = text.find(end, at);
    at = found == std::string_view::npos ? text.size() : found + end.size();
  }

  void skipBlanks() {
    while (at < text.size()) {
      if (looksAt("//"))
        skipTo("\n");
      else if (looksAt("/*"))
        at += 2, skipTo("*/");
      else if (std::isspace(static_cast<unsigned char>(text[at])) || looksAt("\\\n"))
        ++at;
      else
        return;
    }
  }

  void takeQuoted() {
    const char quote = text[at++];
    while (at < text.size() && text[at] != quote)
      at += text[at] == '\\' ? 2 : 1;
    at = std::min(at + 1, text.size());
  }

  void takeRaw() {
    const std::size_t open = text.find('(', at);
    const std::string delimiter(text.substr(at + 1, open - at - 1));
    skipTo(")" + delimiter + "\"");
  }

  Token::Kind take() {
    const char c = text[at];
    const bool fraction =
        c == '.' && at + 1 < text.size() && std::isdigit(static_cast<unsigned char>(text[at + 1]));
    if (std::isdigit(static_cast<unsigned char>(c)) || fraction) {
      takeNumber();
      return Token::Kind::Number;
    }
    if (startsName(c)) {
      const std::size_t begin = at;
      while (at < text.size() && continuesName(text[at]))
        ++at;
      // L"...", u8'...', R"(...)": the prefix belongs to the literal.
      const std::string_view prefix = text.substr(begin, at - begin);
      const bool quoted = at < text.size() && (text[at] == '"' || text[at] == '\'');
      if (!quoted || prefix.find_first_not_of("LuU8R") != std::string_view::npos)
        return Token::Kind::Identifier;
      prefix.back() == 'R' ? takeRaw() : takeQuoted();
      return Token::Kind::Literal;
    }
    if (c == '"' || c == '\'') {
      takeQuoted();
      return Token::Kind::Literal;
    }
    for (std::string_view punctuator : punctuators)
      if (looksAt(punctuator)) {
        at += punctuator.size();
        return Token::Kind::Punctuator;
      }
    ++at;
    return Token::Kind::Punctuator;
  }

  void takeNumber() {
    while (at < text.size()) {
      const bool exponent = std::string_view("eEpP").find(text[at]) != std::string_view::npos;
      if (exponent && at + 1 < text.size() && (text[at + 1] == '+' || text[at + 1] == '-') &&
          !looksAtHexDigit())
        at += 2;
      else if (continuesName(text[at]) || text[at] == '.' ||
               (text[at] == '\'' && at + 1 < text.size() && continuesName(text[at + 1])))
        ++at;
      else
        return;
    }
  }

  /// In 0xE+1 the E is a digit.
  bool looksAtHexDigit() const {
    std::size_t begin = at;
    while (begin > 0 && continuesName(text[begin - 1]))
      --begin;
    const std::string_view prefix = text.substr(begin, 2);
    return (prefix == "0x" || prefix == "0X") && std::tolower(text[at]) == 'e';
  }

  std::string_view text;
  std::size_t at = 0;
  std::vector<Token> tokens;
};

} // namespace

std::vector<Token> tokenize(std::string_view source) { return Lexer(source).run(); }

bool isKeyword(std::string_view word) {
  static const std::unordered_set<std::string_view> words = {"alignas",
                                                             "alignof",
                                                             "asm",
                                                             "auto",
                                                             "bool",
                                                             "break",
                                                             "case",
                                                             "catch",
                                                             "char",
                                                             "char8_t",
                                                             "char16_t",
                                                             "char32_t",
                                                             "class",
                                                             "co_await",
                                                             "co_return",
                                                             "co_yield",
                                                             "concept",
                                                             "const",
                                                             "consteval",
                                                             "constexpr",
                                                             "constinit",
                                                             "const_cast",
                                                             "continue",
                                                             "decltype",
                                                             "default",
                                                             "delete",
                                                             "do",
                                                             "double",
                                                             "dynamic_cast",
                                                             "else",
                                                             "enum",
                                                             "explicit",
                                                             "export",
                                                             "extern",
                                                             "false",
                                                             "float",
                                                             "for",
                                                             "friend",
                                                             "goto",
                                                             "if",
                                                             "inline",
                                                             "int",
                                                             "long",
                                                             "mutable",
                                                             "namespace",
                                                             "new",
                                                             "noexcept",
                                                             "nullptr",
                                                             "operator",
                                                             "private",
                                                             "protected",
                                                             "public",
                                                             "register",
                                                             "reinterpret_cast",
                                                             "requires",
                                                             "restrict",
                                                             "return",
                                                             "short",
                                                             "signed",
                                                             "sizeof",
                                                             "static",
                                                             "static_assert",
                                                             "static_cast",
                                                             "struct",
                                                             "switch",
                                                             "template",
                                                             "this",
                                                             "thread_local",
                                                             "throw",
                                                             "true",
                                                             "try",
                                                             "typedef",
                                                             "typeid",
                                                             "typename",
                                                             "union",
                                                             "unsigned",
                                                             "using",
                                                             "virtual",
                                                             "void",
                                                             "volatile",
                                                             "wchar_t",
                                                             "while",
                                                             "_Alignas",
                                                             "_Atomic",
                                                             "_Bool",
                                                             "_Complex",
                                                             "_Generic",
                                                             "_Noreturn",
                                                             "_Static_assert",
                                                             "_Thread_local"};
  return words.count(word) > 0;
}

} // namespace overlap::test
