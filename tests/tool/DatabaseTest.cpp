#include "tool/Database.h"

#include "facts/Error.h"
#include "tests/support/Files.h"

#include <gtest/gtest.h>

namespace overlap::tool {
namespace {

namespace fs = std::filesystem;
using clang::tooling::CompileCommand;

class DatabaseTest : public testing::Test {
protected:
  test::TempDir temp;
  fs::path root = fs::canonical(temp.path());

  void write(const std::string &path, std::string_view text = "[]") { test::writeFile(root / path, text); }
};

CompileCommand entry(const std::string &file, const std::string &directory = "/p/build") {
  return CompileCommand(directory, file, {"c++", "-c", file}, "");
}

std::string errorOf(const std::function<void()> &run) {
  try {
    run();
  } catch (const Error &error) {
    return error.what();
  }
  return "no error";
}

TEST_F(DatabaseTest, IsFoundUpwardAndInBuildFolders) {
  fs::create_directories(root / "a/b/c");
  write("a/build-x/compile_commands.json");
  write("a/build/compile_commands.json");
  write("a/other/compile_commands.json");
  EXPECT_EQ(findDatabase(root / "a/b/c"), root / "a/build/compile_commands.json");
  write("a/compile_commands.json");
  EXPECT_EQ(findDatabase(root / "a/b/c"), root / "a/compile_commands.json");
  write("a/b/build-debug/compile_commands.json");
  EXPECT_EQ(findDatabase(root / "a/b/c"), root / "a/b/build-debug/compile_commands.json");
}

TEST_F(DatabaseTest, IsReadFromFileOrFolder) {
  write("db/compile_commands.json",
        R"([{"directory": "sub", "file": "../a.cpp", "arguments": ["c++", "-c", "../a.cpp"]}])");
  for (const fs::path &path : {root / "db", root / "db/compile_commands.json"}) {
    Database database = readDatabase(path);
    EXPECT_EQ(database.directory, root / "db");
    ASSERT_EQ(database.commands.size(), 1u);
    EXPECT_EQ(database.commands[0].Directory, (root / "db/sub").string());
  }
}

TEST_F(DatabaseTest, ErrorsAreOneLineAndNameTheFile) {
  write("broken.json", "[{\"directory\": \"/\", \"file\": ");
  write("wrong.json", "{\"directory\": 1}");
  write("empty.json", "[]");
  for (const char *name : {"broken.json", "wrong.json", "empty.json", "missing.json", "."}) {
    std::string message = errorOf([&] { readDatabase(root / name); });
    EXPECT_NE(message.find((root / name).string()), std::string::npos) << message;
    EXPECT_EQ(message.find('\n'), std::string::npos) << message;
  }
}

TEST(Select, TakesFilesFoldersAndGlobs) {
  Database database{
      "/p/build",
      {entry("/p/src/a.cpp"), entry("../src/b.cpp"), entry("/p/srcs/c.cc"), entry("/p/src/deep/d.cpp")}};
  auto files = [&](const std::vector<std::string> &names) {
    std::vector<std::string> result;
    for (const CompileCommand &command : select(database, names, "/p"))
      result.push_back(command.Filename);
    return result;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(files({}).size(), 4u);
  EXPECT_EQ(files({"src/b.cpp"}), Names{"../src/b.cpp"});
  EXPECT_EQ(files({"src"}), (Names{"/p/src/a.cpp", "../src/b.cpp", "/p/src/deep/d.cpp"}));
  EXPECT_EQ(files({"src/deep/"}), Names{"/p/src/deep/d.cpp"});
  EXPECT_EQ(files({"*.cc", "/p/src/a.cpp"}), (Names{"/p/src/a.cpp", "/p/srcs/c.cc"}));
  EXPECT_NE(errorOf([&] { files({"src/none.cpp"}); }).find("src/none.cpp"), std::string::npos);
}

TEST(FixedDatabase, RunsTheFlagsOnEachFile) {
  test::TempDir temp;
  fs::path root = fs::canonical(temp.path());
  test::writeFile(root / "a.cpp", "");
  Database database = fixedDatabase(root, {"a.cpp"}, {"-DX"});
  ASSERT_EQ(database.commands.size(), 1u);
  EXPECT_EQ(database.commands[0].CommandLine,
            (std::vector<std::string>{"clang", "-DX", (root / "a.cpp").string()}));
  EXPECT_EQ(errorOf([&] { fixedDatabase(root, {"b.cpp"}, {}); }), "b.cpp: no such file");
}

TEST(FixedDatabase, TakesFoldersAndGlobs) {
  test::TempDir temp;
  fs::path root = fs::canonical(temp.path());
  for (const char *file :
       {"a1.cpp", "a2.c", "b.cpp", "src/d.cc", "src/deep/e.cpp", "src/x.h", "src/.hidden/f.cpp", "doc/x.txt"})
    test::writeFile(root / file, "");
  auto files = [&](const std::vector<std::string> &names) {
    std::vector<std::string> result;
    for (const CompileCommand &command : fixedDatabase(root, names, {}).commands)
      result.push_back(fs::path(command.Filename).lexically_relative(root).string());
    return result;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(files({"a*"}), (Names{"a1.cpp", "a2.c"}));
  EXPECT_EQ(files({"src"}), (Names{"src/d.cc", "src/deep/e.cpp"}));
  EXPECT_EQ(files({"s*", "b.cpp"}), (Names{"src/d.cc", "src/deep/e.cpp", "b.cpp"}));
  EXPECT_EQ(errorOf([&] { files({"c*.cpp"}); }), "c*.cpp: no such file");
  EXPECT_EQ(errorOf([&] { files({"doc"}); }), "doc: no C or C++ source in this folder");
  test::writeFile(root / "odd[1].cpp", "");
  EXPECT_EQ(files({"odd[1].cpp"}), Names{"odd[1].cpp"}) << "a file of that name";
}

TEST(ProjectRoot, IsTheNearestDirectoryAboveAll) {
  EXPECT_EQ(projectRoot({"/p/build", {entry("/p/src/a.cpp"), entry("/p/lib/b.cpp")}}), "/p");
  EXPECT_EQ(projectRoot({"/p", {entry("/p/src/a.cpp")}}), "/p");
  EXPECT_EQ(projectRoot({"/tmp/build", {entry("/usr/src/x/a.cpp"), entry("/usr/src/x/y/b.cpp")}}),
            "/usr/src/x");
  EXPECT_EQ(projectRoot({"/home/b", {entry("/usr/a.cpp"), entry("/opt/b.cpp")}}), "/home/b");
}

} // namespace
} // namespace overlap::tool
