#include "tool/ExplainAt.h"

#include "facts/Error.h"
#include "tool/CommandCleaning.h"
#include "tool/Driver.h"
#include "tool/TextReport.h"

#include <algorithm>
#include <filesystem>
#include <llvm/ADT/StringRef.h>
#include <set>

namespace overlap::tool {
namespace {

bool covers(const rules::Location &location, const std::set<std::string> &names, unsigned line) {
  return names.contains(location.file) && location.line <= line &&
         line <= std::max(location.line, location.endLine);
}

std::string listedText(const rules::Region &region, const Filter &filter) {
  std::string why = filter.whyHidden(region);
  return why.empty() ? "listed" : "not listed: " + why;
}

std::string describe(const rules::BlockingCall &call) {
  std::string text = call.location.file + ":" + std::to_string(call.location.line) + ":" +
                     std::to_string(call.location.column) + ": " + call.callee + " blocks (" + call.kind +
                     (call.latency.empty() ? "" : ", " + call.latency) + ")\n";
  for (const std::string &alternative : call.asyncAlternatives)
    text += "  asynchronous: " + alternative + "\n";
  return text;
}

} // namespace

Place parsePlace(const std::string &text) {
  auto [file, number] = llvm::StringRef(text).rsplit(':');
  Place place{file.str(), 0};
  if (file.empty() || number.getAsInteger(10, place.line) || place.line == 0)
    throw Error("--explain-at: '" + text + "' is not FILE:LINE");
  return place;
}

std::string explainAt(const Place &place, const std::string &root, const rules::Report &report,
                      const Filter &filter, bool colour) {
  std::string absolute = absolutePath(place.file, std::filesystem::current_path().string());
  const std::set<std::string> names{place.file, absolute, relativeName(absolute, root)};
  std::string out;
  for (const rules::Region &region : report.regions) {
    if (!covers(region.location, names, place.line))
      continue;
    out += textRegion(region, colour);
    out += "  " + listedText(region, filter) + "\n";
    for (const rules::Message &reason : region.reasons)
      out += "  " + reason.message + " [" + reason.rule + "]\n";
    if (!region.independence.reason.empty())
      out += "  not understood: " + region.independence.reason + "\n";
  }
  for (const rules::BlockingCall &call : report.blockingCalls)
    if (covers(call.location, names, place.line))
      out += describe(call);
  if (out.empty())
    out = place.file + ":" + std::to_string(place.line) +
          ": no loop, task sequence or blocking call here that was analysed\n";
  return out;
}

} // namespace overlap::tool
