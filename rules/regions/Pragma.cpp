#include "rules/regions/Pragma.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace overlap::rules {

namespace {

bool isNameCharacter(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

} // namespace

Directive::Directive(const std::string &text) : text_(text) {
  unsigned depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (isNameCharacter(text[at])) {
      std::size_t end = at;
      while (end < text.size() && isNameCharacter(text[end]))
        ++end;
      if (depth == 0)
        words_.push_back({text.substr(at, end - at), {}, false});
      else if (!words_.empty())
        words_.back().arguments.push_back(text.substr(at, end - at));
      at = end;
      continue;
    }
    if (text[at] == '(') {
      ++depth;
      if (!words_.empty())
        words_.back().hasArguments = true;
    } else if (text[at] == ')' && depth) {
      --depth;
    }
    ++at;
  }
  if (words_.empty() || words_.front().name != "omp")
    words_.clear();
}

bool Directive::has(std::string_view word) const {
  return std::ranges::find(words_, word, &Word::name) != words_.end();
}

std::vector<std::string> Directive::arguments(std::string_view word) const {
  std::vector<std::string> result;
  for (const Word &w : words_)
    if (w.name == word)
      result.insert(result.end(), w.arguments.begin(), w.arguments.end());
  return result;
}

bool Directive::sharesIterations() const {
  // "omp for simd" shares, "omp simd" does not; "ordered" alone is a section.
  return has("for") || has("distribute") || has("taskloop") || has("loop");
}

bool Directive::startsTasks() const {
  return startsTeam() || sharesIterations() || has("task") || has("section") || has("sections");
}

std::string Directive::exclusion() const {
  if (words_.size() < 2)
    return {};
  const Word &first = words_[1];
  if (first.name == "critical")
    return "critical " + (first.arguments.empty() ? std::string() : first.arguments.front());
  return first.name == "atomic" || first.name == "ordered" ? first.name : std::string();
}

bool Directive::steers() const {
  static constexpr const char *names[] = {"task",     "taskwait", "taskgroup", "single",  "master",
                                          "masked",   "barrier",  "flush",     "section", "sections",
                                          "taskloop", "parallel", "depend",    "doacross"};
  return std::ranges::any_of(names, [&](const char *name) { return has(name); });
}

unsigned Directive::loops() const {
  unsigned count = 1;
  for (const std::string &argument : arguments("collapse"))
    std::from_chars(argument.data(), argument.data() + argument.size(), count);
  return std::max(count, 1u);
}

bool Directive::givesOwn(std::string_view variable) const {
  static constexpr const char *clauses[] = {"private", "firstprivate", "lastprivate",   "reduction",
                                            "linear",  "in_reduction", "task_reduction"};
  auto lists = [&](const char *clause) {
    const std::vector<std::string> names = arguments(clause);
    return std::ranges::find(names, variable) != names.end();
  };
  if (std::ranges::any_of(clauses, lists))
    return true;
  const std::vector<std::string> rest = arguments("default");
  return !rest.empty() && rest.front().ends_with("private") && !lists("shared");
}

} // namespace overlap::rules
