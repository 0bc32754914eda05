#include "tool/ExplainAt.h"
#include "tool/JsonReport.h"
#include "tool/TextReport.h"

#include "facts/Error.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace overlap::tool {
namespace {

rules::Region parallelLoop() {
  rules::Region region;
  region.id = "r1";
  region.rule = "overlap-parallel-loop";
  region.location = {"src/a.cpp", 17, 3, 19, 4};
  region.function = "scale(float *, int)";
  region.boundness = rules::Boundness::Cpu;
  region.strategy = "multiprocess";
  region.independence.status = rules::Status::Conditional;
  region.independence.assumptions = {
      {rules::AssumptionKind::NoAlias, "'out' and 'in' do not overlap", {"src/a.cpp", 9, 18}, {}}};
  region.independence.reductions = {{"sum", "+"}};
  region.independence.privates = {"x"};
  region.work = 4e9;
  region.tripCountText = "n";
  region.reasons = {{"policy.cpu", "processor-bound"}};
  region.alternatives = {{"multithreaded", "threads share the memory"}};
  region.hazards = {"errno"};
  region.message = "iterations are independent if 'out' and 'in' do not overlap: multiprocess";
  return region;
}

rules::Region blockingCall() {
  rules::Region region;
  region.id = "r2";
  region.rule = "overlap-blocking-call-in-async";
  region.kind = rules::RegionKind::Call;
  region.location = {"src/b.cpp", 4, 5};
  region.boundness = rules::Boundness::Io;
  region.strategy = "async";
  region.ioLatency = "slow";
  region.operations = {{"read",
                        "file",
                        "fast",
                        {"src/b.cpp", 4, 5},
                        {{"load()", {"src/b.cpp", 4, 5}}},
                        {"io_uring"},
                        "fd",
                        false,
                        true,
                        "slow"}};
  region.reasons = {{"policy.async", "waits"}};
  region.message = "'read' blocks";
  return region;
}

class ReportTest : public testing::Test {
protected:
  rules::Region loop = parallelLoop(), call = blockingCall();
  RunReport report;
  FileNames names{"/p", "/p"};

  std::string explain(const Place &place, const rules::Report &all) const {
    return explainAt(place,
                     {all, Filter(Options(), {}), names, {"src/a.cpp", "src/b.cpp"}, report.errors, false});
  }

