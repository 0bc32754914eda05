#include "tests/e2e/Project.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <regex>
#include <set>

// What is in the report, and in which form.

namespace overlap::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;

const char *const queries = R"(#include <sys/socket.h>
static char first[512], second[512];
static long fetch(int to, char *into) { return recv(to, into, 512, 0); }
long both(int a, int b) {
  long x = fetch(a, first);
  long y = fetch(b, second);
  return x + y;
}
)";

const char *const maybe = R"(void add(const double *in, double *out) {
  for (int i = 0; i < 1000000; ++i)
    out[i] = in[999999 - i] + 1;
}
)";

class Report : public testing::Test {
protected:
  void SetUp() override {
    project.source("good.cpp", twoLoops);
    project.source("queries.cpp", queries);
    project.source("maybe.cpp", maybe);
    project.database();
  }

  /// Validates JSON text with Python's jsonschema, an implementation that is not ours.
  void expectValid(const std::string &report) {
    project.file("report.json", report);
    const char *const script = "import json, jsonschema, sys\n"
                               "schema, report = (json.load(open(name)) for name in sys.argv[1:])\n"
                               "jsonschema.Draft7Validator.check_schema(schema)\n"
                               "jsonschema.validate(report, schema)\n";
    const ProcessResult result =
        run({"python3", "-c", script, OVERLAP_SCHEMA, "report.json"}, project.root());
    EXPECT_EQ(result.status, 0) << result.err;
  }

  Project project;
};

TEST_F(Report, JsonIsValid) {
  for (const std::vector<std::string> &arguments : {std::vector<std::string>{},
                                                    {"--all"},
                                                    {"--policy=native"},
                                                    {"--all", "--top=1"},
                                                    {"--deterministic"}}) {
    std::vector<std::string> all = arguments;
    all.push_back("--format=json");
    expectValid(project.overlap(all).out);
  }
}

TEST_F(Report, JsonOfFailedUnitsIsValid) {
  project.source("broken.cpp", "int x = ;\n");
  project.database();
  expectValid(project.overlap({"--format=json", "--all"}).out);
}

TEST_F(Report, JsonSaysWhatWasDone) {
  const Json report = project.report({"--all"});
  EXPECT_EQ(report["schema_version"], "1");
  EXPECT_EQ(report["tool"]["name"], "overlap");
  EXPECT_EQ(report["policy"], "seed");
  EXPECT_EQ(report["summary"]["translation_units"], 3);
  EXPECT_EQ(report["summary"]["failed_units"], 0);
  EXPECT_EQ(report["summary"]["functions"], 5);
  EXPECT_EQ(report["summary"]["regions"], report["regions"].size());
  int counted = 0;
  for (const auto &[strategy, number] : report["summary"]["by_strategy"].items())
    counted += number.get<int>();
  EXPECT_EQ(report["summary"]["regions"], counted);
  EXPECT_THAT(report["errors"], IsEmpty());
}

TEST_F(Report, BlockingCallsAreListedWhetherInARegionOrNot) {
  const Json calls = project.report()["blocking_calls"];
  ASSERT_EQ(calls.size(), 1u);
  EXPECT_EQ(calls[0]["callee"], "recv");
  EXPECT_EQ(calls[0]["kind"], "network");
  EXPECT_EQ(calls[0]["location"]["line"], 3);
}

TEST_F(Report, TextIsWhatEditorsParse) {
  const std::string text = project.overlap({}).out;
  const std::regex finding(
      "(^|\n)[^ :\n]*good\\.cpp:3:3: warning: [^\n]*multiprocess[^\n]* \\[overlap-[a-z-]+\\]\n");
  const std::regex note("\n[^ :\n]+:[0-9]+:[0-9]+: note: [^\n]+\n");
  EXPECT_TRUE(std::regex_search(text, finding)) << text;
  EXPECT_TRUE(std::regex_search(text, note)) << text;
  EXPECT_THAT(text, Not(HasSubstr("\x1b["))) << "no colour where there is no terminal";
}

