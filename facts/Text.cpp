#include "facts/Text.h"

#include "facts/Dumper.h"

namespace overlap::facts {
namespace {

/// The tables without the bodies: the type table adds to it.
Tables declarations(const Tables &tables) {
  Tables copy;
  copy.strings = tables.strings;
  copy.files = tables.files;
  copy.types = tables.types;
  copy.symbols = tables.symbols;
  copy.records = tables.records;
  copy.functions = tables.functions;
  copy.globals = tables.globals;
  return copy;
}

class UnitText {
public:
  UnitText(const UnitFacts &facts, const DumpOptions &options)
      : facts(facts), options(options), tables(declarations(facts.tables)), keys(tables), types(tables) {}

  std::string text() {
    std::string out = "unit " + quoted(facts.mainFile);
    if (!facts.command.empty())
      out += " command=" + quoted(facts.command);
    if (facts.functionsSeen)
      out += " functionsSeen=" + std::to_string(facts.functionsSeen);
    out += "\n";
    std::string language = attributesOf(facts.language);
    if (!language.empty())
      out += "language" + language + "\n";
    for (Id id = 1; id < tables.files.size(); ++id)
      out += "file " + reference(Ref::File, id) + attributesOf(tables.files[id], {"name"}) + "\n";
    out += typeLines();
    for (Id id = 1; id < tables.records.size(); ++id)
      out += record(id);
    for (Id id = 1; id < tables.globals.size(); ++id)
      out += global(id);
    FunctionText functions(tables, keys, types, options);
    for (Id id = 1; id < tables.functions.size(); ++id)
      out += functions.function(id, facts.tables.bodies);
    for (const Comment &comment : facts.comments)
      out += "comment" + attributesOf(comment) + "\n";
    for (const Diagnostic &diagnostic : facts.diagnostics)
      out += "diagnostic" + attributesOf(diagnostic) + "\n";
    for (Id id : facts.deps)
      out += "dep " + reference(Ref::File, id) + "\n";
    return out;
  }

private:
  std::string reference(Ref ref, Id id) { return unitReference(tables, keys, ref, id); }

  template <class T> std::string attributesOf(const T &x, std::initializer_list<std::string_view> skip = {}) {
    return attributes(x, T{}, [this](Ref ref, Id id) { return reference(ref, id); }, skip);
  }

  std::string symbolAttribute(Id symbol, const std::string &display) {
    std::string text = reference(Ref::Symbol, symbol);
    return text == quoted(display) ? "" : " symbol=" + (text.empty() ? "none" : text);
  }

  /// Types are written out where they are used; what that does not tell is listed once: widths of records,
  /// and spellings other than the default.
  std::string typeLines() {
    std::vector<std::string> recordLines, lines;
    for (Id id = 1; id < tables.types.size(); ++id) {
      Type x = tables.types[id];
      if (types.canonical(id) != id || isSpelled(x.kind))
        continue;
      bool isRecord = x.kind == TypeKind::Record;
      bool isNumber = x.kind == TypeKind::Int || x.kind == TypeKind::Float;
      if (isNumber || tables.str(x.spelling) == defaultTypeSpelling(tables, id))
        x.spelling = 0;
      std::string text = attributesOf(Type{.width = isRecord ? x.width : 0, .spelling = x.spelling});
      if (!text.empty())
        (isRecord ? recordLines : lines).push_back("type " + typeText(tables, keys, id) + text + "\n");
    }
    // Widths of records come first: widths of arrays follow from them.
    std::string out;
    for (std::vector<std::string> *list : {&recordLines, &lines}) {
      std::ranges::sort(*list);
      for (const std::string &line : *list)
        out += line;
    }
    return out;
  }

