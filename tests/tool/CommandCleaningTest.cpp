#include "tool/CommandCleaning.h"

#include "tool/CompilerName.h"

#include <clang/Tooling/CompilationDatabase.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <algorithm>
#include <gtest/gtest.h>

namespace overlap::tool {
namespace {

using Words = std::vector<std::string>;

class CommandCleaning : public testing::Test {
protected:
  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> fs{new llvm::vfs::InMemoryFileSystem};
  CommandAdjustments adjustments;

  static void SetUpTestSuite() { llvm::InitializeAllTargetInfos(); }

  void addFile(const std::string &path, const std::string &text = "") {
    fs->addFile(path, 0, llvm::MemoryBuffer::getMemBufferCopy(text));
  }

  CleanCommand clean(Words command, const std::string &file = "src/a.cpp") {
    return cleanCommand(clang::tooling::CompileCommand("/p/build", file, std::move(command), ""), adjustments,
                        *fs);
  }

  /// Flags are compared without the space that may stand before their value: `-I x` is `-Ix`.
  static std::size_t at(const CleanCommand &command, const std::string &arg) {
    for (std::size_t i = 0; i < command.args.size(); ++i)
      if (command.args[i] == arg ||
          (i + 1 < command.args.size() && command.args[i] + command.args[i + 1] == arg))
        return i;
    return command.args.size();
  }

