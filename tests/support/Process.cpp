#include "tests/support/Process.h"

#include "tests/support/Files.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace overlap::test {
namespace {

constexpr int cannotStart = 127;

[[noreturn]] void becomeChild(const std::vector<std::string> &argv, const std::filesystem::path &directory,
                              const std::filesystem::path &out, const std::filesystem::path &err) {
  std::vector<char *> pointers;
  for (const std::string &argument : argv)
    pointers.push_back(const_cast<char *>(argument.c_str()));
  pointers.push_back(nullptr);
  auto redirect = [](int target, const char *file, int flags) {
    int fd = open(file, flags, 0600);
    if (fd < 0 || dup2(fd, target) < 0)
      _exit(cannotStart);
  };
  redirect(STDIN_FILENO, "/dev/null", O_RDONLY);
  redirect(STDOUT_FILENO, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC);
  redirect(STDERR_FILENO, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC);
  if (chdir(directory.c_str()) == 0)
    execvp(pointers.front(), pointers.data());
  _exit(cannotStart);
}

} // namespace

ProcessResult run(const std::vector<std::string> &argv, const std::filesystem::path &directory) {
  // Files, not pipes: a child may fill both streams without anybody having to read them in turn.
  TempDir streams;
  const auto out = streams.path() / "out", err = streams.path() / "err";
  pid_t child = fork();
  if (child < 0)
    throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0)
    becomeChild(argv, directory, out, err);
  int state = 0;
  while (waitpid(child, &state, 0) < 0)
    if (errno != EINTR)
      throw std::system_error(errno, std::generic_category(), "waitpid");
  ProcessResult result;
  result.status = WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
  result.out = readFile(out);
  result.err = readFile(err);
  return result;
}

} // namespace overlap::test
