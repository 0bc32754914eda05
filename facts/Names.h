#pragma once

#include "facts/Facts.h"

#include <array>
#include <string_view>

/// The enumerators' names in the text form, in order. The number of names is also what the file reader checks
/// against.
namespace overlap::facts {

template <class E> struct Names;

#define OVERLAP_NAMES(E, ...)                                                                                \
  template <> struct Names<E> {                                                                              \
    static constexpr auto list = std::to_array<std::string_view>({__VA_ARGS__});                             \
  }

OVERLAP_NAMES(TypeKind, "unknown", "void", "bool", "int", "float", "pointer", "lvalueRef", "rvalueRef",
              "record", "array", "function", "atomic", "enum", "vector", "complex", "memberPointer",
              "nullptr");
OVERLAP_NAMES(Linkage, "external", "internal", "odr", "weak", "none");
OVERLAP_NAMES(FunctionKind, "function", "method", "constructor", "destructor", "lambda", "conversion",
              "block");
OVERLAP_NAMES(BodyState, "none", "present", "skipped", "broken", "tooLarge", "notInstantiated");
OVERLAP_NAMES(Storage, "global", "staticLocal", "threadLocal");
OVERLAP_NAMES(CommentKind, "nolint", "nolintNextLine", "nolintBegin", "nolintEnd");
OVERLAP_NAMES(VarKind, "param", "local", "this", "temp", "capture");
OVERLAP_NAMES(StmtKind, "block", "if", "switch", "for", "while", "do", "rangeFor", "try", "catch", "decl",
              "expr", "return", "break", "continue", "goto", "label", "case", "coroutine", "other");
OVERLAP_NAMES(StmtRole, "plain", "init", "cond", "then", "else", "inc", "loopBody", "tryBody", "handler",
              "caseBody");
OVERLAP_NAMES(TermKind, "->", "branch", "switch", "returns", "throws", "unreachable", "exit");
OVERLAP_NAMES(EventKind, "read", "write", "atomic", "call", "await", "return", "throw", "fence", "begin",
              "end", "unknown");
OVERLAP_NAMES(WriteHow, "write", "compound", "inc", "dec", "init");
OVERLAP_NAMES(BinOp, "none", "+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", "<", "<=", ">",
              ">=", "==", "!=", "&&", "||", "ptradd", "ptrdiff", "<=>", "exchange");
OVERLAP_NAMES(UnOp, "-", "~", "!", "other");
OVERLAP_NAMES(CastKind, "int", "intToFloat", "floatToInt", "float", "toBool", "pointerToInt", "intToPointer",
              "reinterpret", "derivedToBase", "baseToDerived", "dynamic", "other");
OVERLAP_NAMES(UnknownReason, "none", "asm", "setjmp", "vaArg", "unsupportedExpr", "uninitialised",
              "indirectGoto", "brokenCode", "throwing", "coroutine", "limit");
OVERLAP_NAMES(TargetKind, "direct", "virtual", "indirect", "unknown");
OVERLAP_NAMES(CallSyntax, "call", "operator", "construct", "destroy", "conversion", "defaultArg", "rangeFor",
              "new", "delete", "cleanup");
OVERLAP_NAMES(ValueKind, "unknown", "int", "float", "str", "null", "entry", "read", "call", "atomic", "addr",
              "function", "bin", "un", "cast", "select", "sizeOf", "catch");
OVERLAP_NAMES(RootKind, "unknown", "var", "global", "pointer");
OVERLAP_NAMES(StepKind, "field", "base", "index", "any");
OVERLAP_NAMES(LoopForm, "for", "while", "do", "rangeFor");

#undef OVERLAP_NAMES

/// The names of the bits of Function::attrs, lowest first.
inline constexpr auto kAttrNames = std::to_array<std::string_view>(
    {"pure", "const", "noreturn", "nothrow", "malloc", "nonblocking", "blocking", "virtual", "final",
     "implicit", "constMethod", "static", "coroutine", "variadic", "constexpr", "trivial", "builtin", "main",
     "consteval"});

template <class E> std::string_view nameOf(E e) { return Names<E>::list[static_cast<std::size_t>(e)]; }

} // namespace overlap::facts
