#include "tests/e2e/Project.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

// Code that a generator wrote: deep, and no reason to overflow a stack or to take more than linear time.

namespace overlap::test {
namespace {

/// `begin`, `count` times what `step` makes of the number, `end`.
std::string repeated(std::string begin, int count, std::string (*step)(int), std::string_view end) {
  for (int i = 0; i < count; ++i)
    begin += step(i);
  begin += end;
  return begin;
}

std::string deepExpression(int depth) {
  return repeated(
      "int sum(const int *v, int n) {\n  int s = 0;\n  for (int i = 0; i < n; ++i)\n    s += v[i]", depth,
      [](int i) { return std::string(i % 2 ? " + v[i]\n" : " - n\n"); }, ";\n  return s;\n}\n");
}

std::string longElseIf(int length) {
  return repeated(
      "int pick(int x) {\n  if (x < 0)\n    return 0;\n", length,
      [](int i) {
        const std::string number = std::to_string(i);
        return "  else if (x == " + number + ")\n    return " + number + ";\n";
      },
      "  return 1;\n}\nvoid all(int *a, int n) {\n  for (int i = 0; i < n; ++i)\n    a[i] = pick(i);\n}\n");
}

std::string longChainOfStores(int length) {
  return repeated(
      "unsigned mix(unsigned y) {\n  unsigned s = y;\n", length,
      [](int i) { return "  s = s * 3 + " + std::to_string(i) + ";\n"; }, "  return s;\n}\n");
}

/// Seconds of processor time that overlap takes on a source; it must be analysed without errors.
double secondsFor(const std::string &text) {
  Project project;
  project.source("deep.c", text);
  project.database();
  auto used = [] {
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec) + static_cast<double>(usage.ru_utime.tv_usec) / 1e6;
  };
  const double before = used();
  const Json report = project.report({"--all"});
  const double seconds = used() - before;
  EXPECT_TRUE(report.is_object());
  EXPECT_TRUE(report.value("errors", Json::array()).empty()) << report["errors"];
  return seconds;
}

/// Four times as much takes four times as long; sixteen times would be quadratic.
void expectLinear(std::string (*make)(int)) {
  const double start = secondsFor(make(1)), small = secondsFor(make(10'000)) - start,
               large = secondsFor(make(40'000)) - start;
  EXPECT_LT(large, 8 * small + 0.5) << start << " s at least, " << small << " s, " << large << " s";
}

TEST(Depth, OfAnExpressionTakesLinearTime) { expectLinear(deepExpression); }
TEST(Depth, OfStoresToOneVariableTakesLinearTime) { expectLinear(longChainOfStores); }
TEST(Depth, OfElseIfOverflowsNoStack) { secondsFor(longElseIf(10'000)); }

} // namespace
} // namespace overlap::test
