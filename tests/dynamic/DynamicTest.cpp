#include "tests/annotated/Annotations.h"
#include "tests/dynamic/Program.h"
#include "tests/support/Files.h"
#include "tests/support/Lexer.h"
#include "tests/support/Process.h"

#include <algorithm>
#include <gtest/gtest.h>

// Every loop of test-inputs that overlap calls independent, and that a main can run, is executed in a
// shuffled order and on threads under ThreadSanitizer, by what the report says of its variables.

namespace overlap::test {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

const fs::path inputs = OVERLAP_TEST_INPUTS;

bool hasMain(const std::string &source) {
  const std::vector<Token> tokens = tokenize(source);
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i)
    if (tokens[i].text == "main" && tokens[i - 1].text == "int" && tokens[i + 1].text == "(")
      return true;
  return false;
}

bool isTested(const Expectation &e) { return e.kind == "loop" && e.status == "independent" && !e.notRun; }

long testedLoops(const Annotations &annotations) {
  return std::count_if(annotations.expectations.begin(), annotations.expectations.end(), isTested);
}

struct Input {
  fs::path file;
  Annotations annotations;
};

void PrintTo(const Input &input, std::ostream *out) { *out << input.file; }

std::vector<Input> runnableInputs() {
  std::vector<Input> result;
  for (const auto &entry : fs::recursive_directory_iterator(inputs)) {
    const fs::path &file = entry.path();
    if ((file.extension() != ".c" && file.extension() != ".cpp") ||
        *fs::relative(file, inputs).begin() == "projects")
      continue;
    const std::string source = readFile(file);
    Annotations annotations = parseAnnotations(source);
    if (testedLoops(annotations) && hasMain(source))
      result.push_back({file, std::move(annotations)});
  }
  std::sort(result.begin(), result.end(), [](const Input &a, const Input &b) { return a.file < b.file; });
  return result;
}

class IndependentLoops : public testing::TestWithParam<Input> {};

TEST_P(IndependentLoops, RunInAnyOrderAndOnThreads) {
  const auto &[file, annotations] = GetParam();
  std::vector<std::string> flags;
  for (const std::string &flag : annotations.flags)
    flags.push_back(replaceAll(flag, "${INPUTS}", inputs.string()));
  std::vector<std::string> command = {OVERLAP_BINARY, file.string(), "--all", "--format=json", "--"};
  command.insert(command.end(), {file.extension() == ".c" ? "-std=c17" : "-std=c++20", "-w"});
  command.insert(command.end(), flags.begin(), flags.end());
  TempDir directory;
  const ProcessResult result = run(command, directory.path());
  const Json report = Json::parse(result.out, nullptr, false);
  ASSERT_FALSE(report.is_discarded()) << result.err;

  const std::string source = readFile(file);
  std::vector<Verdict> loops;
  for (const Json &region : report["regions"]) {
    const Json &location = region["location"];
    // Headers have lines of the same numbers.
    const bool here = fs::path(location["file"].get<std::string>()).filename() == file.filename();
    const bool tested =
        std::any_of(annotations.expectations.begin(), annotations.expectations.end(),
                    [&](const Expectation &e) { return isTested(e) && location["line"] == e.line; });
    if (here && tested && region["kind"] == "loop" && region["independence"]["status"] == "independent")
      loops.push_back(verdictOf(region, source));
  }
  EXPECT_EQ(static_cast<long>(loops.size()), testedLoops(annotations))
      << "what is annotated is not what is reported";
  Program program(file, flags, directory.path());
  ASSERT_EQ(program.build(loops), "");
  for (std::size_t i = 0; i < loops.size(); ++i)
    for (const char *mode : {"shuffled", "threads"})
      if (const std::string wrong = program.check(i, mode); !wrong.empty())
        ADD_FAILURE() << file.string() << ":" << loops[i].line << ": " << mode << ": " << wrong;
}

std::string nameOf(const testing::TestParamInfo<Input> &info) {
  std::string name = fs::relative(info.param.file, inputs).string();
  std::replace_if(name.begin(), name.end(), [](unsigned char c) { return !std::isalnum(c); }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Inputs, IndependentLoops, testing::ValuesIn(runnableInputs()), nameOf);

TEST(IndependentLoops, AreMany) {
  long run = 0, left = 0;
  for (const Input &input : runnableInputs()) {
    run += testedLoops(input.annotations);
    left += std::count_if(input.annotations.expectations.begin(), input.annotations.expectations.end(),
                          [](const Expectation &e) { return e.notRun; });
  }
  EXPECT_GE(run, 100);
  EXPECT_LE(left, 10) << "annotated not-run";
}

} // namespace
} // namespace overlap::test