TEST_F(Report, TextNamesFilesFromTheWorkingDirectory) {
  project.source("src/more.cpp", twoLoops);
  project.database();
  const std::string text = project.overlap({}, "src").out;
  EXPECT_THAT(text, HasSubstr("../good.cpp:3:3: warning: "));
  EXPECT_THAT(text, testing::ContainsRegex("(^|\n)more.cpp:3:3: warning: "));
  const ProcessResult json = project.overlap({"--format=json"}, "src");
  EXPECT_THAT(linesIn(Json::parse(json.out), "more.cpp"), ElementsAre(3));
  EXPECT_THAT(json.out, HasSubstr("\"src/more.cpp\""));
}

TEST_F(Report, DirectivesNameOnlyWhatClausesCan) {
  project.source("clauses.cpp", R"(static double a[2000000];
static int at[2000000];
int least() {
  double best = a[0];
  int where = 0;
  for (int i = 1; i < 2000000; ++i)
    if (a[i] < best) {
      best = a[i];
      where = i;
    }
  return where;
}
void count(long *__restrict seen) {
  for (int i = 0; i < 2000000; ++i)
    seen[at[i]] += 1;
}
)");
  project.database();
  const std::string text = project.overlap({"--all"}).out;
  EXPECT_THAT(text, HasSubstr("reduction(min:best)"));
  EXPECT_THAT(text, HasSubstr("reduce 'where' together with its extremum"));
  EXPECT_THAT(text, Not(HasSubstr("(argmin:")));
  EXPECT_THAT(text, HasSubstr("reduction(+:seen[:n])"));
  EXPECT_THAT(text, Not(HasSubstr("reduction(+:seen)")));
}

TEST_F(Report, TextEndsWithATable) {
  const std::string text = project.overlap({"--deterministic"}).out;
  const std::string table = text.substr(text.rfind("[overlap-"));
  EXPECT_THAT(table, HasSubstr("multiprocess"));
  EXPECT_THAT(table, HasSubstr("translation units"));
  EXPECT_THAT(table, HasSubstr("seconds"));
}

TEST_F(Report, AllListsWhatTheDefaultLeavesOut) {
  EXPECT_THAT(linesIn(project.report(), "good.cpp"), ElementsAre(3));
  EXPECT_THAT(linesIn(project.report({"--all"}), "good.cpp"), ElementsAre(3, 7));
}

TEST_F(Report, TopKeepsTheFirst) {
  const Json all = project.report({"--all"})["regions"],
             one = project.report({"--all", "--top=1"})["regions"];
  ASSERT_EQ(one.size(), 1u);
  ASSERT_GT(all.size(), 1u);
  EXPECT_EQ(one[0]["id"], all[0]["id"]);
  EXPECT_THAT(project.report({"--all", "--top=0"})["regions"], IsEmpty());
}

TEST_F(Report, MinStatusLeavesOutWhatIsLess) {
  EXPECT_THAT(linesIn(project.report({"--all"}), "maybe.cpp"), ElementsAre(2));
  EXPECT_THAT(linesIn(project.report({"--all", "--min-status=conditional"}), "maybe.cpp"), ElementsAre(2));
  EXPECT_THAT(linesIn(project.report({"--all", "--min-status=independent"}), "maybe.cpp"), IsEmpty());
  EXPECT_THAT(linesIn(project.report({"--all", "--min-status=conditional"}), "good.cpp"), ElementsAre(3));
}

TEST_F(Report, OutputGoesToTheFileAlone) {
  const ProcessResult result = project.overlap({"--format=json", "--output=out.json"});
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.out, "");
  expectValid(readFile(project.root() / "out.json"));
}

TEST_F(Report, PolicyDecidesTheStrategy) {
  auto strategyOf = [](const Json &report) {
    for (const Json &region : report["regions"])
      if (region["location"]["file"].get<std::string>().ends_with("good.cpp"))
        return region["strategy"].get<std::string>();
    return std::string();
  };
  EXPECT_EQ(strategyOf(project.report()), "multiprocess");
  const Json native = project.report({"--policy=native"});
  EXPECT_EQ(strategyOf(native), "multithreaded");
  EXPECT_EQ(native["policy"], "native");
}

