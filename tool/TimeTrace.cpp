#include "tool/TimeTrace.h"

#include "facts/Error.h"

#include <llvm/Support/Error.h>
#include <llvm/Support/TimeProfiler.h>

namespace overlap::tool {
namespace {

constexpr unsigned kGranularity = 500; // microseconds: shorter spans are summed, not listed
constexpr const char *kProcess = "overlap";

} // namespace

TimeTrace::TimeTrace(std::string file) : file_(std::move(file)) {
  if (!file_.empty())
    llvm::timeTraceProfilerInitialize(kGranularity, kProcess);
}

TimeTrace::~TimeTrace() {
  if (llvm::timeTraceProfilerEnabled())
    llvm::timeTraceProfilerCleanup();
}

void TimeTrace::write() {
  if (file_.empty())
    return;
  llvm::Error error = llvm::timeTraceProfilerWrite(file_, kProcess);
  llvm::timeTraceProfilerCleanup();
  if (error)
    throw Error(file_ + ": " + llvm::toString(std::move(error)));
}

TimeTrace::Thread::Thread(bool enabled) : enabled_(enabled) {
  if (enabled_)
    llvm::timeTraceProfilerInitialize(kGranularity, kProcess);
}

TimeTrace::Thread::~Thread() {
  if (enabled_)
    llvm::timeTraceProfilerFinishThread();
}

} // namespace overlap::tool
