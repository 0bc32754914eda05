#include "facts/Validate.h"

#include "facts/Error.h"
#include "facts/Flatten.h"
#include "facts/Visit.h"

#include <array>

namespace overlap::facts {
namespace {

/// A visitor that checks every id against the size of its table.
class IdChecker {
public:
  void size(Ref ref, std::size_t n) { sizes[static_cast<std::size_t>(ref)] = n; }

  template <std::integral N> void operator()(const char *field, const N &x, Ref ref) {
    if (static_cast<std::uint64_t>(x) >= sizes[static_cast<std::size_t>(ref)])
      throw Error(std::string("the id of '") + field + "' is out of range");
  }
  void operator()(const char *field, const std::vector<Id> &list, Ref ref) {
    for (const Id &x : list)
      (*this)(field, x, ref);
  }
  template <class T> void operator()(const char *, const T &x) {
    if constexpr (Visited<T>)
      visit(*this, x);
  }
  template <class T> void operator()(const char *, const std::vector<T> &list) {
    if constexpr (Visited<T>)
      for (const T &x : list)
        visit(*this, x);
  }

private:
  std::array<std::size_t, kRefs> sizes{};
};

void require(bool condition, const char *what) {
  if (!condition)
    throw Error(what);
}

template <class T> void requireNone(const std::vector<T> &table, const char *what) {
  bool isNone = !table.empty() && flatten(table.front()) == flatten(T{});
  require(isNone, what);
}

/// Depth-first search without recursion. `children(node, visit)` calls `visit` for each node that `node`
/// refers to.
template <class F> void requireAcyclic(std::size_t count, unsigned maxDepth, F children, const char *what) {
  enum : std::uint8_t { New, Open, Done };
  std::vector<std::uint8_t> state(count, New);
  std::vector<std::uint32_t> height(count, 0);
  std::vector<std::size_t> stack;
  for (std::size_t root = 0; root < count; ++root) {
    if (state[root] == New)
      stack.push_back(root);
    while (!stack.empty()) {
      std::size_t node = stack.back();
      bool isFirst = state[node] == New;
      state[node] = Open;
      bool isDone = true;
      std::uint32_t tallest = 0;
      children(node, [&](std::size_t child) {
        // Seen open on the first visit means an ancestor; later it is on the stack because of this very node.
        require(!(isFirst && state[child] == Open), what);
        if (state[child] == New) {
          isDone = false;
          stack.push_back(child);
        }
        tallest = std::max(tallest, height[child] + 1);
      });
      if (!isDone)
        continue;
      require(tallest <= maxDepth, "nested too deeply");
      height[node] = tallest;
      state[node] = Done;
      stack.pop_back();
    }
  }
}

/// Values and paths refer to each other: values are the nodes below `values.size()`, paths those above.
void checkValues(const Body &body) {
  std::size_t values = body.values.size();
  requireAcyclic(
      values + body.paths.size(), kMaxDepth,
      [&](std::size_t node, auto see) {
        auto seeValue = [&](Id id) {
          if (id)
            see(id);
        };
        if (node < values) {
          const Value &x = body.values[node];
          if (x.kind == ValueKind::Addr)
            see(values + x.a);
          else if (operandRef(x.kind) == Ref::Value)
            seeValue(x.a);
          seeValue(x.b);
          seeValue(x.c);
          return;
        }
        const Path &path = body.paths[node - values];
        if (path.root == RootKind::Pointer || path.root == RootKind::Unknown)
          seeValue(path.id);
        for (const Step &step : path.steps)
          if (step.kind == StepKind::Index)
            seeValue(step.a);
      },
      "a value contains itself");
  for (const Value &x : body.values) {
    EventKind source = operandRef(x.kind) == Ref::Event ? body.events[x.a].kind : EventKind::Read;
    require(x.a == 0 || source == EventKind::Read || source == EventKind::Call ||
                source == EventKind::Atomic || source == EventKind::Await,
            "a value refers to an event without a result");
  }
}

void checkFields(const Tables &tables, const Body &body) {
  for (const Path &path : body.paths)
    for (const Step &step : path.steps) {
      const Record &record = tables.records[step.record];
      require(step.kind != StepKind::Field || !record.isComplete || step.a < record.fields.size(),
              "a path names a field that its record does not have");
    }
}

void checkFlow(const Body &body) {
  std::vector<bool> placed(body.events.size());
  std::size_t count = 1;
  for (const Block &block : body.blocks) {
    for (Id event : block.events) {
      require(event != 0 && !placed[event], "an event stands in two places");
      placed[event] = true;
      ++count;
    }
    require(block.term != TermKind::Branch || block.succs.size() == 2, "a branch needs two successors");
    require(block.term != TermKind::Switch || block.succs.size() == block.caseValues.size(),
            "a switch needs one value a successor");
    require(block.term == TermKind::Switch || block.caseValues.empty(), "only a switch has case values");
  }
  require(count == body.events.size(), "an event stands in no block");
  for (Id id = 1; id < body.stmts.size(); ++id)
    require(body.stmts[id].parent < id, "a statement comes before its parent");
  for (Id id = 1; id < body.loops.size(); ++id)
    require(body.loops[id].parent < id, "a loop comes before its parent");
  for (const Call &call : body.calls)
    for (const Callable &callable : call.callables)
      require(callable.arg < call.args.size(), "a callable is no argument");
}

void checkBody(const Tables &tables, const Body &body, IdChecker &ids) {
  requireNone(body.vars, "the variables lack their first element");
  requireNone(body.stmts, "the statements lack their first element");
  requireNone(body.blocks, "the blocks lack their first element");
  requireNone(body.events, "the events lack their first element");
  requireNone(body.calls, "the calls lack their first element");
  requireNone(body.values, "the values lack their first element");
  requireNone(body.paths, "the paths lack their first element");
  requireNone(body.loops, "the loops lack their first element");
  requireNone(body.gaps, "the gaps lack their first element");
  requireNone(body.locs, "the places lack their first element");
  ids.size(Ref::Var, body.vars.size());
  ids.size(Ref::Stmt, body.stmts.size());
  ids.size(Ref::Block, body.blocks.size());
  ids.size(Ref::Event, body.events.size());
  ids.size(Ref::Call, body.calls.size());
  ids.size(Ref::Value, body.values.size());
  ids.size(Ref::Path, body.paths.size());
  ids.size(Ref::Loop, body.loops.size());
  ids.size(Ref::Loc, body.locs.size());
  visit(ids, body);
  checkValues(body);
  checkFields(tables, body);
  checkFlow(body);
  require(body.captureVars.size() == body.captureFields.size(), "each captured variable needs a field");
}

void checkFunction(const Tables &tables, const Function &function) {
  bool isPresent = function.state == BodyState::Present;
  require(isPresent == (function.body != 0), "a function's state and body disagree");
  if (!isPresent)
    return;
  const Body &body = tables.bodies[function.body];
  require(body.paramVars.size() == function.params.size(), "each parameter needs a variable");
  const Record &closure = tables.records[function.record];
  for (Id field : body.captureFields)
    require(!closure.isComplete || field < closure.fields.size(), "a captured variable has no field");
}

void checkTables(const Tables &tables) {
  require(!tables.strings.empty() && tables.strings[0].empty(), "the strings lack their first element");
  requireNone(tables.files, "the files lack their first element");
  requireNone(tables.types, "the types lack their first element");
  requireNone(tables.symbols, "the symbols lack their first element");
  requireNone(tables.records, "the records lack their first element");
  requireNone(tables.functions, "the functions lack their first element");
  requireNone(tables.globals, "the globals lack their first element");
  requireNone(tables.bodies, "the bodies lack their first element");
}

void checkUnit(const UnitFacts &facts) {
  const Tables &tables = facts.tables;
  checkTables(tables);
  IdChecker ids;
  ids.size(Ref::String, tables.strings.size());
  ids.size(Ref::File, tables.files.size());
  ids.size(Ref::Type, tables.types.size());
  ids.size(Ref::Symbol, tables.symbols.size());
  ids.size(Ref::Record, tables.records.size());
  ids.size(Ref::Function, tables.functions.size());
  ids.size(Ref::Global, tables.globals.size());
  ids.size(Ref::Body, tables.bodies.size());
  visit(ids, facts);
  requireAcyclic(
      tables.types.size(), kMaxTypeDepth,
      [&](std::size_t id, auto see) {
        if (Id x = tables.types[id].element)
          see(x);
      },
      "a type contains itself");
  requireAcyclic(
      tables.functions.size(), kMaxTypeDepth,
      [&](std::size_t id, auto see) {
        if (Id x = tables.functions[id].enclosing)
          see(x);
      },
      "a function encloses itself");
  requireAcyclic(
      tables.records.size(), kMaxTypeDepth,
      [&](std::size_t id, auto see) {
        for (const BaseClass &base : tables.records[id].bases)
          if (base.record)
            see(base.record);
      },
      "a class is its own base");
  for (std::size_t i = 1; i < tables.bodies.size(); ++i)
    checkBody(tables, tables.bodies[i], ids);
  for (const Function &function : tables.functions)
    checkFunction(tables, function);
}

} // namespace

void validate(const UnitFacts &facts, std::string_view name) {
  try {
    checkUnit(facts);
  } catch (const Error &error) {
    throw Error(std::string(name) + ": not valid facts: " + error.what());
  }
}

} // namespace overlap::facts
