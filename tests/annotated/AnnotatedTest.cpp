#include "tests/annotated/Annotations.h"
#include "tests/annotated/Compare.h"
#include "tests/support/Files.h"
#include "tests/support/Process.h"

#include <algorithm>
#include <gtest/gtest.h>

// Runs the built overlap over every program under test-inputs and holds its report against the annotations
// there. A program is one source file, or one folder of test-inputs/projects: programs are analysed one by
// one, since one database joins functions of one name.

namespace overlap::test {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

const fs::path inputs = OVERLAP_TEST_INPUTS;
const char *const binary = OVERLAP_BINARY;

bool isSource(const fs::path &file) { return file.extension() == ".c" || file.extension() == ".cpp"; }

bool isAnnotatable(const fs::path &file) { return isSource(file) || file.extension() == ".h"; }

std::vector<fs::path> filesBelow(const fs::path &folder, bool (*wanted)(const fs::path &)) {
  std::vector<fs::path> result;
  for (const auto &entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && wanted(entry.path()))
      result.push_back(entry.path());
  std::sort(result.begin(), result.end());
  return result;
}

/// The regions of a report that lie in `file`.
std::vector<Json> regionsIn(const Json &report, const fs::path &file) {
  const fs::path root = report.value("root", "");
  std::vector<Json> result;
  for (const Json &region : report["regions"])
    if (fs::weakly_canonical(root / region["location"]["file"].get<std::string>()) == file)
      result.push_back(region);
  return result;
}

Json analyse(const fs::path &database, const std::string &policy, const std::vector<std::string> &options) {
  std::vector<std::string> command = {binary,
                                      "-p",
                                      database.string(),
                                      "--format=json",
                                      "--deterministic",
                                      "--header-filter=.*",
                                      "--policy=" + policy};
  command.insert(command.end(), options.begin(), options.end());
  const ProcessResult result = run(command, database);
  Json report = Json::parse(result.out, nullptr, false);
  if (report.is_discarded())
    throw std::runtime_error("no report; exit status " + std::to_string(result.status) + ": " + result.err);
  return report;
}

bool asksForDefaultReport(const Annotations &annotations) {
  return std::any_of(annotations.expectations.begin(), annotations.expectations.end(),
                     [](const Expectation &e) { return e.hidden || e.shown; });
}

/// Analyses with the database in `database` and compares every file of `files`, all differences in one
/// failure.
void check(const fs::path &database, const std::map<fs::path, Annotations> &files) {
  std::string policy = "seed";
  bool both = false;
  for (const auto &[file, annotations] : files) {
    policy = annotations.policy.value_or(policy);
    both |= asksForDefaultReport(annotations);
  }
  const Json all = analyse(database, policy, {"--all"});
  const Json shown = both ? analyse(database, policy, {}) : all;
  std::string differences;
  for (const Json &region : shown["regions"])
    if (std::ranges::find(all["regions"], region) == all["regions"].end())
      differences += "not alike under --all: " + region.dump() + "\n";
  for (const auto &[file, annotations] : files)
    for (const std::string &line :
         compare(file.string(), annotations, regionsIn(all, file), regionsIn(shown, file)))
      differences += line + "\n";
  // A project may hold a broken unit on purpose; its regions are compared all the same.
  if (files.size() == 1 && !all["errors"].empty())
    differences += files.begin()->first.string() + ":1: error: not analysed: " + all["errors"].dump() + "\n";
  if (!differences.empty())
    FAIL() << differences;
}

class AnnotatedSource : public testing::TestWithParam<fs::path> {};

TEST_P(AnnotatedSource, IsReportedAsAnnotated) {
  const fs::path &file = GetParam();
  Annotations annotations = parseAnnotations(readFile(file));
  std::vector<std::string> flags = {file.extension() == ".c" ? "-std=c17" : "-std=c++20", "-w"};
  for (const std::string &flag : annotations.flags)
    flags.push_back(replaceAll(flag, "${INPUTS}", inputs.string()));
  TempDir database;
  writeFile(database.path() / "compile_commands.json",
            Json::array({compileCommand(file.parent_path(), file, flags)}).dump());
  check(database.path(), {{file, annotations}});
}

std::string nameOf(const testing::TestParamInfo<fs::path> &info) {
  std::string name = fs::relative(info.param, inputs).string();
  std::replace_if(name.begin(), name.end(), [](unsigned char c) { return !std::isalnum(c); }, '_');
  return name;
}

std::vector<fs::path> singleSources() {
  std::vector<fs::path> result = filesBelow(inputs, isSource);
  std::erase_if(result, [](const fs::path &file) {
    return fs::relative(file, inputs).begin()->string() == "projects";
  });
  return result;
}

INSTANTIATE_TEST_SUITE_P(Inputs, AnnotatedSource, testing::ValuesIn(singleSources()), nameOf);

class AnnotatedProject : public testing::TestWithParam<fs::path> {};

TEST_P(AnnotatedProject, IsReportedAsAnnotated) {
  // A copy, since a database names absolute paths: its template says @ROOT@ where the project lies.
  TempDir copy;
  const fs::path root = copy.path() / GetParam().filename();
  fs::copy(GetParam(), root, fs::copy_options::recursive);
  std::string database = readFile(root / "compile_commands.json.in");
  database = replaceAll(replaceAll(database, "@ROOT@", root.string()), "@INPUTS@", inputs.string());
  writeFile(root / "compile_commands.json", database);
  std::map<fs::path, Annotations> files;
  for (const fs::path &file : filesBelow(root, isAnnotatable)) {
    Annotations annotations = parseAnnotations(readFile(file));
    // In a project it is enough that some file has regions.
    annotations.none |= annotations.expectations.empty();
    files.emplace(file, std::move(annotations));
  }
  check(root, files);
}

std::vector<fs::path> projects() {
  std::vector<fs::path> result;
  for (const auto &entry : fs::directory_iterator(inputs / "projects"))
    if (entry.is_directory())
      result.push_back(entry.path());
  std::sort(result.begin(), result.end());
  return result;
}

INSTANTIATE_TEST_SUITE_P(Inputs, AnnotatedProject, testing::ValuesIn(projects()), nameOf);

} // namespace
} // namespace overlap::test