TEST_F(Report, FilesChooseUnits) {
  const Json one = project.report({"good.cpp"});
  EXPECT_EQ(one["summary"]["translation_units"], 1);
  const Json glob = project.report({"*y*.cpp", "--all"});
  EXPECT_EQ(glob["summary"]["translation_units"], 1);
  EXPECT_THAT(linesIn(glob, "maybe.cpp"), ElementsAre(2));
}

TEST_F(Report, HeadersAreReportedOnceAndFiltered) {
  project.file("kernel.h", "#pragma once\ninline void kernel(double *a) {\n"
                           "  for (int i = 0; i < 1000000; ++i)\n    a[i] *= 2;\n}\n");
  project.source("one.cpp", "#include \"kernel.h\"\nvoid one(double *a) { kernel(a); }\n");
  project.source("two.cpp", "#include \"kernel.h\"\nvoid two(double *a) { kernel(a); }\n");
  project.database();
  EXPECT_THAT(linesIn(project.report(), "kernel.h"), ElementsAre(3));
  EXPECT_THAT(linesIn(project.report({"--header-filter=kern"}), "kernel.h"), ElementsAre(3));
  const Json without = project.report({"--header-filter=nothing"});
  EXPECT_THAT(linesIn(without, "kernel.h"), IsEmpty());
  EXPECT_THAT(linesIn(without, "good.cpp"), ElementsAre(3));
}

TEST_F(Report, ForeignFoldersAreExcluded) {
  for (const char *folder : {"third_party", "external", "vendor", "_deps", "mine"})
    project.source(std::string(folder) + "/" + folder + ".cpp", twoLoops);
  project.database();
  const Json report = project.report();
  EXPECT_THAT(linesIn(report, "third_party.cpp"), IsEmpty());
  EXPECT_THAT(linesIn(report, "external.cpp"), IsEmpty());
  EXPECT_THAT(linesIn(report, "vendor.cpp"), IsEmpty());
  EXPECT_THAT(linesIn(report, "_deps.cpp"), IsEmpty());
  EXPECT_THAT(linesIn(report, "mine.cpp"), ElementsAre(3));
  const Json other = project.report({"--exclude=mine"});
  EXPECT_THAT(linesIn(other, "mine.cpp"), IsEmpty());
  EXPECT_THAT(linesIn(other, "vendor.cpp"), ElementsAre(3));
}

TEST_F(Report, CatalogueOfTheUserAddsToTheBuiltIn) {
  project.file("device.h", "int waitForDevice(int number);\n");
  project.source("device.cpp", "#include \"device.h\"\nint one() { return waitForDevice(1); }\n");
  project.database();
  project.file("mine.json", R"({"library": "mine", "headers": ["device.h"],
    "entries": [{"name": "waitForDevice", "blocks": {"kind": "device", "latency": "slow"}}]})");
  EXPECT_EQ(project.report()["blocking_calls"].size(), 1u);
  const Json calls = project.report({"--catalogue=mine.json"})["blocking_calls"];
  ASSERT_EQ(calls.size(), 2u);
  EXPECT_EQ(calls[0]["callee"], "waitForDevice");
  EXPECT_EQ(calls[0]["kind"], "device");
}

TEST_F(Report, TimeTraceNamesUnitsAndFunctions) {
  EXPECT_EQ(project.overlap({"--time-trace=trace.json", "--output=report.txt"}).status, 0);
  const Json trace = Json::parse(readFile(project.root() / "trace.json"));
  std::set<std::string> spans;
  for (const Json &event : trace["traceEvents"])
    spans.insert(event["name"]);
  EXPECT_THAT(spans,
              IsSupersetOf({"Total Extract", "Total Lower", "Total Link", "Total Analyse", "Total Judge"}));
}

TEST_F(Report, TimeTraceThatCannotBeWritten) {
  const ProcessResult result = project.overlap({"--time-trace=no/such/folder/trace.json"});
  EXPECT_EQ(result.status, 2);
  EXPECT_THAT(result.err, HasSubstr("no/such/folder/trace.json"));
}

} // namespace
} // namespace overlap::test
