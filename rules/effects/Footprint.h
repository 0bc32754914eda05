#pragma once

#include "rules/effects/Access.h"

#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

/// What kinds of memory an access path may designate, as far as types and the ownership of containers tell.
///
/// Two rules. An object is accessed through its own type, or as bytes ([basic.lval]p11, C 6.5p7), where the
/// program is compiled with strict aliasing. And what a container allocates belongs to it alone: its elements
/// are never part of a named variable nor of another container's storage, and its own state (size, links) is
/// touched by its members only, as [container.requirements] has it.
namespace overlap::rules {

class Engine;

class Footprints {
public:
  explicit Footprints(const Engine &engine) : engine(engine) {}

  /// True if no memory can be designated by both paths of `body`, wherever their pointers lead.
  bool areApart(Id body, const AccessPath &a, const AccessPath &b) const;

  /// The container whose own storage, or own state, is all that `path` designates: its path, and which of the
  /// two. Nothing if there is no such container.
  struct Owned {
    AccessPath container;
    bool isState = false;
    Id record = 0;
  };
  std::optional<Owned> ownerOf(Id body, const AccessPath &path) const;

  /// True if `path` ends in all that an object reaches, and that may be more than what the object owns.
  bool leadsElsewhere(Id body, const AccessPath &path) const;

  /// TypeId of the variable, global or pointee that the path begins at; 0 if that is not known.
  Id typeOfRoot(Id body, const AccessPath &path) const;

private:
  /// A scalar, by its type (0: any) and by what its memory was made by.
  struct Cell {
    std::uint64_t group = 0;
    Id owner = 0; ///< record of the innermost container, kAnyone or kNamed
    bool isState = false;
    auto operator<=>(const Cell &) const = default;
  };
  using Cells = std::vector<Cell>;
  struct Walk;

  std::optional<Cells> cellsOf(Id body, const AccessPath &path) const;
  const std::optional<Cells> &cellsOfType(Id type, Id owner, bool reaches) const;
  bool compatible(const Cell &a, const Cell &b) const;

  const Engine &engine;
  mutable std::map<std::tuple<Id, Id, bool>, std::optional<Cells>> ofType;
};

} // namespace overlap::rules
