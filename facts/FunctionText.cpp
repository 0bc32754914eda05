#include "facts/Dumper.h"

namespace overlap::facts {
namespace {

std::string attrBits(std::uint32_t attrs) {
  std::string text;
  for (std::size_t i = 0; i < kAttrNames.size(); ++i)
    if (attrs & (1u << i))
      text += (text.empty() ? " attrs=[" : ", ") + std::string(kAttrNames[i]);
  return text.empty() ? text : text + "]";
}

template <class T> std::string bodyAttributes(BodyText &text, const T &x, const T &plain = {}) {
  return attributes(x, plain, [&](Ref ref, Id id) { return text.reference(ref, id); }, {"loc"});
}

} // namespace

Body derivedBody(const Body &body) {
  Body derived;
  derived.entry = body.blocks.size() > 1 ? 1 : 0;
  for (Id id = 1; id < body.blocks.size() && !derived.exit; ++id)
    if (body.blocks[id].term == TermKind::Exit)
      derived.exit = id;
  for (Id id = 1; id < body.vars.size(); ++id) {
    VarKind kind = body.vars[id].kind;
    if (kind == VarKind::This && !derived.thisVar)
      derived.thisVar = id;
    else if (kind == VarKind::Param)
      derived.paramVars.push_back(id);
    else if (kind == VarKind::Capture) {
      derived.captureFields.push_back(static_cast<Id>(derived.captureVars.size()));
      derived.captureVars.push_back(id);
    }
  }
  return derived;
}

std::string FunctionText::function(Id id, const std::vector<Body> &bodies) {
  const Function &f = tables.functions[id];
  const std::string &display = tables.str(f.displayName);
  std::string text = "function " + quotedKey(keys.function(id));
  if (!f.params.empty()) {
    text += "(";
    for (const Param &param : f.params)
      text += (&param == f.params.data() ? "" : ", ") + quotedUnlessBare(tables.str(param.name)) + ": " +
              typeText(tables, keys, param.type);
    text += ")";
  }
  if (f.result)
    text += " -> " + typeText(tables, keys, f.result);
  auto reference = [&](Ref ref, Id id) { return unitReference(tables, keys, ref, id); };
  std::string symbol = reference(Ref::Symbol, f.symbol);
  if (symbol != quoted(display))
    text += " symbol=" + (symbol.empty() ? "none" : symbol);
  if (tables.str(f.qualifiedName) != defaultQualifiedName(display))
    text += " qualifiedName=" + quoted(tables.str(f.qualifiedName));
  Function rest = f;
  if (f.state == BodyState::Present)
    rest.state = BodyState::None; // told by the braces
  text += attributes(rest, Function{}, reference,
                     {"symbol", "qualifiedName", "displayName", "result", "attrs", "body"});
  text += attrBits(f.attrs) + locText(tables, f.loc, 0);
  if (f.state == BodyState::Present)
    text += " {\n" + body(bodies[f.body], f.loc.file) + "}";
  return text + "\n";
}

std::string FunctionText::body(const Body &body, Id file) {
  BodyText text(tables, keys, types, body, file, options);
  std::string out;
  for (Id id = 1; id < body.vars.size(); ++id) {
    Var var = body.vars[id];
    out += "  " + std::string(nameOf(var.kind));
    if (var.kind != VarKind::This) {
      out += " " + text.var(id);
      var.name = 0;
    }
    out += ": " + typeText(tables, keys, var.type);
    var.kind = VarKind::Local;
    var.type = 0;
    out += bodyAttributes(text, var) + text.loc(var.loc) + "\n";
  }
  for (Id id = 1; id < body.stmts.size(); ++id) {
    Stmt stmt = body.stmts[id];
    out += "  stmt s" + std::to_string(id) + ": " + std::string(nameOf(stmt.kind));
    stmt.kind = StmtKind::Other;
    if (!options.textHashes)
      stmt.textHash = 0;
    out += bodyAttributes(text, stmt) + text.loc(stmt.loc) + "\n";
  }
  std::string later;
  for (Id id = 1; id < body.loops.size(); ++id) {
    Loop loop = body.loops[id];
    later += "  loop L" + std::to_string(id) + ": " + std::string(nameOf(loop.form));
    loop.form = LoopForm::For;
    later += bodyAttributes(text, loop) + text.loc(loop.loc) + "\n";
  }
  for (std::size_t i = 1; i < body.gaps.size(); ++i)
    later += "  gap " + std::string(nameOf(body.gaps[i].reason)) + text.loc(body.gaps[i].loc) + "\n";
  std::string rest = bodyAttributes(text, body, derivedBody(body));
  if (!rest.empty())
    later += "  body" + rest + "\n";
  for (const std::string &definition : text.takeDefinitions())
    out += "  " + definition + "\n";
  out += later;
  for (Id id = 1; id < body.blocks.size(); ++id)
    out += block(text, body, id);
  return out;
}

std::string FunctionText::block(BodyText &text, const Body &body, Id id) {
  const Block &block = body.blocks[id];
  std::string out = "  B" + std::to_string(id) + (block.isHandler ? " handler:\n" : ":\n");
  auto add = [&](const std::string &line) {
    for (const std::string &definition : text.takeDefinitions())
      out += "    " + definition + "\n";
    out += "    " + line + "\n";
  };
  for (Id event : block.events) {
    text.known = text.order[event];
    add(eventLine(text, body, event));
    text.known = text.order[event] + 1;
  }
  std::string end = terminator(text, block);
  if (!end.empty())
    add(end);
  return out;
}

std::string FunctionText::eventLine(BodyText &text, const Body &body, Id id) {
  const Event &event = body.events[id];
  Event rest = event; // what the line has said is reset, the remainder becomes attributes
  rest.kind = EventKind::Unknown;
  rest.stmt = 0;
  std::string line = event.stmt ? text.reference(Ref::Stmt, event.stmt) + " " : "";
  if (hasResult(event.kind))
    line += text.event(id) + " = ";
  std::string word(nameOf(event.kind));
  auto path = [&] {
    rest.path = 0;
    return " " + text.path(event.path);
  };
  auto value = [&](const char *before) {
    rest.value = 0;
    return event.value ? before + text.value(event.value) : "";
  };
  switch (event.kind) {
  case EventKind::Read:
    line += word + path();
    break;
  case EventKind::Write:
    line += nameOf(event.how);
    if (event.how == WriteHow::Compound)
      line += "(" + std::string(nameOf(std::exchange(rest.op, BinOp::None))) + ")";
    rest.how = WriteHow::Assign;
    line += path() + value(" = ");
    break;
  case EventKind::Atomic:
    line += word;
    if (event.op != BinOp::None)
      line += "(" + std::string(nameOf(std::exchange(rest.op, BinOp::None))) + ")";
    line += path() + value(" = ");
    break;
  case EventKind::Call:
    rest.call = 0;
    line += call(text, body.calls[event.call], body);
    break;
  case EventKind::Await:
  case EventKind::Return:
  case EventKind::Throw:
    line += word + value(" ");
    break;
  case EventKind::Fence:
    line += word;
    break;
  case EventKind::Begin:
  case EventKind::End:
    rest.var = 0;
    line += word + " " + text.var(event.var);
    break;
  case EventKind::Unknown:
    line += word + " " + std::string(nameOf(std::exchange(rest.reason, UnknownReason::None)));
    break;
  }
  return line + bodyAttributes(text, rest) + text.loc(event.loc);
}

std::string FunctionText::call(BodyText &text, const Call &call, const Body &body) {
  Call rest = call;
  std::string line = std::string(nameOf(call.syntax)) + " ";
  switch (call.target) {
  case TargetKind::Virtual:
    line += "virtual ";
    [[fallthrough]];
  case TargetKind::Direct:
    line += quotedKey(keys.function(call.function));
    rest.function = 0;
    break;
  case TargetKind::Indirect:
    line += "indirect(" + text.value(call.callee) + ")";
    rest.callee = 0;
    break;
  case TargetKind::Unknown:
    line += "unknown";
    break;
  }
  const Function &function = tables.functions[call.function];
  line += "(";
  for (std::size_t i = 0; i < call.args.size(); ++i) {
    const Arg &arg = call.args[i];
    Id derived = i < function.params.size() ? function.params[i].type : body.values[arg.value].type;
    line += (i ? ", " : "") + std::string(arg.isDefault ? "default " : "") + text.value(arg.value);
    if (types.canonical(arg.type) != types.canonical(derived))
      line += ": " + typeText(tables, keys, arg.type);
  }
  line += ")";
  if (call.receiver)
    line += " on " + text.path(call.receiver);
  if (types.canonical(call.receiverType) != types.canonical(body.paths[call.receiver].type))
    line += " as " + typeText(tables, keys, call.receiverType);
  if (call.result)
    line += " into " + text.path(call.result);
  if (types.canonical(call.type) != types.canonical(function.result))
    line += " -> " + typeText(tables, keys, call.type);
  for (const Callable &callable : call.callables)
    line += " callable " + std::to_string(callable.arg) + " " + quotedKey(keys.function(callable.function));
  rest.syntax = CallSyntax::Call;
  rest.target = TargetKind::Unknown;
  rest.receiver = rest.receiverType = rest.result = rest.type = 0;
  return line + bodyAttributes(text, rest);
}

std::string FunctionText::terminator(BodyText &text, const Block &block) {
  Block rest = block;
  rest.events.clear();
  rest.succs.clear();
  rest.isHandler = false;
  rest.term = TermKind::Goto;
  std::string line(nameOf(block.term));
  auto target = [&](Id id) { return id ? "B" + std::to_string(id) : std::string("none"); };
  if (block.term == TermKind::Branch && block.succs.size() == 2) {
    line += " " + text.value(block.cond) + " ? " + target(block.succs[0]) + " : " + target(block.succs[1]);
    rest.cond = 0;
  } else if (block.term == TermKind::Switch && block.succs.size() == block.caseValues.size()) {
    line += " " + text.operand(block.cond) + " [";
    for (std::size_t i = 0; i < block.succs.size(); ++i) {
      bool isDefault = i + 1 == block.succs.size();
      line += i ? ", " : "";
      line += (isDefault ? "default" : std::to_string(block.caseValues[i])) + ": " + target(block.succs[i]);
    }
    line += "]";
    rest.cond = 0;
    rest.caseValues.clear();
  } else {
    line += block.term == TermKind::Goto || block.succs.empty() ? "" : " ->";
    for (std::size_t i = 0; i < block.succs.size(); ++i)
      line += (i ? ", " : " ") + target(block.succs[i]);
  }
  line += bodyAttributes(text, rest);
  return line == "->" ? "" : line;
}

} // namespace overlap::facts
