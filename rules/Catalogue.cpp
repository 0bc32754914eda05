#include "rules/Catalogue.h"

#include "facts/Error.h"
#include "rules/CatalogueFile.h"
#include "rules/CatalogueNames.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace overlap::rules {
namespace {

/// Lets maps with string keys be asked with string_views.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};
template <class T> using TextMap = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

template <class T> const T *findIn(const TextMap<T> &map, std::string_view key) {
  auto it = map.find(key);
  return it == map.end() ? nullptr : &it->second;
}

/// Who said it; lower comes first.
enum class Tier { Assumed, User, BuiltIn };

struct Indexed {
  CatalogueRecord record;
  Tier tier = Tier::BuiltIn;
};

/// How well a record fits a query; lower is better.
using Rank = std::tuple<Tier, bool, bool>;

bool kindFits(MatchKind wanted, MatchKind asked) {
  auto fits = [&](MatchKind special) { return (wanted == special) == (asked == special); };
  return wanted == MatchKind::Any || (fits(MatchKind::Constructor) && fits(MatchKind::Destructor));
}

bool paramsFit(const ApiEntry &entry, int count) {
  return count < 0 || !entry.minParams ||
         (static_cast<unsigned>(count) >= *entry.minParams &&
          static_cast<unsigned>(count) <= *entry.maxParams);
}

} // namespace

struct Catalogue::Index {
  std::vector<Indexed> entries; ///< in order of precedence within a tier
  TextMap<std::vector<std::size_t>> byName;
  std::vector<std::size_t> patterns; ///< entries whose name has a `*`
  TextMap<ClassEntry> classes;
  TextMap<GlobalObject> globals;
  TextMap<std::string> classAliases;
  std::map<std::string, std::vector<std::string>, std::less<>> headerOnly; ///< headers, by library

  void add(CatalogueFile file, bool isUser);
  void build();
  std::optional<Rank> rank(const Indexed &indexed, const ApiQuery &query, bool asCName) const;
  void consider(std::size_t number, const ApiQuery &query, bool asCName, const Indexed *&best,
                std::optional<Rank> &bestRank) const;
  const ApiEntry *find(std::string_view name, const ApiQuery &query, bool asCName) const;
  const ApiEntry *findSpelled(const ApiQuery &query) const;
};

void Catalogue::Index::add(CatalogueFile file, bool isUser) {
  for (CatalogueRecord &record : file.entries) {
    if (record.isHeaderOnly)
      headerOnly.try_emplace(record.entry.library, record.headers);
    Tier tier = record.entry.assumed ? Tier::Assumed : isUser ? Tier::User : Tier::BuiltIn;
    entries.push_back({std::move(record), tier});
  }
  // Files come in order of precedence, so what is there already stays.
  for (ClassEntry &entry : file.classes)
    classes.try_emplace(entry.name, entry);
  for (GlobalObject &object : file.globals)
    globals.try_emplace(object.name, object);
  for (auto &[name, of] : file.classAliases)
    classAliases.try_emplace(name, of);
}

void Catalogue::Index::build() {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::string &name = entries[i].record.entry.name;
    if (name.find('*') != std::string::npos && name.find("operator*") == std::string::npos)
      patterns.push_back(i);
    else
      byName[name].push_back(i);
  }
}

std::optional<Rank> Catalogue::Index::rank(const Indexed &indexed, const ApiQuery &query,
                                           bool asCName) const {
  const CatalogueRecord &record = indexed.record;
  const ApiEntry &entry = record.entry;
  if ((query.projectDefined && !entry.assumed && !record.isHeaderOnly) || (asCName && !record.cName) ||
      !kindFits(entry.match, query.kind) ||
      !paramsFit(entry, query.paramCount - (query.executionPolicy ? 1 : 0)))
    return std::nullopt;
  bool named = record.headers.empty() || std::ranges::any_of(record.headers, [&](const std::string &pattern) {
                 return headerMatches(pattern, query.header);
               });
  const bool isElsewhere = record.anySystemHeader && query.inSystemHeader && !query.projectDefined;
  if (!named && !isElsewhere)
    return std::nullopt;
  return Rank(indexed.tier, !named, !entry.minParams);
}

void Catalogue::Index::consider(std::size_t number, const ApiQuery &query, bool asCName, const Indexed *&best,
                                std::optional<Rank> &bestRank) const {
  std::optional<Rank> candidate = rank(entries[number], query, asCName);
  if (candidate && (!bestRank || *candidate < *bestRank)) {
    best = &entries[number];
    bestRank = candidate;
  }
}

const ApiEntry *Catalogue::Index::find(std::string_view name, const ApiQuery &query, bool asCName) const {
  const Indexed *best = nullptr;
  std::optional<Rank> bestRank;
  if (const auto *numbers = findIn(byName, name))
    for (std::size_t number : *numbers)
      consider(number, query, asCName, best, bestRank);
  if (!best)
    for (std::size_t number : patterns)
      if (globMatches(entries[number].record.entry.name, name))
        consider(number, query, asCName, best, bestRank);
  return best ? &best->record.entry : nullptr;
}

