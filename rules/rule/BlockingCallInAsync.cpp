#include "rules/rule/Rule.h"
#include "rules/rule/Words.h"

namespace overlap::rules {

const Rule blockingCallInAsync{
    {.id = "overlap-blocking-call-in-async",
     .summary = "a blocking call where nothing may block",
     .finds = "Calls that wait, directly or through what they call, inside a coroutine, a function that an "
              "event loop calls, or a [[clang::nonblocking]] function.",
     .why = "One task that waits stops every other task of its thread.",
     .before = "Task serve(int fd) {\n  read(fd, buffer, size);\n  co_return;\n}",
     .after = "Task serve(Socket s) {\n  co_await s.async_read_some(buffer);\n}",
     .knownProblems = "A coroutine that is only ever resumed on a thread of its own may block.",
     .stability = "experimental"},
    [](const Region &region) { return region.kind == RegionKind::Call; },
    [](const Region &region) {
      return region.tasks.front().callee + " waits for " + waitsFor(region) + " inside " +
             region.blockedContext + ": " + region.strategy;
    }};

} // namespace overlap::rules
