#pragma once

#include "rules/Program.h"
#include "rules/link/Remap.h"

#include <map>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

/// Merging of the units' tables: every entity gets one id in the program, under a key that does not depend on
/// the unit.
namespace overlap::rules {

/// A string table without duplicates; the vector belongs to the caller.
class StringPool {
public:
  explicit StringPool(std::vector<std::string> &strings);
  Id intern(const std::string &text);

private:
  struct Hash {
    using is_transparent = void;
    const std::vector<std::string> *strings;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    std::size_t operator()(Id id) const { return (*this)((*strings)[id]); }
  };
  struct Equal {
    using is_transparent = void;
    const std::vector<std::string> *strings;
    std::string_view view(Id id) const { return (*strings)[id]; }
    std::string_view view(std::string_view text) const { return text; }
    template <typename A, typename B> bool operator()(const A &a, const B &b) const {
      return view(a) == view(b);
    }
  };
  std::vector<std::string> &strings;
  std::unordered_set<Id, Hash, Equal> ids;
};

/// Merges the units of a program one after another.
class Merger {
public:
  explicit Merger(Program &program);

  /// Adds the tables, bodies and comments of one unit.
  void add(const facts::UnitFacts &unit);

private:
  /// One record per distinct definition of a symbol: C lets two files define two `struct node`.
  struct RecordVariants {
    Id incomplete = 0; ///< stands for the forward declarations as long as there is no definition
    std::map<std::string, Id> complete;
  };
  struct TypeHash {
    std::size_t operator()(const facts::Type &type) const;
  };

  void mapStringsAndFiles();
  void mapSymbols();
  void mapRecords();
  std::string recordSignature(const facts::Record &record) const;
  Id mapType(Id type);
  void fillRecords();
  void mapGlobals();
  void mapFunctions();
  void addBodies();
  void addComments();

  Program &program;
  StringPool pool;
  std::unordered_map<Id, Id> fileOfName, globalOfSymbol;
  std::map<std::pair<Id, Id>, Id> symbolOfKey; ///< (USR, scope where it counts)
  std::unordered_map<facts::Type, Id, TypeHash> typeIds;
  std::unordered_map<Id, RecordVariants> recordsOfSymbol;
  std::map<std::pair<Id, std::uint64_t>, Id> bodyOfHash; ///< per function

  const facts::UnitFacts *unit = nullptr;
  IdMaps ids;
  std::vector<std::pair<Id, Id>>
      newRecords; ///< (id in the unit, id in the program) whose fields are still to be copied
};

} // namespace overlap::rules
