#include "rules/Catalogue.h"
#include "rules/Program.h"
#include "rules/link/Merge.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace overlap::rules {

using namespace facts;

namespace {

/// What holds in every unit.
void weaken(Language &language, const Language &unit) {
  language.cplusplus = language.cplusplus || unit.cplusplus;
  language.strictAliasing = language.strictAliasing && unit.strictAliasing;
  language.wrapv = language.wrapv || unit.wrapv;
  language.exceptions = language.exceptions || unit.exceptions;
  language.openmp = language.openmp || unit.openmp;
  language.pointerBits = std::min(language.pointerBits, unit.pointerBits);
}

/// Overriders of every virtual method, those of overriders included.
std::vector<std::vector<Id>> findOverriders(const Program &program) {
  const Tables &tables = program.tables;
  std::vector<std::vector<Id>> direct(tables.functions.size());
  auto functionOf = [&](Id symbol) {
    auto found = program.functionOfSymbol.find(symbol);
    return found == program.functionOfSymbol.end() ? Id{0} : found->second;
  };
  for (const Record &record : tables.records)
    for (const Method &method : record.methods)
      if (Id overrider = functionOf(method.symbol))
        for (Id symbol : method.overrides)
          if (Id overridden = functionOf(symbol))
            direct[overridden].push_back(overrider);
  std::vector<std::vector<Id>> all(tables.functions.size());
  std::vector<Id> seenFor(tables.functions.size(), 0);
  for (Id method = 1; method < direct.size(); ++method) {
    std::vector<Id> pending = direct[method];
    while (!pending.empty()) {
      Id overrider = pending.back();
      pending.pop_back();
      if (seenFor[overrider] == method)
        continue;
      seenFor[overrider] = method;
      all[method].push_back(overrider);
      pending.insert(pending.end(), direct[overrider].begin(), direct[overrider].end());
    }
    std::ranges::sort(all[method]);
  }
  return all;
}

} // namespace

Program link(std::vector<UnitFacts> units) {
  std::ranges::sort(units, {}, [](const UnitFacts &unit) { return std::tie(unit.mainFile, unit.command); });
  Program program;
  Merger merger(program);
  for (std::size_t i = 0; i < units.size(); ++i) {
    UnitFacts unit = std::move(units[i]);
    if (i == 0)
      program.language = unit.language, program.language.standard = 0;
    else
      weaken(program.language, unit.language);
    program.functionsSeen += unit.functionsSeen;
    merger.add(unit);
  }
  auto key = [](const Comment &comment) {
    return std::tie(comment.file, comment.line, comment.kind, comment.rules, comment.reason);
  };
  std::ranges::sort(program.comments, {}, key);
  auto repeated = std::ranges::unique(program.comments, {}, key);
  program.comments.erase(repeated.begin(), repeated.end());
  program.overriders = findOverriders(program);
  return program;
}

void addLibraryObjects(Program &program, const Catalogue &catalogue) {
  Tables &tables = program.tables;
  const auto names = catalogue.usingObjects();
  std::map<std::string, Global> objects;
  std::set<std::string> keepers;
  for (Id id = 1; id < tables.functions.size(); ++id) {
    const Function &function = tables.functions[id];
    if (!program.bodiesOf[id].empty() || !names.contains(tables.str(function.qualifiedName)))
      continue;
    const ApiMatch match = catalogue.lookup(tables, function, false);
    if (!match || !match->effects)
      continue;
    auto add = [&](const PathPattern &object, Id type) {
      if (object.global.empty())
        return;
      Global &global = objects[object.global];
      global.storage = object.perThread ? Storage::ThreadLocal : Storage::Global;
      global.inSystemHeader = true;
      if (type)
        global.type = type;
    };
    add(match->effects->returns.path, tables.types[function.result].element);
    for (const KeepSpec &keep : match->effects->keeps) {
      add(keep.into, 0);
      keepers.insert(keep.into.global);
    }
  }
  for (auto &[name, global] : objects) {
    if (keepers.contains(name)) // no type: pointers to anything lie in it
      global.type = 0;
    global.name = static_cast<Id>(tables.strings.size());
    tables.strings.push_back(name);
    tables.globals.push_back(global);
  }
}

} // namespace overlap::rules
