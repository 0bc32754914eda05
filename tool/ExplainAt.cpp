#include "tool/ExplainAt.h"

#include "facts/Error.h"
#include "tool/TextReport.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <llvm/ADT/StringRef.h>
#include <optional>

namespace overlap::tool {
namespace fs = std::filesystem;
namespace {

/// The name in facts of a file that the user names. Seen from the working directory comes first.
std::optional<std::string> nameInFacts(const std::string &file, const Explained &explained) {
  const std::string wanted = fs::path(file).lexically_normal().string();
  for (const std::string &name : explained.files)
    if (!name.empty() && explained.names.shown(name) == wanted)
      return name;
  for (const std::string &name : explained.files)
    if (!name.empty() && (name == wanted || explained.names.place(name) == wanted))
      return name;
  std::error_code ignored;
  if (fs::exists(file, ignored))
    for (const std::string &name : explained.files)
      if (!name.empty() && fs::equivalent(explained.names.place(name), file, ignored))
        return name;
  return std::nullopt;
}

/// Nothing where the file cannot be read: facts may outlive it.
std::optional<unsigned> lineCount(const fs::path &file) {
  std::ifstream in(file);
  if (!in)
    return std::nullopt;
  unsigned count = 0;
  for (std::string line; std::getline(in, line);)
    ++count;
  return count;
}

bool covers(const rules::Location &location, const std::string &file, unsigned line) {
  return location.file == file && location.line <= line && line <= std::max(location.line, location.endLine);
}

std::string listedText(const rules::Region &region, const Filter &filter) {
  std::string why = filter.whyHidden(region);
  return why.empty() ? "listed" : "not listed: " + why;
}

std::string describe(const rules::BlockingCall &call, const FileNames &names) {
  std::string text = names.shown(call.location.file) + ":" + std::to_string(call.location.line) + ":" +
                     std::to_string(call.location.column) + ": " + call.callee + " blocks (" + call.kind +
                     (call.latency.empty() ? "" : ", " + call.latency) + ")\n";
  for (const std::string &alternative : call.asyncAlternatives)
    text += "  asynchronous: " + alternative + "\n";
  return text;
}

std::string describe(const rules::Region &region, const Explained &explained) {
  std::string text = textRegion(region, explained.names, explained.colour);
  text += "  " + listedText(region, explained.filter) + "\n";
  for (const rules::Message &reason : region.reasons)
    text += "  " + reason.message + " [" + reason.rule + "]\n";
  if (!region.independence.reason.empty())
    text += "  not understood: " + region.independence.reason + "\n";
  return text;
}

std::string nothingAt(const Place &place, const fs::path &file) {
  const std::string start = place.file + ":" + std::to_string(place.line) + ": ";
  if (const std::optional<unsigned> lines = lineCount(file); lines && place.line > *lines)
    return start + "the file has " + std::to_string(*lines) + " lines\n";
  return start + "no loop, task sequence or blocking call here that was analysed\n";
}

} // namespace

Place parsePlace(const std::string &text) {
  auto [file, number] = llvm::StringRef(text).rsplit(':');
  Place place{file.str(), 0};
  bool good = !file.empty() && !number.getAsInteger(10, place.line) && place.line > 0;
  auto [fileOfColumn, lineOfColumn] = file.rsplit(':');
  if (unsigned line = 0; good && !lineOfColumn.getAsInteger(10, line)) {
    place = {fileOfColumn.str(), line};
    good = !fileOfColumn.empty() && line > 0;
  }
  if (!good)
    throw Error("--explain-at: '" + text + "' is not FILE:LINE");
  return place;
}

std::string explainAt(const Place &place, const Explained &explained) {
  const std::optional<std::string> file = nameInFacts(place.file, explained);
  std::string out;
  if (file) {
    for (const rules::Region &region : explained.report.regions)
      if (covers(region.location, *file, place.line))
        out += describe(region, explained);
    for (const rules::BlockingCall &call : explained.report.blockingCalls)
      if (covers(call.location, *file, place.line))
        out += describe(call, explained.names);
    if (out.empty())
      out = nothingAt(place, explained.names.place(*file));
  } else {
    out = place.file + ": no translation unit of this run has code in it" +
          (explained.errors.empty() ? "" : ", as far as they could be analysed") + "\n";
  }
  for (const UnitError &error : explained.errors)
    if (!file || error.file == *file)
      out += textError(error, explained.names, explained.colour);
  return out;
}

} // namespace overlap::tool
