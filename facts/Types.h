#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// The declarations part of the fact model: what a translation unit declares, without any code. All tables
/// are positional; an id is an index into its table and id 0 is always the "none" element that every table
/// begins with.
namespace overlap::facts {

using Id = std::uint32_t;

/// A place in the source. `file` is a FileId; lines and columns count from 1; 0 means unknown.
/// Inside a macro expansion the position is that of the expansion in a file, and `macro` (a string id) names
/// the outermost macro, while spell* say where the token was written.
struct Loc {
  Id file = 0;
  std::uint32_t line = 0, col = 0, endLine = 0, endCol = 0;
  Id macro = 0;
  Id spellFile = 0;
  std::uint32_t spellLine = 0, spellCol = 0;
  auto operator<=>(const Loc &) const = default;
};

/// A source file. `name` is relative to the project root with '/' separators, or absolute when outside of it.
struct File {
  Id name = 0;
  bool system = false; ///< found through a system include path
};

enum class TypeKind : std::uint8_t {
  Unknown,
  Void,
  Bool,
  Int,
  Float,
  Pointer,
  LValueRef,
  RValueRef,
  Record,
  Array,
  Function,
  Atomic,
  Enum,
  Vector,
  Complex,
  MemberPointer,
  NullPtr
};

/// A canonical type with its outermost qualifiers.
struct Type {
  TypeKind kind = TypeKind::Unknown;
  bool isSigned = false; ///< integers and enumerations
  bool isConst = false, isVolatile = false, isRestrict = false;
  std::uint32_t width = 0; ///< in bits, 0 where it has none or is not known
  Id element = 0; ///< TypeId: pointee, referred, element, atomic's value, an enumeration's integer type, a
                  ///< function's result
  Id record = 0;  ///< RecordId of Record
  std::uint64_t extent = 0; ///< of Array and Vector: number of elements; 0 = unknown or variable
  Id spelling = 0;          ///< string id: the type as the source would write it
  auto operator<=>(const Type &) const = default;
};

enum class Linkage : std::uint8_t {
  External, ///< one definition in the program
  Internal, ///< static or in an anonymous namespace: `scope` tells which file it belongs to
  Odr,      ///< inline functions, templates: equal definitions in many units
  Weak,     ///< may be replaced at link time
  None      ///< locals, lambdas: `usr` is made from the enclosing function and an ordinal
};

/// The key under which units know one entity. A USR alone is no key: two `static helper` share one.
struct Symbol {
  Id usr = 0; ///< string id
  Linkage linkage = Linkage::None;
  Id scope = 0; ///< string id: project-relative path, where linkage is Internal or None
};

struct Field {
  Id name = 0; ///< string id
  Id type = 0;
  std::uint32_t storageUnit = 0; ///< bit-fields with equal non-zero numbers share a memory location
  bool isMutable = false;
};

struct BaseClass {
  Id record = 0;
  bool isVirtual = false;
  bool operator==(const BaseClass &) const = default;
};

struct Method {
  Id symbol = 0;
  std::vector<Id> overrides; ///< symbols of the methods directly overridden
  bool isPure = false, isFinal = false;
};

/// A class, struct or union. `name` is the qualified name without template arguments, inline namespaces
/// skipped: the catalogue's key for classes.
struct Record {
  Id symbol = 0;
  Id name = 0;
  Id displayName = 0; ///< with template arguments
  std::vector<Field> fields;
  std::vector<BaseClass> bases;
  std::vector<Method> methods;  ///< virtual methods only
  std::vector<Id> templateArgs; ///< TypeIds of type arguments in order; 0 for others
  bool isUnion = false, isFinal = false, isPolymorphic = false, isLambda = false, inSystemHeader = false;
  bool isComplete = false; ///< false: only forward-declared here, the fields are not known
  bool isTriviallyCopyable = false, hasTrivialDtor = false;
};

enum class FunctionKind : std::uint8_t {
  Function,
  Method,
  Constructor,
  Destructor,
  Lambda,
  Conversion,
  Block
};

enum FunctionAttr : std::uint32_t {
  AttrPure = 1u << 0,
  AttrConst = 1u << 1,
  AttrNoReturn = 1u << 2,
  AttrNoThrow = 1u << 3, ///< noexcept, throw(), nothrow
  AttrMalloc = 1u << 4,
  AttrNonBlocking = 1u << 5,
  AttrBlocking = 1u << 6,
  AttrVirtual = 1u << 7,
  AttrFinal = 1u << 8,
  AttrImplicit = 1u << 9, ///< compiler-generated
  AttrConstMethod = 1u << 10,
  AttrStatic = 1u << 11, ///< static member function
  AttrCoroutine = 1u << 12,
  AttrVariadic = 1u << 13,
  AttrConstexpr = 1u << 14,
  AttrTrivial = 1u << 15, ///< trivial special member: copies or destroys memberwise without calls
  AttrBuiltin = 1u << 16, ///< a compiler builtin, or a library function that the compiler knows
  AttrInMain = 1u << 17,  ///< `main`
  AttrConsteval = 1u << 18,
};

enum class BodyState : std::uint8_t {
  None, ///< only declared in this unit
  Present,
  Skipped,         ///< there is a body and the extractor chose not to read it (system header)
  Broken,          ///< the body has errors
  TooLarge,        ///< over the extractor's limits
  NotInstantiated, ///< a template whose body was not instantiated
};

struct Param {
  Id name = 0;
  Id type = 0;
};

/// A function as declared; `body` indexes UnitFacts::bodies where state is Present.
struct Function {
  Id symbol = 0;
  Id qualifiedName =
      0;              ///< catalogue key: template arguments dropped, inline and anonymous namespaces skipped
  Id displayName = 0; ///< with parameter types, as a report shows it
  FunctionKind kind = FunctionKind::Function;
  std::vector<Param> params; ///< `this` not included
  Id result = 0;             ///< TypeId
  Id record = 0;             ///< RecordId of the class a method belongs to; of the closure for a lambda
  std::uint32_t attrs = 0;
  Id header = 0; ///< string id: the file of its declaration as spelled in #include (or the path's tail); 0 in
                 ///< the main file
  bool inSystemHeader = false;
  bool isTemplateInstance = false;
  Id templateArgs = 0; ///< string id: arguments as written, for an instance
  Id enclosing = 0;    ///< FunctionId of the function a lambda or local class method stands in
  BodyState state = BodyState::None;
  Id body = 0;
  Loc loc; ///< of the name; for an instance, the pattern's
};

enum class Storage : std::uint8_t { Global, StaticLocal, ThreadLocal };

/// A variable with static or thread storage. A const one whose initialiser is constant is never written.
struct Global {
  Id symbol = 0;
  Id name = 0; ///< qualified, as a report shows it
  Id type = 0;
  Storage storage = Storage::Global;
  bool isConst = false;   ///< const-qualified, not `mutable` inside
  bool constInit = false; ///< constant initialisation: no code runs
  bool inSystemHeader = false;
  bool hasConstValue = false; ///< a const integer whose value is known:
  std::int64_t constValue = 0;
  std::vector<Id> functions; ///< FunctionIds: those of which its constant initialiser holds the address
  Loc loc;
};

} // namespace overlap::facts
