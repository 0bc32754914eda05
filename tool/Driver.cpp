#include "tool/Driver.h"

#include "tool/Retry.h"

#include <clang/Tooling/CompilationDatabase.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <numeric>
#include <thread>

namespace overlap::tool {
namespace {

/// The longest first, so that no long one is left over when all others are done; size is the best guess there
/// is.
std::vector<std::size_t> schedule(const std::vector<CleanCommand> &commands) {
  std::vector<std::uint64_t> sizes(commands.size());
  for (std::size_t i = 0; i < commands.size(); ++i)
    if (llvm::sys::fs::file_size(commands[i].file, sizes[i]))
      sizes[i] = 0;
  std::vector<std::size_t> order(commands.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return sizes[a] != sizes[b] ? sizes[a] > sizes[b] : a < b;
  });
  return order;
}

/// The command as a part of the unit's key: the same wherever the project lies.
std::string normalisedCommand(const CleanCommand &command, const std::string &root) {
  std::string text;
  for (const std::string &arg : command.args) {
    std::string word = arg;
    for (std::size_t at = 0; (at = word.find(root, at)) != std::string::npos;)
      word.replace(at, root.size(), ".");
    text += (text.empty() ? "" : " ") + word;
  }
  return text;
}

} // namespace

std::vector<CleanCommand> prepareCommands(const std::vector<clang::tooling::CompileCommand> &commands,
                                          const CommandAdjustments &adjustments, Notices &notices) {
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> fs = llvm::vfs::getRealFileSystem();
  std::vector<CleanCommand> result;
  std::map<std::string, std::vector<std::string>> skipped;
  for (const clang::tooling::CompileCommand &command : commands) {
    CleanCommand clean = cleanCommand(command, adjustments, *fs);
    if (!clean.skip.empty()) {
      skipped[clean.skip].push_back(clean.file);
      continue;
    }
    for (const std::string &flag : clean.dropped)
      notices.add("flag dropped, clang does not know it: " + flag);
    result.push_back(std::move(clean));
  }
  for (const auto &[reason, files] : skipped)
    notices.add("skipped (" + reason + "): " + *std::ranges::min_element(files) +
                (files.size() > 1 ? " and " + std::to_string(files.size() - 1) + " more" : ""));
  std::ranges::sort(result, std::less<>());
  auto equal = std::ranges::unique(result);
  result.erase(equal.begin(), equal.end());
  return result;
}

std::vector<Extraction> extractAll(const std::vector<CleanCommand> &commands, const DriverOptions &options,
                                   Notices &notices, Progress progress) {
  std::vector<Extraction> results(commands.size());
  std::vector<std::size_t> order = schedule(commands);
  std::atomic<std::size_t> next = 0;
  const std::string &root = options.extractor.projectRoot;
  auto work = [&] {
    for (std::size_t n; (n = next++) < order.size();) {
      const CleanCommand &command = commands[order[n]];
      progress.started(relativeName(command.file, root));
      Extraction extraction = extractUnit(command, options.extractor);
      if (extraction.crashed && options.retryCrashes)
        extraction = retryInChild(command, options.extractor, options.executable);
      for (const std::string &message : extraction.ignored)
        notices.add("flag ignored: " + message);
      extraction.facts.command = normalisedCommand(command, root);
      results[order[n]] = std::move(extraction);
      progress.finished();
    }
  };
  std::vector<std::jthread> workers;
  for (std::size_t i = 1; i < std::min<std::size_t>(options.jobs, commands.size()); ++i)
    workers.emplace_back(work);
  work();
  workers.clear();
  return results;
}

std::string relativeName(const std::string &path, const std::string &root) {
  llvm::StringRef name(path);
  if (name.consume_front(root) && (llvm::StringRef(root).ends_with("/") || name.consume_front("/")))
    return name.str();
  return path;
}

} // namespace overlap::tool
