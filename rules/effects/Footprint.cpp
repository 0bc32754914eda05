#include "rules/effects/Footprint.h"

#include "rules/effects/Engine.h"

#include <algorithm>
#include <set>

namespace overlap::rules {

using namespace facts;

namespace {

/// Owners that are no container: memory behind a pointer may be anybody's; a variable is only itself.
constexpr Id kAnyone = ~Id(0), kNamed = kAnyone - 1;

constexpr std::uint64_t kBytes = 0, kBool = 1, kPointer = 2, kMemberPointer = 3, kInt = 1000, kFloat = 2000,
                        kOpaque = 1ull << 32;

bool isOwner(const ClassEntry *entry) { return entry && entry->ownsElements && !entry->inlineStorage; }

} // namespace

/// All scalars inside an object of some type, and, if `reaches`, behind its pointers.
struct Footprints::Walk {
  const Engine &engine;
  bool reaches = false;
  Cells cells;
  std::set<std::pair<Id, Id>> seen;

  static constexpr std::size_t kMaxTypes = 200;

  void add(std::uint64_t group, Id owner, bool isState = false) {
    const Cell cell{group, owner, isState};
    if (std::ranges::find(cells, cell) == cells.end())
      cells.push_back(cell);
  }

  /// False if something in there is not known.
  bool visit(Id typeId, Id owner) {
    if (!typeId || seen.size() > kMaxTypes)
      return false;
    if (!seen.emplace(typeId, owner).second)
      return true;
    const Type &type = engine.type(typeId);
    switch (type.kind) {
    case TypeKind::Bool:
      add(kBool, owner);
      return true;
    case TypeKind::Int:
    case TypeKind::Enum:
      add(type.width == 8 || type.width == 0 ? kBytes : kInt + type.width, owner);
      return true;
    case TypeKind::Float:
      add(type.width == 0 ? kBytes : kFloat + type.width, owner);
      return true;
    case TypeKind::MemberPointer:
      add(kMemberPointer, owner);
      return true;
    case TypeKind::NullPtr:
    case TypeKind::Function:
      return true;
    case TypeKind::Vector:
      add(kBytes, owner);
      return true;
    case TypeKind::Array:
    case TypeKind::Atomic:
    case TypeKind::Complex:
      return visit(type.element, owner);
    case TypeKind::Pointer:
    case TypeKind::LValueRef:
    case TypeKind::RValueRef:
      add(kPointer, owner);
      return !reaches || visit(type.element, kAnyone);
    case TypeKind::Record:
      return record(type.record, owner);
    default:
      return false;
    }
  }

  bool record(Id id, Id owner) {
    const Record &record = engine.program.tables.records[id];
    if (const ClassEntry *entry = engine.classOfRecord(id))
      if (entry->kind != ClassEntry::Kind::Plain || entry->ownsElements)
        return catalogued(id, *entry, owner);
    if (!record.isComplete)
      return false;
    if (record.isUnion) {
      add(kBytes, owner);
      return !reaches;
    }
    // A pointer to it may lead to an object of a derived class.
    if (reaches && (record.isPolymorphic || engine.isBase(id)))
      return false;
    return std::ranges::all_of(record.bases,
                               [&](const BaseClass &b) { return this->record(b.record, owner); }) &&
           std::ranges::all_of(record.fields, [&](const Field &f) { return visit(f.type, owner); });
  }

  bool catalogued(Id id, const ClassEntry &entry, Id owner) {
    using Kind = ClassEntry::Kind;
    const std::vector<Id> &args = engine.program.tables.records[id].templateArgs;
    if (isOwner(&entry))
      add(kOpaque + id, 0, true);
    else if (!entry.inlineStorage || entry.kind == Kind::Tuple)
      add(kOpaque + id, owner);
    if (!entry.ownsElements && !entry.inlineStorage) {
      if (!reaches || entry.kind == Kind::Mutex || entry.kind == Kind::Engine)
        return true;
      const bool isPlainView =
          entry.kind == Kind::View || entry.kind == Kind::Iterator || entry.kind == Kind::Pointer;
      return isPlainView && elements(entry, args, kAnyone);
    }
    const Id inside = isOwner(&entry) ? id : owner;
    // A comparator or an allocator of the project's own may hold anything.
    for (std::size_t i = 0; i < args.size(); ++i) {
      const Id part = args[i] ? engine.type(args[i]).record : 0;
      const bool isElement = std::ranges::find(entry.elementArgs, i) != entry.elementArgs.end();
      if (part && !isElement && !engine.program.tables.records[part].inSystemHeader &&
          !visit(args[i], inside))
        return false;
    }
    return elements(entry, args, inside);
  }

