#include "tests/e2e/Project.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// Databases as they are in the wild, and where they are looked for.

namespace overlap::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Database : public testing::Test {
protected:
  Json entry(const std::vector<std::string> &arguments, const std::string &file) {
    return {{"directory", project.root().string()}, {"file", file}, {"arguments", arguments}};
  }

  Json report() {
    project.database();
    return project.report();
  }

  Project project;
};

TEST_F(Database, IsFoundUpward) {
  project.source("src/deep/good.cpp", twoLoops);
  project.database();
  const ProcessResult result = project.overlap({"--format=json"}, "src/deep");
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_THAT(linesIn(Json::parse(result.out), "good.cpp"), ElementsAre(3));
}

TEST_F(Database, IsFoundInABuildFolder) {
  project.source("good.cpp", twoLoops);
  project.database("build-release");
  EXPECT_THAT(linesIn(project.report(), "good.cpp"), ElementsAre(3));
}

TEST_F(Database, IsGivenAsFolderOrFile) {
  project.source("good.cpp", twoLoops);
  project.database("elsewhere");
  EXPECT_THAT(linesIn(project.report({"-p", "elsewhere"}), "good.cpp"), ElementsAre(3));
  EXPECT_THAT(linesIn(project.report({"-p", "elsewhere/compile_commands.json"}), "good.cpp"), ElementsAre(3));
}

TEST_F(Database, IsNotNeededWithFlags) {
  project.file("good.cpp", std::string("#ifdef WANTED\n#endif\n") + twoLoops);
  const ProcessResult result = project.overlap({"--format=json", "good.cpp", "--", "-std=c++17", "-DWANTED"});
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_THAT(linesIn(Json::parse(result.out), "good.cpp"), ElementsAre(5));
}

TEST_F(Database, WithFlagsFoldersAndGlobsAreOfTheFileSystem) {
  for (const char *file : {"a1.cpp", "a2.cpp", "b.cpp", "src/deep/c.cpp"})
    project.file(file, twoLoops);
  project.file("src/readme.txt", "no source\n");
  auto units = [&](const std::string &name) {
    const ProcessResult result = project.overlap({"--format=json", name, "--", "-std=c++17"});
    EXPECT_EQ(result.status, 0) << result.err;
    return Json::parse(result.out)["summary"]["translation_units"];
  };
  EXPECT_EQ(units("a*.cpp"), 2);
  EXPECT_EQ(units("src"), 1);
  EXPECT_EQ(units("."), 4);
}

TEST_F(Database, GccOnlyFlagsAreDroppedWithANotice) {
  project.source("good.cpp", twoLoops, {"-fno-canonical-system-headers", "-fipa-pta"});
  project.database();
  const ProcessResult result = project.overlap({"--format=json"});
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_THAT(result.err, HasSubstr("-fno-canonical-system-headers"));
  EXPECT_THAT(linesIn(Json::parse(result.out), "good.cpp"), ElementsAre(3));
}

TEST_F(Database, FlagsAreAddedAndRemoved) {
  project.source("good.cpp",
                 std::string("#ifndef ADDED\n#error not added\n#endif\n#ifdef GONE\n#error not removed\n"
                             "#endif\n") +
                     twoLoops,
                 {"-DGONE"});
  project.database();
  EXPECT_EQ(project.overlap({}).status, 3);
  EXPECT_EQ(project.overlap({"--extra-arg=-DADDED", "--removed-arg=-DGONE"}).status, 0);
  EXPECT_EQ(project.overlap({"--extra-arg-before=-DADDED", "--removed-arg=-DGONE"}).status, 0);
}

TEST_F(Database, WrappersResponseFilesAndRelativeNames) {
  project.file("sub/wrapped.cpp", twoLoops);
  project.file("responding.cpp", std::string("static_assert(SIZE == 7);\n") + twoLoops);
  project.file("flags.rsp", "-std=c++17\n-DSIZE=7\n");
  Json wrapped = entry({"/usr/bin/ccache", "g++", "-c", "wrapped.cpp"}, "wrapped.cpp");
  wrapped["directory"] = (project.root() / "sub").string();
  project.entry(wrapped);
  project.entry(entry({"c++", "@flags.rsp", "-c", "responding.cpp"}, "responding.cpp"));
  const Json all = report();
  EXPECT_THAT(all["errors"], IsEmpty());
  EXPECT_THAT(linesIn(all, "wrapped.cpp"), ElementsAre(3));
  EXPECT_THAT(linesIn(all, "responding.cpp"), ElementsAre(4));
}

