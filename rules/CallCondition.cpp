#include "rules/CallCondition.h"

#include "facts/Error.h"

#include <charconv>
#include <optional>

namespace overlap::rules {

namespace {

template <class Number> std::optional<Number> numberIn(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

bool drop(std::string_view &text, std::string_view prefix) {
  const bool starts = text.starts_with(prefix);
  if (starts)
    text.remove_prefix(prefix.size());
  return starts;
}

CallCondition::Term parseTerm(std::string_view text) {
  using Op = CallCondition::Op;
  const std::string whole(text);
  CallCondition::Term term;
  term.isTarget = drop(text, "*");
  const std::size_t space = text.find(' ');
  const auto arg = drop(text, "a") && space != std::string_view::npos
                       ? numberIn<unsigned>(text.substr(0, space - 1))
                       : std::nullopt;
  if (!arg)
    throw Error("'" + whole + "': expected aN or *aN, and what it is");
  term.arg = *arg;
  text.remove_prefix(space);
  if (text == "is null" || text == "is given") {
    term.op = text == "is null" ? Op::IsNull : Op::IsGiven;
    return term;
  }
  term.op = drop(text, "is not ") ? Op::IsNot : drop(text, "has ") ? Op::Has : Op::Is;
  if (term.op == Op::Is)
    drop(text, "is ");
  const auto number = numberIn<std::int64_t>(text);
  if (!number)
    throw Error("'" + whole + "': expected 'is N', 'is not N', 'has N', 'is null' or 'is given'");
  term.number = *number;
  return term;
}

} // namespace

CallCondition parseCondition(std::string_view text) {
  constexpr std::string_view separator = " and ";
  CallCondition condition;
  for (std::size_t at; (at = text.find(separator)) != std::string_view::npos;
       text.remove_prefix(at + separator.size()))
    condition.terms.push_back(parseTerm(text.substr(0, at)));
  condition.terms.push_back(parseTerm(text));
  return condition;
}

} // namespace overlap::rules
