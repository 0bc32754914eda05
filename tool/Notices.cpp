#include "tool/Notices.h"

#include <cstdio>
#include <llvm/Support/Process.h>

namespace overlap::tool {
namespace {

constexpr const char *kClearLine = "\r\x1b[K";

} // namespace

void Notices::add(const std::string &message) {
  if (quiet)
    return;
  std::lock_guard lock(mutex);
  if (said.insert(message).second)
    std::fprintf(stderr, "%soverlap: note: %s\n",
                 llvm::sys::Process::StandardErrIsDisplayed() ? kClearLine : "", message.c_str());
}

Progress::Progress(std::size_t total, bool quiet)
    : enabled(!quiet && llvm::sys::Process::StandardErrIsDisplayed()), total(total) {}

Progress::~Progress() {
  if (enabled)
    std::fputs(kClearLine, stderr);
}

void Progress::started(const std::string &file) {
  if (!enabled)
    return;
  std::lock_guard lock(mutex);
  current = file;
  show();
}

void Progress::finished() {
  if (!enabled)
    return;
  std::lock_guard lock(mutex);
  ++done;
  show();
}

void Progress::show() {
  std::string line = "[" + std::to_string(done) + "/" + std::to_string(total) + "] " + current;
  unsigned columns = llvm::sys::Process::StandardErrColumns();
  if (columns > 1 && line.size() >= columns)
    line.resize(columns - 1);
  std::fprintf(stderr, "%s%s", kClearLine, line.c_str());
}

} // namespace overlap::tool
