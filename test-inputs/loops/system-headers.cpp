// The loops of the standard library are not the user's: none is reported.
// expect-none
#include <algorithm>
#include <regex>
#include <string>
#include <vector>

void order(std::vector<std::string> &words) { std::sort(words.begin(), words.end()); }

bool matches(const std::string &text, const std::regex &pattern) { return std::regex_match(text, pattern); }
