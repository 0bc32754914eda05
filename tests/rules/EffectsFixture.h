#pragma once

#include "facts/Parse.h"
#include "rules/effects/Effects.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace overlap::rules {

/// The built-in catalogue, read once.
inline const Catalogue &builtinCatalogue() {
  static const Catalogue catalogue = Catalogue::load(OVERLAP_RULES_DIR "/catalogue");
  return catalogue;
}

/// A program made of hand-written facts, one text a unit, with its effects.
struct Analysed {
  explicit Analysed(const std::vector<std::string> &units)
      : program(linked(units)), effects(program, builtinCatalogue()) {}
  explicit Analysed(const std::string &unit) : Analysed(std::vector<std::string>{unit}) {}

  static Program linked(const std::vector<std::string> &texts) {
    std::vector<facts::UnitFacts> units;
    for (const std::string &text : texts)
      units.push_back(facts::parseText(text, "unit" + std::to_string(units.size())));
    return link(std::move(units));
  }

  Id function(std::string_view qualifiedName) const {
    for (Id id = 1; id < program.tables.functions.size(); ++id)
      if (program.str(program.tables.functions[id].qualifiedName) == qualifiedName)
        return id;
    throw std::runtime_error("no function " + std::string(qualifiedName));
  }
  Id body(std::string_view qualifiedName) const { return program.bodiesOf[function(qualifiedName)].at(0); }

  /// Events of one kind, in order.
  std::vector<Id> events(Id bodyId, facts::EventKind kind) const {
    std::vector<Id> result;
    const facts::Body &body = program.tables.bodies[bodyId];
    for (const facts::Block &block : body.blocks)
      for (Id event : block.events)
        if (body.events[event].kind == kind)
          result.push_back(event);
    return result;
  }
  Id callEvent(Id bodyId, std::size_t n = 0) const { return events(bodyId, facts::EventKind::Call).at(n); }
  /// What the n-th write stores to.
  AccessPath written(Id bodyId, std::size_t n) const {
    Id event = events(bodyId, facts::EventKind::Write).at(n);
    return effects.resolve(bodyId, program.tables.bodies[bodyId].events[event].path);
  }
  Id var(Id bodyId, std::string_view name) const {
    const facts::Body &body = program.tables.bodies[bodyId];
    for (Id id = 1; id < body.vars.size(); ++id)
      if (program.str(body.vars[id].name) == name)
        return id;
    throw std::runtime_error("no variable " + std::string(name));
  }
  /// What a call writes, as the source would spell it, sorted.
  std::vector<std::string> writes(Id bodyId, Id event) const { return spelled(bodyId, event, true); }
  std::vector<std::string> reads(Id bodyId, Id event) const { return spelled(bodyId, event, false); }

  std::vector<std::string> spelled(Id bodyId, Id event, bool isWrite) const {
    std::vector<std::string> result;
    for (const Access &access : effects.accesses(bodyId, event))
      if (access.isWrite == isWrite)
        result.push_back(effects.spell(bodyId, access.path));
    std::ranges::sort(result);
    result.erase(std::ranges::unique(result).begin(), result.end());
    return result;
  }

  Program program;
  EffectAnalysis effects;
};

} // namespace overlap::rules
