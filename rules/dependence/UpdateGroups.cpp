#include "rules/dependence/MemoryDependences.h"

#include "rules/dependence/CallableReduction.h"
#include "rules/dependence/UserReductions.h"

#include <algorithm>
#include <cctype>

/// Groups of accesses that are all updates by one operator.
namespace overlap::rules {

using namespace facts;

namespace {

/// `sums` of `sums[i][j]`, `rows[0].sums` of `rows[0].sums[i]`.
std::string arrayIn(const std::string &element) {
  std::size_t depth = 0, member = 0;
  for (std::size_t i = 0; i < element.size(); ++i) {
    const char c = element[i];
    depth += c == '[';
    depth -= c == ']' && depth > 0;
    if (depth == 0 && (c == '.' || c == '>'))
      member = i;
  }
  return element.substr(0, element.find('[', member));
}

} // namespace

// All accesses are updates of elements by one operator: a histogram, k-means sums, a transposed sparse
// product.
bool MemoryDependences::isArrayReduction(const std::vector<std::size_t> &group, Independence &result) {
  std::string op, name;
  Reduction::Holder holder = Reduction::Holder::Variable;
  std::set<Id> reads, consumed;
  for (std::size_t i : group) {
    const MemoryAccess &m = accesses_[i];
    const Event &e = body_.events[m.event];
    // What each iteration finds behind a pointer of its own is no array that a clause could name.
    const bool isOne = m.place.root != Place::Root::Pointer || !symbolic_.isVarying(Poly::atom(m.place.id));
    if (m.isVolatile || m.isAtomic || !isOne)
      return false;
    const TypeKind kind = context_.type(e.path ? body_.paths[e.path].type : m.path.type).kind;
    if (kind != TypeKind::Int && kind != TypeKind::Float)
      return false;
    std::string spelled = arrayIn(m.text);
    if (spelled.starts_with('(') && e.path && body_.paths[e.path].root == RootKind::Pointer) {
      // (*a)[i], perhaps with a macro in it
      const Value &pointer = body_.values[scalars_.stripCasts(body_.paths[e.path].id)];
      if (pointer.kind == ValueKind::Read)
        spelled = symbolic_.eventText(pointer.a);
    }
    if (m.place.root == Place::Root::Pointer)
      holder = Reduction::Holder::Pointer;
    else if (context_
                 .type(m.place.root == Place::Root::Var ? body_.vars[m.place.id].type
                       : m.place.root == Place::Root::Global
                           ? context_.program().tables.globals[m.place.id].type
                           : 0)
                 .kind == TypeKind::Record)
      holder = Reduction::Holder::Object;
    if (m.via) {
      const std::string here = calleeUpdate(context_, m.event, m.path);
      if (here.empty() || (!op.empty() && op != here))
        return false;
      op = here;
      if (name.empty() || spelled < name)
        name = spelled;
      continue;
    }
    if (e.kind != EventKind::Read && e.kind != EventKind::Write)
      return false;
    if (!m.isWrite) {
      reads.insert(m.event);
      continue;
    }
    if (e.how == WriteHow::Init)
      return false;
    Slot slot;
    slot.type = body_.paths[e.path].type;
    for (std::size_t j : group) {
      const MemoryAccess &r = accesses_[j];
      const bool sameElement =
          e.path == body_.events[r.event].path || (r.place.isPrecise() && r.place == m.place);
      if (!r.isWrite && r.block == m.block && sameElement)
        slot.reads.push_back(r.event);
    }
    std::vector<Id> used;
    const std::string here = scalars_.updateOperator(slot, m.event, used);
    if (here.empty() || std::isalpha(static_cast<unsigned char>(here[0])) || (!op.empty() && here != op))
      return false;
    op = here;
    consumed.insert(used.begin(), used.end());
    if (name.empty() || spelled < name)
      name = spelled;
  }
  if (op.empty() || reads != consumed)
    return false;
  result.reductions.push_back({name, op, holder});
  return true;
}

// All accesses are updates of one object by one operator of its class.
bool MemoryDependences::isObjectReduction(const std::vector<std::size_t> &group, Independence &result) {
  std::set<Id> events;
  for (std::size_t i : group)
    events.insert(accesses_[i].event);
  const auto update = operatorUpdate(symbolic_, events);
  if (!update)
    return false;
  const Place &object = update->object;
  for (std::size_t i : group) {
    const Place &p = accesses_[i].place;
    if (p.root != object.root || p.id != object.id || p.steps.size() < object.steps.size() ||
        !std::equal(object.steps.begin(), object.steps.end(), p.steps.begin()) ||
        pairs_.leavesObject(accesses_[i]))
      return false;
  }
  std::string name = symbolic_.text(object);
  if (name.empty())
    return false;
  addOperatorReduction(symbolic_, *update, name, *events.begin(), result);
  return true;
}

} // namespace overlap::rules
