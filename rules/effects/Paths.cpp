#include "rules/effects/Paths.h"

#include <algorithm>
#include <charconv>

namespace overlap::rules {

AccessPath pathTo(BaseKind base, Id id, Id type) {
  AccessPath path;
  path.base = base;
  path.id = id;
  path.type = type;
  return path;
}

AccessPath unknownMemory() { return pathTo(BaseKind::Unknown, 0); }

bool endsInReach(const AccessPath &path) {
  return path.truncated || (!path.steps.empty() && path.steps.back().kind == AccessStep::Reach);
}

Id reachedScalar(const AccessPath &path) {
  const bool isReach = !path.truncated && !path.steps.empty() && path.steps.back().kind == AccessStep::Reach;
  return isReach ? path.steps.back().a : 0;
}

bool isExact(const AccessPath &path) {
  return path.base != BaseKind::Unknown && !endsInReach(path) &&
         std::ranges::none_of(path.steps, [](const AccessPathStep &step) {
           return (step.kind == AccessStep::Index || step.kind == AccessStep::Element) && step.a == 0;
         });
}

std::optional<Id> selectedElement(const Program &program, const facts::Function &function) {
  const std::string &arguments = program.str(function.templateArgs);
  Id which = 0;
  if (arguments.empty() ||
      std::from_chars(arguments.data() + 1, arguments.data() + arguments.size(), which).ec != std::errc())
    return std::nullopt;
  return which;
}

// std::pair has a field for each; std::tuple has bases.
Id fieldSelected(const Program &program, Id record, Id which) {
  const std::size_t fields = program.tables.records[record].fields.size();
  return which < fields && fields == program.tables.records[record].templateArgs.size() ? record : 0;
}

std::size_t hashOf(const AccessPath &path) {
  std::uint64_t hash = static_cast<std::uint64_t>(path.base) << 32 | path.id;
  auto mix = [&](std::uint64_t part) { hash = (hash ^ part) * 0x9e3779b97f4a7c15ull + (hash >> 29); };
  for (const AccessPathStep &step : path.steps) {
    mix(static_cast<std::uint64_t>(step.kind) << 32 | step.a);
    mix(static_cast<std::uint64_t>(step.record) << 32 | step.type);
  }
  return static_cast<std::size_t>(hash ^ hash >> 32);
}

bool hasDeref(const AccessPath &path) {
  return std::ranges::any_of(path.steps,
                             [](const AccessPathStep &step) { return step.kind == AccessStep::Deref; });
}

bool isPartOfUnknownType(const AccessPath &path) {
  if (!path.steps.empty())
    return path.steps.back().type == 0;
  return path.type == 0 && (path.base == BaseKind::Var || path.base == BaseKind::Global);
}

void append(AccessPath &path, const AccessPathStep &step) {
  if (path.base == BaseKind::Unknown || endsInReach(path))
    return;
  bool leaves = step.kind == AccessStep::Deref || step.kind == AccessStep::Reach;
  if (path.steps.size() < kMaxSteps || step.kind == AccessStep::Reach) {
    path.steps.push_back(step);
    path.type = step.kind == AccessStep::Reach ? 0 : step.type;
  } else if (leaves) {
    path.steps.push_back({AccessStep::Reach, 0, 0, 0});
    path.type = 0;
  } else {
    path.type = 0;
  }
}

void appendIndex(AccessPath &path, Id index, bool isZero, Id type) {
  if (isZero && !path.steps.empty()) // p[0] is *p
    return;
  if (path.base == BaseKind::Unknown || endsInReach(path))
    return;
  if (!path.steps.empty()) {
    AccessPathStep &last = path.steps.back();
    if (last.kind == AccessStep::Index || last.kind == AccessStep::Element) {
      last.a = 0; // the sum has no value of its own
      return;
    }
  }
  append(path, {AccessStep::Index, index, 0, type});
}

void widenToObject(AccessPath &path) {
  if (path.base == BaseKind::Unknown)
    return;
  while (!path.steps.empty()) {
    AccessStep kind = path.steps.back().kind;
    if (kind == AccessStep::Deref || kind == AccessStep::Element || kind == AccessStep::Reach)
      break;
    path.steps.pop_back();
  }
  if (!path.steps.empty() && path.steps.back().kind == AccessStep::Element)
    path.steps.back().a = 0;
  path.type = 0;
  path.truncated = true;
}

void generalise(AccessPath &path) {
  for (AccessPathStep &step : path.steps)
    if (step.kind == AccessStep::Index || step.kind == AccessStep::Element || step.kind == AccessStep::Deref)
      step.a = 0;
}

bool join(AccessPath &path, const AccessPath &other) {
  if (path == other || other.base == BaseKind::Literal)
    return true;
  if (path.base == BaseKind::Literal) {
    path = other;
    return true;
  }
  if (path.base != other.base || path.id != other.id)
    return false;
  std::size_t common = 0, shorter = std::min(path.steps.size(), other.steps.size());
  for (; common < shorter; ++common) {
    AccessPathStep &a = path.steps[common];
    const AccessPathStep &b = other.steps[common];
    if (a.kind != b.kind || a.record != b.record)
      break;
    if (a.type != b.type)
      a.type = 0;
    if (a.a == b.a)
      continue;
    if (a.kind == AccessStep::Field)
      break;
    a.a = 0;
  }
  auto leaves = [&](const AccessPath &p) {
    return p.truncated || std::any_of(p.steps.begin() + static_cast<std::ptrdiff_t>(common), p.steps.end(),
                                      [](const AccessPathStep &step) {
                                        return step.kind == AccessStep::Deref ||
                                               step.kind == AccessStep::Reach;
                                      });
  };
  bool reach = leaves(path) || leaves(other);
  bool sameEnd = common == path.steps.size() && common == other.steps.size();
  if (sameEnd && !reach)
    return true;
  // A pointer and the same pointer moved: elements around what it points to.
  auto isMoved = [&](const AccessPath &p) {
    return common > 0 && common < p.steps.size() && p.steps[common].kind == AccessStep::Index &&
           p.steps[common - 1].kind == AccessStep::Deref;
  };
  const bool moved = isMoved(path) || isMoved(other);
  path.steps.resize(common);
  if (moved)
    path.steps.push_back({AccessStep::Index, 0, 0, 0});
  path.type = 0;
  if (common)
    path.steps.back().type = 0; // what is designated is some part of it
  path.truncated = false;
  if (reach)
    path.steps.push_back({AccessStep::Reach, 0, 0, 0});
  return true;
}

} // namespace overlap::rules