  std::string record(Id id) {
    const Record &x = tables.records[id];
    const std::string &display = tables.str(x.displayName);
    std::string text = "record " + keyText(keys.record(id)) + symbolAttribute(x.symbol, display);
    if (tables.str(x.name) != defaultRecordName(display))
      text += " name=" + quoted(tables.str(x.name));
    text += attributesOf(x, {"symbol", "name", "displayName"});
    if (x.fields.empty() && x.bases.empty() && x.methods.empty())
      return text + "\n";
    text += " {\n";
    for (const BaseClass &base : x.bases)
      text += "  base " + keyText(keys.record(base.record)) + attributesOf(base, {"record"}) + "\n";
    for (const Field &field : x.fields)
      text += "  field " + quotedUnlessBare(tables.str(field.name)) + ": " +
              typeText(tables, keys, field.type) + attributesOf(field, {"name", "type"}) + "\n";
    for (const Method &method : x.methods)
      text += "  method " + (method.symbol ? reference(Ref::Symbol, method.symbol) : "none") +
              attributesOf(method, {"symbol"}) + "\n";
    return text + "}\n";
  }

  std::string global(Id id) {
    const Global &x = tables.globals[id];
    return "global " + keyText(keys.global(id)) + ": " + typeText(tables, keys, x.type) +
           symbolAttribute(x.symbol, tables.str(x.name)) + attributesOf(x, {"symbol", "name", "type"}) +
           locText(tables, x.loc, 0) + "\n";
  }

  const UnitFacts &facts;
  DumpOptions options;
  Tables tables;
  Keys keys;
  TypeTable types;
};

} // namespace

std::string dump(const UnitFacts &facts, const DumpOptions &options) {
  return UnitText(facts, options).text();
}

std::string dumpBody(const Tables &tables, Id function, const DumpOptions &options) {
  Tables shell = declarations(tables);
  Keys keys(shell);
  TypeTable types(shell);
  return FunctionText(shell, keys, types, options).function(function, tables.bodies);
}

std::string quotedUnlessBare(const std::string &name) { return isBareName(name) ? name : quoted(name); }

std::string locText(const Tables &tables, const Loc &loc, Id file) {
  if (loc == Loc{})
    return "";
  auto position = [](std::uint32_t line, std::uint32_t col) {
    return std::to_string(line) + ":" + std::to_string(col);
  };
  auto fileName = [&](Id id) { return id == file ? "" : quoted(tables.str(tables.files[id].name)) + ":"; };
  std::string text = " @" + fileName(loc.file) + position(loc.line, loc.col);
  if (loc.endLine || loc.endCol)
    text += "-" + position(loc.endLine, loc.endCol);
  bool isSpelledElsewhere = loc.spellFile || loc.spellLine || loc.spellCol;
  if (loc.macro || isSpelledElsewhere)
    text += "!" + quoted(tables.str(loc.macro));
  if (isSpelledElsewhere)
    text += "(" + fileName(loc.spellFile) + position(loc.spellLine, loc.spellCol) + ")";
  return text;
}

std::string unitReference(const Tables &tables, const Keys &keys, Ref ref, Id id) {
  switch (ref) {
  case Ref::String:
    return quoted(tables.str(id));
  case Ref::File:
    return quoted(tables.str(tables.files[id].name));
  case Ref::Type:
    return typeText(tables, keys, id);
  case Ref::Record:
    return keyText(keys.record(id));
  case Ref::Function:
    return quotedKey(keys.function(id));
  case Ref::Global:
    return keyText(keys.global(id));
  case Ref::Symbol: {
    const Symbol &symbol = tables.symbols[id];
    if (id == 0)
      return "";
    std::string text = quoted(tables.str(symbol.usr));
    if (symbol.linkage != Linkage::External)
      text += "/" + std::string(nameOf(symbol.linkage));
    return symbol.scope ? text + "/" + quoted(tables.str(symbol.scope)) : text;
  }
  default:
    return "";
  }
}

std::string defaultQualifiedName(std::string_view displayName) {
  return std::string(displayName.substr(0, displayName.find('(')));
}

std::string defaultRecordName(std::string_view displayName) {
  return std::string(displayName.substr(0, displayName.find('<')));
}

} // namespace overlap::facts
