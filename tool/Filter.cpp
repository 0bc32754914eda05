#include "tool/Filter.h"

#include "facts/Error.h"

namespace overlap::tool {

Filter::Filter(const Options &options, std::set<std::string> mainFiles)
    : all(options.all), top(options.top), headerFilterText(options.headerFilter),
      headerFilter(options.headerFilter), mainFiles(std::move(mainFiles)) {
  if (options.minStatus == "independent")
    minStatus = rules::Status::Independent;
  else if (options.minStatus == "conditional")
    minStatus = rules::Status::Conditional;
  std::string problem;
  if (!headerFilter.isValid(problem))
    throw Error("--header-filter: '" + options.headerFilter + "': " + problem);
  for (const std::string &text : options.exclude) {
    llvm::Expected<llvm::GlobPattern> glob = llvm::GlobPattern::create(text);
    if (!glob)
      throw Error("--exclude: '" + text + "': " + llvm::toString(glob.takeError()));
    excludes.push_back({text, std::move(*glob), text.find('/') != std::string::npos});
  }
}

std::string Filter::whyFileHidden(const std::string &file) const {
  for (const Exclude &exclude : excludes) {
    bool matches = false;
    if (exclude.wholePath) {
      // A folder stands for all below it.
      for (std::size_t end = 0; !matches && end != std::string::npos;) {
        end = file.find('/', end + 1);
        matches = exclude.glob.match(llvm::StringRef(file).substr(0, end));
      }
    } else {
      llvm::SmallVector<llvm::StringRef> parts;
      llvm::StringRef(file).split(parts, '/');
      matches = llvm::any_of(parts, [&](llvm::StringRef part) { return exclude.glob.match(part); });
    }
    if (matches)
      return "--exclude '" + exclude.text + "' covers its file";
  }
  if (!mainFiles.contains(file) && !headerFilter.match(file))
    return "--header-filter '" + headerFilterText + "' leaves out its header";
  return {};
}

std::string Filter::whyHidden(const rules::Region &region) const {
  if (region.suppressed && !all)
    return "suppressed by " + region.suppressionReason;
  if (std::string why = whyFileHidden(region.location.file); !why.empty())
    return why;
  // Of kind call there is no independence to ask for.
  if (minStatus && region.kind != rules::RegionKind::Call && region.independence.status > *minStatus)
    return std::string("its independence is ") + name(region.independence.status) +
           ", worse than --min-status asks for";
  if (!all && !region.whyOnlyUnderAll.empty())
    return region.whyOnlyUnderAll + " (--all lists it)";
  return {};
}

std::vector<const rules::Region *> Filter::visible(const std::vector<rules::Region> &regions) const {
  std::vector<const rules::Region *> result;
  for (const rules::Region &region : regions) {
    if (top && result.size() >= *top)
      break;
    if (whyHidden(region).empty())
      result.push_back(&region);
  }
  return result;
}

std::vector<const rules::BlockingCall *>
Filter::visible(const std::vector<rules::BlockingCall> &calls) const {
  std::vector<const rules::BlockingCall *> result;
  for (const rules::BlockingCall &call : calls)
    if (whyFileHidden(call.location.file).empty())
      result.push_back(&call);
  return result;
}

} // namespace overlap::tool