  static bool has(const CleanCommand &command, const std::string &arg) {
    return at(command, arg) < command.args.size();
  }
};

TEST_F(CommandCleaning, KeepsWhatMattersForTheParse) {
  CleanCommand out = clean({"g++", "-I../include", "-isystem", "/opt/x", "-DA=1", "-std=c++17",
                            "-fno-exceptions", "-O3", "-c", "src/a.cpp", "-o", "a.o"});
  EXPECT_EQ(out.file, "/p/build/src/a.cpp");
  EXPECT_EQ(out.directory, "/p/build");
  EXPECT_EQ(out.args[0], "g++");
  for (const char *kept :
       {"-I../include", "-isystem", "/opt/x", "-DA=1", "-std=c++17", "-fno-exceptions", "-O3"})
    EXPECT_TRUE(has(out, kept)) << kept;
  for (const char *gone : {"-c", "-o", "a.o", "src/a.cpp"})
    EXPECT_FALSE(has(out, gone)) << gone;
  EXPECT_EQ(*(out.args.end() - 2), "--");
  EXPECT_EQ(out.args.back(), "/p/build/src/a.cpp");
  EXPECT_TRUE(out.dropped.empty());
  EXPECT_EQ(out.skip, "");
}

TEST_F(CommandCleaning, DropsDependencyFilesAndWarnings) {
  CleanCommand out = clean({"g++", "-MD", "-MT", "a.o", "-MFa.d", "-MMD", "-MP", "-Wall", "-Werror=shadow",
                            "-pedantic-errors", "-Wp,-MD,x.d,-DB", "-Wno-narrowing", "-c", "src/a.cpp"});
  for (const std::string &arg : out.args)
    EXPECT_FALSE(arg.starts_with("-M") || arg == "-Wall" || arg.starts_with("-Werror") ||
                 arg.starts_with("-pedantic"))
        << arg;
  EXPECT_TRUE(has(out, "-Wp,-DB"));
  EXPECT_TRUE(has(out, "-Wno-narrowing"));
  EXPECT_TRUE(has(out, "-w"));
}

TEST_F(CommandCleaning, NamesFlagsThatClangDoesNotKnow) {
  CleanCommand out =
      clean({"g++", "-fconserve-stack", "-aux-info", "x.txt", "-mno-such-thing", "-DK", "-c", "src/a.cpp"});
  EXPECT_TRUE(has(out, "-DK"));
  EXPECT_FALSE(has(out, "x.txt"));
  EXPECT_NE(std::ranges::find(out.dropped, "-fconserve-stack"), out.dropped.end());
  EXPECT_NE(std::ranges::find(out.dropped, "-aux-info"), out.dropped.end());
  EXPECT_NE(std::ranges::find(out.dropped, "-mno-such-thing"), out.dropped.end());
}

TEST_F(CommandCleaning, ReplacesOpenMP) {
  for (const Words &flags : {Words{"-fopenmp"}, Words{"-fopenmp=libomp"}, Words{"-Xpreprocessor", "-fopenmp"},
                             Words{"-Xclang", "-fopenmp"}}) {
    Words command{"clang++"};
    command.insert(command.end(), flags.begin(), flags.end());
    command.insert(command.end(), {"-c", "src/a.cpp"});
    CleanCommand out = clean(command);
    EXPECT_TRUE(out.openmp);
    EXPECT_TRUE(has(out, "-D_OPENMP=201511"));
    EXPECT_FALSE(
        std::ranges::any_of(out.args, [](const std::string &arg) { return arg.starts_with("-fopenmp"); }));
  }
  EXPECT_FALSE(clean({"g++", "-c", "src/a.cpp"}).openmp);
  EXPECT_FALSE(clean({"g++", "-fopenmp-simd", "-c", "src/a.cpp"}).openmp);
}

TEST_F(CommandCleaning, KeepsTheHeaderOfAPrecompiledHeader) {
  addFile("/p/build/cmake_pch.hxx");
  CleanCommand out =
      clean({"clang++", "-Winvalid-pch", "-Xclang", "-include-pch", "-Xclang", "/p/build/cmake_pch.hxx.pch",
             "-Xclang", "-include", "-Xclang", "/p/build/cmake_pch.hxx", "-c", "src/a.cpp"});
  EXPECT_FALSE(has(out, "/p/build/cmake_pch.hxx.pch"));
  auto include = std::ranges::find(out.args, "-include");
  ASSERT_NE(include, out.args.end());
  EXPECT_EQ(*(include + 1), "/p/build/cmake_pch.hxx");

  CleanCommand missing = clean({"g++", "-include", "/p/build/x/cmake_pch.hxx", "-c", "src/a.cpp"});
  EXPECT_FALSE(has(missing, "-include"));
  EXPECT_TRUE(has(clean({"g++", "-include", "config.h", "-c", "src/a.cpp"}), "-include"));
}

TEST_F(CommandCleaning, ExpandsResponseFiles) {
  addFile("/p/build/flags.rsp", "-DFROM_FILE -I/opt/include");
  CleanCommand out = clean({"g++", "@flags.rsp", "@missing.modmap", "-c", "src/a.cpp"});
  EXPECT_TRUE(has(out, "-DFROM_FILE"));
  EXPECT_TRUE(has(out, "-I/opt/include"));
  EXPECT_EQ(out.dropped, Words{"@missing.modmap"});
}

TEST_F(CommandCleaning, SkipsWhatIsNotCOrCpp) {
  EXPECT_EQ(clean({"nvcc", "-c", "k.cu"}, "k.cu").skip, "CUDA or HIP");
  EXPECT_EQ(clean({"gcc", "-c", "boot.S"}, "boot.S").skip, "assembler");
  EXPECT_EQ(clean({"gcc", "-c", "boot.s"}, "boot.s").skip, "assembler");
  EXPECT_EQ(clean({"gcc", "-x", "assembler-with-cpp", "-c", "boot.inc"}, "boot.inc").skip, "assembler");
  EXPECT_EQ(clean({"gfortran", "-c", "m.f90"}, "m.f90").skip, "not C or C++");
  EXPECT_EQ(clean({"clang", "-c", "v.m"}, "v.m").skip, "Objective-C");
  EXPECT_EQ(clean({"clang++", "-Xclang", "-emit-pch", "-x", "c++-header", "-c", "h.hxx"}, "h.hxx").skip,
            "makes a precompiled header");
  EXPECT_EQ(clean({"gcc", "-c", "a.c"}, "a.c").skip, "");
  EXPECT_EQ(clean({"gcc", "-x", "c", "-c", "a.inc"}, "a.inc").skip, "");
}

TEST_F(CommandCleaning, InfersModeAndTarget) {
  EXPECT_TRUE(has(clean({"/usr/bin/c++", "-c", "src/a.cpp"}), "--driver-mode=g++"));
  CleanCommand cross = clean({"/opt/bin/arm-linux-gnueabihf-g++-12", "-c", "src/a.cpp"});
  EXPECT_TRUE(std::ranges::any_of(
      cross.args, [](const std::string &arg) { return arg.starts_with("--target=arm-linux-gnueabihf"); }));
}

TEST_F(CommandCleaning, AppliesTheUsersAdjustments) {
  adjustments.extraArgsBefore = {"-DFIRST"};
  adjustments.extraArgs = {"-DLAST"};
  adjustments.removedArgs = {"-DGONE"};
  CleanCommand out = clean({"g++", "-DGONE", "-DKEPT", "-c", "src/a.cpp"});
  EXPECT_FALSE(has(out, "-DGONE"));
  EXPECT_LT(at(out, "-DFIRST"), at(out, "-DKEPT"));
  EXPECT_LT(at(out, "-DKEPT"), at(out, "-DLAST"));
  EXPECT_LT(at(out, "-DLAST"), at(out, "--"));
}

TEST(StripWrappers, FindsTheCompiler) {
  auto strip = [](Words command) {
    stripWrappers(command);
    return command;
  };
  const Words plain{"g++", "-c", "a.cpp"};
  EXPECT_EQ(strip(plain), plain);
  EXPECT_EQ(strip({"ccache", "g++", "-c", "a.cpp"}), plain);
  EXPECT_EQ(strip({"/usr/bin/ccache", "max_size=1G", "g++", "-c", "a.cpp"}), plain);
  EXPECT_EQ(strip({"env", "CCACHE_DIR=/x", "distcc", "g++", "-c", "a.cpp"}), plain);
  EXPECT_EQ(strip({"cmake", "-E", "env", "A=B", "--", "g++", "-c", "a.cpp"}), plain);
  EXPECT_EQ(strip({"/wrap/g++", "g++", "-c", "a.cpp"}), plain);
  EXPECT_EQ(strip({"python3", "tools/wrap.py", "g++", "-c", "a.cpp"}), plain);
  EXPECT_EQ(strip({"distcc", "-c", "a.cpp"}), (Words{"cc", "-c", "a.cpp"}));
  EXPECT_EQ(strip({"sccache", "odd-compiler", "-c", "a.cpp"}), (Words{"odd-compiler", "-c", "a.cpp"}));
  EXPECT_EQ(strip({"odd-compiler", "-x", "c++", "a.h"}), (Words{"odd-compiler", "-x", "c++", "a.h"}));
}

TEST(CompilerName, KnowsCompilersByTheirNames) {
  for (const char *name : {"cc", "g++", "/usr/bin/clang++-22", "arm-none-eabi-gcc",
                           "x86_64-w64-mingw32-g++-12.2", "clang-cl.exe"})
    EXPECT_TRUE(isCompilerName(name)) << name;
  for (const char *name : {"ccache", "-c", "a.cpp", "mycc", "gcc.txt", "python3", ""})
    EXPECT_FALSE(isCompilerName(name)) << name;
}

} // namespace
} // namespace overlap::tool
