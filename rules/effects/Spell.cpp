#include "rules/effects/Spell.h"

namespace overlap::rules {

using namespace facts;

namespace {

const char *symbol(BinOp op) {
  switch (op) {
  case BinOp::Add:
  case BinOp::PtrAdd:
    return " + ";
  case BinOp::Sub:
  case BinOp::PtrDiff:
    return " - ";
  case BinOp::Mul:
    return " * ";
  case BinOp::Div:
    return " / ";
  case BinOp::Rem:
    return " % ";
  default:
    return nullptr;
  }
}

/// The variable that holds what a call returned, if it is put into one.
Id holderOf(const Body &body, Id call) {
  for (Id event = 1; event < body.events.size(); ++event) {
    const Event &e = body.events[event];
    if (e.kind != EventKind::Write || !e.value)
      continue;
    Id value = e.value;
    while (body.values[value].kind == ValueKind::Cast)
      value = body.values[value].a;
    const Path &path = body.paths[e.path];
    if (body.values[value].kind == ValueKind::Call && body.values[value].a == call &&
        path.root == RootKind::Var && path.steps.empty() && body.vars[path.id].name)
      return path.id;
  }
  return 0;
}

std::string spellValue(const Engine &engine, Id bodyId, Id id, unsigned depth = 0) {
  if (id == 0 || depth > 6)
    return "...";
  const Body &body = engine.body(bodyId);
  const BodyState &state = engine.state(bodyId);
  if (state.terms.contains(id) && state.terms[id].isLoad())
    return spellPath(engine, bodyId, state.terms[id].load);
  const Value &value = state.value(id);
  switch (value.kind) {
  case ValueKind::Int:
    return std::to_string(value.imm);
  case ValueKind::Entry:
    return engine.program.str(body.vars[value.a].name);
  case ValueKind::Read:
    return engine.program.str(body.paths[body.events[value.a].path].spelling);
  case ValueKind::Cast:
    return spellValue(engine, bodyId, value.a, depth + 1);
  case ValueKind::Bin: {
    const char *op = symbol(value.bin);
    return op ? spellValue(engine, bodyId, value.a, depth + 1) + op +
                    spellValue(engine, bodyId, value.b, depth + 1)
              : "...";
  }
  case ValueKind::Call: {
    if (const Id var = holderOf(body, value.a))
      return engine.program.str(body.vars[var].name);
    Id function = body.calls[body.events[value.a].call].function;
    return function ? engine.program.str(engine.program.function(function).qualifiedName) + "(...)" : "...";
  }
  default:
    return "...";
  }
}

bool hasVariable(const Engine &engine, const Body &body, const std::string &name) {
  for (const Var &var : body.vars)
    if (engine.program.str(var.name) == name)
      return true;
  return false;
}

bool isReference(const Engine &engine, Id type) {
  const TypeKind kind = engine.program.tables.types[type].kind;
  return kind == TypeKind::LValueRef || kind == TypeKind::RValueRef;
}

} // namespace

std::string spellPath(const Engine &engine, Id bodyId, const AccessPath &path) {
  const Body &body = engine.body(bodyId);
  std::string text;
  bool behind = false;    // a pointer that is still to be followed: `->`, `[]` or `*`
  bool reference = false; // the next step follows a reference, which the source does not show
  switch (path.base) {
  case BaseKind::Var:
    text = engine.program.str(body.vars[path.id].name);
    if (text.empty())
      text = body.vars[path.id].kind == VarKind::This ? "this" : "temporary";
    reference = isReference(engine, body.vars[path.id].type);
    break;
  case BaseKind::Global:
    text = engine.program.str(engine.program.tables.globals[path.id].name);
    break;
  case BaseKind::Fresh: {
    const Call &call = body.calls[body.events[path.id].call];
    if (const Id var = holderOf(body, path.id)) {
      text = engine.program.str(body.vars[var].name);
      break;
    }
    text =
        call.syntax == CallSyntax::New || !call.function
            ? "new object"
            : "result of " + engine.program.str(engine.program.function(call.function).qualifiedName) + "()";
    break;
  }
  case BaseKind::Pointer:
    text = spellValue(engine, bodyId, path.id);
    behind = true;
    break;
  case BaseKind::Literal:
    return "string literal";
  case BaseKind::Unknown:
    return "memory";
  }
  for (const AccessPathStep &step : path.steps) {
    switch (step.kind) {
    case AccessStep::Field: {
      const Record &record = engine.program.tables.records[step.record];
      std::string name = step.a < record.fields.size() ? engine.program.str(record.fields[step.a].name) : "";
      if (!name.empty() && text == "this" && behind && !hasVariable(engine, body, name))
        text = name; // as a method's source has it
      else if (!name.empty())
        text += (behind ? "->" : ".") + name;
      behind = behind && name.empty();
      break;
    }
    case AccessStep::Index:
    case AccessStep::Element:
      if (text.starts_with('*'))
        text = "(" + text + ")";
      text += "[" + spellValue(engine, bodyId, step.a) + "]";
      behind = false;
      break;
    case AccessStep::Deref:
      if (behind)
        text = "(*" + text + ")";
      behind = !reference;
      break;
    case AccessStep::Base:
    case AccessStep::Structure:
    case AccessStep::Reach:
      break;
    }
    reference = false;
  }
  return behind ? "*" + text : text;
}

} // namespace overlap::rules
