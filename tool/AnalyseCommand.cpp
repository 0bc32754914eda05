#include "tool/AnalyseCommand.h"

#include "facts/Io.h"
#include "rules/Engine.h"
#include "tool/ExitStatus.h"
#include "tool/ExplainAt.h"
#include "tool/FileNames.h"
#include "tool/Filter.h"
#include "tool/Installation.h"
#include "tool/JsonReport.h"
#include "tool/Session.h"
#include "tool/Suppressions.h"
#include "tool/TextReport.h"
#include "tool/TimeTrace.h"

#include <llvm/Support/CrashRecoveryContext.h>
#include <llvm/Support/Process.h>
#include <llvm/Support/TimeProfiler.h>

#include <algorithm>
#include <chrono>

namespace overlap::tool {
namespace fs = std::filesystem;
namespace {

using Clock = std::chrono::steady_clock;

/// What the verdicts rest on beside the code. Loaded before anything is parsed, so that a mistake in it is
/// told at once.
struct Judge {
  rules::Catalogue catalogue;
  rules::Policy policy;
};

Judge loadJudge(const Options &options, const fs::path &executable) {
  fs::path data = dataDir(executable);
  std::vector<fs::path> files(options.catalogues.begin(), options.catalogues.end());
  return {rules::Catalogue::load(data / "catalogue", files),
          rules::Policy::load(options.policy, data / "policies")};
}

/// The units of a run, wherever they came from.
struct Units {
  std::string root;
  std::vector<facts::UnitFacts> facts;
  std::size_t count = 0;
  std::vector<UnitError> errors;

  void add(facts::UnitFacts unit) {
    if (!unit.diagnostics.empty())
      errors.push_back({unit.mainFile, unit.tables.str(unit.diagnostics[0].message)});
    facts.push_back(std::move(unit));
    ++count;
  }

  void fail(const std::string &file, const std::string &message) {
    errors.push_back({file, message});
    ++count;
  }
};

bool useColour(const Options &options) {
  if (options.colour != Colour::Auto)
    return options.colour == Colour::Always;
  return options.output.empty() && llvm::sys::Process::StandardOutHasColors() &&
         !llvm::sys::Process::GetEnv("NO_COLOR");
}

rules::Program linkUnits(std::vector<facts::UnitFacts> units) {
  llvm::TimeTraceScope span("Link");
  return rules::link(std::move(units));
}

rules::Report judgeAll(const rules::Program &program, const Judge &judge, rules::Scope scope) {
  llvm::TimeTraceScope span("Analyse");
  llvm::CrashRecoveryContext::Enable();
  return rules::analyse(program, judge.catalogue, judge.policy, scope,
                        [](const std::string &name, const std::function<void()> &work) {
                          llvm::TimeTraceScope function("Judge", name);
                          return llvm::CrashRecoveryContext().RunSafely(work);
                        });
}

std::set<std::string> filesOf(const rules::Program &program) {
  std::set<std::string> names;
  for (const facts::File &file : program.tables.files)
    names.insert(program.str(file.name));
  return names;
}

int report(const Options &options, const Judge &judge, Units units, Clock::time_point start) {
  std::set<std::string> mainFiles;
  for (const facts::UnitFacts &unit : units.facts)
    mainFiles.insert(unit.mainFile);
  Filter filter(options, std::move(mainFiles));

  rules::Program program = linkUnits(std::move(units.facts));
  rules::addLibraryObjects(program, judge.catalogue);
  const bool listsHidden = options.all || !options.place.empty();
  rules::Report found =
      judgeAll(program, judge, listsHidden ? rules::Scope::Everything : rules::Scope::DefaultReport);
  for (const rules::Unjudged &function : found.unjudged)
    units.errors.push_back(
        {function.file, "the analyser failed in " + function.name + ": its regions are missing"});
  applySuppressions(Suppressions(program.tables, program.comments), found.regions);
  std::ranges::sort(units.errors);
  const FileNames names(units.root, fs::current_path());
  const int failed = units.errors.empty() ? Fine : FailedUnits;
  if (!options.place.empty()) {
    writeOutput(options.output, explainAt(parsePlace(options.place), {found, filter, names, filesOf(program),
                                                                      units.errors, useColour(options)}));
    return failed;
  }

  RunReport run;
  run.root = units.root;
  run.policy = judge.policy.name();
  run.units = units.count;
  run.failedUnits = units.errors.size();
  run.functions = found.functions;
  run.unseenBodies = found.unseenBodies;
  run.regions = filter.visible(found.regions);
  run.blockingCalls = filter.visible(found.blockingCalls);
  run.errors = std::move(units.errors);
  if (!options.deterministic)
    run.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  writeOutput(options.output,
              options.format == Format::Json ? jsonReport(run) : textReport(run, names, useColour(options)));

  bool named = std::ranges::any_of(run.regions, [&](const rules::Region *region) {
    return !region->suppressed && std::ranges::find(options.failOn, region->strategy) != options.failOn.end();
  });
  return named ? FailOn : failed;
}

} // namespace

int runAnalyse(const Options &options, const fs::path &executable) {
  Clock::time_point start = Clock::now();
  TimeTrace trace(options.timeTrace);
  Judge judge = loadJudge(options, executable);
  Filter check(options, {}); // bad patterns are told before the work
  Notices notices(options.quiet);
  Session session = startSession(options, executable, notices);
  Units units;
  units.root = session.root;
  refuseOverwriting(options, sourcesOf(session));
  std::vector<Extraction> extractions =
      extractAll(session.commands, session.driver, notices, Progress(session.commands.size(), options.quiet));
  for (std::size_t i = 0; i < extractions.size(); ++i) {
    if (extractions[i].failure.empty())
      units.add(std::move(extractions[i].facts));
    else
      units.fail(relativeName(session.commands[i].file, session.root), extractions[i].failure);
  }
  const int status = report(options, judge, std::move(units), start);
  trace.write();
  return status;
}

int runLink(const Options &options, const fs::path &executable) {
  Clock::time_point start = Clock::now();
  TimeTrace trace(options.timeTrace);
  Judge judge = loadJudge(options, executable);
  Units units;
  units.root = options.root.empty() ? "." : options.root;
  refuseOverwriting(options, options.files);
  for (const std::string &file : options.files)
    units.add(facts::readFile(file));
  const int status = report(options, judge, std::move(units), start);
  trace.write();
  return status;
}

} // namespace overlap::tool
