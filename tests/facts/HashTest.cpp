#include "facts/Hash.h"
#include "facts/Parse.h"
#include "facts/Text.h"
#include "tests/facts/Samples.h"

#include <gtest/gtest.h>

namespace overlap::facts {
namespace {

std::string unit(const std::string &before, const std::string &line, const std::string &file = "src/a.h") {
  return before + "record S complete {\n field x: int\n}\nglobal g: int\n" + "function \"f(S*)\"(p: S*) @\"" +
         file + "\":1:1 {\n local i: int\n B1:\n e1 = read p\n " + line + "\n exit\n}\n";
}

std::uint64_t hashOf(const std::string &text) {
  UnitFacts facts = parseText(text);
  for (Id id = 1; id < facts.tables.functions.size(); ++id)
    if (facts.tables.functions[id].body &&
        facts.tables.str(facts.tables.functions[id].displayName) == "f(S*)")
      return bodyHash(facts.tables, id);
  return 0;
}

const std::string kLine = "call \"h(int)\"(1, \"text\") @2:3";
const std::string kOthers =
    "file \"x.h\"\nrecord Other complete {\n field y: short\n}\nglobal other: double\n"
    "function \"h(int)\"\nfunction \"k()\" {\n B1:\n exit\n}\n";

TEST(Hash, DoesNotDependOnTheRestOfTheUnit) {
  EXPECT_NE(hashOf(unit("", kLine)), 0u);
  EXPECT_EQ(hashOf(unit("", kLine)), hashOf(unit(kOthers, kLine)));
}

TEST(Hash, SeesWhatTheBodySays) {
  std::uint64_t hash = hashOf(unit("", kLine));
  EXPECT_NE(hash, hashOf(unit("", "call \"h(int)\"(2, \"text\") @2:3")));
  EXPECT_NE(hash, hashOf(unit("", "call \"h(int)\"(1, \"Text\") @2:3")));
  EXPECT_NE(hash, hashOf(unit("", "call \"h(long)\"(1, \"text\") @2:3")));
  EXPECT_NE(hash, hashOf(unit("", "call \"h(int)\"(1{long}, \"text\") @2:3")));
  EXPECT_NE(hash, hashOf(unit("", "call \"h(int)\"(1, \"text\") @2:4")));
  EXPECT_NE(hash, hashOf(unit("", kLine, "src/b.h")));
  EXPECT_NE(hashOf(unit("", "write ::g = 1")), hashOf(unit("", "write i = 1")));
}

TEST(Hash, FilesOutsideTheProjectCountByTheirBaseName) {
  EXPECT_EQ(hashOf(unit("", kLine, "/opt/one/a.h")), hashOf(unit("", kLine, "/opt/two/a.h")));
  EXPECT_NE(hashOf(unit("", kLine, "/opt/one/a.h")), hashOf(unit("", kLine, "/opt/one/b.h")));
}

TEST(Hash, OneHasherServesAllBodies) {
  UnitFacts facts = parseText(everything());
  BodyHasher hasher(facts.tables);
  for (Id id = 0; id < facts.tables.functions.size(); ++id) {
    EXPECT_EQ(hasher(id), bodyHash(facts.tables, id));
    EXPECT_EQ(hasher(id) != 0, facts.tables.functions[id].state == BodyState::Present);
  }
}

} // namespace
} // namespace overlap::facts