const ApiEntry *Catalogue::Index::findSpelled(const ApiQuery &query) const {
  std::string_view name = query.qualifiedName;
  if (const ApiEntry *entry = find(name, query, false))
    return entry;
  std::string_view scope = scopeOf(name);
  if (const std::string *of = findIn(classAliases, scope))
    if (const ApiEntry *entry = find(renameClass(name, scope, *of), query, false))
      return entry;
  if (std::string cName = cNameOf(name); !cName.empty())
    if (const ApiEntry *entry = find(cName, query, true))
      return entry;
  if (std::string rangesName = rangesNameOf(name); !rangesName.empty())
    return find(rangesName, query, false);
  return nullptr;
}

Catalogue::Catalogue() : index(std::make_unique<Index>()) {}
Catalogue::~Catalogue() = default;
Catalogue::Catalogue(Catalogue &&) noexcept = default;
Catalogue &Catalogue::operator=(Catalogue &&) noexcept = default;

Catalogue Catalogue::load(const std::filesystem::path &builtinDir,
                          const std::vector<std::filesystem::path> &userFiles) {
  Catalogue catalogue;
  for (auto file = userFiles.rbegin(); file != userFiles.rend(); ++file)
    catalogue.index->add(readCatalogueFile(file->string()), true);
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (std::filesystem::directory_iterator it(builtinDir, error), end; !error && it != end;
       it.increment(error))
    if (it->path().extension() == ".json" && !it->path().stem().string().ends_with(".schema"))
      files.push_back(it->path());
  if (error)
    throw Error(builtinDir.string() + ": " + error.message());
  std::ranges::sort(files);
  for (const std::filesystem::path &file : files)
    catalogue.index->add(readCatalogueFile(file.string()), false);
  catalogue.index->build();
  return catalogue;
}

ApiMatch Catalogue::lookup(const ApiQuery &query) const {
  ApiQuery asked = query;
  asked.inSystemHeader |= query.qualifiedName.starts_with("__builtin_"); // the compiler declares these itself
  return {index->findSpelled(asked), query.executionPolicy ? 1u : 0u};
}

ApiMatch Catalogue::lookup(const facts::Tables &tables, const facts::Function &function,
                           bool projectDefined) const {
  return lookup(queryFor(tables, function, projectDefined));
}

const ClassEntry *Catalogue::classEntry(std::string_view qualifiedName) const {
  if (const ClassEntry *entry = findIn(index->classes, qualifiedName))
    return entry;
  const std::string *of = findIn(index->classAliases, qualifiedName);
  return of ? findIn(index->classes, *of) : nullptr;
}

const GlobalObject *Catalogue::globalObject(std::string_view qualifiedName) const {
  return findIn(index->globals, qualifiedName);
}

bool Catalogue::isHeaderOnly(std::string_view library) const { return index->headerOnly.contains(library); }

bool Catalogue::isInHeaderOnly(std::string_view header) const {
  return !header.empty() && std::ranges::any_of(index->headerOnly, [&](const auto &library) {
    return std::ranges::any_of(library.second,
                               [&](const std::string &pattern) { return headerMatches(pattern, header); });
  });
}

std::size_t Catalogue::size() const { return index->entries.size(); }

std::set<std::string, std::less<>> Catalogue::usingObjects() const {
  std::set<std::string, std::less<>> names;
  for (const Indexed &indexed : index->entries)
    if (const auto &effects = indexed.record.entry.effects;
        effects &&
        (!effects->returns.path.global.empty() ||
         std::ranges::any_of(effects->keeps, [](const KeepSpec &keep) { return !keep.into.global.empty(); })))
      names.insert(indexed.record.entry.name);
  return names;
}

ApiQuery queryFor(const facts::Tables &tables, const facts::Function &function, bool projectDefined) {
  ApiQuery query;
  query.qualifiedName = tables.str(function.qualifiedName);
  query.header = tables.str(function.header);
  // C code may use a library function that the compiler knows without its header.
  query.inSystemHeader =
      function.inSystemHeader || (!function.header && (function.attrs & facts::AttrBuiltin));
  query.projectDefined = projectDefined;
  query.paramCount = static_cast<int>(function.params.size());
  switch (function.kind) {
  case facts::FunctionKind::Constructor:
    query.kind = MatchKind::Constructor;
    break;
  case facts::FunctionKind::Destructor:
    query.kind = MatchKind::Destructor;
    break;
  case facts::FunctionKind::Method:
  case facts::FunctionKind::Conversion:
    query.kind = MatchKind::Method;
    break;
  default:
    query.kind = MatchKind::Function;
  }
  if (!function.params.empty()) {
    facts::Id type = function.params.front().type;
    if (tables.types[type].kind == facts::TypeKind::LValueRef ||
        tables.types[type].kind == facts::TypeKind::RValueRef)
      type = tables.types[type].element;
    const std::string &record = tables.str(tables.records[tables.types[type].record].name);
    query.executionPolicy =
        record.starts_with("std::execution::") || record.starts_with("__pstl::execution::");
  }
  return query;
}

} // namespace overlap::rules
