#include "tool/Main.h"

#include "facts/Error.h"
#include "tool/AnalyseCommand.h"
#include "tool/ExitStatus.h"
#include "tool/ExtractCommand.h"
#include "tool/Installation.h"
#include "tool/Options.h"
#include "tool/RuleHelp.h"
#include "tool/Session.h"

#include <cstdio>
#include <exception>

namespace overlap::tool {

int runOverlap(int argc, char **argv) {
  try {
    ParsedCommandLine parsed = parseCommandLine(argc, argv);
    if (parsed.text) {
      writeOutput("", *parsed.text);
      return Fine;
    }
    const Options &options = parsed.options;
    const std::filesystem::path executable = executablePath(argv[0]);
    switch (options.mode) {
    case Mode::Analyse:
      return runAnalyse(options, executable);
    case Mode::Extract:
      return runExtract(options, executable);
    case Mode::Link:
      return runLink(options, executable);
    case Mode::ListRules:
      writeOutput(options.output, ruleList());
      return Fine;
    case Mode::Explain:
      writeOutput(options.output, ruleHelp(options.rule));
      return Fine;
    }
    return UsageError;
  } catch (const std::exception &error) {
    std::fprintf(stderr, "overlap: error: %s\n", error.what());
    return UsageError;
  }
}

} // namespace overlap::tool
