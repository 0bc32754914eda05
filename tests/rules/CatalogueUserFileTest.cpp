#include "rules/Catalogue.h"

#include "facts/Error.h"
#include "rules/CatalogueNames.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace overlap::rules {
namespace {

const std::filesystem::path catalogueDir = std::filesystem::path(OVERLAP_RULES_DIR) / "catalogue";

/// A folder of its own for the files of one test.
class CatalogueUserFile : public testing::Test {
protected:
  void SetUp() override {
    dir = std::filesystem::temp_directory_path() /
          ("overlap-catalogue-" + std::to_string(getpid()) + "-" +
           testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(dir / "none");
  }
  void TearDown() override { std::filesystem::remove_all(dir); }

  std::filesystem::path write(const std::string &name, const std::string &text) {
    std::ofstream(dir / name) << text;
    return dir / name;
  }

  /// What loading a file with `text` says, without the folder.
  std::string errorOf(const std::string &text) {
    std::filesystem::path file = write("my.json", text);
    try {
      Catalogue::load(dir / "none", {file});
    } catch (const Error &error) {
      return std::string(error.what()).substr(file.string().size() - 7);
    }
    return "no error";
  }

  std::filesystem::path dir;
};

ApiQuery projectQuery(std::string_view name) {
  ApiQuery query;
  query.qualifiedName = name;
  query.header = "grid.h";
  query.projectDefined = true;
  return query;
}

TEST_F(CatalogueUserFile, assumeHoldsForProjectFunctionsAndComesFirst) {
  auto file = write("my.json", R"({"library": "my",
    "assume": [{"name": "my::parse", "pure": true}, {"name": "read", "effects": {}, "independent": true}],
    "entries": [{"name": "my::parse", "blocks": {"kind": "file", "latency": "slow"}},
                {"name": "my::fetch", "blocks": {"kind": "network", "latency": "slow"}},
                {"name": "write", "note": "mine"}]})");
  Catalogue catalogue = Catalogue::load(catalogueDir, {file});
  ApiMatch parse = catalogue.lookup(projectQuery("my::parse"));
  ASSERT_TRUE(parse);
  EXPECT_TRUE(parse->pure);
  EXPECT_TRUE(parse->assumed);
  ASSERT_TRUE(parse->effects);
  EXPECT_EQ(parse->effects->arguments, ArgumentRule::ReadOnly);
  EXPECT_FALSE(catalogue.lookup(projectQuery("my::fetch")))
      << "an entry does not apply to what the project defines";
  ApiQuery declared = projectQuery("my::fetch");
  declared.projectDefined = false;
  EXPECT_TRUE(catalogue.lookup(declared));
  ApiQuery system;
  system.inSystemHeader = true;
  system.header = "unistd.h";
  system.qualifiedName = "read";
  EXPECT_TRUE(catalogue.lookup(system)->commutes);
  system.qualifiedName = "write";
  EXPECT_EQ(catalogue.lookup(system)->note, "mine");
}

TEST_F(CatalogueUserFile, laterFilesComeFirst) {
  auto first = write("a.json", R"({"library": "a", "entries": [{"name": "f", "note": "first"}]})");
  auto second = write("b.json", R"({"library": "b", "entries": [{"name": "f", "note": "second"}]})");
  ApiQuery query;
  query.qualifiedName = "f";
  EXPECT_EQ(Catalogue::load(dir / "none", {first, second}).lookup(query)->note, "second");
  EXPECT_EQ(Catalogue::load(dir / "none", {second, first}).lookup(query)->note, "first");
}

TEST_F(CatalogueUserFile, entriesMayAskForANumberOfParameters) {
  auto file = write("my.json", R"({"library": "my", "entries": [{"name": "f", "note": "any"},
    {"name": "f", "params": 2, "note": "two"}, {"name": "f", "params": [3, 4], "note": "more"}]})");
  Catalogue catalogue = Catalogue::load(dir / "none", {file});
  ApiQuery query;
  query.qualifiedName = "f";
  for (auto [count, note] : {std::pair(1, "any"), {2, "two"}, {3, "more"}, {4, "more"}, {5, "any"}}) {
    query.paramCount = count;
    EXPECT_EQ(catalogue.lookup(query)->note, note);
  }
}

