#pragma once

#include "facts/Facts.h"

#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

/// What the dumper and the parser of the text form share: names under which entities are written, types as
/// text, and the types that the text leaves out because they follow from the rest.
namespace overlap::facts {

/// Stands between a name and its number in a key; the text has '#'.
inline constexpr char kNumberMark = '\x01';

/// The keys of records, functions and globals: the display name, and the number of the n-th of that name (n >
/// 1).
class Keys {
public:
  explicit Keys(const Tables &tables);
  const std::string &record(Id id) const { return records[id]; }
  const std::string &function(Id id) const { return functions[id]; }
  const std::string &global(Id id) const { return globals[id]; }

private:
  std::vector<std::string> records, functions, globals;
};

/// Makes a key of a name: numbers the second and later ones of that name.
class KeyCounter {
public:
  std::string next(const std::string &key);

private:
  std::unordered_map<std::string, unsigned> seen;
};

/// Types by structure: two types that differ in their spelling only are one, except where the spelling is all
/// that is known.
class TypeTable {
public:
  explicit TypeTable(Tables &tables);

  /// The id of a type of this structure, added if there is none.
  Id intern(const Type &type);
  /// The first type of the structure that `id` has.
  Id canonical(Id id);
  Id pointerTo(Id element);
  Id integer(std::uint32_t width, bool isSigned);
  Id boolean();
  Id doubleType();
  Id recordType(Id record);
  /// Pointee, referred or element type; 0 if there is none.
  Id elementOf(Id type) const;

  /// The types that follow. `before` is the type that the step starts from.
  Id typeAfter(Id before, const Step &step, bool firstOfPointer);
  Id typeOfRoot(const Body &body, const Path &path);
  /// `isKnown` tells the events that stand before the value in the text.
  Id typeOfValue(const Body &body, const Value &value, const std::function<bool(Id)> &isKnown);

private:
  Type structure(Type type);
  Type unqualified(Type type);

  Tables &tables;
  std::map<Type, Id> ids;
  std::unordered_map<std::string, Id> names; ///< spellings that tell types apart
};

/// Whether types of this kind are told apart by their spelling.
bool isSpelled(TypeKind kind);

/// Width that the text form leaves out.
std::uint32_t defaultWidth(const Tables &tables, const Type &type);

/// The default spelling of an integer or floating-point type.
std::string numberSpelling(const Type &type);

/// What the source is taken to call a type unless the text says otherwise; empty where there is no default.
/// The element's spelling must be set.
std::string defaultTypeSpelling(const Tables &tables, Id id);

/// The type in the text form's grammar (docs/facts-text.md).
std::string typeText(const Tables &tables, const Keys &keys, Id type);

/// A key as the text has it: bare where it is a name, else quoted, with its number.
std::string keyText(const std::string &key);
/// The same, quoted in any case.
std::string quotedKey(const std::string &key);

/// Whether a bare word begins a type that is no record.
bool isTypeWord(std::string_view word);

/// What a path is spelled as unless the text says otherwise: variables, globals and their fields; else
/// nothing.
std::string defaultSpelling(const Tables &tables, const Body &body, const Path &path);

} // namespace overlap::facts
