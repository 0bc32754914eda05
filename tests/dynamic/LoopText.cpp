#include "tests/dynamic/LoopText.h"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace overlap::test {
namespace {

using Tokens = std::vector<Token>;
using Words = std::set<std::string_view>;

std::size_t firstAt(const Tokens &tokens, std::size_t offset) {
  return std::partition_point(tokens.begin(), tokens.end(),
                              [&](const Token &t) { return t.begin < offset; }) -
         tokens.begin();
}

bool opens(std::string_view text) { return text == "(" || text == "[" || text == "{"; }
bool closes(std::string_view text) { return text == ")" || text == "]" || text == "}"; }

/// The index of the bracket that closes the one at `open`.
std::size_t closing(const Tokens &tokens, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < tokens.size(); ++i) {
    depth += opens(tokens[i].text) - closes(tokens[i].text);
    if (depth == 0)
      return i;
  }
  throw std::invalid_argument("a bracket is not closed");
}

/// The indices in (open, close) of `separator` outside inner brackets.
std::vector<std::size_t> separators(const Tokens &tokens, std::size_t open, std::size_t close,
                                    std::string_view separator) {
  std::vector<std::size_t> result;
  int depth = 0, questions = 0;
  for (std::size_t i = open + 1; i < close; ++i) {
    depth += opens(tokens[i].text) - closes(tokens[i].text);
    questions += tokens[i].text == "?";
    if (depth == 0 && tokens[i].text == separator && (separator != ":" || questions-- == 0))
      result.push_back(i);
  }
  return result;
}

void parseHeader(LoopText &loop, const Tokens &tokens, std::size_t open, std::size_t close) {
  const std::vector<std::size_t> semicolons = separators(tokens, open, close, ";");
  const Span inside{tokens[open].end(), tokens[close].begin};
  if (semicolons.size() == 2) {
    const Token &first = tokens[semicolons[0]], &second = tokens[semicolons[1]];
    loop.init = {inside.begin, first.begin};
    loop.condition = {first.end(), second.begin};
    loop.increment = {second.end(), inside.end};
    return;
  }
  const std::size_t from = semicolons.empty() ? open : semicolons[0];
  const std::vector<std::size_t> colons = separators(tokens, from, close, ":");
  if (colons.empty())
    throw std::invalid_argument("no header of a for loop");
  loop.form = LoopText::Form::RangeFor;
  if (!semicolons.empty())
    loop.init = {inside.begin, tokens[from].begin};
  loop.declaration = {tokens[from].end(), tokens[colons[0]].begin};
  loop.range = {tokens[colons[0]].end(), inside.end};
}

/// The names that the tokens in [from, to) declare, as far as a declaration can be told by its looks: a name
/// right after a type, and what follows it behind commas.
std::set<std::string_view> declaredNames(const Tokens &tokens, std::size_t from, std::size_t to) {
  static const Words noTypes = {"return", "else", "do", "case", "goto", "throw", "delete", "new", "sizeof"};
  auto isType = [&](std::size_t i) {
    return i >= from && ((tokens[i].kind == Token::Kind::Identifier && !noTypes.count(tokens[i].text)) ||
                         tokens[i].text == ">");
  };
  auto startsStatement = [&](std::size_t i) {
    return i <= from || Words{"{", "}", ";", "(", "const", "::"}.count(tokens[i - 1].text);
  };
  std::set<std::string_view> result;
  for (std::size_t i = from; i < to; ++i) {
    if (tokens[i].text == "auto") { // auto &[key, value]
      std::size_t open = i + 1;
      while (open < to && Words{"&", "&&"}.count(tokens[open].text))
        ++open;
      if (open < to && tokens[open].text == "[")
        for (std::size_t name = open + 1; name < to && tokens[name].text != "]"; ++name)
          result.insert(tokens[name].text);
    }
    if (tokens[i].kind != Token::Kind::Identifier || isKeyword(tokens[i].text) || i == from)
      continue;
    std::size_t type = i - 1;
    while (type > from && Words{"*", "&", "&&"}.count(tokens[type].text))
      --type;
    // `a * b` is a declaration only where a statement may start with it.
    if (!isType(type) || (type != i - 1 && tokens[type].text != ">" && !isKeyword(tokens[type].text) &&
                          !startsStatement(type)))
      continue;
    result.insert(tokens[i].text);
    int depth = 0;
    for (std::size_t j = i + 1; j < to && depth >= 0 && tokens[j].text != ";"; ++j) {
      depth += opens(tokens[j].text) - closes(tokens[j].text);
      if (depth != 0 || tokens[j].text != ",")
        continue;
      while (j + 1 < to && (tokens[j + 1].text == "*" || tokens[j + 1].text == "&"))
        ++j;
      if (j + 1 < to)
        result.insert(tokens[j + 1].text);
    }
  }
  return result;
}

