#include "rules/dependence/MemoryDependences.h"

#include "rules/dependence/Influence.h"
#include "rules/dependence/Operators.h"
#include "rules/effects/Paths.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

namespace overlap::rules {

using namespace facts;
using Verdict = PairResult::Verdict;

namespace {
constexpr std::size_t kMaxAccesses = 400;

bool isAppending(std::string_view method) {
  return method == "push_back" || method == "emplace_back" || method == "append" || method == "push" ||
         method == "emplace" || method == "operator+=";
}
} // namespace

MemoryDependences::MemoryDependences(Symbolic &symbolic, PairTest &pairs, ScalarAnalysis &scalars)
    : symbolic_(symbolic), pairs_(pairs), scalars_(scalars), context_(symbolic.context()),
      body_(context_.body()), uses_(body_), extents_(symbolic, pairs), locks_(symbolic, pairs),
      privatisation_(symbolic, pairs) {}

// Tracked variables are the scalar analysis' business, but not what they lead to.
bool MemoryDependences::isOwnVariable(const Access &access) const {
  if (access.path.base != BaseKind::Var || !context_.isTracked(access.path.id))
    return false;
  if (hasDeref(access.path) || !endsInReach(access.path))
    return !hasDeref(access.path);
  return context_.effects().staysWithin(context_.bodyId(), access.path, [&](BaseKind base, Id id) {
    return base == BaseKind::Var && id == access.path.id;
  });
}

// std::max returns a reference to one of its arguments, which it has read itself; nothing but its handlers
// knows the object that was thrown.
bool MemoryDependences::isReadBefore(const Event &event) const {
  if (event.kind != EventKind::Read || !event.path || body_.paths[event.path].root != RootKind::Pointer)
    return false;
  const Value &pointer = body_.values[body_.paths[event.path].id];
  if (pointer.kind == ValueKind::Catch)
    return true;
  if (pointer.kind != ValueKind::Call)
    return false;
  const Id function = body_.calls[body_.events[pointer.a].call].function;
  const std::string &name = context_.program().str(context_.program().function(function).qualifiedName);
  return function && context_.effects().api(context_.bodyId(), pointer.a) &&
         (!extremumName(name).empty() || name == "std::clamp");
}

void MemoryDependences::collectEvent(Id event) {
  const Event &e = body_.events[event];
  const auto &list = context_.accesses(event);
  const auto first = static_cast<std::ptrdiff_t>(accesses_.size());
  for (const Access &a : list) {
    if (isOwnVariable(a) || a.path.base == BaseKind::Literal || isReadBefore(e))
      continue;
    MemoryAccess m;
    m.event = event;
    m.block = context_.cfg().blockOf(event);
    m.isWrite = a.isWrite;
    m.isAtomic = a.isAtomic;
    m.isVolatile = a.isVolatile || e.isVolatile;
    m.via = a.viaFunction;
    m.path = a.path;
    const bool isDirect =
        (e.kind == EventKind::Read || e.kind == EventKind::Write || e.kind == EventKind::Atomic) && e.path;
    m.place = isDirect && list.size() == 1 ? symbolic_.place(e.path) : symbolic_.place(a, event);
    if (a.range)
      if (Place range = symbolic_.rangePlace(*a.range, event); range.isKnown())
        m.place = std::move(range);
    const bool isOfLibrary =
        a.path.base == BaseKind::Global && isLibraryObject(context_.program(), a.path.id);
    if (isDirect && !isOfLibrary)
      m.text = context_.program().str(body_.paths[e.path].spelling);
    if (m.text.empty()) // or there is nothing in the source, as where a reference in a member is read
      m.text = context_.effects().spell(context_.bodyId(), a.path);
    shareWords(m);
    extents_.apply(m);
    const bool seen = std::any_of(accesses_.begin() + first, accesses_.end(), [&](const MemoryAccess &o) {
      return o.isWrite == m.isWrite && o.isAtomic == m.isAtomic && o.isVolatile == m.isVolatile &&
             o.path == m.path && o.place == m.place;
    });
    if (!seen)
      accesses_.push_back(std::move(m));
  }
}

void MemoryDependences::collect() {
  for (Id block : context_.cfg().blocksOf(symbolic_.loop()))
    for (Id e : body_.blocks[block].events)
      collectEvent(e);
}

std::vector<std::vector<std::size_t>> MemoryDependences::groups() {
  std::vector<std::size_t> parent(accesses_.size());
  std::iota(parent.begin(), parent.end(), 0);
  auto find = [&](std::size_t x) {
    while (parent[x] != x)
      x = parent[x] = parent[parent[x]];
    return x;
  };
  std::map<AccessPath, std::size_t> numbers; // of different paths
  std::vector<std::size_t> numberOf;
  for (const MemoryAccess &access : accesses_)
    numberOf.push_back(numbers.try_emplace(access.path, numbers.size()).first->second);
  struct Meeting {
    bool isKnown = false, overlap = false, needsNoAlias = false; // overlap only if pointers do
  };
  std::vector<Meeting> meetings(numbers.size() * numbers.size());
  for (std::size_t i = 0; i < accesses_.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const MemoryAccess &a = accesses_[i], &b = accesses_[j];
      if ((!a.isWrite && !b.isWrite) || find(i) == find(j))
        continue;
      Meeting &meeting = meetings[numberOf[i] * numbers.size() + numberOf[j]];
      if (!std::exchange(meeting.isKnown, true))
        meeting.overlap =
            context_.effects().mayOverlap(context_.bodyId(), a.path, b.path, &meeting.needsNoAlias);
      // A pointer that is loaded twice from where the loop does not write is one pointer.
      const bool isOnePointer =
          a.place.root == Place::Root::Pointer && a.place.root == b.place.root && a.place.id == b.place.id &&
          (!symbolic_.isVarying(Poly::atom(a.place.id)) || symbolic_.atom(a.place.id).source);
      if (meeting.overlap && (!meeting.needsNoAlias || isOnePointer))
        parent[find(i)] = find(j);
    }
  std::map<std::size_t, std::vector<std::size_t>> sets;
  for (std::size_t i = 0; i < accesses_.size(); ++i)
    sets[find(i)].push_back(i);
  std::vector<std::vector<std::size_t>> result;
  for (auto &[root, members] : sets)
    result.push_back(std::move(members));
  return result;
}

void MemoryDependences::analyse(Independence &result, std::vector<std::string> &unknown) {
  collect();
  if (accesses_.size() > kMaxAccesses) {
    unknown.push_back("the loop holds more than " + std::to_string(kMaxAccesses) + " memory accesses");
    return;
  }
  const auto all = groups();
  for (const auto &group : all) {
    const bool writes =
        std::any_of(group.begin(), group.end(), [&](std::size_t i) { return accesses_[i].isWrite; });
    if (!writes)
      continue;
    const bool atomic =
        std::all_of(group.begin(), group.end(), [&](std::size_t i) { return accesses_[i].isAtomic; });
    if (atomic) {
      atomics(group, result);
      continue;
    }
    if (isGuarded(group, result))
      continue;
    const std::vector<std::size_t> meeting = withoutApart(group);
    if (auto cell = cellOf(meeting)) {
      std::string hint;
      if (!isPrivate(meeting, hint))
        scalars_.add(std::move(*cell));
      continue;
    }
    Independence attempt;
    std::vector<std::string> reasons;
    std::string hint;
    testPairs(group, attempt, reasons);
    // Rows that only need to be distinct are better than a sum of whole matrices.
    const bool needsDistinct = attempt.dependences.empty() && reasons.empty() &&
                               std::ranges::all_of(attempt.assumptions, [](const Assumption &assumed) {
                                 return assumed.kind == AssumptionKind::NoAlias;
                               });
    if ((!attempt.dependences.empty() || !reasons.empty() || !attempt.assumptions.empty()) &&
        (isPrivate(group, hint) ||
         (!needsDistinct && (isArrayReduction(group, result) || isObjectReduction(group, result)))))
      continue;
    result.dependences.insert(result.dependences.end(), attempt.dependences.begin(),
                              attempt.dependences.end());
    result.assumptions.insert(result.assumptions.end(), attempt.assumptions.begin(),
                              attempt.assumptions.end());
    if (!attempt.dependences.empty())
      appendHint(group, result);
    if (!hint.empty())
      result.hints.push_back(std::move(hint));
    result.hints.insert(result.hints.end(), attempt.hints.begin(), attempt.hints.end());
    unknown.insert(unknown.end(), reasons.begin(), reasons.end());
  }
  privatisation_.conclude(accesses_, result);
  // Pairs of different groups that only an assumption keeps apart.
  std::vector<std::size_t> groupOf(accesses_.size(), 0);
  for (std::size_t g = 0; g < all.size(); ++g)
    for (std::size_t i : all[g])
      groupOf[i] = g;
  std::set<std::string> said;
  for (std::size_t i = 0; i < accesses_.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const MemoryAccess &a = accesses_[j], &b = accesses_[i];
      if (groupOf[i] == groupOf[j] || (!a.isWrite && !b.isWrite))
        continue;
      const PairResult r = pairs_.test(a, b);
      if (r.verdict == Verdict::Unknown)
        unknown.push_back(r.reason);
      if (r.verdict == Verdict::Dependent)
        addDependences(a, b, r, result);
      for (const Assumption &x : r.assumptions)
        if (said.insert(x.message).second)
          result.assumptions.push_back(x);
    }
}

bool MemoryDependences::neverMeet(const std::vector<std::size_t> &group) {
  Independence found;
  std::vector<std::string> reasons;
  testPairs(group, found, reasons);
  return found.dependences.empty() && reasons.empty() && found.assumptions.empty();
}

// State that is touched only under one mutex, the same for all iterations.
bool MemoryDependences::isGuarded(const std::vector<std::size_t> &group, Independence &result) {
  std::vector<Id> events, reads;
  for (std::size_t i : group) {
    events.push_back(accesses_[i].event);
    if (!accesses_[i].isWrite)
      reads.push_back(accesses_[i].event);
  }
  const std::string mutex = locks_.guardOf(events);
  if (mutex.empty())
    return false;
  if (neverMeet(group))
    return true;
  if (decidesIndexOrExit(symbolic_, reads, [&](Id e) { return locks_.guardOf({e}) == mutex; }))
    return false;
  Assumption a;
  a.kind = AssumptionKind::Order;
  a.message = "the order in which iterations change '" + accesses_[group[0]].text + "' under the lock '" +
              mutex + "' may change";
  a.location = context_.where(events[0]);
  a.guardedBy = mutex;
  result.assumptions.push_back(std::move(a));
  return true;
}

bool MemoryDependences::isPrivate(const std::vector<std::size_t> &group, std::string &hint) {
  std::vector<const MemoryAccess *> members;
  for (std::size_t i : group) {
    if (accesses_[i].leavesArray)
      return false;
    members.push_back(&accesses_[i]);
  }
  return privatisation_.isPrivate(members, hint);
}

// x[i] -= l[i][j] * x[j]: where all writes are to one element, what is read of others has no bearing on it.
std::vector<std::size_t> MemoryDependences::withoutApart(const std::vector<std::size_t> &group) {
  const auto first =
      std::find_if(group.begin(), group.end(), [&](std::size_t i) { return accesses_[i].isWrite; });
  const MemoryAccess &write = accesses_[*first];
  const bool isOne = write.place.isPrecise() && !symbolic_.isVarying(write.place) &&
                     std::all_of(group.begin(), group.end(), [&](std::size_t i) {
                       return !accesses_[i].isWrite || accesses_[i].place == write.place;
                     });
  if (!isOne)
    return group;
  std::vector<std::size_t> result;
  std::copy_if(group.begin(), group.end(), std::back_inserter(result), [&](std::size_t i) {
    const MemoryAccess &m = accesses_[i];
    return m.place == write.place || m.isVolatile || m.isAtomic || !pairs_.isApart(write, m);
  });
  return result;
}

// One location that every access of the group designates, directly: a scalar in memory.
std::optional<Slot> MemoryDependences::cellOf(const std::vector<std::size_t> &group) {
  const MemoryAccess &first = accesses_[group[0]];
  if (!first.place.isPrecise() || symbolic_.isVarying(first.place))
    return std::nullopt;
  if (first.place.root == Place::Root::Var || first.place.root == Place::Root::Fresh) {
    // Made anew in each iteration: the pair test knows.
    PairResult self = pairs_.test(first, first);
    if (self.verdict == Verdict::None)
      return std::nullopt;
  }
  Slot slot;
  slot.name = first.text;
  slot.object = first.place.root == Place::Root::Var ? first.place.id : 0;
  slot.isObject = std::none_of(first.place.steps.begin(), first.place.steps.end(), [](const PlaceStep &s) {
    return s.kind != PlaceStep::Kind::Field && s.kind != PlaceStep::Kind::Base;
  });
  std::unordered_map<Id, Ssa::Role> roles;
  for (std::size_t i : group) {
    const MemoryAccess &m = accesses_[i];
    const Event &e = body_.events[m.event];
    if (m.place != first.place || m.isVolatile || m.isAtomic || m.via ||
        (e.kind != EventKind::Read && e.kind != EventKind::Write))
      return std::nullopt;
    const Id type = body_.paths[e.path].type;
    const TypeKind kind = context_.type(type).kind;
    if (kind == TypeKind::Record || kind == TypeKind::Array || kind == TypeKind::Unknown)
      return std::nullopt;
    if (slot.type && context_.type(type).width != context_.type(slot.type).width)
      return std::nullopt;
    slot.type = type;
    if (m.isWrite) {
      slot.writes.push_back(m.event);
      roles[m.event] = Ssa::Role::Defines;
    } else
      slot.reads.push_back(m.event);
  }
  cells_.push_back(std::make_unique<Ssa>(context_.cfg(), std::move(roles), DefKind::Entry));
  slot.ssa = cells_.back().get();
  return slot;
}

void MemoryDependences::addDependence(const MemoryAccess &from, const MemoryAccess &to,
                                      const PairResult &pair, Independence &result) {
  Dependence d;
  d.kind = from.isWrite ? (to.isWrite ? DependenceKind::Output : DependenceKind::Flow) : DependenceKind::Anti;
  d.subject = from.isWrite ? from.text : to.text;
  d.from = context_.where(from.event);
  d.to = context_.where(to.event);
  d.loopCarried = true;
  d.distance = pair.distance;
  result.dependences.push_back(std::move(d));
  if (!from.wordsHint.empty())
    result.hints.push_back(from.wordsHint);
}

void MemoryDependences::addDependences(const MemoryAccess &a, const MemoryAccess &b, const PairResult &pair,
                                       Independence &result) {
  if (pair.firstEarlier)
    addDependence(a, b, pair, result);
  if (pair.secondEarlier && &a != &b)
    addDependence(b, a, pair, result);
}

void MemoryDependences::testPairs(const std::vector<std::size_t> &group, Independence &result,
                                  std::vector<std::string> &unknown) {
  constexpr std::size_t maxDependences = 4;
  std::optional<bool> meansToRepeat; // asked of few groups
  for (std::size_t x = 0; x < group.size(); ++x)
    for (std::size_t y = 0; y <= x; ++y) {
      const MemoryAccess &a = accesses_[group[y]], &b = accesses_[group[x]];
      if (!a.isWrite && !b.isWrite)
        continue;
      if (result.dependences.size() >= maxDependences)
        return;
      const PairResult r = pairs_.test(a, b);
      switch (r.verdict) {
      case Verdict::None:
        break;
      case Verdict::Assumed:
        if (std::ranges::find(r.assumptions, AssumptionKind::InjectiveIndex, &Assumption::kind) !=
                r.assumptions.end() &&
            (meansToRepeat ? *meansToRepeat
                           : meansToRepeat.emplace(usesUpdate(group) || fillsBuckets(group)))) {
          addDependence(a.isWrite ? a : b, a.isWrite ? b : a, {}, result);
          break;
        }
        result.assumptions.insert(result.assumptions.end(), r.assumptions.begin(), r.assumptions.end());
        break;
      case Verdict::Unknown:
        if ((x == y && isRepeatedWrite(a)) || isIndexedByItself(a, group) || isIndexedByItself(b, group))
          addDependence(a.isWrite ? a : b, a.isWrite ? b : a, {}, result);
        else
          unknown.push_back(r.reason);
        break;
      case Verdict::Dependent:
        addDependences(a, b, r, result);
        break;
      }
    }
}

// A library call that writes through pointers that are the same in all iterations writes the same elements.
bool MemoryDependences::isRepeatedWrite(const MemoryAccess &access) {
  const Event &e = body_.events[access.event];
  const ApiEntry *api = context_.effects().api(context_.bodyId(), access.event);
  if (!access.isWrite || e.kind != EventKind::Call || !api || !access.place.isKnown())
    return false;
  const Call &call = body_.calls[e.call];
  if (isAppended(access))
    return true;
  auto isWritten = [&](const Arg &a) {
    const Type &type = context_.type(a.type);
    return type.kind == TypeKind::Pointer && !context_.type(type.element).isConst;
  };
  if (call.receiver || std::none_of(call.args.begin(), call.args.end(), isWritten))
    return false;
  return std::all_of(call.args.begin(), call.args.end(), [&](const Arg &a) {
    const Type &type = context_.type(a.type);
    const bool isReadOnly = type.kind == TypeKind::Pointer && context_.type(type.element).isConst;
    return isReadOnly || type.kind == TypeKind::Int || !symbolic_.dependsOnLoop(a.value);
  });
}

// `*out++ = x` where `out` inserts into a container that is the same in all iterations.
bool MemoryDependences::isAppended(const MemoryAccess &access) const {
  const Call &call = body_.calls[body_.events[access.event].call];
  const ClassEntry *type = call.receiver ? symbolic_.classOf(call.receiverType) : nullptr;
  Place container = access.place;
  if (!type || type->kind != ClassEntry::Kind::Iterator || !type->elementArgs.empty() || type->sharesWords ||
      container.steps.empty())
    return false;
  container.steps.pop_back();
  return container.isPrecise() && !symbolic_.isVarying(container);
}

// a[a[i]] = x: which element is written follows from what the loop writes.
bool MemoryDependences::isIndexedByItself(const MemoryAccess &access,
                                          const std::vector<std::size_t> &group) const {
  if (!access.isWrite || !access.place.isKnown())
    return false;
  std::set<AtomId> subscripts;
  for (const PlaceStep &s : access.place.steps)
    for (AtomId x : s.index.atoms())
      subscripts.insert(x);
  for (AtomId x : subscripts) {
    const Atom &atom = symbolic_.atom(x);
    if (atom.kind == Atom::Kind::Varying && atom.event &&
        std::any_of(group.begin(), group.end(), [&](std::size_t i) {
          return accesses_[i].event == atom.event && accesses_[i].event != access.event;
        }))
      return true;
  }
  return false;
}

// `++seen[x[i]] == 2`: counting says that values repeat, and somebody looks at the count on the way.
bool MemoryDependences::usesUpdate(const std::vector<std::size_t> &group) const {
  return std::any_of(group.begin(), group.end(), [&](std::size_t i) {
    const Event &e = body_.events[accesses_[i].event];
    if (e.kind != EventKind::Write || (e.how != WriteHow::Inc && e.how != WriteHow::Dec))
      return false;
    const Id before = body_.values[scalars_.stripCasts(e.value)].a;
    return uses_.count(e.value) > 1 || uses_.count(before) > 1;
  });
}

/// The method of a library's container that an event calls, empty if it calls none.
std::string_view MemoryDependences::containerMethod(Id event) const {
  const Event &e = body_.events[event];
  if (e.kind != EventKind::Call || !context_.effects().api(context_.bodyId(), event) ||
      !body_.calls[e.call].receiver)
    return {};
  const std::string_view name =
      context_.program().str(context_.program().function(body_.calls[e.call].function).qualifiedName);
  return name.substr(name.rfind(':') + 1);
}

// `bucket[key[i]].push_back(i)`: a container that takes one element each time is there to take several.
bool MemoryDependences::fillsBuckets(const std::vector<std::size_t> &group) const {
  return std::ranges::any_of(group, [&](std::size_t i) {
    const std::string_view method = containerMethod(accesses_[i].event);
    return isAppending(method) || method == "insert";
  });
}

void MemoryDependences::appendHint(const std::vector<std::size_t> &group, Independence &result) {
  Id container = 0;
  for (std::size_t i : group) {
    if (!isAppending(containerMethod(accesses_[i].event)))
      return;
    container = body_.calls[body_.events[accesses_[i].event].call].receiver;
  }
  result.hints.push_back("size '" + context_.program().str(body_.paths[container].spelling) +
                         "' first and write by index, or append per worker and concatenate");
}

// What vector<bool>'s subscript returns stands for bits of the vector: neighbours are one location to
// threads.
void MemoryDependences::shareWords(MemoryAccess &access) {
  if (access.path.base != BaseKind::Var || access.path.steps.empty() ||
      access.path.steps[0].kind != AccessStep::Deref)
    return;
  const ClassEntry *view = symbolic_.classOf(body_.vars[access.path.id].type);
  if (!view || !view->sharesWords)
    return;
  for (const Event &e : body_.events) {
    if (e.kind != EventKind::Call)
      continue;
    const Call &call = body_.calls[e.call];
    if (!call.result || !call.receiver)
      continue;
    const Path &to = body_.paths[call.result];
    const ClassEntry *container = symbolic_.classOf(call.receiverType);
    if (to.root != RootKind::Var || to.id != access.path.id || !container ||
        container->kind != ClassEntry::Kind::Sequence)
      continue;
    access.path = context_.effects().resolve(context_.bodyId(), call.receiver);
    access.path.steps.push_back({AccessStep::Element, 0, 0, 0});
    access.place = symbolic_.place(call.receiver);
    access.place.steps.push_back({PlaceStep::Kind::Element, 0, 0, 0, Poly(0)});
    access.text = context_.program().str(to.spelling ? to.spelling : body_.paths[call.receiver].spelling);
    access.wordsHint = "use a vector of char instead of '" +
                       context_.program().str(body_.paths[call.receiver].spelling) +
                       "': neighbouring bits share a word";
    return;
  }
}

// Read-modify-writes by one commutative operator whose results nobody uses may come in any order.
void MemoryDependences::atomics(const std::vector<std::size_t> &group, Independence &result) {
  if (neverMeet(group))
    return;
  result.sharedAtomic = accesses_[group[0]].text;
  bool commutes = true;
  BinOp op = BinOp::None;
  for (std::size_t i : group) {
    const MemoryAccess &m = accesses_[i];
    const Event &e = body_.events[m.event];
    const BinOp here = e.op == BinOp::Sub ? BinOp::Add : e.op;
    const bool isUpdate =
        e.kind == EventKind::Atomic && !e.resultUsed &&
        (here == BinOp::Add || here == BinOp::And || here == BinOp::Or || here == BinOp::Xor);
    commutes &= isUpdate && (op == BinOp::None || op == here);
    op = here;
  }
  if (commutes)
    return;
  const MemoryAccess &m = accesses_[group[0]];
  std::vector<Id> events;
  for (std::size_t i : group)
    events.push_back(accesses_[i].event);
  if (decidesIndexOrExit(symbolic_, events, [](Id) { return false; })) {
    addDependence(m, m, {}, result);
    result.dependences.back().kind = DependenceKind::Flow;
    return;
  }
  Assumption a;
  a.kind = AssumptionKind::Order;
  a.message = "the order in which iterations access the atomic '" + m.text + "' may change";
  a.location = context_.where(m.event);
  result.assumptions.push_back(std::move(a));
}

} // namespace overlap::rules
