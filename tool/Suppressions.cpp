#include "tool/Suppressions.h"

#include <llvm/Support/GlobPattern.h>

#include <algorithm>

namespace overlap::tool {
namespace {

bool matches(const std::string &pattern, std::string_view rule) {
  llvm::Expected<llvm::GlobPattern> glob = llvm::GlobPattern::create(pattern);
  if (glob)
    return glob->match(llvm::StringRef(rule));
  llvm::consumeError(glob.takeError());
  return pattern == rule;
}

std::vector<std::string> names(const facts::Tables &tables, const facts::Comment &comment) {
  std::vector<std::string> result;
  for (facts::Id id : comment.rules)
    result.push_back(tables.str(id));
  return result;
}

} // namespace

bool coversRule(const std::vector<std::string> &patterns, std::string_view rule) {
  if (patterns.empty())
    return true;
  bool covered = false;
  for (const std::string &pattern : patterns) {
    bool negative = pattern.starts_with('-');
    if (matches(negative ? pattern.substr(1) : pattern, rule))
      covered = !negative;
  }
  return covered;
}

Suppressions::Suppressions(const facts::Tables &tables, const std::vector<facts::Comment> &comments) {
  using facts::CommentKind;
  std::map<std::string, std::multimap<unsigned, const facts::Comment *>> byFile; // then by line
  for (const facts::Comment &comment : comments)
    byFile[tables.str(tables.files[comment.file].name)].emplace(comment.line, &comment);
  for (const auto &[file, list] : byFile) {
    std::vector<Cover> &out = covers[file];
    std::vector<Cover> open;
    for (const auto &[line, comment] : list) {
      Cover cover{line, line, "NOLINT", line, names(tables, *comment), tables.str(comment->reason)};
      switch (comment->kind) {
      case CommentKind::NoLint:
        out.push_back(std::move(cover));
        break;
      case CommentKind::NoLintNextLine:
        cover.kind = "NOLINTNEXTLINE";
        cover.first = cover.last = line + 1;
        out.push_back(std::move(cover));
        break;
      case CommentKind::NoLintBegin:
        cover.kind = "NOLINT"
                     "BEGIN"; // in one piece it would be a marker for clang-tidy
        open.push_back(std::move(cover));
        break;
      case CommentKind::NoLintEnd:
        auto begin = std::find_if(open.rbegin(), open.rend(),
                                  [&](const Cover &o) { return o.patterns == cover.patterns; });
        if (begin == open.rend())
          break;
        begin->last = line;
        out.push_back(std::move(*begin));
        open.erase(std::next(begin).base());
        break;
      }
    }
  }
}

Suppressions::Match Suppressions::find(std::string_view rule, const rules::Location &location) const {
  auto file = covers.find(location.file);
  if (file == covers.end())
    return {};
  for (const Cover &cover : file->second)
    if (cover.first <= location.line && location.line <= cover.last && coversRule(cover.patterns, rule))
      return {true, cover.kind + " at line " + std::to_string(cover.line), cover.reason};
  return {};
}

void applySuppressions(const Suppressions &suppressions, std::vector<rules::Region> &regions) {
  for (rules::Region &region : regions) {
    Suppressions::Match match = suppressions.find(region.rule, region.location);
    if (!match.suppressed)
      continue;
    region.suppressed = true;
    region.suppressionReason = match.comment + (match.reason.empty() ? "" : ": " + match.reason);
  }
}

} // namespace overlap::tool
