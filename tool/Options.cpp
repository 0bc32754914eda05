#include "tool/Options.h"

#include "facts/Error.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <clang/Basic/Version.h>
#include <llvm/ADT/StringRef.h>

#include <algorithm>
#include <map>
#include <memory>

namespace overlap::tool {
namespace {

const std::map<std::string, Format> kFormats{{"text", Format::Text}, {"json", Format::Json}};
const std::map<std::string, Colour> kColours{
    {"auto", Colour::Auto}, {"always", Colour::Always}, {"never", Colour::Never}};

const std::vector<std::string> kStrategies{"multiprocess", "multithreaded", "async", "sequential"};

constexpr const char *kUsage = R"(overlap [-p DIR|FILE] [FILES...] [OPTIONS] [-- FLAGS...]
       overlap extract [--dump] [-o OUT] [-p DIR|FILE] FILE [-- FLAGS...]
       overlap link [OPTIONS] FACTS...)";

constexpr const char *kFooter = R"(
Exit status: 0 fine; 1 a region that --fail-on names; 2 usage, configuration or database error;
3 some translation unit could not be analysed (everything else is still reported).)";

struct HelpFormatter : CLI::Formatter {
  std::string make_usage(const CLI::App *, std::string) const override {
    return std::string("Usage: ") + kUsage + "\n";
  }
};

/// One line, whatever the parser's exceptions say.
[[noreturn]] void fail(std::string message) {
  std::ranges::replace(message, '\n', ' ');
  throw Error(message + " (see overlap --help)");
}

/// CLI11 would give an option that ends in '=' the next word, and most take an empty one for not given.
void refuseEmptyValues(const CLI::App &app, const std::vector<std::string> &args) {
  for (std::size_t i = 0; i < args.size(); ++i) {
    if (args[i].empty())
      fail(i && args[i - 1].starts_with("-") ? args[i - 1] + ": its value is empty" : "an argument is empty");
    if (const std::string name = args[i].substr(0, args[i].size() - 1);
        args[i].ends_with("=") && app.get_option_no_throw(name))
      fail(name + ": its value is empty");
  }
}

template <class T>
void choice(CLI::App &app, const std::string &name, const std::map<std::string, T> &words, T &value,
            const std::string &help) {
  std::string list;
  for (const auto &word : words)
    list += (list.empty() ? "" : "|") + word.first;
  app.add_option_function<std::string>(
         name,
         [&words, &value, name, list](const std::string &word) {
           auto found = words.find(word);
           if (found == words.end())
             throw CLI::ValidationError(name, "'" + word + "' is not one of " + list);
           value = found->second;
         },
         help)
      ->type_name(list);
}

/// Options of the compile commands: of the analysis and of extract.
void addCommandOptions(CLI::App &app, Options &options) {
  app.add_option("-p", options.database,
                 "compile_commands.json or its folder (default: searched upward, and in build*/)")
      ->type_name("DIR|FILE");
  app.add_option("--extra-arg", options.adjustments.extraArgs,
                 "flag added at the end of every command (repeatable)")
      ->type_name("FLAG")
      ->allow_extra_args(false);
  app.add_option("--extra-arg-before", options.adjustments.extraArgsBefore,
                 "flag added at the start of every command")
      ->type_name("FLAG")
      ->allow_extra_args(false);
  app.add_option("--removed-arg", options.adjustments.removedArgs, "flag removed from every command")
      ->type_name("FLAG")
      ->allow_extra_args(false);
  app.add_option("--root", options.root,
                 "project root that file names are relative to (default: above all sources)")
      ->type_name("DIR");
  app.add_flag("--quiet,-q", options.quiet, "no notices and no progress on standard error");
}

/// Options of the verdicts and the report: of the analysis and of link.
void addReportOptions(CLI::App &app, Options &options) {
  app.add_option("--policy", options.policy, "which strategy when")->type_name("seed|native|FILE");
  app.add_option("--catalogue", options.catalogues,
                 "what more functions do: added to the built-in catalogue (repeatable)")
      ->type_name("FILE")
      ->allow_extra_args(false);
  choice(app, "--format", kFormats, options.format, "form of the report");
  app.add_option("--output", options.output, "file for the report (default: standard output)")
      ->type_name("FILE");
  app.add_flag("--all", options.all, "dependent, unknown and light regions too");
  app.add_option("--top", options.top, "only the N regions with the largest estimated gain")->type_name("N");
  app.add_option("--min-status", options.minStatus, "only regions at least this independent")
      ->type_name("independent|conditional")
      ->check([](const std::string &word) {
        bool known = word == "independent" || word == "conditional";
        return known ? std::string() : "'" + word + "' is not one of independent|conditional";
      });
  app.add_option("--header-filter", options.headerFilter,
                 "report headers whose name matches (default: all but system headers)")
      ->type_name("REGEX");
  app.add_option(
         "--exclude", options.exclude,
         "do not report files or folders of this name (repeatable; default: third_party, external, vendor, "
         "_deps, build folders)")
      ->type_name("GLOB")
      ->allow_extra_args(false);
  app.add_option("--fail-on", options.failOn, "exit 1 if a reported region has one of these strategies")
      ->type_name("none|STRATEGY,...")
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_flag("--deterministic", options.deterministic,
               "times are 0, so that equal inputs give equal bytes");
  app.add_option("--time-trace", options.timeTrace, "write where the time went, as a Chrome trace")
      ->type_name("FILE");
  choice(app, "--color", kColours, options.colour, "colours in the text report");
  app.add_option("--explain-at", options.place,
                 "all that is known of a line, and why it is or is not reported")
      ->type_name("FILE:LINE[:COLUMN]");
}

