#include "rules/regions/Pragma.h"

#include <algorithm>
#include <cctype>
#include <sstream>
#include <vector>

namespace overlap::rules {

namespace {

/// Words up to the first clause with parentheses: the directive's name, and clauses without arguments.
std::vector<std::string> directiveWords(const std::string &pragma) {
  std::istringstream words(pragma.substr(0, pragma.find('(')));
  std::vector<std::string> result;
  for (std::string word; words >> word;)
    result.push_back(word);
  return result;
}

bool isIdentifier(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

} // namespace

bool isWorksharing(const std::string &pragma) {
  const std::vector<std::string> words = directiveWords(pragma);
  auto has = [&](const char *word) { return std::ranges::find(words, word) != words.end(); };
  return !words.empty() && words.front() == "omp" &&
         (has("for") || has("distribute") || has("taskloop") || has("loop"));
}

bool coversVariable(const std::string &pragma, const std::string &variable) {
  for (const char *clause : {"private", "firstprivate", "lastprivate", "reduction", "linear"})
    for (std::size_t at = pragma.find(clause); at != std::string::npos; at = pragma.find(clause, at + 1)) {
      const std::size_t open = pragma.find('(', at), close = pragma.find(')', at);
      if (open == std::string::npos || close == std::string::npos)
        continue;
      for (std::size_t hit = pragma.find(variable, open); hit < close; hit = pragma.find(variable, hit + 1))
        if (!isIdentifier(pragma[hit - 1]) && !isIdentifier(pragma[hit + variable.size()]))
          return true;
    }
  return false;
}

} // namespace overlap::rules
