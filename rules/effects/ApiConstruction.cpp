#include "rules/effects/CallModel.h"

#include <algorithm>

/// The part of the call model that runs the constructor of what `std::make_unique` and its like make of their
/// arguments.
namespace overlap::rules {

using namespace facts;

/// The class of the one object that the smart pointer which the call returns leads to; 0 if that is not
/// known.
Id CallModel::madeRecord(const CallSite &site) const {
  const Id holder = engine.recordOf(site.call->type);
  const ClassEntry *entry = engine.classOfRecord(holder);
  if (!entry || entry->elementArgs.size() != 1)
    return 0;
  const std::vector<Id> &args = engine.program.tables.records[holder].templateArgs;
  const Id type = entry->elementArgs[0] < args.size() ? args[entry->elementArgs[0]] : 0;
  return type && engine.type(type).kind == TypeKind::Record ? engine.type(type).record : 0;
}

/// Where the new object lies that the call returns a pointer to: what a variable owns is found there.
AccessPath CallModel::madeObject(const CallSite &site) const {
  const ClassEntry *owner = engine.classOfType(site.call->type);
  Resolver &resolver = engine.state(site.body).resolver;
  return site.call->result && owner && owner->kind == ClassEntry::Kind::Pointer && owner->ownsElements
             ? resolver.objectPointee(resolver.path(site.call->result), site.call->type, site.event)
             : pathTo(BaseKind::Fresh, site.event);
}

/// True if a parameter of type `wanted` is made of an argument of type `given` with no code of the user's
/// own.
bool CallModel::takesAsItIs(Id wantedType, Id givenType) const {
  const Type &wanted = engine.type(engine.valueType(wantedType)),
             &given = engine.type(engine.valueType(givenType));
  auto isNumber = [](const Type &type) {
    return type.kind == TypeKind::Int || type.kind == TypeKind::Float || type.kind == TypeKind::Bool ||
           type.kind == TypeKind::Enum;
  };
  const bool isAddress = given.kind == TypeKind::Pointer || given.kind == TypeKind::Array;
  if (wanted.kind == TypeKind::Record && given.kind == TypeKind::Record)
    return wanted.record == given.record || engine.derivesFrom(given.record, wanted.record);
  if (wanted.kind == TypeKind::Record) // a text
    return isAddress && engine.classOfRecord(wanted.record) && engine.isValue(engine.valueType(wantedType));
  return (isNumber(wanted) && isNumber(given)) || (wanted.kind == TypeKind::Pointer && isAddress);
}

/// Runs the constructor that takes the arguments as they are passed. False if which one that is, or what it
/// does, is not known.
bool CallModel::addMade(const CallSite &site, const AccessPath &object, CallOutcome &out) const {
  const Id made = madeRecord(site);
  if (made == 0 || !site.function)
    return false;
  const Record &record = engine.program.tables.records[made];
  const std::vector<Arg> &args = site.call->args;
  Call construction = *site.call;
  construction.syntax = CallSyntax::Construct;
  construction.receiver = construction.result = 0;
  if (engine.classOfRecord(made) || record.inSystemHeader) {
    const std::string &name = engine.program.str(record.name);
    ApiQuery query;
    const std::string constructor = name + name.substr(name.rfind("::"));
    query.qualifiedName = constructor;
    query.kind = MatchKind::Constructor;
    query.inSystemHeader = true;
    query.paramCount = static_cast<int>(args.size());
    const ApiMatch known = engine.catalogue.lookup(query);
    if (!known)
      return false;
    addApi({site.body, site.event, &construction, site.function, known}, out);
    return true;
  }
  const UserCode::Found found = userCode.find(site, CallSpec::Kind::Construct);
  std::vector<Id> taking;
  for (const Id function : found.functions) {
    const Function &target = engine.program.function(function);
    if (target.record != made || target.params.size() < args.size())
      continue;
    const bool takes =
        std::equal(args.begin(), args.end(), target.params.begin(),
                   [&](const Arg &arg, const Param &param) { return takesAsItIs(param.type, arg.type); });
    const bool copies = target.params.size() == 1 && engine.recordOf(target.params[0].type) == made;
    if (!takes && !copies)
      return false;
    if (takes && target.params.empty()) // others need arguments, or the call would be ambiguous
      taking.assign(1, function);
    else if (takes && !(args.empty() && !taking.empty()))
      taking.push_back(function);
  }
  if (taking.empty() || found.unknown)
    return false;
  for (const Id function : taking) {
    const Function &target = engine.program.function(function);
    const CallSite inside{site.body, site.event, &construction, &target, {}};
    addSummary(inside, {inside, target, nullptr, &object}, function, engine.summary(function), out);
  }
  return true;
}

} // namespace overlap::rules
