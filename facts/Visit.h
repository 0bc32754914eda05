#pragma once

#include "facts/Facts.h"

#include <concepts>
#include <type_traits>

/// The one list of every field of the model. The file writer, the reader, the validator, the body hash and
/// the attributes of the text form are visitors of it, so that a new field is added here and nowhere else.
///
/// `visit(v, x)` calls, field by field in a fixed order,
///   v("name", field)        for numbers, flags, enumerations, strings, nested structures and vectors of
///   these v("name", id, Ref::T)   for an id, or a vector of ids, of table T
namespace overlap::facts {

/// Tables that ids refer to. Those up to Body are the unit's, the others belong to a body.
enum class Ref : std::uint8_t {
  String,
  File,
  Type,
  Symbol,
  Record,
  Function,
  Global,
  Body,
  Var,
  Stmt,
  Block,
  Event,
  Call,
  Value,
  Path,
  Loop,
  Loc
};
inline constexpr std::size_t kRefs = static_cast<std::size_t>(Ref::Loc) + 1;

struct AnyVisitor;

template <class T, class U>
concept Is = std::same_as<std::remove_const_t<T>, U>;

template <class V, Is<Loc> T> void visit(V &v, T &x) {
  v("file", x.file, Ref::File);
  v("line", x.line);
  v("col", x.col);
  v("endLine", x.endLine);
  v("endCol", x.endCol);
  v("macro", x.macro, Ref::String);
  v("spellFile", x.spellFile, Ref::File);
  v("spellLine", x.spellLine);
  v("spellCol", x.spellCol);
}

template <class V, Is<File> T> void visit(V &v, T &x) {
  v("name", x.name, Ref::String);
  v("system", x.system);
}

template <class V, Is<Type> T> void visit(V &v, T &x) {
  v("kind", x.kind);
  v("width", x.width);
  v("element", x.element, Ref::Type);
  v("record", x.record, Ref::Record);
  v("spelling", x.spelling, Ref::String);
  v("signed", x.isSigned);
  v("const", x.isConst);
  v("volatile", x.isVolatile);
  v("restrict", x.isRestrict);
  v("extent", x.extent);
}

template <class V, Is<Symbol> T> void visit(V &v, T &x) {
  v("usr", x.usr, Ref::String);
  v("linkage", x.linkage);
  v("scope", x.scope, Ref::String);
}

template <class V, Is<Field> T> void visit(V &v, T &x) {
  v("name", x.name, Ref::String);
  v("type", x.type, Ref::Type);
  v("storageUnit", x.storageUnit);
  v("mutable", x.isMutable);
}

template <class V, Is<BaseClass> T> void visit(V &v, T &x) {
  v("record", x.record, Ref::Record);
  v("virtual", x.isVirtual);
}

template <class V, Is<Method> T> void visit(V &v, T &x) {
  v("symbol", x.symbol, Ref::Symbol);
  v("overrides", x.overrides, Ref::Symbol);
  v("pure", x.isPure);
  v("final", x.isFinal);
}

template <class V, Is<Record> T> void visit(V &v, T &x) {
  v("symbol", x.symbol, Ref::Symbol);
  v("name", x.name, Ref::String);
  v("displayName", x.displayName, Ref::String);
  v("fields", x.fields);
  v("bases", x.bases);
  v("methods", x.methods);
  v("templateArgs", x.templateArgs, Ref::Type);
  v("complete", x.isComplete);
  v("system", x.inSystemHeader);
  v("triviallyCopyable", x.isTriviallyCopyable);
  v("trivialDtor", x.hasTrivialDtor);
  v("union", x.isUnion);
  v("final", x.isFinal);
  v("polymorphic", x.isPolymorphic);
  v("lambda", x.isLambda);
}

template <class V, Is<Param> T> void visit(V &v, T &x) {
  v("name", x.name, Ref::String);
  v("type", x.type, Ref::Type);
}

template <class V, Is<Function> T> void visit(V &v, T &x) {
  v("symbol", x.symbol, Ref::Symbol);
  v("qualifiedName", x.qualifiedName, Ref::String);
  v("displayName", x.displayName, Ref::String);
  v("kind", x.kind);
  v("params", x.params);
  v("result", x.result, Ref::Type);
  v("record", x.record, Ref::Record);
  v("attrs", x.attrs);
  v("header", x.header, Ref::String);
  v("system", x.inSystemHeader);
  v("instance", x.isTemplateInstance);
  v("templateArgs", x.templateArgs, Ref::String);
  v("enclosing", x.enclosing, Ref::Function);
  v("state", x.state);
  v("body", x.body, Ref::Body);
  v("loc", x.loc);
}

template <class V, Is<Global> T> void visit(V &v, T &x) {
  v("symbol", x.symbol, Ref::Symbol);
  v("name", x.name, Ref::String);
  v("type", x.type, Ref::Type);
  v("storage", x.storage);
  v("const", x.isConst);
  v("constInit", x.constInit);
  v("system", x.inSystemHeader);
  v("hasConstValue", x.hasConstValue);
  v("constValue", x.constValue);
  v("functions", x.functions, Ref::Function);
  v("loc", x.loc);
}

template <class V, Is<Var> T> void visit(V &v, T &x) {
  v("name", x.name, Ref::String);
  v("type", x.type, Ref::Type);
  v("kind", x.kind);
  v("stmt", x.stmt, Ref::Stmt);
  v("loc", x.loc, Ref::Loc);
  v("addressTaken", x.addressTaken);
  v("capturedByReference", x.capturedByReference);
  v("const", x.isConst);
}

template <class V, Is<Stmt> T> void visit(V &v, T &x) {
  v("kind", x.kind);
  v("role", x.role);
  v("parent", x.parent, Ref::Stmt);
  v("loc", x.loc, Ref::Loc);
  v("textHash", x.textHash);
  v("pragmas", x.pragmas, Ref::String);
}

template <class V, Is<Block> T> void visit(V &v, T &x) {
  v("events", x.events, Ref::Event);
  v("term", x.term);
  v("cond", x.cond, Ref::Value);
  v("at", x.termStmt, Ref::Stmt);
  v("succs", x.succs, Ref::Block);
  v("caseValues", x.caseValues);
  v("handler", x.isHandler);
}

template <class V, Is<Event> T> void visit(V &v, T &x) {
  v("kind", x.kind);
  v("stmt", x.stmt, Ref::Stmt);
  v("loc", x.loc, Ref::Loc);
  v("path", x.path, Ref::Path);
  v("value", x.value, Ref::Value);
  v("call", x.call, Ref::Call);
  v("used", x.resultUsed); // a call's own flag is "resultUsed", on the same line of text
  v("var", x.var, Ref::Var);
  v("how", x.how);
  v("op", x.op);
  v("group", x.group);
  v("volatile", x.isVolatile);
  v("reason", x.reason);
}

template <class V, Is<Arg> T> void visit(V &v, T &x) {
  v("value", x.value, Ref::Value);
  v("type", x.type, Ref::Type);
  v("default", x.isDefault);
}

template <class V, Is<Callable> T> void visit(V &v, T &x) {
  v("arg", x.arg);
  v("function", x.function, Ref::Function);
}

template <class V, Is<Call> T> void visit(V &v, T &x) {
  v("target", x.target);
  v("syntax", x.syntax);
  v("function", x.function, Ref::Function);
  v("callee", x.callee, Ref::Value);
  v("receiver", x.receiver, Ref::Path);
  v("receiverType", x.receiverType, Ref::Type);
  v("result", x.result, Ref::Path);
  v("type", x.type, Ref::Type);
  v("args", x.args);
  v("count", x.count, Ref::Value);
  v("callables", x.callables);
  v("noThrow", x.noThrow);
  v("inTry", x.inTry, Ref::Stmt);
  v("resultUsed", x.resultUsed);
}

/// The table that operand `a` of a value of this kind refers to.
constexpr Ref operandRef(ValueKind kind) {
  switch (kind) {
  case ValueKind::Entry:
    return Ref::Var;
  case ValueKind::Read:
  case ValueKind::Call:
  case ValueKind::Atomic:
    return Ref::Event;
  case ValueKind::Addr:
    return Ref::Path;
  case ValueKind::Function:
    return Ref::Function;
  default:
    return Ref::Value;
  }
}

template <class V, Is<Value> T> void visit(V &v, T &x) {
  v("kind", x.kind);
  v("type", x.type, Ref::Type);
  v("a", x.a, operandRef(x.kind));
  v("b", x.b, Ref::Value);
  v("bin", x.bin);
  if (x.kind == ValueKind::Str)
    v("imm", x.imm, Ref::String);
  else
    v("imm", x.imm);
  v("un", x.un);
  v("cast", x.cast);
  v("c", x.c, Ref::Value);
  v("reason", x.reason);
}

template <class V, Is<Step> T> void visit(V &v, T &x) {
  v("kind", x.kind);
  if (x.kind == StepKind::Index)
    v("a", x.a, Ref::Value);
  else
    v("a", x.a);
  v("record", x.record, Ref::Record);
  v("type", x.type, Ref::Type);
}

template <class V, Is<Path> T> void visit(V &v, T &x) {
  v("root", x.root);
  switch (x.root) {
  case RootKind::Var:
    v("id", x.id, Ref::Var);
    break;
  case RootKind::Global:
    v("id", x.id, Ref::Global);
    break;
  default:
    v("id", x.id, Ref::Value);
    break;
  }
  v("steps", x.steps);
  v("type", x.type, Ref::Type);
  v("spelling", x.spelling, Ref::String);
}

template <class V, Is<Loop> T> void visit(V &v, T &x) {
  v("stmt", x.stmt, Ref::Stmt);
  v("form", x.form);
  v("loc", x.loc, Ref::Loc);
  v("header", x.header, Ref::Block);
  v("parent", x.parent, Ref::Loop);
  v("bodyStmt", x.bodyStmt, Ref::Stmt);
  v("rangePath", x.rangePath, Ref::Path);
  v("rangeVar", x.rangeVar, Ref::Var);
}

template <class V, Is<Gap> T> void visit(V &v, T &x) {
  v("reason", x.reason);
  v("loc", x.loc, Ref::Loc);
}

template <class V, Is<Body> T> void visit(V &v, T &x) {
  v("vars", x.vars);
  v("stmts", x.stmts);
  v("blocks", x.blocks);
  v("events", x.events);
  v("calls", x.calls);
  v("values", x.values);
  v("paths", x.paths);
  v("loops", x.loops);
  v("gaps", x.gaps);
  v("locs", x.locs);
  v("entry", x.entry, Ref::Block);
  v("exit", x.exit, Ref::Block);
  v("thisVar", x.thisVar, Ref::Var);
  v("paramVars", x.paramVars, Ref::Var);
  v("captureVars", x.captureVars, Ref::Var);
  v("captureFields", x.captureFields);
  v("pragmas", x.pragmas, Ref::String);
}

template <class V, Is<Language> T> void visit(V &v, T &x) {
  v("cplusplus", x.cplusplus);
  v("standard", x.standard, Ref::String);
  v("strictAliasing", x.strictAliasing);
  v("wrapv", x.wrapv);
  v("exceptions", x.exceptions);
  v("openmp", x.openmp);
  v("charSigned", x.charSigned);
  v("pointerBits", x.pointerBits);
}

template <class V, Is<Comment> T> void visit(V &v, T &x) {
  v("file", x.file, Ref::File);
  v("line", x.line);
  v("kind", x.kind);
  v("rules", x.rules, Ref::String);
  v("reason", x.reason, Ref::String);
}

template <class V, Is<Diagnostic> T> void visit(V &v, T &x) {
  v("message", x.message, Ref::String);
  v("fatal", x.isFatal);
}

/// The declarations: everything of a unit but its strings, its bodies and the two texts of its key, which the
/// file holds apart.
template <class V, Is<UnitFacts> T> void visit(V &v, T &x) {
  v("language", x.language);
  v("files", x.tables.files);
  v("types", x.tables.types);
  v("symbols", x.tables.symbols);
  v("records", x.tables.records);
  v("functions", x.tables.functions);
  v("globals", x.tables.globals);
  v("comments", x.comments);
  v("diagnostics", x.diagnostics);
  v("deps", x.deps, Ref::File);
  v("functionsSeen", x.functionsSeen);
}

/// A structure that has a visit() of its own.
template <class T>
concept Visited = std::is_class_v<T> && requires(AnyVisitor &v, const T &x) { visit(v, x); };

} // namespace overlap::facts
