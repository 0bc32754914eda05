#pragma once

namespace overlap::tool {

/// The program: parses the command line, runs, and returns the exit status (ExitStatus.h). Prints at most one
/// line on standard error where the command line, the configuration or the database is wrong.
int runOverlap(int argc, char **argv);

} // namespace overlap::tool
