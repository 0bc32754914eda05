#include "rules/effects/UserCode.h"

#include "rules/effects/Engine.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;
using Kind = CallSpec::Kind;

namespace {

/// A function that `swap(a, b)` may find by the types of its arguments.
bool isSwap(std::string_view name) { return name == "swap" || name.ends_with("::swap"); }

} // namespace

UserCode::UserCode(const Engine &engine) : engine(engine) {
  const Tables &tables = engine.program.tables;
  for (Id id = 1; id < tables.functions.size(); ++id) {
    const Function &function = tables.functions[id];
    if (function.record) {
      members[function.record].push_back(id);
    } else if (const std::string &name = tables.str(function.qualifiedName);
               name.find("operator") != std::string::npos || isSwap(name)) {
      for (const Param &param : function.params)
        if (Id record = engine.recordOf(param.type);
            record && (operators[record].empty() || operators[record].back() != id))
          operators[record].push_back(id);
    }
  }
}

/// True for a class of the library that owns an object of a type that its own type does not name.
bool UserCode::keepsAnyType(Id id) const {
  const ClassEntry *entry = engine.classOfRecord(id);
  return entry && entry->ownsElements && engine.program.tables.records[id].templateArgs.empty();
}

bool UserCode::isLibrary(Id id) const {
  return engine.program.tables.records[id].inSystemHeader || engine.classOfRecord(id);
}

namespace {

bool matches(const Program &program, const Function &function, Kind kind) {
  const std::string &name = program.str(function.qualifiedName);
  auto ends = [&](std::string_view end) { return std::string_view(name).ends_with(end); };
  switch (kind) {
  case Kind::Copy:
  case Kind::Move:
  case Kind::Construct:
    return function.kind == FunctionKind::Constructor;
  case Kind::Destroy:
  case Kind::Deleter:
    return function.kind == FunctionKind::Destructor;
  case Kind::Assign:
    return ends("::operator=") || function.kind == FunctionKind::Constructor;
  case Kind::Swap:
    return ends("::operator=") || function.kind == FunctionKind::Constructor ||
           (!function.record && isSwap(name));
  case Kind::Compare:
    return ends("operator<") || ends("operator<=>") || ends("operator>");
  case Kind::Equal:
    return ends("operator==") || ends("operator!=");
  case Kind::Hash:
    return ends("hash_value");
  case Kind::Arithmetic:
    return ends("operator+") || ends("operator-") || ends("operator*") || ends("operator+=") ||
           ends("operator-=") || ends("operator++") || ends("operator--");
  case Kind::Input:
    return ends("operator>>");
  case Kind::Output:
    return ends("operator<<");
  default:
    return false;
  }
}

/// Where what an object owned may end.
bool deletes(Kind kind) { return kind == Kind::Destroy || kind == Kind::Deleter || kind == Kind::Assign; }

/// Where no code of the user's own runs for a plain record.
bool isTrivial(const Record &record, Kind kind) {
  switch (kind) {
  case Kind::Copy:
  case Kind::Move:
  case Kind::Assign:
  case Kind::Swap:
    return record.isTriviallyCopyable;
  case Kind::Destroy:
  case Kind::Deleter:
    return record.hasTrivialDtor;
  default:
    return false;
  }
}

} // namespace

void UserCode::addElementTypes(Id type, std::vector<Id> &types, unsigned depth) const {
  const Type &t = engine.type(type);
  if (t.kind == TypeKind::LValueRef || t.kind == TypeKind::RValueRef || t.kind == TypeKind::Pointer ||
      t.kind == TypeKind::Array)
    return addElementTypes(t.element, types, depth);
  if (t.kind != TypeKind::Record || depth > 4)
    return;
  if (!isLibrary(t.record)) {
    types.push_back(t.record);
    return;
  }
  for (Id argument : engine.program.tables.records[t.record].templateArgs)
    if (argument && (engine.type(argument).kind == TypeKind::Record ||
                     engine.type(argument).kind == TypeKind::Array)) // `std::unique_ptr<T[]>`
      addElementTypes(argument, types, depth + 1);
    else if (argument && depth == 0 && engine.type(argument).kind == TypeKind::Pointer)
      addElementTypes(argument, types, depth + 1); // an iterator's underlying pointer
}

