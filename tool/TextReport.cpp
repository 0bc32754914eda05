#include "tool/TextReport.h"

#include <cstdio>

namespace overlap::tool {
namespace {

class Writer {
public:
  explicit Writer(bool colour) : colour(colour) {}
  std::string text;

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

private:
  bool colour;

  void paint(const char *code, const std::string &words) {
    text += colour ? code + words + "\x1b[0m" : words;
  }
};

std::string placeOf(const rules::Location &location) {
  return location.file + ":" + std::to_string(location.line) + ":" + std::to_string(location.column);
}

void write(Writer &out, const rules::Region &region) {
  out.diagnostic(placeOf(region.location), "warning", "\x1b[1;35m", region.message, region.rule);
  for (const rules::Note &note : region.notes)
    out.diagnostic(placeOf(note.location.line ? note.location : region.location), "note", "\x1b[1;36m",
                   note.message, "");
  if (region.suppressed)
    out.diagnostic(placeOf(region.location), "note", "\x1b[1;36m",
                   "suppressed by " + region.suppressionReason, "");
}

/// Clang's own messages begin with their place; what has none is about the unit.
void write(Writer &out, const UnitError &error) {
  if (error.message.find(": error: ") != std::string::npos)
    out.text += error.message + "\n";
  else
    out.diagnostic(error.file, "error", "\x1b[1;31m", error.message, "");
}

void row(std::string &out, const std::string &label, const std::string &value) {
  char line[128];
  std::snprintf(line, sizeof line, "%-20s %8s\n", label.c_str(), value.c_str());
  out += line;
}

} // namespace

std::string textRegion(const rules::Region &region, bool colour) {
  Writer out(colour);
  write(out, region);
  return std::move(out.text);
}

std::string textReport(const RunReport &report, bool colour) {
  Writer out(colour);
  for (const rules::Region *region : report.regions)
    write(out, *region);
  for (const UnitError &error : report.errors)
    write(out, error);
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
