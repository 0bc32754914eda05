#include "tool/TextReport.h"

#include "rules/regions/Notes.h"

#include <cstdio>
#include <llvm/ADT/StringRef.h>
#include <llvm/ADT/Twine.h>

namespace overlap::tool {
namespace {

class Writer {
public:
  Writer(const FileNames &names, bool colour, rules::NoteLists lists)
      : names(names), colour(colour), lists(lists) {}
  std::string text;

  void write(const rules::Region &region) {
    diagnostic(placeOf(region.location), "warning", "\x1b[1;35m", region.message, region.rule);
    for (const rules::Note &note :
         notesOf(region, [this](const std::string &file) { return names.shown(file); }, lists))
      this->note(note.location.line ? note.location : region.location, note.message);
    if (region.suppressed)
      note(region.location, "suppressed by " + region.suppressionReason);
  }

  /// Clang's own messages begin with their place; what has none is about the unit.
  void write(const UnitError &error) {
    auto [place, message] = llvm::StringRef(error.message).split(": error: ");
    if (message.empty()) {
      diagnostic(names.shown(error.file), "error", kErrorColour, error.message, "");
      return;
    }
    auto [start, column] = place.rsplit(':');
    auto [file, line] = start.rsplit(':');
    diagnostic(names.shown(file.str()) + (":" + line + ":" + column).str(), "error", kErrorColour,
               message.str(), "");
  }

private:
  static constexpr const char *kErrorColour = "\x1b[1;31m";

  const FileNames &names;
  bool colour;
  rules::NoteLists lists;

  std::string placeOf(const rules::Location &location) const {
    return names.shown(location.file) + ":" + std::to_string(location.line) + ":" +
           std::to_string(location.column);
  }

  void note(const rules::Location &location, const std::string &message) {
    diagnostic(placeOf(location), "note", "\x1b[1;36m", message, "");
  }

  void diagnostic(const std::string &place, const char *severity, const char *severityColour,
                  const std::string &message, const std::string &rule) {
    paint("\x1b[1m", place + ":");
    text += ' ';
    paint(severityColour, std::string(severity) + ":");
    text += ' ';
    if (rule.empty())
      text += message;
    else
      paint("\x1b[1m", message);
    if (!rule.empty())
      text += " [" + rule + "]";
    text += '\n';
  }

  void paint(const char *code, const std::string &words) {
    text += colour ? code + words + "\x1b[0m" : words;
  }
};

void row(std::string &out, const std::string &label, const std::string &value) {
  char line[128];
  std::snprintf(line, sizeof line, "%-20s %8s\n", label.c_str(), value.c_str());
  out += line;
}

} // namespace

std::string textRegion(const rules::Region &region, const FileNames &names, bool colour) {
  Writer out(names, colour, rules::NoteLists::Whole);
  out.write(region);
  return std::move(out.text);
}

std::string textError(const UnitError &error, const FileNames &names, bool colour) {
  Writer out(names, colour, rules::NoteLists::Cut);
  out.write(error);
  return std::move(out.text);
}

std::string textReport(const RunReport &report, const FileNames &names, bool colour) {
  Writer out(names, colour, rules::NoteLists::Cut);
  for (const rules::Region *region : report.regions)
    out.write(*region);
  for (const UnitError &error : report.errors)
    out.write(error);
  if (!out.text.empty())
    out.text += '\n';
  row(out.text, "regions", std::to_string(report.regions.size()));
  for (const auto &[strategy, count] : report.byStrategy())
    row(out.text, "  " + strategy, std::to_string(count));
  row(out.text, "blocking calls", std::to_string(report.blockingCalls.size()));
  row(out.text, "translation units", std::to_string(report.units));
  if (report.failedUnits)
    row(out.text, "  failed", std::to_string(report.failedUnits));
  row(out.text, "functions", std::to_string(report.functions));
  char seconds[32];
  std::snprintf(seconds, sizeof seconds, "%.2f", report.seconds);
  row(out.text, "seconds", seconds);
  return std::move(out.text);
}

} // namespace overlap::tool
