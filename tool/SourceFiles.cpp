#include "tool/SourceFiles.h"

#include "facts/Error.h"
#include "tool/CommandCleaning.h"

#include <clang/Driver/Types.h>
#include <llvm/ADT/StringRef.h>

#include <algorithm>
#include <glob.h>
#include <system_error>

namespace overlap::tool {
namespace fs = std::filesystem;
namespace {

bool isSource(const fs::path &file) {
  namespace types = clang::driver::types;
  const std::string extension = file.extension().string();
  if (extension.size() < 2)
    return false;
  const types::ID type = types::lookupTypeForExtension(llvm::StringRef(extension).drop_front());
  return type == types::TY_C || type == types::TY_CXX || type == types::TY_CXXModule;
}

/// Hidden folders are tools' own.
std::vector<std::string> sourcesBelow(const fs::path &folder) {
  std::vector<std::string> result;
  std::error_code error;
  const auto options = fs::directory_options::skip_permission_denied;
  for (fs::recursive_directory_iterator it(folder, options, error), end; !error && it != end;
       it.increment(error)) {
    std::error_code ignored;
    if (it->path().filename().string().starts_with("."))
      it.disable_recursion_pending();
    else if (isSource(it->path()) && it->is_regular_file(ignored))
      result.push_back(it->path().string());
  }
  std::ranges::sort(result);
  return result;
}

std::vector<std::string> matchesOf(const std::string &pattern) {
  glob_t found{};
  std::vector<std::string> result;
  if (glob(pattern.c_str(), 0, nullptr, &found) == 0)
    result.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  globfree(&found);
  return result;
}

} // namespace

std::vector<std::string> sourceFiles(const std::vector<std::string> &names, const fs::path &directory) {
  std::vector<std::string> result;
  for (const std::string &name : names) {
    const std::string absolute = absolutePath(name, directory.string());
    std::error_code ignored;
    const bool exists = fs::exists(absolute, ignored);
    const std::size_t before = result.size();
    for (const std::string &path : exists ? std::vector{absolute} : matchesOf(absolute)) {
      if (!fs::is_directory(path, ignored)) {
        result.push_back(path);
        continue;
      }
      const std::vector<std::string> below = sourcesBelow(path);
      result.insert(result.end(), below.begin(), below.end());
    }
    if (result.size() == before)
      throw Error(name + (exists ? ": no C or C++ source in this folder" : ": no such file"));
  }
  return result;
}

} // namespace overlap::tool
