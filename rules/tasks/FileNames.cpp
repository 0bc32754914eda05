#include "rules/tasks/FileNames.h"

#include <algorithm>
#include <set>

namespace overlap::rules {

using namespace facts;

namespace {

/// Names that are followed from link to link.
constexpr std::size_t kMaxNames = 32;

bool isAbsolute(std::string_view name) { return name.starts_with('/'); }
bool leadsUp(std::string_view name) { return name == ".." || name.starts_with("../"); }

/// "out" is above "out/a.txt", and "." above all names that do not lead out of it.
bool isAbove(std::string_view upper, std::string_view lower) {
  if (upper == ".")
    return !isAbsolute(lower) && !leadsUp(lower);
  return lower == upper || (lower.starts_with(upper) && (upper.ends_with('/') || lower[upper.size()] == '/'));
}

std::string_view directoryOf(std::string_view name) {
  const std::size_t end = name.rfind('/');
  return end == std::string_view::npos ? std::string_view() : name.substr(0, end + 1);
}

} // namespace

FileNames::FileNames(const BodyInfo &info) {
  for (const Id event : info.orderedEvents()) {
    if (info.body().events[event].kind != EventKind::Call)
      continue;
    std::set<std::string> linked;
    bool isKnown = true;
    for (const ResourceAccess &use : info.callEffects(event).resources)
      if (use.isLink) {
        isKnown &= use.key.starts_with("path:");
        linked.insert(use.key);
      }
    if (linked.empty())
      continue;
    if (!isKnown || linked.size() > 2) { // of several links it is not told which names belong together
      hasUnknownLinks_ = true;
    } else if (linked.size() == 2) {
      const std::string one = linked.begin()->substr(5), other = linked.rbegin()->substr(5);
      links_.emplace_back(one, other);
      // What a symbolic link says is relative to where it stands.
      if (!isAbsolute(one))
        links_.emplace_back(std::string(directoryOf(other)) + one, other);
      if (!isAbsolute(other))
        links_.emplace_back(one, std::string(directoryOf(one)) + other);
    }
  }
}

/// `name` and what else it is called by links.
std::vector<std::string> FileNames::namesOf(std::string_view name) const {
  std::vector<std::string> names{std::string(name)};
  auto add = [&](const std::string &from, const std::string &to, const std::string &known) {
    if (!isAbove(from, known) || from == "." || names.size() >= kMaxNames)
      return;
    std::string other = to + known.substr(from.size());
    if (std::ranges::find(names, other) == names.end())
      names.push_back(std::move(other));
  };
  for (std::size_t i = 0; i < names.size(); ++i)
    for (const auto &[one, other] : links_) {
      const std::string known = names[i];
      add(one, other, known);
      add(other, one, known);
    }
  return names;
}

FileNames::Match FileNames::compare(std::string_view a, std::string_view b) const {
  const std::vector<std::string> others = namesOf(b);
  for (const std::string &one : namesOf(a))
    for (const std::string &other : others)
      if (isAbove(one, other) || isAbove(other, one))
        return Match::One;
  return hasUnknownLinks_ || isAbsolute(a) != isAbsolute(b) || leadsUp(a) != leadsUp(b) ? Match::Unclear
                                                                                        : Match::Different;
}

} // namespace overlap::rules
