#include "rules/CatalogueFile.h"

#include "facts/Error.h"
#include "rules/CatalogueWords.h"
#include "rules/JsonFields.h"

namespace overlap::rules {
namespace {

/// Reads a text field with one of the pattern parsers, so that a bad pattern is reported with its field.
template <class Parse>
auto parsed(const JsonFields &fields, std::string_view field, std::string_view text, Parse parse) {
  try {
    return parse(text);
  } catch (const Error &error) {
    fields.fail(field, error.what());
  }
}

std::vector<PathPattern> patterns(JsonFields &fields, std::string_view field) {
  std::vector<PathPattern> result;
  for (const std::string &text : fields.texts(field))
    result.push_back(parsed(fields, field, text, parsePathPattern));
  return result;
}

/// The part of `text` before the first space; it is removed from `text` with the space.
std::string_view takeWord(std::string_view &text) {
  std::size_t space = text.find(' ');
  std::string_view word = text.substr(0, space);
  text = space == std::string_view::npos ? std::string_view() : text.substr(space + 1);
  return word;
}

/// "MODE [TREATMENT] HANDLE", e.g. "read stream a0", "fresh ret", "open:a1 path:a0", "order global:stdout".
ApiResource resourceUse(const JsonFields &fields, std::string_view text) {
  constexpr std::string_view field = "resources";
  using Handle = ApiResource::Handle;
  ApiResource use;
  std::string_view rest = text;
  std::string_view mode = takeWord(rest);
  if (mode.starts_with("open:")) {
    use.mode = ApiResource::Mode::Open;
    use.modeArg = parsed(fields, field, mode.substr(5), parsePathPattern).arg;
  } else {
    use.mode = fields.lookUp(field, mode, words::modes());
  }
  if (rest.find(' ') != std::string_view::npos)
    use.treatment = fields.lookUp(field, takeWord(rest), words::treatments());
  bool names = rest.starts_with("path:");
  PathPattern handle = parsed(fields, field, names ? rest.substr(5) : rest, parsePathPattern);
  bool isTarget = handle.root == PathPattern::Root::Arg && !names && handle.steps.size() == 1 &&
                  handle.steps[0].kind == PatternStep::Kind::Deref;
  if (!handle.steps.empty() && !isTarget)
    fields.fail(field, "'" + std::string(text) +
                           "': a handle is this, aN, *aN, ret, global:NAME, path:aN, path:this or path:ret");
  use.arg = handle.arg;
  use.name = handle.global;
  switch (handle.root) {
  case PathPattern::Root::This:
    use.handle = names ? Handle::PathThis : Handle::This;
    break;
  case PathPattern::Root::Arg:
    use.handle = names ? Handle::PathArg : isTarget ? Handle::ArgTarget : Handle::Arg;
    break;
  case PathPattern::Root::Ret:
    use.handle = names ? Handle::PathRet : Handle::Ret;
    break;
  case PathPattern::Root::Global:
    use.handle = Handle::Global;
    break;
  }
  return use;
}

/// Two patterns with a word between them, e.g. "ret from a0", "a1[] behind a0".
std::pair<PathPattern, PathPattern> patternPair(const JsonFields &fields, std::string_view field,
                                                std::string_view text, std::string_view separator) {
  std::size_t at = text.find(separator);
  if (at == std::string_view::npos)
    fields.fail(field, "'" + std::string(text) + "': expected two patterns and '" +
                           std::string(separator.substr(1, separator.size() - 2)) + "' between them");
  return {parsed(fields, field, text.substr(0, at), parsePathPattern),
          parsed(fields, field, text.substr(at + separator.size()), parsePathPattern)};
}

constexpr std::string_view kCondition = " if ";

/// What stands behind " if ".
CallCondition conditionOf(const JsonFields &fields, std::string_view field, std::string_view text) {
  const std::size_t at = text.find(kCondition);
  return at == std::string_view::npos
             ? CallCondition()
             : parsed(fields, field, text.substr(at + kCondition.size()), parseCondition);
}

ModeChange modeChange(const JsonFields &fields, std::string_view text) {
  return {parsed(fields, "setsNonblocking", text.substr(0, text.find(kCondition)), parsePathPattern),
          conditionOf(fields, "setsNonblocking", text)};
}

Blocking blocking(JsonFields fields) {
  Blocking result;
  result.kind = fields.requireWord("kind", words::blockKinds());
  result.otherKinds = fields.wordList("otherKinds", words::blockKinds());
  result.latency = fields.requireWord("latency", words::latencies());
  result.latencyDependsOnHandle = fields.flag("dependsOnHandle");
  result.latencyWhy = fields.text("why");
  result.unboundedWait = fields.flag("unboundedWait");
  result.perConnection = fields.flag("perConnection");
  result.counts = fields.flag("counts", true);
  result.asyncWorthwhile = fields.flag("asyncWorthwhile", true);
  result.asyncAlternatives = fields.texts("async");
  result.timeoutArg = fields.index("timeoutArg");
  result.nonblockingWhen = fields.text("nonblockingWhen");
  for (const std::string &text : fields.texts("nonblockingIf"))
    result.nonblockingIf.push_back(parsed(fields, "nonblockingIf", text, parseCondition));
  fields.finish();
  return result;
}

ApiEffects effects(JsonFields fields) {
  ApiEffects result;
  result.reads = patterns(fields, "reads");
  result.writes = patterns(fields, "writes");
  result.storesAlways = fields.flag("storesAlways");
  result.arguments = fields.word("arguments", words::argumentRules(), ArgumentRule::None);
  if (std::string text = fields.text("returns"); !text.empty())
    result.returns = parsed(fields, "returns", text, parseReturn);
  for (const std::string &text : fields.texts("calls"))
    result.calls.push_back(parsed(fields, "calls", text, parseCall));
  for (const std::string &text : fields.texts("keeps"))
    result.keeps.push_back(parsed(fields, "keeps", text, parseKeep));
  result.invalidates = patterns(fields, "invalidates");
  fields.finish();
  return result;
}

Algorithm algorithm(JsonFields fields) {
  Algorithm result;
  result.kind = fields.requireWord("kind", words::algorithms());
  result.first = fields.index("first");
  result.last = fields.index("last");
  result.count = fields.index("count");
  result.range = fields.index("range");
  result.first2 = fields.index("first2");
  result.output = fields.index("output");
  result.callable = fields.index("callable");
  result.init = fields.index("init");
  result.parallelisable = fields.flag("parallelisable");
  result.ordered = fields.flag("ordered");
  result.stopsEarly = fields.flag("stopsEarly");
  if (!result.range && !result.first)
    fields.fail("first", "an algorithm needs first or range");
  fields.finish();
  return result;
}

Cost cost(JsonFields &fields) {
  Cost result;
  const Json *value = fields.find("cost");
  if (!value)
    return result;
  if (!value->is_object()) {
    result.operations = fields.number("cost", 1);
    return result;
  }
  JsonFields inner = *fields.object("cost");
  result.operations = inner.number("operations", 1);
  result.per = inner.requireWord("per", words::costUnits());
  inner.finish();
  return result;
}

std::optional<unsigned> parameterCount(const JsonFields &fields, const Json &value) {
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() > 99)
    fields.fail("params", "expected a number of parameters, or [from, to]");
  return value.get<unsigned>();
}

void parameterCounts(JsonFields &fields, ApiEntry &entry) {
  const Json *value = fields.find("params");
  if (!value)
    return;
  bool isRange = value->is_array();
  if (isRange && value->size() != 2)
    fields.fail("params", "expected a number of parameters, or [from, to]");
  entry.minParams = parameterCount(fields, isRange ? (*value)[0] : *value);
  entry.maxParams = parameterCount(fields, isRange ? (*value)[1] : *value);
}

ApiEntry apiEntry(JsonFields &fields, const std::string &library) {
  ApiEntry entry;
  entry.name = fields.requireText("name");
  entry.match = fields.word("match", words::matchKinds(), MatchKind::Any);
  entry.library = library;
  parameterCounts(fields, entry);
  if (auto part = fields.object("blocks"))
    entry.blocking = blocking(*part);
  entry.role = fields.word("role", words::roles(), entry.blocking ? Role::Io : Role::Plain);
  for (const std::string &text : fields.texts("resources"))
    entry.resources.push_back(resourceUse(fields, text));
  for (const std::string &text : fields.texts("derives")) {
    const std::size_t condition = text.find(kCondition);
    auto [handle, from] = patternPair(fields, "derives", text.substr(0, condition), " from ");
    entry.derives.push_back({std::move(handle), std::move(from), conditionOf(fields, "derives", text)});
  }
  for (const std::string &text : fields.texts("memory")) {
    auto [memory, handle] = patternPair(fields, "memory", text, " behind ");
    entry.memory.push_back({std::move(memory), std::move(handle)});
  }
  if (auto part = fields.object("effects"))
    entry.effects = effects(*part);
  entry.opaque = fields.flag("opaque");
  entry.effectsKnown = fields.flag("effectsKnown", !entry.opaque);
  entry.orderedWithAll = fields.text("orderedWithAll");
  entry.pure = fields.flag("pure");
  if (entry.pure && !entry.effects) {
    entry.effects.emplace().arguments = ArgumentRule::ReadOnly;
    entry.effects->returns.kind = ReturnSpec::Kind::Value;
  }
  if (entry.pure && (!entry.effects->writes.empty() || !entry.resources.empty() || entry.blocking))
    fields.fail("pure", "a pure function writes nothing, touches no resource and does not block");
  entry.endsProcess = fields.flag("endsProcess");
  entry.noReturn = fields.flag("noReturn", entry.endsProcess);
  entry.throws = fields.word("throws", words::throws(), Throws::No);
  if (std::string text = fields.text("setsNonblocking"); !text.empty())
    entry.setsNonblocking = modeChange(fields, text);
  entry.cost = cost(fields);
  if (auto part = fields.object("algorithm"))
    entry.algorithm = algorithm(*part);
  if (auto part = fields.object("atomic")) {
    Atomic &atomic = entry.atomic.emplace();
    atomic.op = part->requireWord("op", words::atomicOps());
    atomic.commutative = part->flag("commutative");
    part->finish();
  }
  if (std::string text = fields.text("stream"); !text.empty())
    entry.stream = parsed(fields, "stream", text, parsePathPattern);
  entry.hint = fields.text("hint");
  entry.note = fields.text("note");
  return entry;
}

std::vector<unsigned> templateArguments(JsonFields &fields, const char *field) {
  std::vector<unsigned> numbers;
  for (const Json &arg : fields.list(field)) {
    if (!arg.is_number_unsigned())
      fields.fail(field, "expected numbers of template arguments");
    numbers.push_back(arg.get<unsigned>());
  }
  return numbers;
}

ClassEntry classEntry(JsonFields &fields, const std::string &library) {
  ClassEntry entry;
  entry.name = fields.requireText("name");
  entry.library = library;
  entry.kind = fields.word("kind", words::classKinds(), ClassEntry::Kind::Plain);
  entry.ownsElements = fields.flag("ownsElements");
  entry.contiguous = fields.flag("contiguous");
  entry.counts = fields.flag("counts");
  entry.sharesWords = fields.flag("sharesWords");
  entry.arithmetic = fields.flag("arithmetic");
  entry.copySharesState = fields.flag("copySharesState");
  entry.inlineStorage = fields.flag("inlineStorage");
  entry.stream = fields.word("stream", words::streamKinds(), StreamKind::None);
  entry.elementArgs = templateArguments(fields, "elementArgs");
  entry.functionArgs = templateArguments(fields, "functionArgs");
  entry.allocatorArg = fields.index("allocatorArg");
  entry.hint = fields.text("hint");
  return entry;
}

/// Where an object of a list is: by its name, or by its place if it has none.
std::string placeOf(const std::string &file, const char *what, const Json &value, std::size_t number) {
  std::string name = std::to_string(number + 1);
  if (value.is_object())
    if (auto it = value.find("name"); it != value.end() && it->is_string())
      name = it->get<std::string>();
  return file + ": " + what + " " + name;
}

/// Calls `read` with the fields of each object of the list in `field`; `what` names such an object in
/// messages.
template <class Read>
void forEach(JsonFields &top, const std::string &file, std::string_view field, const char *what, Read read) {
  const Json::array_t &list = top.list(field);
  for (std::size_t i = 0; i < list.size(); ++i) {
    JsonFields fields(list[i], placeOf(file, what, list[i], i));
    read(fields);
    fields.finish();
  }
}

} // namespace