TEST_F(CatalogueUserFile, errorsNameFileEntryAndField) {
  EXPECT_EQ(errorOf(R"({"library": "my", "entries": [{"name": "f", "efects": {}}]})"),
            "my.json: entry f: field efects: is not known here");
  EXPECT_EQ(errorOf(R"({"library": "my", "entries": [{"name": "f", "pure": 1}]})"),
            "my.json: entry f: field pure: expected true or false");
  EXPECT_EQ(errorOf(R"({"library": "my", "entries": [{"name": "f", "effects": {"writes": ["b0"]}}]})")
                .substr(0, 49),
            "my.json: entry f: field effects: field writes: 'b");
  EXPECT_EQ(errorOf(R"({"library": "my", "entries": [{"pure": true}]})"),
            "my.json: entry 1: field name: is missing");
  EXPECT_EQ(errorOf(R"({"library": "my", "entries": [{"name": "f", "resources": ["wrote a0"]}]})"),
            "my.json: entry f: field resources: 'wrote' is none of read, write, order, fresh, close");
  EXPECT_EQ(
      errorOf(R"({"library": "my", "assume": [{"name": "f", "pure": true, "resources": ["write a0"]}]})"),
      "my.json: assume f: field pure: a pure function writes nothing, touches no resource and does not "
      "block");
  EXPECT_EQ(errorOf(R"({"library": "my", "entries": {}})"), "my.json: field entries: expected an array");
  EXPECT_EQ(errorOf(R"({"entries": []})"), "my.json: field library: is missing");
  EXPECT_EQ(errorOf("[]"), "my.json: expected an object");
  EXPECT_EQ(errorOf("{\n \"library\": \"my\",\n}").substr(0, 28), "my.json: parse error at line");
  EXPECT_EQ(errorOf(R"({"library": "my", "entries": [{"name": "f", "algorithm": {"kind": "sort"}}]})"),
            "my.json: entry f: field algorithm: field first: an algorithm needs first or range");
}

TEST_F(CatalogueUserFile, missingFilesAndFolders) {
  EXPECT_THROW(Catalogue::load(dir / "none", {dir / "no.json"}), Error);
  EXPECT_THROW(Catalogue::load(dir / "no-folder"), Error);
}

TEST(CatalogueNames, headers) {
  EXPECT_TRUE(headerMatches("unistd.h", "/usr/include/unistd.h"));
  EXPECT_TRUE(headerMatches("mysql/mysql.h", "mysql.h"));
  EXPECT_FALSE(headerMatches("unistd.h", "myunistd.h"));
  EXPECT_TRUE(headerMatches("Poco/Net/*.h", "/usr/include/Poco/Net/DNS.h"));
  EXPECT_TRUE(headerMatches("asio/", "third_party/asio/impl/read.hpp"));
  EXPECT_FALSE(headerMatches("asio/", "basio/read.hpp"));
  EXPECT_FALSE(headerMatches("unistd.h", ""));
}

TEST(CatalogueNames, renamedClassesRenameTheirConstructors) {
  EXPECT_EQ(renameClass("std::__shared_ptr::__shared_ptr", "std::__shared_ptr", "std::shared_ptr"),
            "std::shared_ptr::shared_ptr");
  EXPECT_EQ(renameClass("std::__shared_ptr::~__shared_ptr", "std::__shared_ptr", "std::shared_ptr"),
            "std::shared_ptr::~shared_ptr");
  EXPECT_EQ(scopeOf("A::operator std::string"), "A");
  EXPECT_EQ(scopeOf("f"), "");
}

} // namespace
} // namespace overlap::rules
