#include "tests/e2e/Project.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace overlap::test {

const char *const twoLoops = R"(static double a[1000000], b[1000000];
void scale() {
  for (int i = 0; i < 1000000; ++i)
    a[i] = b[i] * 2;
}
void chain() {
  for (int i = 1; i < 1000000; ++i)
    a[i] = a[i - 1] * 2;
}
)";

void Project::file(const std::string &name, std::string_view text) { writeFile(root() / name, text); }

void Project::source(const std::string &name, std::string_view text, const std::vector<std::string> &flags) {
  file(name, text);
  commands.push_back(compileCommand(root(), root() / name, flags));
}

void Project::entry(Json command) { commands.push_back(std::move(command)); }

void Project::database(const std::string &folder) {
  writeFile(root() / folder / "compile_commands.json", Json(commands).dump(1));
}

ProcessResult runBinary(const std::string &binary, const std::vector<std::string> &arguments,
                        const std::filesystem::path &directory) {
  std::vector<std::string> command = {binary};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(command, directory);
}

ProcessResult Project::overlap(const std::vector<std::string> &arguments, const std::string &folder) const {
  return runBinary(OVERLAP_BINARY, arguments, root() / folder);
}

Json Project::report(std::vector<std::string> arguments) const {
  arguments.push_back("--format=json");
  const ProcessResult result = overlap(arguments);
  Json report = Json::parse(result.out, nullptr, false);
  if (report.is_discarded()) {
    ADD_FAILURE() << "no JSON report, exit status " << result.status << "\n" << result.out << result.err;
    return nullptr;
  }
  return report;
}

std::vector<int> linesIn(const Json &report, const std::string &file) {
  std::vector<int> lines;
  for (const Json &region : report.value("regions", Json::array()))
    if (std::filesystem::path(region["location"]["file"].get<std::string>()).filename() == file)
      lines.push_back(region["location"]["line"].get<int>());
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::size_t lineCount(const std::string &text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

} // namespace overlap::test