TEST_F(Database, EqualEntriesAreAnalysedOnce) {
  project.source("good.cpp", twoLoops);
  project.entries().push_back(project.entries().front());
  const Json all = report();
  EXPECT_EQ(all["summary"]["translation_units"], 1);
  EXPECT_THAT(linesIn(all, "good.cpp"), ElementsAre(3));
}

TEST_F(Database, SeveralProgramsInOne) {
  project.source("one.cpp", std::string(twoLoops) + "int main() { scale(); }\n");
  project.source("two.cpp", std::string(twoLoops) + "int main() { chain(); }\n");
  const Json all = report();
  EXPECT_THAT(all["errors"], IsEmpty());
  EXPECT_THAT(linesIn(all, "one.cpp"), ElementsAre(3));
  EXPECT_THAT(linesIn(all, "two.cpp"), ElementsAre(3));
}

TEST_F(Database, WhatIsNoCOrCppIsSkippedWithANotice) {
  project.source("good.cpp", twoLoops);
  project.file("start.S", "\t.text\n");
  project.file("kernel.cu", "__global__ void f() {}\n");
  project.entry(entry({"gcc", "-c", "start.S"}, "start.S"));
  project.entry(entry({"nvcc", "-arch=sm_80", "-c", "kernel.cu"}, "kernel.cu"));
  project.database();
  const ProcessResult result = project.overlap({"--format=json"});
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_THAT(result.err, HasSubstr("start.S"));
  EXPECT_THAT(result.err, HasSubstr("kernel.cu"));
  EXPECT_EQ(Json::parse(result.out)["summary"]["translation_units"], 1);
}

// CMake adds these for target_precompile_headers; the compiled header of another build must not be needed.
TEST_F(Database, PrecompiledHeadersOfCMake) {
  project.file("CMakeFiles/good.dir/cmake_pch.hxx", "#include <vector>\n");
  project.file("good.cpp", std::string(twoLoops) + "std::vector<int> v;\n");
  project.entry(
      entry({"clang++", "-Winvalid-pch", "-Xclang", "-include-pch", "-Xclang",
             (project.root() / "CMakeFiles/good.dir/cmake_pch.hxx.pch").string(), "-Xclang", "-include",
             "-Xclang", (project.root() / "CMakeFiles/good.dir/cmake_pch.hxx").string(), "-c", "good.cpp"},
            "good.cpp"));
  const Json all = report();
  EXPECT_THAT(all["errors"], IsEmpty());
  EXPECT_THAT(linesIn(all, "good.cpp"), ElementsAre(3));
}

TEST_F(Database, CrossCompilersTellTheirTarget) {
  project.file("good.cpp", "static_assert(sizeof(void *) == 4);\n");
  project.entry(entry({"arm-linux-gnueabihf-g++", "-c", "good.cpp"}, "good.cpp"));
  EXPECT_THAT(report()["errors"], IsEmpty());
}

TEST_F(Database, ABrokenUnitStillYieldsWhatParsedCleanly) {
  project.source("half.cpp", std::string(twoLoops) + "void broken() { undeclared(); }\n");
  project.database();
  const ProcessResult result = project.overlap({"--format=json"});
  EXPECT_EQ(result.status, 3);
  EXPECT_THAT(linesIn(Json::parse(result.out), "half.cpp"), ElementsAre(3));
}

TEST_F(Database, FilesWithBlanksAndOtherLetters) {
  project.source("mit Leerzeichen/über alles.cpp", twoLoops);
  EXPECT_THAT(linesIn(report(), "über alles.cpp"), ElementsAre(3));
}

} // namespace
} // namespace overlap::test
