#include "facts/Lexer.h"

#include "facts/Error.h"

#include <algorithm>
#include <array>

namespace overlap::facts {
namespace {

bool isStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isPart(char c) { return isStart(c) || isDigit(c); }

/// Length of the name that `s` begins with: identifiers joined by `::`.
std::size_t nameLength(std::string_view s) {
  if (s.empty() || !isStart(s[0]))
    return 0;
  std::size_t n = 1;
  while (n < s.size()) {
    if (isPart(s[n]))
      ++n;
    else if (n + 2 < s.size() && s[n] == ':' && s[n + 1] == ':' && (isStart(s[n + 2]) || s[n + 2] == '~'))
      n += 3;
    else
      break;
  }
  return n;
}

std::size_t numberLength(std::string_view s) {
  std::size_t n = 0;
  bool isHex = s.starts_with("0x");
  while (n < s.size()) {
    bool exponentSign = !isHex && n > 0 && (s[n] == '-' || s[n] == '+') && s[n - 1] == 'e';
    bool isPoint = s[n] == '.' && n + 1 < s.size() && isDigit(s[n + 1]);
    if (!isPart(s[n]) && !isPoint && !exponentSign)
      break;
    ++n;
  }
  return n;
}

std::size_t punctLength(std::string_view s) {
  static constexpr auto longer =
      std::to_array<std::string_view>({"<=>", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "->", "::"});
  for (std::string_view p : longer)
    if (s.starts_with(p))
      return p.size();
  return std::string_view("+-*/%&|^<>=!~?:.,()[]{}@#").find(s[0]) == std::string_view::npos ? 0 : 1;
}

} // namespace

std::vector<Token> lex(std::string_view text, std::string_view name) {
  std::vector<Token> tokens;
  unsigned line = 1;
  std::size_t at = 0;
  auto fail = [&](const std::string &what) {
    throw Error(std::string(name) + ":" + std::to_string(line) + ": " + what);
  };
  auto add = [&](TokenKind kind, std::size_t length) {
    tokens.push_back({kind, std::string(text.substr(at, length)), line});
    at += length;
  };
  while (at < text.size()) {
    std::string_view rest = text.substr(at);
    char c = rest[0];
    if (c == '\n' || c == ';') {
      add(TokenKind::Newline, 1);
      line += c == '\n';
    } else if (c == ' ' || c == '\t' || c == '\r') {
      ++at;
    } else if (rest.starts_with("//")) {
      at += std::min(rest.find('\n'), rest.size());
    } else if (c == '"' || c == '`') {
      Token token{c == '"' ? TokenKind::String : TokenKind::Quote, "", line};
      std::size_t n = 1;
      for (; n < rest.size() && rest[n] != c && rest[n] != '\n'; ++n) {
        if (rest[n] == '\\' && n + 1 < rest.size()) {
          ++n;
          token.text += rest[n] == 'n' ? '\n' : rest[n] == 'r' ? '\r' : rest[n] == '0' ? '\0' : rest[n];
        } else {
          token.text += rest[n];
        }
      }
      if (n >= rest.size() || rest[n] != c)
        fail("the string does not end on its line");
      tokens.push_back(std::move(token));
      at += n + 1;
    } else if (isStart(c)) {
      add(TokenKind::Ident, nameLength(rest));
    } else if (c == '%' && rest.size() > 1 && isDigit(rest[1])) {
      add(TokenKind::Ident, 1 + numberLength(rest.substr(1)));
    } else if (isDigit(c)) {
      add(TokenKind::Number, numberLength(rest));
    } else if (std::size_t n = punctLength(rest)) {
      add(TokenKind::Punct, n);
    } else {
      fail(std::string("unexpected character '") + c + "'");
    }
  }
  tokens.push_back({TokenKind::Newline, "", line});
  tokens.push_back({TokenKind::End, "", line});
  return tokens;
}

std::string quoted(std::string_view text, char quote) {
  std::string out(1, quote);
  for (char c : text) {
    if (c == quote || c == '\\')
      out += '\\';
    if (c == '\n')
      out += "\\n";
    else if (c == '\r')
      out += "\\r";
    else if (c == '\0')
      out += "\\0";
    else
      out += c;
  }
  return out + quote;
}

bool isBareName(std::string_view text) { return !text.empty() && nameLength(text) == text.size(); }

} // namespace overlap::facts