void addAnalyse(CLI::App &app, Options &options, bool &listRules) {
  addCommandOptions(app, options);
  addReportOptions(app, options);
  app.add_option("-j", options.jobs, "translation units at once (default: all cores)")
      ->type_name("N")
      ->check([](const std::string &word) {
        unsigned jobs = 0;
        const bool good = !llvm::StringRef(word).getAsInteger(10, jobs) && jobs > 0;
        return good ? std::string() : "'" + word + "' is not a number of jobs (1 or more)";
      });
  app.add_flag("--list-rules", listRules, "the rules, one a line");
  app.add_option("--explain", options.rule, "what a rule finds and why")->type_name("RULE");
  app.add_option("FILES", options.files, "files, folders or globs to analyse (default: the whole database)");
}

void addExtract(CLI::App &app, Options &options) {
  addCommandOptions(app, options);
  app.add_flag("--dump", options.dump, "write text instead of a facts file");
  app.add_flag("--no-retry", options.noRetry)->group(""); // between processes of our own: not for people
  app.add_option("-o,--output", options.output, "file to write (--dump: default standard output)")
      ->type_name("OUT");
  app.add_option("FILE", options.files, "the main file of one translation unit")->required()->expected(1);
}

void addLink(CLI::App &app, Options &options) {
  addReportOptions(app, options);
  app.add_option("--root", options.root, "project root, for the report")->type_name("DIR");
  app.add_flag("--quiet,-q", options.quiet, "no notices on standard error");
  app.add_option("FACTS", options.files, "facts files that extract wrote")->required();
}

std::string versionText() { return "overlap " OVERLAP_VERSION " (clang " CLANG_VERSION_STRING ")\n"; }

} // namespace

const std::vector<std::string> &defaultExcludes() {
  static const std::vector<std::string> patterns{"third_party", "third-party", "thirdparty",   "3rdparty",
                                                 "external",    "vendor",      "_deps",        "build",
                                                 "build-*",     "build_*",     "cmake-build-*"};
  return patterns;
}

ParsedCommandLine parseCommandLine(int argc, const char *const *argv) {
  ParsedCommandLine result;
  Options &options = result.options;
  std::vector<std::string> args(argv + 1, argv + argc);
  if (auto dashes = std::ranges::find(args, "--"); dashes != args.end()) {
    options.flags.emplace(dashes + 1, args.end());
    args.erase(dashes, args.end());
  }
  if (!args.empty() && (args[0] == "extract" || args[0] == "link")) {
    options.mode = args[0] == "extract" ? Mode::Extract : Mode::Link;
    args.erase(args.begin());
  }

  CLI::App app("Finds the loops and call sequences of C and C++ that could overlap: multiprocess, "
               "multithreaded or async.");
  app.formatter(std::make_shared<HelpFormatter>());
  app.footer(kFooter);
  app.set_help_flag("--help,-h", "this text");
  bool version = false, listRules = false;
  app.add_flag("--version", version, "version of overlap and of clang");
  switch (options.mode) {
  case Mode::Extract:
    addExtract(app, options);
    break;
  case Mode::Link:
    addLink(app, options);
    break;
  default:
    addAnalyse(app, options, listRules);
    break;
  }

  refuseEmptyValues(app, args);
  try {
    std::ranges::reverse(args); // as CLI11 wants it
    app.parse(args);
  } catch (const CLI::CallForHelp &) {
    result.text = app.help();
    return result;
  } catch (const CLI::ParseError &error) {
    if (version) // needs none of the required arguments
      return {{}, versionText()};
    fail(error.what());
  }
  if (version)
    result.text = versionText();
  if (listRules)
    options.mode = Mode::ListRules;
  else if (!options.rule.empty())
    options.mode = Mode::Explain;
  std::erase(options.failOn, "none");
  for (const std::string &strategy : options.failOn)
    if (std::ranges::find(kStrategies, strategy) == kStrategies.end())
      fail("--fail-on: '" + strategy +
           "' is not one of none, multiprocess, multithreaded, async, sequential");
  if (app.get_option_no_throw("--exclude") && app.count("--exclude") == 0)
    options.exclude = defaultExcludes();
  if (options.mode == Mode::Extract && !options.dump && options.output.empty())
    fail("extract: give --dump or -o OUT");
  if (options.mode == Mode::Link && options.flags)
    fail("link: takes no flags after --");
  if (options.flags && options.files.empty())
    fail("flags after -- need files before it");
  return result;
}

} // namespace overlap::tool