void UserCode::addType(Id id, Kind kind, Found &found, std::vector<Id> &seen) const {
  if (std::ranges::find(seen, id) != seen.end())
    return;
  seen.push_back(id);
  const Record &record = engine.program.tables.records[id];
  if (record.isLambda)
    return;
  auto collect = [&](const std::map<Id, std::vector<Id>> &table) {
    auto at = table.find(id);
    if (at == table.end())
      return;
    for (Id function : at->second) {
      const Function &f = engine.program.function(function);
      if (!matches(engine.program, f, kind) || (f.attrs & AttrTrivial))
        continue;
      if (engine.isDefined(function)) {
        found.functions.push_back(function);
        found.functions.insert(found.functions.end(), engine.program.overriders[function].begin(),
                               engine.program.overriders[function].end());
      } else if (!(f.attrs & AttrImplicit)) {
        found.isNotSeen(id);
      }
    }
  };
  if (kind == Kind::Swap || !isTrivial(record, kind))
    collect(operators);
  if (isTrivial(record, kind))
    return;
  collect(members);
  if (kind == Kind::Hash)
    found.isNotSeen(id); // a specialisation of std::hash is not tied to the record
  // The implicit ones run those of the parts.
  bool memberwise = kind == Kind::Copy || kind == Kind::Move || kind == Kind::Assign || kind == Kind::Swap ||
                    kind == Kind::Destroy || kind == Kind::Construct || kind == Kind::Deleter;
  if (!memberwise)
    return;
  std::vector<Id> parts;
  for (const BaseClass &base : record.bases)
    if (!isLibrary(base.record))
      parts.push_back(base.record);
  for (const Field &field : record.fields)
    if (engine.type(field.type).kind != TypeKind::Pointer) {
      addElementTypes(field.type, parts, 0);
      if (deletes(kind))
        addDeleters(field.type, found, 0);
    }
  for (Id part : parts)
    addType(part, kind, found, seen);
}

std::vector<Id> UserCode::callOperators(Id record) const {
  std::vector<Id> found;
  const auto at = members.find(record);
  if (record == 0 || at == members.end() || !engine.program.tables.records[record].isLambda)
    return found;
  for (Id function : at->second)
    if (engine.program.function(function).kind == FunctionKind::Lambda && engine.isDefined(function))
      found.push_back(function);
  return found;
}

/// What a container compares or hashes with: `std::set<int, Less>`.
void UserCode::addFunctionObjects(Id container, Found &found) const {
  const Id record = engine.recordOf(container);
  const ClassEntry *entry = engine.classOfRecord(record);
  const std::vector<Id> &given = engine.program.tables.records[record].templateArgs;
  if (entry && entry->kind != ClassEntry::Kind::Pointer)
    for (unsigned arg : entry->functionArgs)
      if (arg < given.size() && given[arg])
        addFunctionObject(given[arg], found);
}

/// What a smart pointer deletes with, and those that a container owns: `std::unique_ptr<T, Deleter>`.
void UserCode::addDeleters(Id type, Found &found, unsigned depth) const {
  constexpr unsigned maxDepth = 4;
  const Id record = engine.recordOf(type);
  const ClassEntry *entry = engine.classOfRecord(record);
  if (!entry || depth > maxDepth)
    return;
  const std::vector<Id> &given = engine.program.tables.records[record].templateArgs;
  if (entry->kind == ClassEntry::Kind::Pointer)
    for (unsigned arg : entry->functionArgs)
      if (arg < given.size() && given[arg])
        addFunctionObject(given[arg], found);
  for (Id argument : entry->ownsElements ? given : std::vector<Id>())
    if (argument)
      addDeleters(argument, found, depth + 1);
}

