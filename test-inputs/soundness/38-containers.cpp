// Containers that move, grow or share while they are looped over.
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

void counting(const std::vector<std::string> &words, std::unordered_map<std::string, int> &counts) {
  for (const auto &word : words) // expect: loop dependent sequential flow(counts)
    ++counts[word];
}

void lookups(const std::vector<int> &keys, const std::map<int, double> &table, std::vector<float> &out) {
  for (int i = 0; i < 100'000; ++i) { // expect: loop independent
    auto it = table.find(keys[i]);
    out[i] = it == table.end() ? 0 : it->second;
  }
}

void nestedVectors(std::vector<std::vector<double>> &rows) {
  for (int i = 0; i < 100'000; ++i) // expect: loop independent
    rows[i][0] = i;
}

void neighbourVectors(std::vector<std::vector<double>> &rows) {
  for (int i = 1; i < 100'000; ++i) // expect: loop dependent sequential flow(rows) distance=1
    rows[i][0] = rows[i - 1][0] + 1;
}

void growing(std::vector<double> &values) {
  for (int i = 0; i < 100'000; ++i) { // expect: loop dependent sequential
    values.resize(i + 1);
    values[i] = i;
  }
}

void eachGrows(std::vector<std::vector<double>> &rows) {
  for (int i = 0; i < 100'000; ++i) // expect: loop independent
    rows[i].push_back(i);
}

// Views of one buffer.
void views(std::vector<std::string_view> &views, std::string &text) {
  for (int i = 0; i < 100'000; ++i) // expect: loop conditional no-exception
    views[i] = std::string_view(text).substr(i, 3);
}