  void SetUp() override {
    report.root = "/p";
    report.policy = "seed";
    report.units = 3;
    report.failedUnits = 1;
    report.functions = 7;
    report.regions = {&loop, &call};
    report.blockingCalls = {&call.operations[0]};
    report.errors = {{"src/c.cpp", "src/c.cpp:3:10: error: 'gen.h' file not found"}};
  }
};

TEST_F(ReportTest, JsonHoldsWhatTheSchemaNames) {
  nlohmann::json json = nlohmann::json::parse(jsonReport(report));
  EXPECT_EQ(json["schema_version"], "1");
  EXPECT_EQ(json["tool"]["name"], "overlap");
  EXPECT_EQ(json["policy"], "seed");
  EXPECT_EQ(json["summary"]["translation_units"], 3);
  EXPECT_EQ(json["summary"]["failed_units"], 1);
  EXPECT_EQ(json["summary"]["regions"], 2);
  EXPECT_EQ(json["summary"]["by_strategy"], (nlohmann::json{{"async", 1}, {"multiprocess", 1}}));
  EXPECT_EQ(json["summary"]["seconds"], 0);

  const nlohmann::json &first = json["regions"][0];
  EXPECT_EQ(first["kind"], "loop");
  EXPECT_EQ(first["location"],
            (nlohmann::json{
                {"file", "src/a.cpp"}, {"line", 17}, {"column", 3}, {"end_line", 19}, {"end_column", 4}}));
  EXPECT_EQ(first["independence"]["status"], "conditional");
  EXPECT_EQ(first["independence"]["assumptions"][0]["kind"], "no-alias");
  EXPECT_EQ(first["independence"]["reductions"][0]["operator"], "+");
  EXPECT_EQ(first["independence"]["private"], nlohmann::json::array({"x"}));
  EXPECT_EQ(first["cost"]["trip_count"], "n");
  EXPECT_EQ(first["hazards"][0]["message"], "errno");
  EXPECT_FALSE(first.contains("io"));
  EXPECT_FALSE(first.contains("tasks"));

  const nlohmann::json &second = json["regions"][1];
  EXPECT_FALSE(second.contains("independence"));
  EXPECT_EQ(second["io"]["latency"], "slow");
  EXPECT_EQ(second["io"]["operations"][0]["chain"][0]["function"], "load()");
  EXPECT_EQ(second["alternatives"], nlohmann::json::array());
  EXPECT_EQ(json["blocking_calls"][0]["callee"], "read");
  EXPECT_EQ(json["errors"][0]["file"], "src/c.cpp");
}

TEST_F(ReportTest, JsonKeepsItsOrderAndBytes) {
  std::string first = jsonReport(report);
  EXPECT_EQ(first, jsonReport(report));
  EXPECT_LT(first.find("\"schema_version\""), first.find("\"tool\""));
  EXPECT_LT(first.find("\"summary\""), first.find("\"regions\": ["));
  EXPECT_TRUE(first.ends_with("}\n"));
}

TEST_F(ReportTest, JsonTakesNamesOfAnyEncoding) {
  loop.function = "f\xff";
  EXPECT_TRUE(nlohmann::json::accept(jsonReport(report)));
}

TEST_F(ReportTest, TextIsWhatEditorsRead) {
  std::string text = textReport(report, names, false);
  EXPECT_TRUE(text.starts_with(
      "src/a.cpp:17:3: warning: iterations are independent if 'out' and 'in' do not overlap: multiprocess "
      "[overlap-parallel-loop]\n"
      "src/a.cpp:9:18: note: assumes (no-alias) that 'out' and 'in' do not overlap\n"
      "src/a.cpp:17:3: note: private: 'x'\n"
      "src/a.cpp:17:3: note: reduction (+) of 'sum'\n"
      "src/a.cpp:17:3: note: processor-bound\n"
      "src/a.cpp:17:3: note: first: errno\n"
      "src/a.cpp:17:3: note: or multithreaded: threads share the memory\n"
      "src/b.cpp:4:5: warning: 'read' blocks [overlap-blocking-call-in-async]\n"))
      << text;
  EXPECT_NE(text.find("\nsrc/c.cpp:3:10: error: 'gen.h' file not found\n"), std::string::npos);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_NE(textReport(report, names, true).find('\x1b'), std::string::npos);
}

TEST_F(ReportTest, TextEndsWithATable) {
  std::string text = textReport(report, names, false);
  std::string table = text.substr(text.find("\n\n") + 2);
  EXPECT_EQ(table, "regions                     2\n"
                   "  async                     1\n"
                   "  multiprocess              1\n"
                   "blocking calls              1\n"
                   "translation units           3\n"
                   "  failed                    1\n"
                   "functions                   7\n"
                   "seconds                  0.00\n");
}

// A compiler that ran in the working directory would name them so.
TEST_F(ReportTest, TextNamesFilesFromTheWorkingDirectory) {
  loop.operations = call.operations;
  loop.operations[0].chain.push_back({"fill()", {"src/b.cpp", 4, 5}});
  const std::string text = textReport(report, FileNames("/p", "/p/src/deep"), false);
  EXPECT_NE(text.find("../a.cpp:17:3: warning: "), std::string::npos) << text;
  EXPECT_NE(text.find("load() -> fill() -> read (../b.cpp:4)\n"), std::string::npos) << text;
  EXPECT_NE(text.find("../c.cpp:3:10: error: 'gen.h' file not found\n"), std::string::npos) << text;
  EXPECT_EQ(text.find("src/"), std::string::npos) << text;
  EXPECT_NE(jsonReport(report).find("\"src/a.cpp\""), std::string::npos);
}

TEST_F(ReportTest, TextCutsLongListsAndSaysSo) {
  for (unsigned i = 0; i < 5; ++i)
    loop.independence.assumptions.push_back(
        {rules::AssumptionKind::UnknownCallee, "'f" + std::to_string(i) + "' is harmless", {}, {}});
  const std::string text = textReport(report, names, false);
  EXPECT_NE(text.find("note: ... and 2 more (--explain-at shows all)\n"), std::string::npos) << text;
  EXPECT_EQ(text.find("'f4'"), std::string::npos) << text;
  rules::Report all;
  all.regions = {loop};
  const std::string whole = explain({"src/a.cpp", 17}, all);
  EXPECT_NE(whole.find("'f4' is harmless"), std::string::npos) << whole;
  EXPECT_EQ(whole.find("..."), std::string::npos) << whole;
}

TEST_F(ReportTest, ExplainAtListsHiddenRegionsWithTheReason) {
  rules::Report all;
  loop.whyOnlyUnderAll = "its work is light";
  all.regions = {loop, call};
  all.blockingCalls = call.operations;
  std::string text = explain({"src/a.cpp", 18}, all);
  EXPECT_NE(text.find("[overlap-parallel-loop]"), std::string::npos);
  EXPECT_NE(text.find("not listed: its work is light (--all lists it)"), std::string::npos);
  EXPECT_NE(text.find("processor-bound [policy.cpu]"), std::string::npos);
  EXPECT_EQ(text.find("src/b.cpp"), std::string::npos);
  text = explain({"/p/src/../src/b.cpp", 4}, all);
  EXPECT_NE(text.find("  listed\n"), std::string::npos) << text;
  EXPECT_NE(text.find("read blocks (file, fast)"), std::string::npos);
  EXPECT_NE(explain({"src/b.cpp", 5}, all).find("src/b.cpp:5: no loop"), std::string::npos);
  text = explain({"src/c.cpp", 5}, all);
  EXPECT_TRUE(text.starts_with("src/c.cpp: no translation unit")) << text;
  EXPECT_NE(text.find("src/c.cpp:3:10: error: 'gen.h' file not found"), std::string::npos) << text;
}

TEST_F(ReportTest, ExplainAtTakesNamesFromTheWorkingDirectoryAndTheRoot) {
  rules::Report all;
  all.regions = {loop};
  names = FileNames("/p", "/p/src");
  for (const char *file : {"a.cpp", "src/a.cpp", "/p/src/a.cpp"})
    EXPECT_TRUE(explain({file, 17}, all).starts_with("a.cpp:17:3: warning: ")) << file;
}

TEST(ParsePlace, WantsFileAndLine) {
  for (const char *good : {"C:/a.cpp:12", "C:/a.cpp:12:7"}) {
    Place place = parsePlace(good);
    EXPECT_EQ(place.file, "C:/a.cpp");
    EXPECT_EQ(place.line, 12u);
  }
  for (const char *bad :
       {"a.cpp", "a.cpp:", ":3", "a.cpp:0", "a.cpp:x", "a.cpp:3x", ":3:4", "a.cpp:0:4", "a.cpp:3:0"})
    EXPECT_THROW(parsePlace(bad), Error) << bad;
}

} // namespace
} // namespace overlap::tool