  bool elements(const ClassEntry &entry, const std::vector<Id> &args, Id owner) {
    if (entry.kind == ClassEntry::Kind::Tuple && !args.empty())
      return std::ranges::all_of(args, [&](Id arg) { return visit(arg, owner); });
    return !entry.elementArgs.empty() && std::ranges::all_of(entry.elementArgs, [&](unsigned arg) {
      return arg < args.size() && visit(args[arg], owner);
    });
  }
};

const std::optional<Footprints::Cells> &Footprints::cellsOfType(Id type, Id owner, bool reaches) const {
  auto [it, isNew] = ofType.try_emplace({type, owner, reaches});
  if (isNew) {
    Walk walk{engine, reaches, {}, {}};
    if (walk.visit(type, owner))
      it->second = std::move(walk.cells);
  }
  return it->second;
}

Id Footprints::typeOfRoot(Id body, const AccessPath &path) const {
  const Body &facts = engine.body(body);
  switch (path.base) {
  case BaseKind::Var:
    return facts.vars[path.id].type;
  case BaseKind::Global:
    return engine.program.tables.globals[path.id].type;
  case BaseKind::Pointer:
    return engine.type(facts.values[path.id].type).element;
  default:
    return 0;
  }
}

std::optional<Footprints::Cells> Footprints::cellsOf(Id body, const AccessPath &path) const {
  if (path.truncated || path.base == BaseKind::Unknown || path.base == BaseKind::Literal)
    return std::nullopt;
  const bool isNamed = path.base == BaseKind::Var || path.base == BaseKind::Global;
  Id owner = isNamed ? kNamed : kAnyone, holder = 0;
  Id type = typeOfRoot(body, path);
  for (const AccessPathStep &step : path.steps) {
    if (step.kind == AccessStep::Field && engine.program.tables.records[step.record].isUnion)
      return std::nullopt;
    if (step.kind == AccessStep::Reach && step.a)
      return cellsOfType(step.a, kAnyone, false);
    if (step.kind == AccessStep::Reach)
      return step.type ? cellsOfType(step.type, owner, true) : std::nullopt;
    if (step.kind == AccessStep::Structure)
      return isOwner(engine.classOfRecord(holder = engine.recordOf(type)))
                 ? std::optional(Cells{{kOpaque + holder, 0, true}})
                 : std::nullopt;
    holder = 0;
    if (step.kind == AccessStep::Deref) {
      owner = kAnyone;
    } else if (step.kind == AccessStep::Element) {
      holder = engine.recordOf(type);
      const ClassEntry *entry = engine.classOfRecord(holder);
      if (isOwner(entry))
        owner = holder;
      else if (!entry)
        owner = kAnyone;
    }
    type = step.type;
  }
  if (path.type)
    type = path.type;
  if (type)
    return cellsOfType(type, owner, false);
  // An element of a map, its key or its value, or of a tuple.
  const ClassEntry *entry = engine.classOfRecord(holder);
  if (!entry)
    return std::nullopt;
  Walk walk{engine, false, {}, {}};
  if (!walk.elements(*entry, engine.program.tables.records[holder].templateArgs, owner))
    return std::nullopt;
  return walk.cells;
}

bool Footprints::compatible(const Cell &a, const Cell &b) const {
  if (a.isState || b.isState)
    return a == b;
  if (a.owner != b.owner && a.owner != kAnyone && b.owner != kAnyone)
    return false;
  return a.group == b.group || a.group == kBytes || b.group == kBytes ||
         !engine.program.language.strictAliasing;
}

bool Footprints::areApart(Id body, const AccessPath &a, const AccessPath &b) const {
  const std::optional<Cells> left = cellsOf(body, a);
  if (!left)
    return false;
  const std::optional<Cells> right = cellsOf(body, b);
  return right && std::ranges::none_of(*left, [&](const Cell &x) {
           return std::ranges::any_of(*right, [&](const Cell &y) { return compatible(x, y); });
         });
}

bool Footprints::leadsElsewhere(Id body, const AccessPath &path) const {
  if (path.truncated)
    return true;
  if (path.steps.empty() || path.steps.back().kind != AccessStep::Reach)
    return false;
  const Id type = path.steps.size() > 1 ? path.steps[path.steps.size() - 2].type : typeOfRoot(body, path);
  const std::optional<Cells> &inside = cellsOfType(type, kNamed, false);
  return !inside || std::ranges::any_of(*inside, [](const Cell &cell) {
    return cell.group == kPointer || (cell.group >= kOpaque && !cell.isState);
  });
}

std::optional<Footprints::Owned> Footprints::ownerOf(Id body, const AccessPath &path) const {
  std::optional<Owned> found;
  if (path.truncated)
    return found;
  Id type = typeOfRoot(body, path);
  for (std::size_t i = 0; i < path.steps.size(); ++i) {
    const AccessPathStep &step = path.steps[i];
    if (step.kind == AccessStep::Deref || step.kind == AccessStep::Reach)
      found.reset();
    if (step.kind == AccessStep::Element || step.kind == AccessStep::Structure) {
      const Id record = engine.recordOf(type);
      if (isOwner(engine.classOfRecord(record))) {
        found.emplace();
        found->container = path;
        found->container.steps.resize(i);
        found->container.type = type;
        found->isState = step.kind == AccessStep::Structure;
        found->record = record;
      }
    }
    type = step.type;
  }
  // What lies in containers inside of the element is not this one's.
  if (!found || found->isState)
    return found;
  const std::optional<Cells> cells = cellsOf(body, path);
  if (!cells || std::ranges::any_of(*cells, [&](const Cell &c) { return c.owner != found->record; }))
    found.reset();
  return found;
}

} // namespace overlap::rules
