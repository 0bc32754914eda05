#pragma once

#include "facts/Attributes.h"
#include "facts/Text.h"
#include "facts/TypeTable.h"

/// Implementation of Text.h, shared by its source files.
namespace overlap::facts {

/// Texts of one body's values, paths, variables and places.
class BodyText {
public:
  BodyText(const Tables &tables, const Keys &keys, TypeTable &types, const Body &body, Id file,
           const DumpOptions &options);

  std::string value(Id id);   ///< a whole expression
  std::string operand(Id id); ///< the same, in parentheses where something could bind to a part of it
  std::string path(Id id);
  std::string var(Id id) const { return vars[id]; }
  std::string event(Id id) const { return "e" + std::to_string(order[id]); }
  std::string loc(Id id) const; ///< with a space before it; empty if there is none
  std::string reference(Ref ref, Id id);

  /// Events below this number in the text's order stand before what is written next.
  Id known = 0;
  /// Position of each event in the text, counted from 1.
  std::vector<Id> order;
  /// Definitions of large values that the texts made since the last call need before them.
  std::vector<std::string> takeDefinitions();

private:
  std::string expression(Id id, bool isOperand);
  std::string inferredSuffix(const Value &value);
  void measure();
  std::size_t sizeOf(Id value);
  std::size_t sizeOfPath(Id path);
  bool isDerived(Id type, Id derived);

  const Tables &tables;
  const Keys &keys;
  TypeTable &types;
  const Body &body;
  Id file;
  DumpOptions options;
  std::vector<std::string> vars;
  std::vector<std::size_t> sizes;
  std::vector<Id> named; ///< by value: the number of its definition, or 0
  Id definitionCount = 0;
  std::vector<std::string> definitions;
};

/// Text of a function, declaration and body.
class FunctionText {
public:
  FunctionText(const Tables &tables, const Keys &keys, TypeTable &types, const DumpOptions &options)
      : tables(tables), keys(keys), types(types), options(options) {}

  /// `bodies` holds the body that the function's id refers to.
  std::string function(Id id, const std::vector<Body> &bodies);

private:
  std::string body(const Body &body, Id file);
  std::string block(BodyText &text, const Body &body, Id id);
  std::string eventLine(BodyText &text, const Body &body, Id event);
  std::string call(BodyText &text, const Call &call, const Body &body);
  std::string terminator(BodyText &text, const Block &block);

  const Tables &tables;
  const Keys &keys;
  TypeTable &types;
  DumpOptions options;
};

/// `@"file":3:5-3:9`, the file left out where it is `file`; empty for an empty place.
std::string locText(const Tables &tables, const Loc &loc, Id file);

/// An id of one of the unit's tables as the text has it.
std::string unitReference(const Tables &tables, const Keys &keys, Ref ref, Id id);

/// How a path names a field of a record: by name, or `#number` where that is not clear.
std::string fieldText(const Tables &tables, const Record &record, Id number);

std::string quotedUnlessBare(const std::string &name);

/// Whether an event of this kind has a result that values refer to.
constexpr bool hasResult(EventKind kind) {
  return kind == EventKind::Read || kind == EventKind::Atomic || kind == EventKind::Call ||
         kind == EventKind::Await;
}

/// The body fields that follow from the others: entry, exit, thisVar, paramVars, captureVars, captureFields.
Body derivedBody(const Body &body);

/// What a function is called in the catalogue if the text does not say: the display name without parameters.
std::string defaultQualifiedName(std::string_view displayName);

/// The name of a record without template arguments.
std::string defaultRecordName(std::string_view displayName);

} // namespace overlap::facts
