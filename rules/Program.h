#pragma once

#include "facts/Facts.h"

#include <string>
#include <unordered_map>
#include <vector>

/// All units of a run as one set of tables.
namespace overlap::rules {

using facts::Id;

/// The linked program. Functions are one per symbol key (USR, and the project path where linkage is
/// internal).
struct Program {
  facts::Tables tables; ///< merged; ids of units are gone
  std::vector<std::vector<Id>>
      bodiesOf; ///< FunctionId -> BodyIds; more than one when units define one key unequally
  std::unordered_map<Id, Id> functionOfSymbol; ///< SymbolId -> FunctionId
  std::vector<std::vector<Id>> overriders;     ///< FunctionId of a virtual method -> FunctionIds of all
                                               ///< overriders in the program, transitively
  std::vector<facts::Comment> comments;
  facts::Language language; ///< the weakest guarantees of all units (strictAliasing only if all have it)
  std::size_t functionsSeen = 0;

  const facts::Function &function(Id id) const { return tables.functions[id]; }
  const std::string &str(Id id) const { return tables.strings[id]; }
};

/// Merges units in the given order into one program. The result depends only on the set of units, not on
/// their order.
Program link(std::vector<facts::UnitFacts> units);

class Catalogue;

/// Gives the program a global variable, with no symbol, for each object that a library keeps and returns the
/// address of: `errno` is `*__errno_location()`.
void addLibraryObjects(Program &program, const Catalogue &catalogue);

/// True for the global variables that addLibraryObjects has made.
inline bool isLibraryObject(const Program &program, Id global) {
  return program.tables.globals[global].symbol == 0;
}

/// The type of the object that a call is made on; 0 if there is none.
inline Id receiverTypeOf(const facts::Body &body, const facts::Call &call) {
  return call.receiverType ? call.receiverType : body.paths[call.receiver].type;
}

} // namespace overlap::rules
