#include "rules/link/Merge.h"

#include "facts/Hash.h"

#include <algorithm>
#include <utility>

namespace overlap::rules {

using namespace facts;

StringPool::StringPool(std::vector<std::string> &strings)
    : strings(strings), ids(16, Hash{&strings}, Equal{&strings}) {
  ids.insert(0);
}

Id StringPool::intern(const std::string &text) {
  if (auto found = ids.find(std::string_view(text)); found != ids.end())
    return *found;
  strings.push_back(text);
  Id id = static_cast<Id>(strings.size() - 1);
  ids.insert(id);
  return id;
}

std::size_t Merger::TypeHash::operator()(const Type &type) const {
  std::size_t hash = static_cast<std::size_t>(type.kind);
  for (std::size_t word : {std::size_t{type.width}, std::size_t{type.element}, std::size_t{type.record},
                           std::size_t{type.extent}, std::size_t{type.spelling}})
    hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
  return hash ^ (hash >> 29);
}

Merger::Merger(Program &program) : program(program), pool(program.tables.strings) {
  program.bodiesOf.resize(1);
  typeIds.emplace(Type{}, 0);
}

void Merger::add(const UnitFacts &added) {
  unit = &added;
  ids = IdMaps();
  newRecords.clear();
  mapStringsAndFiles();
  mapSymbols();
  mapRecords();
  ids.types.assign(added.tables.types.size(), 0);
  for (Id type = 1; type < added.tables.types.size(); ++type)
    mapType(type);
  fillRecords();
  mapGlobals();
  mapFunctions();
  addBodies();
  addComments();
}

void Merger::mapStringsAndFiles() {
  ids.strings.reserve(unit->tables.strings.size());
  for (const std::string &text : unit->tables.strings)
    ids.strings.push_back(pool.intern(text));
  ids.files.push_back(0);
  for (Id i = 1; i < unit->tables.files.size(); ++i) {
    File file = unit->tables.files[i];
    file.name = ids.strings[file.name];
    auto [at, isNew] = fileOfName.try_emplace(file.name, program.tables.files.size());
    if (isNew)
      program.tables.files.push_back(file);
    ids.files.push_back(at->second);
  }
}

void Merger::mapSymbols() {
  ids.symbols.push_back(0);
  for (Id i = 1; i < unit->tables.symbols.size(); ++i) {
    Symbol symbol = unit->tables.symbols[i];
    symbol.usr = ids.strings[symbol.usr];
    bool isLocal = symbol.linkage == Linkage::Internal || symbol.linkage == Linkage::None;
    symbol.scope = isLocal ? ids.strings[symbol.scope] : 0;
    auto [at, isNew] = symbolOfKey.try_emplace({symbol.usr, symbol.scope}, program.tables.symbols.size());
    if (isNew) {
      program.tables.symbols.push_back(symbol);
    } else if (symbol.linkage == Linkage::Weak) {
      program.tables.symbols[at->second].linkage =
          Linkage::Weak; // one weak declaration is enough to replace it
    }
    ids.symbols.push_back(at->second);
  }
}

/// The definition in words that no numbering enters.
std::string Merger::recordSignature(const Record &record) const {
  const Tables &tables = unit->tables;
  std::string text = record.isUnion ? "union" : "struct";
  for (const BaseClass &base : record.bases)
    text += " :" + tables.str(tables.symbols[tables.records[base.record].symbol].usr);
  for (const Field &field : record.fields)
    text += " " + tables.str(tables.types[field.type].spelling) + "," + tables.str(field.name) + "," +
            std::to_string(field.storageUnit);
  return text;
}

void Merger::mapRecords() {
  ids.records.push_back(0);
  for (Id i = 1; i < unit->tables.records.size(); ++i) {
    const Record &record = unit->tables.records[i];
    RecordVariants &variants = recordsOfSymbol[ids.symbols[record.symbol]];
    Id id = variants.complete.empty() ? variants.incomplete : variants.complete.begin()->second;
    bool isNew = id == 0;
    if (record.isComplete) {
      Id &variant = variants.complete[recordSignature(record)];
      isNew = variant == 0;
      id = variant ? variant : variants.incomplete;
      variants.incomplete = 0;
      if (id == 0) {
        id = static_cast<Id>(program.tables.records.size());
        program.tables.records.emplace_back();
      }
      variant = id;
    } else if (isNew) {
      id = variants.incomplete = static_cast<Id>(program.tables.records.size());
      program.tables.records.emplace_back();
    }
    ids.records.push_back(id);
    if (isNew)
      newRecords.emplace_back(i, id);
  }
}

/// Equal types get one id; what a type refers to is mapped first, whatever the order in the unit.
Id Merger::mapType(Id id) {
  if (id == 0 || ids.types[id] != 0)
    return ids.types[id];
  Type type = unit->tables.types[id];
  type.element = mapType(type.element);
  type.record = ids.records[type.record];
  type.spelling = ids.strings[type.spelling];
  auto [at, isNew] = typeIds.try_emplace(type, program.tables.types.size());
  if (isNew)
    program.tables.types.push_back(type);
  return ids.types[id] = at->second;
}

void Merger::fillRecords() {
  Remap remap(ids);
  for (auto [from, to] : newRecords) {
    Record record = unit->tables.records[from];
    visit(remap, record);
    program.tables.records[to] = std::move(record);
  }
}

void Merger::mapGlobals() {
  Remap remap(ids);
  ids.globals.push_back(0);
  for (Id i = 1; i < unit->tables.globals.size(); ++i) {
    Global global = unit->tables.globals[i];
    global.functions.clear(); // see mapFunctions
    visit(remap, global);
    auto [at, isNew] = globalOfSymbol.try_emplace(global.symbol, program.tables.globals.size());
    ids.globals.push_back(at->second);
    if (isNew) {
      program.tables.globals.push_back(global);
      continue;
    }
    Global &known = program.tables.globals[at->second];
    if (known.hasConstValue && global.hasConstValue && known.constValue != global.constValue)
      known.hasConstValue = known.isConst = false; // two programs, one name: nothing is sure
    known.isConst = known.isConst && global.isConst;
    if (!known.hasConstValue && global.hasConstValue && known.isConst) {
      known.hasConstValue = true;
      known.constValue = global.constValue;
    }
    known.constInit = known.constInit || global.constInit; // only the definition sees the initialiser
  }
}

namespace {

/// How much a unit's view of a function says; the more telling one wins.
int rank(BodyState state) {
  switch (state) {
  case BodyState::Present:
    return 5;
  case BodyState::TooLarge:
    return 4;
  case BodyState::Broken:
    return 3;
  case BodyState::Skipped:
    return 2;
  case BodyState::NotInstantiated:
    return 1;
  case BodyState::None:
    return 0;
  }
  return 0;
}

} // namespace

void Merger::mapFunctions() {
  Remap remap(ids);
  ids.functions.assign(unit->tables.functions.size(), 0);
  for (Id i = 1; i < unit->tables.functions.size(); ++i) {
    Id symbol = ids.symbols[unit->tables.functions[i].symbol];
    auto [at, isNew] = program.functionOfSymbol.try_emplace(symbol, program.tables.functions.size());
    ids.functions[i] = at->second;
    if (isNew) {
      program.tables.functions.emplace_back();
      program.bodiesOf.emplace_back();
    }
  }
  ids.bodies.assign(unit->tables.bodies.size(), 0);
  for (Id i = 1; i < unit->tables.functions.size(); ++i) {
    Function function = unit->tables.functions[i];
    visit(remap, function);
    Function &known = program.tables.functions[ids.functions[i]];
    if (known.symbol == 0) {
      known = std::move(function);
      continue;
    }
    std::uint32_t attrs = known.attrs | function.attrs;
    Id header = known.header ? known.header : function.header;
    bool inSystemHeader = known.inSystemHeader || function.inSystemHeader;
    if (rank(function.state) > rank(known.state))
      known = std::move(function);
    known.attrs = attrs;
    known.header = header;
    known.inSystemHeader = inSystemHeader;
  }
  for (Id i = 1; i < unit->tables.globals.size(); ++i) {
    std::vector<Id> &known = program.tables.globals[ids.globals[i]].functions;
    for (Id function : unit->tables.globals[i].functions)
      if (std::ranges::find(known, ids.functions[function]) == known.end())
        known.push_back(ids.functions[function]);
  }
}

/// A header's inline function is known once: all units that saw the same body have the same hash.
void Merger::addBodies() {
  Remap remap(ids);
  BodyHasher hash(unit->tables);
  for (Id i = 1; i < unit->tables.functions.size(); ++i) {
    const Function &function = unit->tables.functions[i];
    if (function.state != BodyState::Present || function.body == 0)
      continue;
    Id id = ids.functions[i];
    auto [at, isNew] = bodyOfHash.try_emplace({id, hash(i)}, program.tables.bodies.size());
    if (!isNew)
      continue;
    Body body = unit->tables.bodies[function.body];
    visit(remap, body);
    program.tables.bodies.push_back(std::move(body));
    program.bodiesOf[id].push_back(at->second);
    program.tables.functions[id].body = program.bodiesOf[id].front();
  }
}

void Merger::addComments() {
  Remap remap(ids);
  for (Comment comment : unit->comments) {
    visit(remap, comment);
    program.comments.push_back(std::move(comment));
  }
}

} // namespace overlap::rules
