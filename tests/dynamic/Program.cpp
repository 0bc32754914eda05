#include "tests/dynamic/Program.h"

#include "tests/support/Files.h"
#include "tests/support/Process.h"

#include <cmath>
#include <cstdlib>
#include <sstream>
#include <stdexcept>

namespace overlap::test {
namespace {

constexpr int raceStatus = 66; // ThreadSanitizer's own

bool isFraction(const std::string &word) {
  return word.find_first_of("0123456789") != std::string::npos &&
         word.find_first_not_of("0123456789+-.eE") == std::string::npos &&
         word.find_first_of(".eE") != std::string::npos;
}

bool sameWord(const std::string &a, const std::string &b) {
  if (a == b)
    return true;
  if (!isFraction(a) || !isFraction(b))
    return false;
  const double x = std::strtod(a.c_str(), nullptr), y = std::strtod(b.c_str(), nullptr);
  return std::abs(x - y) <= 1e-9 * std::max(std::abs(x), std::abs(y));
}

std::string head(const std::string &text) { return text.substr(0, 4000); }

ProcessResult runProgram(const std::filesystem::path &program, std::vector<std::string> settings) {
  settings.insert(settings.begin(), "env");
  settings.push_back(program.string());
  ProcessResult result = run(settings, program.parent_path());
  // Some kernels place memory where ThreadSanitizer wants its own.
  if (result.err.find("FATAL: ThreadSanitizer") != std::string::npos) {
    settings.insert(settings.begin(), {"setarch", "-R"});
    result = run(settings, program.parent_path());
  }
  return result;
}

std::size_t iterationsIn(const std::string &log) {
  const std::string key = "overlap-dynamic: iterations=";
  const std::size_t at = log.rfind(key);
  return at == std::string::npos ? 0 : std::strtoul(log.c_str() + at + key.size(), nullptr, 10);
}

} // namespace

bool sameOutput(std::string_view a, std::string_view b) {
  std::istringstream first{std::string(a)}, second{std::string(b)};
  std::string x, y;
  while (first >> x) {
    if (!(second >> y) || !sameWord(x, y))
      return false;
  }
  return !(second >> y);
}

Program::Program(std::filesystem::path source, std::vector<std::string> flags,
                 std::filesystem::path directory)
    : source(std::move(source)), flags(std::move(flags)), directory(std::move(directory)) {}

std::string Program::build(const std::vector<Verdict> &loops) {
  const bool isC = source.extension() == ".c";
  const auto rewritten = directory / "rewritten.cpp", written = directory / "written";
  try {
    writeFile(rewritten, rewrite(readFile(source), loops, isC));
  } catch (const std::invalid_argument &error) {
    return source.string() + ": " + error.what();
  }
  auto compile = [&](const std::string &standard, const std::vector<std::string> &more) {
    std::vector<std::string> command = {isC && standard == "-std=c17" ? OVERLAP_C_COMPILER
                                                                      : OVERLAP_CXX_COMPILER};
    command.insert(command.end(), flags.begin(), flags.end());
    command.insert(command.end(), {standard, "-w", "-pthread", "-I" + source.parent_path().string()});
    command.insert(command.end(), more.begin(), more.end());
    command.push_back("-lm");
    const ProcessResult result = run(command, directory);
    return result.status == 0 ? "" : "cannot be compiled: " + head(result.err);
  };
  if (std::string wrong = compile(isC ? "-std=c17" : "-std=c++20", {source.string(), "-o", written.string()});
      !wrong.empty())
    return source.string() + " " + wrong;
  if (std::string wrong = compile("-std=c++20", {"-fsanitize=thread", "-O1", "-gline-tables-only",
                                                 std::string("-I") + OVERLAP_SOURCE_DIR, rewritten.string(),
                                                 "-o", (directory / "rewritten").string()});
      !wrong.empty())
    return source.string() + ", rewritten, " + wrong;
  const ProcessResult original = runProgram(written, {});
  expected = original.out;
  if (original.status != 0)
    return source.string() + " ends with status " + std::to_string(original.status) + ": " +
           head(original.err);
  return expected.empty() ? source.string() + " prints no result to compare" : "";
}

std::string Program::check(std::size_t loop, const std::string &mode) const {
  const ProcessResult result =
      runProgram(directory / "rewritten", {"OVERLAP_LOOP=" + std::to_string(loop), "OVERLAP_MODE=" + mode,
                                           "TSAN_OPTIONS=exitcode=" + std::to_string(raceStatus)});
  if (result.err.find("FATAL: ThreadSanitizer") != std::string::npos)
    return "ThreadSanitizer does not run on this machine (see vm.mmap_rnd_bits): " + head(result.err);
  if (result.status == raceStatus)
    return "a race: " + head(result.err);
  if (result.status != 0)
    return "status " + std::to_string(result.status) + ": " + head(result.err);
  if (!sameOutput(expected, result.out))
    return "other results than as written:\n" + head(expected) + "\nbut " + mode + ":\n" + head(result.out);
  if (iterationsIn(result.err) < 2)
    return "never runs two iterations, so that nothing is tested";
  return {};
}

} // namespace overlap::test
