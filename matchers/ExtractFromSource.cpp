#include "matchers/Extract.h"

#include <clang/Basic/Diagnostic.h>
#include <clang/Basic/FileManager.h>
#include <clang/Frontend/FrontendAction.h>
#include <clang/Tooling/Tooling.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/VirtualFileSystem.h>

namespace overlap::matchers {

facts::UnitFacts extractFromSource(std::string_view code, const std::vector<std::string> &args,
                                   std::string_view fileName,
                                   const std::vector<std::pair<std::string, std::string>> &files) {
  static constexpr llvm::StringLiteral root = "/project";
  auto inRoot = [](llvm::StringRef name) {
    return llvm::sys::path::is_absolute(name) ? name.str() : (root + "/" + name).str();
  };
  auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  std::string mainFile = inRoot(fileName);
  memory->addFile(mainFile, 0, llvm::MemoryBuffer::getMemBufferCopy(code));
  for (const auto &[name, text] : files)
    memory->addFile(inRoot(name), 0, llvm::MemoryBuffer::getMemBufferCopy(text));
  auto overlay = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(llvm::vfs::getRealFileSystem());
  overlay->pushOverlay(memory);
  clang::FileSystemOptions fileOptions;
  fileOptions.WorkingDir = root.str();
  auto manager = llvm::makeIntrusiveRefCnt<clang::FileManager>(fileOptions, overlay);

  bool isC = llvm::sys::path::extension(fileName) == ".c";
  std::vector<std::string> command{isC ? "clang" : "clang++", "-fsyntax-only", "-resource-dir",
                                   OVERLAP_CLANG_RESOURCE_DIR};
  command.insert(command.end(), args.begin(), args.end());
  command.push_back(mainFile);

  facts::UnitFacts out;
  clang::IgnoringDiagConsumer silent; // for the driver; the action has a consumer of its own
  clang::tooling::ToolInvocation invocation(command, makeExtractAction({root.str()}, out), manager.get());
  invocation.setDiagnosticConsumer(&silent);
  invocation.run();
  return out;
}

} // namespace overlap::matchers
