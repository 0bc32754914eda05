#include "tool/Installation.h"

#include "facts/Error.h"

#include <clang/Basic/Version.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/FileUtilities.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Program.h>
#include <llvm/Support/raw_ostream.h>

#include <system_error>
#include <vector>

namespace overlap::tool {
namespace fs = std::filesystem;
namespace {

bool isResourceDir(const fs::path &dir) {
  std::error_code ignored;
  return fs::exists(dir / "include" / "stddef.h", ignored);
}

/// `clang -print-resource-dir` of the first name that is in the PATH and of our version.
fs::path askClang() {
  for (const char *name : {"clang-" CLANG_VERSION_MAJOR_STRING, "clang"}) {
    llvm::ErrorOr<std::string> program = llvm::sys::findProgramByName(name);
    llvm::SmallString<128> output;
    if (!program || llvm::sys::fs::createTemporaryFile("overlap", "txt", output))
      continue;
    llvm::FileRemover remover(output);
    std::optional<llvm::StringRef> redirects[] = {llvm::StringRef(""), output.str(), llvm::StringRef("")};
    if (llvm::sys::ExecuteAndWait(*program, {*program, "-print-resource-dir"}, std::nullopt, redirects, 10) !=
        0)
      continue;
    auto text = llvm::MemoryBuffer::getFile(output);
    if (!text)
      continue;
    fs::path dir = (*text)->getBuffer().trim().str();
    if (isResourceDir(dir) && dir.filename().string().starts_with(CLANG_VERSION_MAJOR_STRING))
      return dir;
  }
  return {};
}

} // namespace

fs::path executablePath(const char *argv0) {
  static int anchor = 0;
  return llvm::sys::fs::getMainExecutable(argv0, &anchor);
}

fs::path dataDir(const fs::path &executable) {
  std::error_code ignored;
  for (const fs::path &dir :
       {executable.parent_path().parent_path() / "share" / "overlap", fs::path(OVERLAP_SOURCE_DATA_DIR)})
    if (fs::is_directory(dir / "catalogue", ignored) && fs::is_directory(dir / "policies", ignored))
      return dir;
  throw Error("cannot find overlap's catalogue and policies in " +
              (executable.parent_path().parent_path() / "share" / "overlap").string());
}

std::string resourceDir(const fs::path &executable) {
  fs::path prefix = executable.parent_path().parent_path();
  for (const fs::path &dir :
       {prefix / "lib" / "clang" / CLANG_VERSION_MAJOR_STRING,
        prefix / "lib" / ("llvm-" CLANG_VERSION_MAJOR_STRING) / "lib" / "clang" / CLANG_VERSION_MAJOR_STRING,
        fs::path(OVERLAP_CLANG_RESOURCE_DIR)})
    if (isResourceDir(dir))
      return dir.string();
  if (fs::path dir = askClang(); !dir.empty())
    return dir.string();
  throw Error("cannot find clang " CLANG_VERSION_MAJOR_STRING
              "'s builtin headers: looked in " OVERLAP_CLANG_RESOURCE_DIR
              " and asked clang-" CLANG_VERSION_MAJOR_STRING " -print-resource-dir");
}

} // namespace overlap::tool
