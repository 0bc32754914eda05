#include "facts/Io.h"
#include "facts/Error.h"
#include "facts/Parse.h"
#include "facts/Text.h"
#include "tests/facts/Samples.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace overlap::facts {
namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes sample() { return toCbor(parseText(everything())); }

std::string errorOf(const Bytes &data) {
  try {
    fromCbor(data, "t.facts");
  } catch (const Error &error) {
    return error.what();
  }
  return "no error";
}

TEST(Io, RoundTripsEverything) {
  UnitFacts facts = parseText(everything());
  UnitFacts read = fromCbor(toCbor(facts), "t.facts");
  EXPECT_EQ(dump(read), dump(facts));
  EXPECT_EQ(toCbor(read), toCbor(facts));
}

TEST(Io, RoundTripsAnEmptyUnit) {
  EXPECT_EQ(dump(fromCbor(toCbor(UnitFacts{}), "t.facts")), dump(UnitFacts{}));
}

TEST(Io, WritesAndReadsFiles) {
  std::filesystem::path path = std::filesystem::path(testing::TempDir()) / "overlap-io-test.facts";
  UnitFacts facts = parseText(everything());
  writeFile(path, UnitFacts{});
  writeFile(path, facts);
  EXPECT_EQ(dump(readFile(path)), dump(facts));
  std::filesystem::remove(path);
  for (const auto &entry : std::filesystem::directory_iterator(testing::TempDir()))
    EXPECT_THAT(entry.path().filename().string(),
                testing::Not(testing::StartsWith("overlap-io-test.facts.")));
}

TEST(Io, FilesThatCannotBeReadOrWrittenAreNamed) {
  EXPECT_THAT([] { readFile("no-such-folder/x.facts"); },
              testing::ThrowsMessage<Error>(testing::StartsWith("no-such-folder/x.facts: cannot be read")));
  EXPECT_THAT([] { readFile(testing::TempDir()); }, testing::Throws<Error>());
  EXPECT_THAT(
      [] { writeFile("no-such-folder/x.facts", UnitFacts{}); },
      testing::ThrowsMessage<Error>(testing::StartsWith("no-such-folder/x.facts: cannot be written")));
}

TEST(Io, OtherVersionsAreRefused) {
  Bytes data = sample();
  std::size_t version = 1 + 1 + std::string("overlap-facts").size();
  ASSERT_EQ(data[version], kFormat);
  data[version] = 9;
  EXPECT_EQ(errorOf(data), "t.facts: facts of format 9, but this is format " + std::to_string(kFormat) +
                               ": extract them again");
}

TEST(Io, OtherFilesAreRefused) {
  EXPECT_EQ(errorOf({}), "t.facts: broken or truncated at byte 1");
  EXPECT_EQ(errorOf({0x81, 0x61, 'x'}), "t.facts: not a facts file");
  EXPECT_EQ(errorOf({0xa0}), "t.facts: an item of an unexpected kind");
  EXPECT_EQ(errorOf(Bytes(100'000, 0x81)), "t.facts: an item of an unexpected kind");
  EXPECT_THAT(errorOf({0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe}),
              testing::StartsWith("t.facts: "));
  Bytes data = sample();
  data.push_back(0);
  EXPECT_THAT(errorOf(data), testing::StartsWith("t.facts: broken or truncated"));
}

TEST(Io, TruncatedFilesAreRefused) {
  Bytes data = sample();
  for (std::size_t n = 0; n < data.size(); ++n)
    ASSERT_NE(errorOf(Bytes(data.begin(), data.begin() + static_cast<std::ptrdiff_t>(n))), "no error") << n;
}

// A damaged file is refused, or it is another valid one; what was read can be dumped.
TEST(Io, SurvivesFlippedBytes) {
  const Bytes data = sample();
  for (std::size_t n = 0; n < data.size(); ++n)
    for (std::uint8_t flip : {0x01, 0x10, 0x80}) {
      Bytes damaged = data;
      damaged[n] ^= flip;
      try {
        UnitFacts facts = fromCbor(damaged, "t.facts");
        if (n % 16 == 0)
          dump(facts);
      } catch (const Error &error) {
        ASSERT_THAT(error.what(), testing::StartsWith("t.facts: "));
      }
    }
}

} // namespace
} // namespace overlap::facts
