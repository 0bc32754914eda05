#pragma once

#include <string>
#include <vector>

namespace clang::tooling {
struct CompileCommand;
}
namespace llvm::vfs {
class FileSystem;
}

namespace overlap::tool {

/// What the user asks to change in every command.
struct CommandAdjustments {
  std::vector<std::string> extraArgsBefore, extraArgs, removedArgs;
};

/// One compilation, ready for clang's driver.
struct CleanCommand {
  std::string file;              ///< absolute, without `.` and `..`
  std::string directory;         ///< absolute
  std::vector<std::string> args; ///< compiler, flags, "--", file
  bool openmp =
      false; ///< the command asks for OpenMP; its pragmas are read as text, so no flag says so any more
  std::string skip;                 ///< why it is not to be analysed ("assembler"), empty if it is
  std::vector<std::string> dropped; ///< flags that clang does not know, as written

  bool operator<(const CleanCommand &) const;
  bool operator==(const CleanCommand &) const;
};

/// Makes of a database's command one that this clang understands and that does nothing but parse: wrappers,
/// outputs, dependency files, precompiled headers, warnings, plugins and GCC-only flags are taken away,
/// response files are expanded, mode and target are inferred from the compiler's name. Never fails: what
/// cannot be analysed says why in `skip`.
CleanCommand cleanCommand(const clang::tooling::CompileCommand &command,
                          const CommandAdjustments &adjustments, llvm::vfs::FileSystem &fs);

/// `path` seen from `directory`, without `.` and `..`.
std::string absolutePath(const std::string &path, const std::string &directory);

} // namespace overlap::tool
