#include "tests/e2e/Project.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

// What a person sees: standard output and standard error on one terminal.

namespace overlap::test {
namespace {

/// All that overlap writes to a terminal of its own.
std::string onTerminal(const std::vector<std::string> &arguments, const std::filesystem::path &directory) {
  std::vector<std::string> command = {OVERLAP_BINARY};
  command.insert(command.end(), arguments.begin(), arguments.end());
  std::vector<char *> argv;
  for (std::string &word : command)
    argv.push_back(word.data());
  argv.push_back(nullptr);
  int terminal = -1;
  const pid_t child = forkpty(&terminal, nullptr, nullptr, nullptr);
  if (child == 0) {
    if (chdir(directory.c_str()) == 0)
      execv(argv.front(), argv.data());
    _exit(127);
  }
  std::string text;
  char buffer[4096];
  for (ssize_t size; (size = read(terminal, buffer, sizeof buffer)) > 0;) // fails when the child has ended
    text.append(buffer, static_cast<std::size_t>(size));
  close(terminal);
  waitpid(child, nullptr, 0);
  return text;
}

TEST(Terminal, ProgressIsGoneBeforeTheReport) {
  Project project;
  project.source("good.cpp", twoLoops);
  project.source("other.cpp", "int x;\n");
  project.database();
  const std::string text = onTerminal({"--color=never"}, project.root());
  EXPECT_THAT(text, testing::HasSubstr("[2/2] "));
  const std::size_t report = text.find("good.cpp:3:3: warning: ");
  ASSERT_NE(report, std::string::npos) << text;
  EXPECT_TRUE(text.substr(0, report).ends_with("\r\x1b[K")) << text.substr(0, report);
}

} // namespace
} // namespace overlap::test
