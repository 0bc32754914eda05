// The loops of the standard library are not the user's: none is reported.
// expect-none
#include <algorithm>
#include <numeric>
#include <regex>
#include <string>
#include <vector>

std::string tidy(std::vector<std::string> words) {
  std::sort(words.begin(), words.end());
  std::string all = std::accumulate(words.begin(), words.end(), std::string());
  return std::regex_replace(all, std::regex("a+"), "a");
}
