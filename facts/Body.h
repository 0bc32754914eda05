#pragma once

#include "facts/Types.h"

/// The code part of the fact model: one function body as a control-flow graph of ordered events.
///
/// Conventions
/// - Ids index the body's own tables (VarId, StmtId, BlockId, EventId, CallId, ValueId, PathId, LoopId,
/// LocId) and 0 is "none";
///   TypeId, RecordId, FunctionId, GlobalId, string ids index the unit's tables.
/// - A Value is an expression DAG over constants, entry values, and the results of events; `Read e` is the
/// value that event e
///   read, at its latest execution. There is no SSA: versions come from the events.
/// - A reference is the address it was bound to: `int &r = x.f; r = 1` writes path x.f. A reference parameter
/// p is the object
///   at Entry(p). A local reference is replaced by the path it was bound to (its address operands were read
///   at the binding).
/// - Path root Pointer(v) is the object that pointer value v points to: `*p` is Pointer(v), `p[i]` is
/// Pointer(v).Index(i),
///   `p->f` is Pointer(v).Field(f), with v = Read of p. `this->f` is Pointer(Entry(this)).Field(f).
///   Canonical: Pointer(Addr(P)) never occurs (it is P), nor Pointer(PtrAdd(p, i)) (it is
///   Pointer(p).Index(i)). An array decays to Addr(P.Index(0)); P.Index(0) under further PtrAdd(k) becomes
///   P.Index(k).
/// - Records by value live in variables: a prvalue of class type is materialised into a Temp variable or
/// straight into the variable it
///   initialises (guaranteed elision). Record arguments are passed as Addr(temporary). A call's record result
///   is written to Call::result. Copies by a trivial constructor or assignment are a Read of the whole record
///   and a Write of it.
/// - Reading or writing a path of record or array type touches everything in it.
/// - What the lowering does not understand is an Unknown event or value, or a gap, with a reason; never
/// silence.
namespace overlap::facts {

enum class VarKind : std::uint8_t { Param, Local, This, Temp, Capture };

struct Var {
  Id name = 0; ///< string id; 0 for temporaries
  Id type = 0;
  VarKind kind = VarKind::Local;
  bool addressTaken = false; ///< its address escapes plain reads and writes: &x, bound to a reference that is
                             ///< passed on, captured by reference
  bool capturedByReference = false;
  bool isConst = false;
  Id stmt = 0; ///< the statement that declares it
  Id loc = 0;
};

enum class StmtKind : std::uint8_t {
  Block,
  If,
  Switch,
  For,
  While,
  Do,
  RangeFor,
  Try,
  Catch,
  Decl,
  Expr,
  Return,
  Break,
  Continue,
  Goto,
  Label,
  Case,
  Coroutine,
  Other
};

/// What a statement is to its parent.
enum class StmtRole : std::uint8_t {
  Plain,
  Init,
  Cond,
  Then,
  Else,
  Inc,
  LoopBody,
  TryBody,
  Handler,
  CaseBody
};

struct Stmt {
  StmtKind kind = StmtKind::Other;
  StmtRole role = StmtRole::Plain;
  Id parent = 0;              ///< StmtId; statements are in source order, a parent before its children
  Id loc = 0;                 ///< LocId
  std::uint64_t textHash = 0; ///< of the normalised tokens: fingerprints that survive edits elsewhere
  std::vector<Id>
      pragmas; ///< string ids: the OpenMP pragmas right before it, e.g. "omp parallel for private(x)"
};

enum class TermKind : std::uint8_t { Goto, Branch, Switch, Return, Throw, Unreachable, Exit };

struct Block {
  std::vector<Id> events; ///< in order of execution
  TermKind term = TermKind::Goto;
  Id cond = 0; ///< ValueId: of Branch (succs[0] where it is true, succs[1] where it is false) and of Switch
  Id termStmt = 0;       ///< StmtId of the statement that branches (if, loop, switch, &&, ||, ?:)
  std::vector<Id> succs; ///< BlockIds; 0 stands for an edge that is never taken
  std::vector<std::int64_t>
      caseValues;         ///< of Switch: one per successor, in order; meaningless for the default (the last)
  bool isHandler = false; ///< entry of a catch clause
};

enum class EventKind : std::uint8_t {
  Read,
  Write,
  Atomic,
  Call,
  Await,
  Return,
  Throw,
  Fence,
  Begin,
  End,
  Unknown
};

enum class WriteHow : std::uint8_t {
  Assign,   ///< plain store
  Compound, ///< `x op= v`: `op` is the operator, `value` is the new value bin(op, read, v)
  Inc,
  Dec,
  Init, ///< initialisation of a variable or member
};

enum class BinOp : std::uint8_t {
  None,
  Add,
  Sub,
  Mul,
  Div,
  Rem,
  And,
  Or,
  Xor,
  Shl,
  Shr,
  LT,
  LE,
  GT,
  GE,
  EQ,
  NE,
  LAnd,
  LOr,
  PtrAdd,  ///< pointer a moved by b elements
  PtrDiff, ///< elements between pointers
  Cmp3,
  Exchange, ///< only of Atomic events
};

enum class UnOp : std::uint8_t { Neg, BitNot, LogNot, Other };

enum class CastKind : std::uint8_t {
  Int, ///< between integers (also bool and enumerations): widths in the types
  IntToFloat,
  FloatToInt,
  Float,
  ToBool,
  PointerToInt,
  IntToPointer,
  Reinterpret, ///< pointer to pointer of another type
  DerivedToBase,
  BaseToDerived,
  Dynamic,
  Other
};

enum class UnknownReason : std::uint8_t {
  None,
  Asm,
  SetJmp,
  VaArg,
  UnsupportedExpr,
  Uninitialised,
  IndirectGoto,
  BrokenCode,
  Throwing,
  Coroutine,
  Limit
};

/// One thing that happens. Which fields mean something depends on the kind.
struct Event {
  EventKind kind = EventKind::Unknown;
  Id stmt = 0;  ///< the innermost statement
  Id loc = 0;   ///< LocId of the expression
  Id path = 0;  ///< Read, Write, Atomic: what is accessed
  Id value = 0; ///< Write: the new value. Atomic: the operand. Return, Throw, Await: the operand
  Id call = 0;  ///< Call: index into Body::calls
  Id var = 0;   ///< Begin, End: the variable whose lifetime begins or ends
  WriteHow how = WriteHow::Assign;
  BinOp op = BinOp::None; ///< Write Compound, Atomic
  bool isVolatile = false;
  bool resultUsed = true; ///< Read as a discarded value, Atomic: whether anything uses the old or new value
  UnknownReason reason =
      UnknownReason::None; ///< Unknown: may read and write anything that has escaped or is reachable
  std::uint32_t group = 0; ///< equal non-zero numbers: unsequenced among each other (operands, arguments)
};

enum class TargetKind : std::uint8_t { Direct, Virtual, Indirect, Unknown };

enum class CallSyntax : std::uint8_t {
  Call,
  Operator,
  Construct,
  Destroy,
  Conversion,
  DefaultArg,
  RangeFor,
  New,
  Delete,
  Cleanup
};

struct Arg {
  Id value = 0; ///< references and records: the address
  Id type = 0;  ///< of the parameter where known, else of the argument
  bool isDefault = false;
};

/// A lambda, function object or function passed as an argument.
struct Callable {
  std::uint32_t arg = 0; ///< index into args; the receiver is not one
  Id function = 0; ///< FunctionId of what would be called (operator() instance), 0 if several or unknown
};

struct Call {
  TargetKind target = TargetKind::Unknown;
  CallSyntax syntax = CallSyntax::Call;
  Id function =
      0; ///< FunctionId: Direct, Virtual (the static target). New/Delete: the (de)allocation function, or 0
  Id callee = 0;       ///< ValueId of Indirect
  Id receiver = 0;     ///< PathId of the object of a method, constructor or destructor
  Id receiverType = 0; ///< its static type, as written before implicit conversions to a base
  Id result = 0;       ///< PathId where a record result is written; 0 for scalars, whose value is Call(event)
  Id type = 0;  ///< result type (for references: the reference type; Call(event) is then the address). New:
                ///< the allocated type
  Id count = 0; ///< New: ValueId of the number of elements of an array form, else 0
  std::vector<Arg> args;
  std::vector<Callable> callables;
  bool noThrow = false;
  Id inTry = 0; ///< StmtId of the innermost enclosing try whose handlers may catch
  bool resultUsed = true;
};

enum class ValueKind : std::uint8_t {
  Unknown,
  Int,
  Float,
  Str,
  Null,
  Entry,    ///< value of parameter, capture or `this` variable `a` at entry
  Read,     ///< result of Read event `a`
  Call,     ///< result of Call event `a` (pointer, reference or scalar); of New: the new object's address
  Atomic,   ///< old value that Atomic event `a` returned, or the loaded one
  Addr,     ///< address of path `a`
  Function, ///< address of function `a` (FunctionId), also a captureless lambda
  Bin,
  Un,
  Cast,
  Select, ///< a ? b : c
  SizeOf, ///< run-time size of a variable array; constant ones are Int
  Catch,  ///< the exception object
};

struct Value {
  ValueKind kind = ValueKind::Unknown;
  BinOp bin = BinOp::None;
  UnOp un = UnOp::Other;
  CastKind cast = CastKind::Other;
  Id type = 0;
  Id a = 0, b = 0, c = 0;
  std::int64_t imm =
      0; ///< Int: the value, sign- or zero-extended by its type. Float: bits of the double. Str: string id
  UnknownReason reason = UnknownReason::None;
  auto operator<=>(const Value &) const = default;
};

enum class RootKind : std::uint8_t { Unknown, Var, Global, Pointer };

enum class StepKind : std::uint8_t {
  Field, ///< `a`: field number of record `record`
  Base,  ///< the base-class part `record`
  Index, ///< `a`: ValueId, in elements. After Pointer root, or after a path of array type
  Any,   ///< some part of it (complex, vector lanes, truncated)
};

struct Step {
  StepKind kind = StepKind::Any;
  Id a = 0;
  Id record = 0;
  Id type = 0; ///< TypeId of what the path designates after this step
  auto operator<=>(const Step &) const = default;
};

struct Path {
  RootKind root = RootKind::Unknown;
  Id id = 0; ///< VarId, GlobalId or ValueId
  std::vector<Step> steps;
  Id type = 0;     ///< TypeId of the designated object
  Id spelling = 0; ///< string id: as the source spells it
  auto operator<=>(const Path &) const = default;
};

enum class LoopForm : std::uint8_t { For, While, Do, RangeFor };

struct Loop {
  Id stmt = 0;
  LoopForm form = LoopForm::For;
  Id loc = 0;       ///< of the keyword
  Id header = 0;    ///< BlockId that the back edges lead to; 0 if the body never comes back
  Id parent = 0;    ///< LoopId of the enclosing loop
  Id bodyStmt = 0;  ///< StmtId of the body
  Id rangePath = 0; ///< RangeFor: PathId of the range object, if it has one
  Id rangeVar = 0;  ///< RangeFor: VarId of the loop variable, 0 if it is a reference or a binding
};

struct Gap {
  UnknownReason reason = UnknownReason::None;
  Id loc = 0;
};

struct Body {
  std::vector<Var> vars; ///< `this` first if there is one, then parameters in order, then the others
  std::vector<Stmt> stmts;
  std::vector<Block> blocks;
  std::vector<Event> events;
  std::vector<Call> calls;
  std::vector<Value> values;
  std::vector<Path> paths;
  std::vector<Loop> loops; ///< outer before inner, in source order
  std::vector<Gap> gaps;
  std::vector<Loc> locs;
  Id entry = 0, exit = 0;    ///< BlockIds
  Id thisVar = 0;            ///< VarId
  std::vector<Id> paramVars; ///< VarIds, one a parameter
  std::vector<Id>
      captureVars; ///< lambdas: VarIds of captured variables; by reference ones have a reference type
  std::vector<Id> captureFields; ///< field number in the closure record of each of them
  std::vector<Id> pragmas;       ///< string ids: OpenMP pragmas in the body that stand before no statement
};

} // namespace overlap::facts
