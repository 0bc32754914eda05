#pragma once

#include "facts/Facts.h"

#include <cstdint>
#include <string>
#include <unordered_map>

namespace overlap::matchers {

/// Fills the value and path tables of one body. Everything is hash-consed, so that equal things have equal
/// ids, and kept canonical as facts/Body.h demands: no Pointer(Addr(P)), no Pointer(PtrAdd(p, i)), constants
/// folded. Knows the facts' types only, nothing of Clang.
class BodyBuilder {
public:
  using Id = facts::Id;

  /// `indexType` is the signed integer type in which indices are added (ptrdiff_t).
  BodyBuilder(facts::Tables &tables, facts::Body &body, Id indexType);

  const facts::Value &value(Id id) const { return body.values[id]; }
  const facts::Path &path(Id id) const { return body.paths[id]; }

  Id intern(const facts::Value &value);

  Id integer(std::int64_t number, Id type);
  Id floating(double number, Id type);
  Id string(Id stringId, Id type);
  Id null(Id type);
  Id unknown(facts::UnknownReason reason, Id type);
  Id entry(Id var, Id type);
  Id ofEvent(facts::ValueKind kind, Id event, Id type);
  Id function(Id functionId, Id type);
  Id binary(facts::BinOp op, Id a, Id b, Id type);
  Id unary(facts::UnOp op, Id a, Id type);
  Id cast(facts::CastKind kind, Id a, Id type);
  Id select(Id cond, Id ifTrue, Id ifFalse, Id type);

  /// The number an Int value holds; false where it is no constant.
  bool constant(Id value, std::int64_t &number) const;

  /// Address of a path: the pointer itself where the path is what it points to.
  Id address(Id path, Id pointerType);
  /// Pointer moved by `index` elements.
  Id pointerAdd(Id pointer, Id index, Id pointerType);
  /// Minus an index, computed in the index type.
  Id negated(Id index);

  Id variable(Id var, Id type);
  Id global(Id globalId, Id type);
  /// An object of which nothing is known.
  Id unknownPath(Id type);
  /// `*pointer`
  Id deref(Id pointer, Id type);
  /// `pointer[index]`
  Id element(Id pointer, Id index, Id type);
  /// `array[index]` of a path of array type.
  Id index(Id path, Id index, Id type);
  Id field(Id path, Id record, Id number, Id type);
  Id base(Id path, Id record, Id type);
  Id any(Id path, Id type);
  /// The path without a last step into base class `record`; 0 where it has none.
  Id withoutBase(Id path, Id record, Id type);

private:
  struct ValueHash {
    std::size_t operator()(const facts::Value &value) const;
  };
  struct PathHash {
    std::size_t operator()(const facts::Path &path) const;
  };
  /// Type and spelling follow from the rest.
  struct PathEqual {
    bool operator()(const facts::Path &a, const facts::Path &b) const;
  };

  Id internPath(facts::Path path);
  Id extend(Id path, facts::Step step);
  Id addIndices(Id a, Id b);
  Id widened(Id index);
  std::int64_t wrapped(std::int64_t number, Id type) const;
  bool folded(facts::BinOp op, std::int64_t a, std::int64_t b, Id operandType, std::int64_t &result) const;

  facts::Tables &tables;
  facts::Body &body;
  Id indexType;
  std::unordered_map<facts::Value, Id, ValueHash> valueIds;
  std::unordered_map<facts::Path, Id, PathHash, PathEqual> pathIds;
};

} // namespace overlap::matchers
