#include "tool/ExtractCommand.h"

#include "facts/Error.h"
#include "facts/Io.h"
#include "facts/Text.h"
#include "tool/ExitStatus.h"
#include "tool/Session.h"

#include <cstdio>

namespace overlap::tool {

int runExtract(const Options &options, const std::filesystem::path &executable) {
  Notices notices(options.quiet);
  Session session = startSession(options, executable, notices);
  if (session.commands.empty())
    throw Error(options.files[0] + ": not a C or C++ source");
  session.commands.resize(1); // of several commands for one file the first in order
  refuseOverwriting(options, sourcesOf(session));
  Extraction unit =
      std::move(extractAll(session.commands, session.driver, notices, Progress(1, /*quiet=*/true))[0]);
  const std::string name = relativeName(session.commands[0].file, session.root);
  if (!unit.failure.empty()) {
    std::fprintf(stderr, "overlap: %s: %s\n", name.c_str(), unit.failure.c_str());
    return FailedUnits;
  }
  if (options.dump)
    writeOutput(options.output, facts::dump(unit.facts));
  else
    facts::writeFile(options.output, unit.facts);
  if (unit.facts.diagnostics.empty())
    return Fine;
  std::fprintf(stderr, "overlap: %s\n", unit.facts.tables.str(unit.facts.diagnostics[0].message).c_str());
  return FailedUnits;
}

} // namespace overlap::tool
