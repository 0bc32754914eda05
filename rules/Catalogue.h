#pragma once

#include "facts/Facts.h"
#include "rules/ApiEntry.h"

#include <filesystem>
#include <memory>
#include <set>
#include <string_view>

namespace overlap::rules {

/// What is known of a declaration when the catalogue is asked about it.
struct ApiQuery {
  std::string_view qualifiedName; ///< template arguments dropped, inline and anonymous namespaces skipped
  MatchKind kind = MatchKind::Function;
  std::string_view
      header; ///< of the declaration: as included, or any path that ends so; empty in the main file
  bool inSystemHeader = false;
  bool projectDefined = false;  ///< some unit of the project has a body for it: only `assume` entries apply
  bool executionPolicy = false; ///< the first parameter is an execution policy
  int paramCount = -1; ///< parameters declared; -1: not known, entries that ask for a number still match
};

/// The query for a function in facts. `projectDefined`: whether the program holds a body for it outside of
/// system headers.
ApiQuery queryFor(const facts::Tables &tables, const facts::Function &function, bool projectDefined);

/// The result of a look-up: `entry` is null where nothing is known.
struct ApiMatch {
  const ApiEntry *entry = nullptr;
  /// Argument N of the entry is argument N + argShift of the call (1 behind an execution policy).
  unsigned argShift = 0;

  explicit operator bool() const { return entry != nullptr; }
  const ApiEntry *operator->() const { return entry; }
};

/// What libraries do: functions, classes and global objects, read from JSON files. Immutable once loaded;
/// look-ups may run in several threads.
class Catalogue {
public:
  Catalogue();
  ~Catalogue();
  Catalogue(Catalogue &&) noexcept;
  Catalogue &operator=(Catalogue &&) noexcept;

  /// Reads every *.json of `builtinDir` (but the schema) and then `userFiles`. What a later user file says
  /// comes before earlier ones and those before the built-in files; `assume` entries come before all others.
  /// Throws overlap::Error "FILE: entry NAME: field F: what is wrong".
  static Catalogue load(const std::filesystem::path &builtinDir,
                        const std::vector<std::filesystem::path> &userFiles = {});

  /// The entry that applies to a declaration. `std::fopen`, `__builtin_memcpy`, `__memcpy_chk` and `pread64`
  /// find `fopen`, `memcpy` and `pread`; members of libstdc++'s and libc++'s implementation classes find
  /// those of the class they stand for.
  ApiMatch lookup(const ApiQuery &query) const;
  ApiMatch lookup(const facts::Tables &tables, const facts::Function &function, bool projectDefined) const;

  /// By the qualified name of the class, without template arguments; null where nothing is known.
  const ClassEntry *classEntry(std::string_view qualifiedName) const;

  /// By the qualified name of the variable, e.g. std::cout, stdout; null where nothing is known.
  const GlobalObject *globalObject(std::string_view qualifiedName) const;

  /// Names of the entries that return `global:NAME` or `thread:NAME`, or keep pointers in one.
  std::set<std::string, std::less<>> usingObjects() const;

  /// True of a library whose definitions are in its headers: what waits in them is what its entries say.
  bool isHeaderOnly(std::string_view library) const;
  /// True of a header of such a library.
  bool isInHeaderOnly(std::string_view header) const;

  std::size_t size() const; ///< number of function entries

private:
  struct Index;
  std::unique_ptr<Index> index;
};

} // namespace overlap::rules
