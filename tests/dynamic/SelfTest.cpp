#include "tests/dynamic/Program.h"
#include "tests/support/Files.h"

#include <gtest/gtest.h>

// The harness itself: right verdicts pass, and wrong ones, which call something independent that is not,
// fail.

namespace overlap::test {
namespace {

/// A program with one loop, the first `for`, `while` or `do` at the start of a line, and what is printed
/// after.
std::string program(const std::string &before, const std::string &loop, const std::string &after) {
  return "#include <cstdio>\n#include <list>\n#include <vector>\nint a[1000], b[1000];\nint main() {\n"
         "  for (int i = 0; i < 1000; ++i) b[i] = i * 7 % 13;\n" +
         before + "\n" + loop + "\n" + after + "\n  long check = 0;\n" +
         "  for (int i = 0; i < 1000; ++i) check = check * 31 % 1000003 + a[i];\n"
         "  std::printf(\"%ld\\n\", check);\n}\n";
}

Verdict reductions(std::vector<Verdict::Reduction> list) {
  Verdict verdict;
  verdict.reductions = std::move(list);
  return verdict;
}

template <std::vector<std::string> Verdict::*List> Verdict listed(const char *name) {
  Verdict verdict;
  (verdict.*List).push_back(name);
  return verdict;
}
constexpr auto privates = listed<&Verdict::privates>;
constexpr auto firstprivates = listed<&Verdict::firstprivates>;
constexpr auto lastprivates = listed<&Verdict::lastprivates>;

class Harness : public testing::Test {
protected:
  /// What goes wrong in either mode when the loop is said to be independent with these lists.
  void run(const std::string &before, const std::string &loop, const std::string &after, Verdict verdict) {
    const std::string source = program(before, loop, after);
    verdict.begin = source.find(loop);
    verdict.end = verdict.begin + loop.size();
    writeFile(directory.path() / "input.cpp", source);
    Program it(directory.path() / "input.cpp", {}, directory.path());
    ASSERT_EQ(it.build({verdict}), "");
    shuffled = it.check(0, "shuffled");
    threads = it.check(0, "threads");
  }

  void expectSame(const std::string &before, const std::string &loop, const std::string &after = "",
                  const Verdict &verdict = {}) {
    run(before, loop, after, verdict);
    EXPECT_EQ(shuffled, "");
    EXPECT_EQ(threads, "");
  }

  void expectCaught(const std::string &before, const std::string &loop, const std::string &after = "",
                    const Verdict &verdict = {}) {
    run(before, loop, after, verdict);
    EXPECT_NE(shuffled, "");
    EXPECT_NE(threads, "");
  }

  TempDir directory;
  std::string shuffled, threads;
};

TEST_F(Harness, IndependentIterations) {
  expectSame("", "for (int i = 0; i < 1000; ++i) { if (b[i] == 3) continue; a[i] = b[i] + 1; }");
}

TEST_F(Harness, Recurrence) { expectCaught("", "for (int i = 1; i < 1000; ++i) a[i] = a[i - 1] + b[i];"); }

TEST_F(Harness, AntiDependence) {
  expectCaught("", "for (int i = 0; i < 999; ++i) b[i] = b[i + 1] * 2;",
               "for (int i = 0; i < 1000; ++i) a[i] = b[i];");
}

TEST_F(Harness, Reduction) {
  expectSame("int sum = 5;", "for (int x : b) sum += x;", "a[0] = sum;", reductions({{"sum", "+"}}));
  expectSame("int best = b[0];", "for (int i = 0; i < 1000; ++i) if (b[i] > best) best = b[i];",
             "a[0] = best;", reductions({{"best", "max"}}));
  expectSame("int bins[16] = {1, 2, 3};", "for (int i = 0; i < 1000; ++i) ++bins[b[i]];",
             "for (int i = 0; i < 16; ++i) a[i] = bins[i];", reductions({{"bins", "+"}}));
}

TEST_F(Harness, ReductionOfACell) {
  expectSame("", "for (int i = 1; i < 1000; ++i) a[0] += b[i];", "", reductions({{"a[0]", "+"}}));
}

TEST_F(Harness, ReductionThatIsNotListed) {
  run("int sum = 5;", "for (int i = 0; i < 1000; ++i) sum += b[i];", "a[0] = sum;", {});
  EXPECT_NE(shuffled.find("'sum' is in no list"), std::string::npos) << shuffled;
  EXPECT_NE(threads, "");
}

TEST_F(Harness, ReductionByAnotherOperator) {
  expectCaught("int sum = 1;", "for (int i = 0; i < 1000; ++i) sum = b[i] - sum;", "a[0] = sum;",
               reductions({{"sum", "+"}}));
}

TEST_F(Harness, Private) {
  expectSame("int t;", "for (int i = 0; i < 1000; ++i) { t = b[i] * 2; a[i] = t + t; }", "", privates("t"));
  expectSame("int t = 0;", "for (int i = 0; i < 1000; ++i) { t = b[i] * 2; a[i] = t + t; }", "a[3] = t;",
             lastprivates("t"));
  expectSame("int row[3] = {4, 5, 6};",
             "for (int i = 0; i < 1000; ++i) { row[1] = b[i]; a[i] = row[0] + row[1]; }", "",
             firstprivates("row"));
}

TEST_F(Harness, PrivateThatIsNotListed) {
  run("int t = 0;", "for (int i = 0; i < 1000; ++i) { t = b[i] * 2; a[i] = t + t; }", "", {});
  EXPECT_NE(threads.find("data race"), std::string::npos) << threads;
}

TEST_F(Harness, PrivateThatIsCarried) {
  expectCaught("int t = 0;", "for (int i = 0; i < 1000; ++i) { if (b[i] > 6) t = b[i]; a[i] = t; }", "",
               privates("t"));
}

TEST_F(Harness, EveryForm) {
  expectSame("int i = 0;", "while (i < 1000) { a[i] = b[i] + 1; ++i; }", "a[1] += i;");
  expectSame("int n = 1000;", "while (n-- > 0) a[n] = b[n] + 1;", "a[1] += n;");
  expectSame("int i = 0, j = 999;", "do { int t = b[i]; a[j--] = t; i += 1; } while (i < 1000);",
             "a[1] += i + j;");
  expectSame("int *p = a;", "for (int *q = b; q != b + 1000; ++q) *p++ = *q * 3;");
  expectSame("std::list<int> l(b, b + 1000);", "for (auto &x : l) x = x * x;",
             "int k = 0;\n for (int x : l) a[k++] = x;");
  expectSame("", "for (int s = 1; s < 1000; s *= 2) a[s] = b[s] + 1;");
}

TEST_F(Harness, CounterOfSomeIterations) {
  expectCaught("int n = 0;", "for (int i = 0; i < 1000; ++i) if (b[i] > 6) a[n++] = b[i];");
}

TEST(SameOutput, FractionsToNineDigits) {
  EXPECT_TRUE(sameOutput("sum 1.00000000001 4\n", "sum 1.0 4\n"));
  EXPECT_FALSE(sameOutput("sum 1.001", "sum 1.0"));
  EXPECT_FALSE(sameOutput("sum 1000000001", "sum 1000000002"));
  EXPECT_FALSE(sameOutput("a b", "a"));
}

} // namespace
} // namespace overlap::test
