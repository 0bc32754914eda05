#include "facts/Text.h"
#include "facts/Validate.h"
#include "matchers/Extract.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

/// Each goldens/NAME.c or .cpp is lowered and its facts compared, as text, with goldens/NAME.txt.
/// OVERLAP_UPDATE_GOLDENS=1 writes the texts instead.
namespace overlap::matchers {
namespace {

namespace fs = std::filesystem;

std::string contents(const fs::path &path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<fs::path> sources() {
  std::vector<fs::path> result;
  for (const auto &entry : fs::directory_iterator(fs::path(OVERLAP_TEST_DIR) / "goldens"))
    if (entry.path().extension() != ".txt")
      result.push_back(entry.path());
  std::sort(result.begin(), result.end());
  return result;
}

class LoweringGolden : public testing::TestWithParam<fs::path> {};

TEST_P(LoweringGolden, Facts) {
  const fs::path &source = GetParam();
  bool isC = source.extension() == ".c";
  facts::UnitFacts facts =
      extractFromSource(contents(source), {isC ? "-std=c17" : "-std=c++20"}, source.filename().string());
  ASSERT_TRUE(facts.diagnostics.empty()) << facts.tables.str(facts.diagnostics[0].message);
  ASSERT_NO_THROW(facts::validate(facts, source.filename().string()));
  std::string text = facts::dump(facts, {.locations = false, .textHashes = false});
  fs::path golden = fs::path(source).replace_extension(".txt");
  if (std::getenv("OVERLAP_UPDATE_GOLDENS"))
    std::ofstream(golden, std::ios::binary) << text;
  EXPECT_EQ(text, contents(golden)) << "OVERLAP_UPDATE_GOLDENS=1 accepts the new text";
}

INSTANTIATE_TEST_SUITE_P(Files, LoweringGolden, testing::ValuesIn(sources()),
                         [](const auto &info) { return info.param.stem().string(); });

} // namespace
} // namespace overlap::matchers
