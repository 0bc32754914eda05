#include "facts/Parser.h"

namespace overlap::facts {
namespace {

/// Whether `text` is `prefix` and a number, as labels are.
bool isLabel(std::string_view text, char prefix) {
  return text.size() > 1 && text[0] == prefix &&
         text.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

template <class E> bool isNameOf(std::string_view text) {
  return std::ranges::find(Names<E>::list, text) != Names<E>::list.end();
}

} // namespace

BodyParser::BodyParser(UnitParser &unit, Id function) : p(unit), function(function) {
  auto none = [](auto &...tables) { (tables.emplace_back(), ...); };
  none(body.vars, body.stmts, body.blocks, body.events, body.calls, body.values, body.paths, body.loops,
       body.gaps, body.locs);
  values[Value{}] = 0;
  paths[Path{}] = 0;
  locs[Loc{}] = 0;
  vars["none"] = 0;
  varKeys.next("none");
}

Body BodyParser::parse() {
  registerLabels();
  p.skipLines();
  if (p.isAtWord("this")) {
    line();
    p.endOfLine();
  }
  if (!hasParamLines)
    addHeaderParams();
  while (!p.accept("}")) {
    if (p.peek().kind == TokenKind::End)
      p.fail("the body has no end");
    line();
    p.endOfLine();
  }
  finish();
  return std::move(body);
}

/// Enters all statements, loops, blocks and events, so that they can be named before they are declared. Lines
/// in a block that are no terminator and no definition are events.
void BodyParser::registerLabels() {
  std::size_t start = p.position();
  bool isInBlock = false;
  auto enter = [&](std::map<std::string, Id> &ids, const std::string &label) {
    if (!ids.try_emplace(label, static_cast<Id>(ids.size() + 1)).second)
      p.fail("'" + label + "' is declared twice");
  };
  for (p.skipLines(); !p.isAt("}") && p.peek().kind != TokenKind::End; p.skipLines()) {
    const std::string first = p.peek().text;
    if (!isInBlock && first == "stmt") {
      enter(stmts, p.peek(1).text);
    } else if (!isInBlock && first == "loop") {
      enter(loops, p.peek(1).text);
    } else if (!isInBlock && first == "param") {
      hasParamLines = true;
    } else if (isLabel(first, 'B')) {
      enter(blocks, first);
      isInBlock = true;
    } else if (isInBlock && !isNameOf<TermKind>(first) && !isLabel(first, 'v')) {
      ++eventCount;
      std::size_t at = isLabel(first, 's') ? 1 : 0;
      const std::string &label = p.peek(at).text;
      if (isLabel(label, 'e')) {
        const std::string &verb = p.peek(at + 2).text;
        EventKind kind = EventKind::Call;
        if (isNameOf<EventKind>(verb))
          kind = static_cast<EventKind>(std::ranges::find(Names<EventKind>::list, verb) -
                                        Names<EventKind>::list.begin());
        if (!events.try_emplace(label, Label{eventCount, kind}).second)
          p.fail("'" + label + "' is declared twice");
      }
    }
    while (p.peek().kind != TokenKind::Newline && p.peek().kind != TokenKind::End)
      p.next();
  }
  p.moveTo(start);
  body.blocks.resize(blocks.size() + 1);
}

/// Parameters that need no line of their own: the function's declaration has told them.
void BodyParser::addHeaderParams() {
  for (const Param &param : declared().params) {
    const std::string name = p.facts.tables.str(param.name);
    std::string key = name.empty() ? "%" + std::to_string(++nameless) : varKeys.next(name);
    vars[key] = static_cast<Id>(body.vars.size());
    body.vars.push_back({.name = param.name, .type = param.type, .kind = VarKind::Param});
  }
}

void BodyParser::line() {
  const std::string first = p.peek().text;
  if (isLabel(first, 'B')) {
    p.next();
    block = label(blocks, first);
    body.blocks[block].isHandler = p.acceptWord("handler");
    p.expect(":");
    hasTerminator = false;
  } else if (isLabel(first, 'v') && p.peek(1).text == "=") {
    p.next();
    p.next();
    definitions[first] = expression(0);
  } else if (block) {
    if (hasTerminator)
      p.fail("the block has ended");
    if (isNameOf<TermKind>(first))
      terminator();
    else
      event();
  } else {
    declaration(p.word());
  }
}

void BodyParser::declaration(const std::string &word) {
  if (isNameOf<VarKind>(word)) {
    varLine(
        static_cast<VarKind>(std::ranges::find(Names<VarKind>::list, word) - Names<VarKind>::list.begin()));
  } else if (word == "stmt") {
    p.next();
    p.expect(":");
    Stmt stmt;
    stmt.kind = p.enumerator<StmtKind>();
    attributes(stmt, stmt.loc);
    body.stmts.push_back(stmt);
  } else if (word == "loop") {
    p.next();
    p.expect(":");
    Loop loop;
    loop.form = p.enumerator<LoopForm>();
    attributes(loop, loop.loc);
    body.loops.push_back(loop);
  } else if (word == "gap") {
    Gap gap;
    gap.reason = p.enumerator<UnknownReason>();
    if (p.accept("@"))
      gap.loc = loc();
    body.gaps.push_back(gap);
  } else if (word == "body") {
    bodyAttributes = p.position();
    while (p.peek().kind != TokenKind::Newline)
      p.next();
  } else {
    p.fail("unknown line '" + word + "' before the first block");
  }
}

void BodyParser::varLine(VarKind kind) {
  Var var{.kind = kind};
  std::string key = "this";
  if (kind != VarKind::This) {
    bool isQuoted = p.peek().kind == TokenKind::String;
    std::string name = p.next().text;
    bool isNameless = !isQuoted && name.starts_with("%");
    if (p.accept("#"))
      p.number<unsigned>(); // told by the order
    key = isNameless ? "%" + std::to_string(++nameless) : varKeys.next(name);
    var.name = isNameless ? 0 : p.string(name);
    if (isNameless && key != name)
      p.fail("variables without a name are numbered from %1");
  }
  p.expect(":");
  var.type = p.type();
  attributes(var, var.loc);
  vars[key] = static_cast<Id>(body.vars.size());
  body.vars.push_back(var);
}

void BodyParser::terminator() {
  hasTerminator = true;
  Block &x = body.blocks[block];
  x.term = p.enumerator<TermKind>();
  auto targets = [&] {
    do
      x.succs.push_back(blockOrNone());
    while (p.accept(","));
  };
  if (x.term == TermKind::Branch) {
    x.cond = value();
    p.expect("?");
    x.succs.push_back(blockOrNone());
    p.expect(":");
    x.succs.push_back(blockOrNone());
  } else if (x.term == TermKind::Switch) {
    x.cond = value();
    p.list([&] {
      x.caseValues.push_back(p.acceptWord("default") ? 0 : p.number<std::int64_t>());
      p.expect(":");
      x.succs.push_back(blockOrNone());
    });
  } else if (x.term == TermKind::Goto) {
    if (p.isAtWord("none") || isLabel(p.peek().text, 'B'))
      targets();
  } else if (p.accept("->")) {
    targets();
  }
  p.attributes(x, [] { return false; });
}

void BodyParser::event() {
  Event event;
  if (isLabel(p.peek().text, 's'))
    event.stmt = label(stmts, p.next().text);
  if (isLabel(p.peek().text, 'e')) {
    p.next();
    p.expect("=");
  }
  const std::string word = p.peek().text;
  if (isNameOf<CallSyntax>(word)) {
    event.kind = EventKind::Call;
    CallSyntax syntax = p.enumerator<CallSyntax>();
    call(event, syntax);
  } else {
    operands(event, word);
    attributes(event, event.loc);
  }
  body.blocks[block].events.push_back(static_cast<Id>(body.events.size()));
  body.events.push_back(event);
}

void BodyParser::operands(Event &event, const std::string &word) {
  auto inParentheses = [&] {
    if (!p.accept("("))
      return BinOp::None;
    BinOp op = p.enumerator<BinOp>();
    p.expect(")");
    return op;
  };
  auto hasValue = [&] {
    TokenKind kind = p.peek().kind;
    return kind == TokenKind::Number || kind == TokenKind::String ||
           (kind == TokenKind::Punct && !p.isAt("@")) ||
           (kind == TokenKind::Ident && p.peek(1).text != "=" && !p.isAtWord("volatile"));
  };
  if (isNameOf<WriteHow>(word)) {
    event.kind = EventKind::Write;
    event.how = p.enumerator<WriteHow>();
    event.op = inParentheses();
    event.path = path();
    if (p.accept("="))
      event.value = value();
    return;
  }
  event.kind = p.enumerator<EventKind>();
  switch (event.kind) {
  case EventKind::Read:
    event.path = path();
    break;
  case EventKind::Atomic:
    event.op = inParentheses();
    event.path = path();
    if (p.accept("="))
      event.value = value();
    break;
  case EventKind::Await:
  case EventKind::Return:
  case EventKind::Throw:
    if (hasValue())
      event.value = value();
    break;
  case EventKind::Begin:
  case EventKind::End:
    event.var = var();
    break;
  case EventKind::Unknown:
    event.reason = p.enumerator<UnknownReason>();
    break;
  default:
    break;
  }
}

void BodyParser::call(Event &event, CallSyntax syntax) {
  Call x;
  x.syntax = syntax;
  target(x);
  // By value: naming functions that were not declared may move the table.
  const Function callee = p.facts.tables.functions[x.function];
  p.expect("(");
  while (!p.accept(")")) {
    Arg arg;
    arg.isDefault = p.acceptWord("default");
    arg.value = value();
    std::size_t number = x.args.size();
    arg.type = number < callee.params.size() ? callee.params[number].type : body.values[arg.value].type;
    if (p.accept(":"))
      arg.type = p.type();
    x.args.push_back(arg);
    if (!p.isAt(")"))
      p.expect(",");
  }
  x.type = callee.result;
  bool hasReceiverType = false;
  attributes(event, event.loc, [&] { return callPart(x, hasReceiverType) || isCallAttribute(x); });
  if (!hasReceiverType)
    x.receiverType = body.paths[x.receiver].type;
  event.call = static_cast<Id>(body.calls.size());
  body.calls.push_back(std::move(x));
}

void BodyParser::target(Call &call) {
  call.target = TargetKind::Direct;
  if (p.isAtWord("indirect")) {
    p.next();
    call.target = TargetKind::Indirect;
    p.expect("(");
    call.callee = value();
    p.expect(")");
  } else if (p.acceptWord("unknown")) {
    call.target = TargetKind::Unknown;
  } else {
    if (p.acceptWord("virtual"))
      call.target = TargetKind::Virtual;
    call.function = p.function();
  }
}

bool BodyParser::callPart(Call &call, bool &hasReceiverType) {
  if (p.acceptWord("on")) {
    call.receiver = path();
  } else if (p.acceptWord("as")) {
    call.receiverType = p.type();
    hasReceiverType = true;
  } else if (p.acceptWord("into")) {
    call.result = path();
  } else if (p.accept("->")) {
    call.type = p.type();
  } else if (p.acceptWord("callable")) {
    Callable callable;
    callable.arg = p.number<std::uint32_t>();
    callable.function = p.function();
    call.callables.push_back(callable);
  } else {
    return false;
  }
  return true;
}

bool BodyParser::isCallAttribute(Call &call) {
  return p.peek().kind == TokenKind::Ident && p.attribute(call);
}

void BodyParser::finish() {
  Body derived = derivedBody(body);
  body.entry = derived.entry;
  body.exit = derived.exit;
  body.thisVar = derived.thisVar;
  body.paramVars = derived.paramVars;
  body.captureVars = derived.captureVars;
  body.captureFields = derived.captureFields;
  if (bodyAttributes) {
    std::size_t end = p.position();
    p.moveTo(bodyAttributes);
    p.attributes(body, [] { return false; });
    p.endOfLine();
    p.moveTo(end);
  }
  if (declared().params.empty())
    for (Id id : body.paramVars)
      declared().params.push_back({body.vars[id].name, body.vars[id].type});
}

Id BodyParser::label(const std::map<std::string, Id> &ids, const std::string &name) {
  auto it = ids.find(name);
  if (it == ids.end())
    p.fail("unknown label '" + name + "'");
  return it->second;
}

Id BodyParser::blockOrNone() { return p.acceptWord("none") ? 0 : label(blocks, p.next().text); }

Id BodyParser::loc() {
  Loc place = p.loc(declared().loc.file);
  auto [it, isNew] = locs.try_emplace(place, static_cast<Id>(body.locs.size()));
  if (isNew)
    body.locs.push_back(place);
  return it->second;
}

Id BodyParser::var() {
  if (p.peek().kind != TokenKind::Ident && p.peek().kind != TokenKind::String)
    p.fail("expected a variable");
  std::string key = p.next().text;
  if (p.isAt("#"))
    p.next(), key += kNumberMark + std::to_string(p.number<unsigned>());
  auto it = vars.find(key);
  if (it == vars.end())
    p.fail("unknown variable '" + key + "'");
  return it->second;
}

Id BodyParser::reference(Ref ref) {
  switch (ref) {
  case Ref::Var:
    return var();
  case Ref::Stmt:
    return label(stmts, p.next().text);
  case Ref::Block:
    return label(blocks, p.next().text);
  case Ref::Loop:
    return label(loops, p.next().text);
  case Ref::Value:
    return intern(primary());
  case Ref::Path:
    return path();
  default:
    p.fail("this cannot be named here");
  }
}

} // namespace overlap::facts