CatalogueFile readCatalogueFile(const std::string &file) {
  const Json json = readJsonFile(file);
  JsonFields top(json, file);
  CatalogueFile result;
  result.library = top.requireText("library");
  top.text("$schema");
  top.text("source");
  std::vector<std::string> headers = top.texts("headers");
  bool strictHeaders = top.flag("strictHeaders");
  bool cNames = top.flag("cNames");
  bool isHeaderOnly = top.flag("headerOnly");
  forEach(top, file, "entries", "entry", [&](JsonFields &fields) {
    CatalogueRecord record;
    record.entry = apiEntry(fields, result.library);
    bool own = fields.find("headers");
    record.headers = own ? fields.texts("headers") : headers;
    record.anySystemHeader = !strictHeaders;
    record.cName = cNames;
    record.isHeaderOnly = isHeaderOnly;
    result.entries.push_back(std::move(record));
  });
  forEach(top, file, "assume", "assume", [&](JsonFields &fields) {
    CatalogueRecord record;
    record.entry = apiEntry(fields, result.library);
    record.entry.assumed = true;
    record.entry.commutes = fields.flag("independent");
    record.headers = fields.texts("headers");
    result.entries.push_back(std::move(record));
  });
  forEach(top, file, "classes", "class",
          [&](JsonFields &fields) { result.classes.push_back(classEntry(fields, result.library)); });
  forEach(top, file, "globals", "global", [&](JsonFields &fields) {
    GlobalObject object;
    object.name = fields.requireText("name");
    object.library = result.library;
    object.resource = fields.requireText("resource");
    object.stream = fields.word("stream", words::streamKinds(), StreamKind::Terminal);
    object.logging = fields.flag("logging");
    result.globals.push_back(std::move(object));
  });
  forEach(top, file, "aliases", "alias", [&](JsonFields &fields) {
    std::string name = fields.requireText("name");
    result.classAliases.emplace_back(std::move(name), fields.requireText("of"));
  });
  top.finish();
  return result;
}

} // namespace overlap::rules