void UserCode::addFunctionObject(Id type, Found &found) const {
  const Id record = engine.recordOf(type);
  const ClassEntry *entry = engine.classOfRecord(record);
  if (record == 0)
    return found.isNotSeen(0);
  if (isLibrary(record)) { // std::less is none of the user's own
    if (entry && (entry->kind == ClassEntry::Kind::Callable || entry->kind == ClassEntry::Kind::Pointer))
      found.isNotSeen(record);
    return;
  }
  bool isFound = false;
  for (Id base = record; base && !isFound;) {
    if (const auto at = members.find(base); at != members.end())
      for (Id function : at->second)
        if (engine.program.str(engine.program.function(function).qualifiedName).ends_with("operator()")) {
          isFound = true;
          if (engine.isDefined(function))
            found.functions.push_back(function);
          else
            found.isNotSeen(record);
        }
    const std::vector<BaseClass> &bases = engine.program.tables.records[base].bases;
    base = bases.size() == 1 ? bases.front().record : 0;
  }
  if (!isFound)
    found.isNotSeen(record);
}

/// Of a container and of the containers in it. That it is given memory by code of the user's own is seen by
/// the type: which of the allocator's functions run is not.
void UserCode::addAllocators(Id type, Found &found, unsigned depth) const {
  constexpr unsigned maxDepth = 4;
  const Id record = engine.recordOf(type);
  const ClassEntry *entry = engine.classOfRecord(record);
  if (!entry || depth > maxDepth)
    return;
  const std::vector<Id> &given = engine.program.tables.records[record].templateArgs;
  if (entry->allocatorArg && *entry->allocatorArg < given.size())
    if (const Id allocator = engine.recordOf(given[*entry->allocatorArg]);
        allocator && !engine.classOfRecord(allocator))
      found.isNotSeen(allocator);
  for (unsigned arg : entry->elementArgs)
    if (arg < given.size() && given[arg])
      addAllocators(given[arg], found, depth + 1);
}

UserCode::Found UserCode::find(const CallSite &site, Kind kind) const {
  const Id object = receiverTypeOf(engine.body(site.body), *site.call);
  Found found;
  if (kind == Kind::Allocator) {
    addAllocators(object, found, 0);
    for (const Arg &arg : site.call->args)
      addAllocators(arg.type, found, 0);
    return found;
  }
  std::vector<Id> types;
  if (site.call->receiverType)
    addElementTypes(site.call->receiverType, types, 0);
  else if (site.function && site.function->record)
    for (Id argument : engine.program.tables.records[site.function->record].templateArgs)
      if (argument)
        addElementTypes(argument, types, 1);
  const bool forwards =
      site.api && site.api->effects && site.api->effects->arguments == ArgumentRule::Forward;
  for (const Arg &arg : site.call->args)
    if (!forwards || engine.type(engine.valueType(arg.type)).kind != TypeKind::Pointer) // copied itself
      addElementTypes(arg.type, types, 0);
  if (kind == Kind::Construct) { // `std::make_unique`
    addElementTypes(site.call->type, types, 0);
    const Id made = engine.recordOf(site.call->type);
    if (made && site.call->args.empty() && keepsAnyType(made))
      found.isNotSeen(made);
  }
  if (kind == Kind::Iterator) { // only a user's own iterator runs user code
    for (Id record : types)
      if (engine.program.str(engine.program.tables.records[record].name).ends_with("terator"))
        found.isNotSeen(record);
    return found;
  }
  std::vector<Id> seen;
  for (Id record : types)
    addType(record, kind, found, seen);
  if (kind == Kind::Compare || kind == Kind::Equal || kind == Kind::Hash)
    addFunctionObjects(object, found);
  if (deletes(kind))
    addDeleters(object, found, 0);
  std::ranges::sort(found.functions);
  found.functions.erase(std::ranges::unique(found.functions).begin(), found.functions.end());
  return found;
}

} // namespace overlap::rules