enum class Part { Increment, Elsewhere };

/// How the token at `i`, a name, is stepped where it stands; nothing if it is not.
struct Step {
  bool any = false;
  bool evenly = true;
};

Step stepAt(const Tokens &tokens, std::size_t i, std::size_t from, std::size_t to, Part part) {
  const Token none{Token::Kind::Punctuator, 0, ""};
  auto at = [&](std::size_t index) -> const Token & { return index < to ? tokens[index] : none; };
  const std::string_view before = i > from ? tokens[i - 1].text : "", after = at(i + 1).text;
  if (before == "." || before == "->" || before == "::")
    return {};
  if (after == "++" || after == "--")
    return {true};
  if ((before == "++" || before == "--") && !Words{"[", ".", "->", "(", "::"}.count(after))
    return {true};
  if (before == "*") // what it points to is changed
    return {};
  if (after == "+=" || after == "-=")
    return {true};
  if (after == "=" && at(i + 2).text == tokens[i].text && (at(i + 3).text == "+" || at(i + 3).text == "-"))
    return {true};
  if (part == Part::Increment && Words{"=", "*=", "/=", "<<=", ">>="}.count(after))
    return {true, false};
  return {};
}

} // namespace

/// True if the `}` at `close` ends a block, not a list of values, in a statement that begins at `first`.
static bool endsBlock(const Tokens &tokens, std::size_t first, std::size_t close) {
  std::size_t open = close;
  for (int depth = 0; open > first; --open)
    if ((depth += closes(tokens[open].text) - opens(tokens[open].text)) == 0)
      break;
  return open == first || Words{")", "else", "do"}.count(tokens[open - 1].text);
}

LoopText parseLoop(const Tokens &tokens, Span span) {
  const std::size_t keyword = firstAt(tokens, span.begin);
  if (keyword + 1 >= tokens.size() || tokens[keyword].begin != span.begin)
    throw std::invalid_argument("no loop");
  const std::size_t behind = firstAt(tokens, span.end);
  const bool semicolon = behind < tokens.size() && tokens[behind].text == ";" &&
                         (tokens[behind - 1].text != "}" || !endsBlock(tokens, keyword, behind - 1));
  LoopText loop{};
  loop.whole = {span.begin, semicolon ? tokens[behind].end() : span.end};
  const std::string_view word = tokens[keyword].text;
  if (word == "do") {
    loop.form = LoopText::Form::Do;
    std::size_t close = semicolon ? behind - 1 : firstAt(tokens, span.end) - 1;
    while (close > keyword && tokens[close].text != ")")
      --close;
    std::size_t open = close;
    for (int depth = 0; open > keyword; --open)
      if ((depth += closes(tokens[open].text) - opens(tokens[open].text)) == 0)
        break;
    loop.condition = {tokens[open].end(), tokens[close].begin};
    loop.body = {tokens[keyword].end(), tokens[open - 1].begin};
    return loop;
  }
  if ((word != "for" && word != "while") || tokens[keyword + 1].text != "(")
    throw std::invalid_argument("no loop but '" + std::string(word) + "'");
  const std::size_t close = closing(tokens, keyword + 1);
  loop.form = word == "for" ? LoopText::Form::For : LoopText::Form::While;
  if (word == "for")
    parseHeader(loop, tokens, keyword + 1, close);
  else
    loop.condition = {tokens[keyword + 1].end(), tokens[close].begin};
  loop.body = {tokens[close].end(), loop.whole.end};
  return loop;
}

std::vector<SteppedVariable> steppedVariables(const LoopText &loop, const Tokens &tokens) {
  std::vector<SteppedVariable> result;
  const std::size_t bodyFrom = firstAt(tokens, loop.body.begin), bodyTo = firstAt(tokens, loop.body.end);
  std::set<std::string_view> local = declaredNames(tokens, bodyFrom, bodyTo);
  local.merge(
      declaredNames(tokens, firstAt(tokens, loop.declaration.begin), firstAt(tokens, loop.declaration.end)));
  auto collect = [&](const Span &span, Part part) {
    const std::size_t from = firstAt(tokens, span.begin), to = firstAt(tokens, span.end);
    for (std::size_t i = from; i < to; ++i) {
      if (tokens[i].kind != Token::Kind::Identifier || isKeyword(tokens[i].text) ||
          (part == Part::Elsewhere && local.count(tokens[i].text)))
        continue;
      const Step step = stepAt(tokens, i, from, to, part);
      const std::string name(tokens[i].text);
      const bool known =
          std::any_of(result.begin(), result.end(), [&](const auto &v) { return v.name == name; });
      if (step.any && !known)
        result.push_back({name, step.evenly});
    }
  };
  collect(loop.increment, Part::Increment);
  collect(loop.condition, Part::Elsewhere);
  collect(loop.body, Part::Elsewhere);
  return result;
}

} // namespace overlap::test
