#include "facts/Hash.h"

#include <bit>
#include <string_view>

namespace overlap::facts {
namespace {

/// MurmurHash3's 64-bit lane and finaliser (Austin Appleby, public domain).
class Mixer {
public:
  void add(std::uint64_t x) {
    x *= 0x87c37b91114253d5u;
    x = std::rotl(x, 31) * 0x4cf5ad432745937fu;
    state = std::rotl(state ^ x, 27) * 5 + 0x52dce729u;
  }
  /// Never 0, which means "no hash".
  std::uint64_t finish() const {
    std::uint64_t x = state;
    x = (x ^ (x >> 33)) * 0xff51afd7ed558ccdu;
    x = (x ^ (x >> 33)) * 0xc4ceb9fe1a85ec53u;
    x ^= x >> 33;
    return x ? x : 1;
  }

private:
  std::uint64_t state = 0;
};

/// FNV-1a (Fowler, Noll, Vo).
std::uint64_t hashText(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (char c : text)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return hash ? hash : 1;
}

class HashVisitor {
public:
  HashVisitor(BodyHasher &hasher, Mixer &mixer) : hasher(hasher), mixer(mixer) {}

  template <class T>
    requires std::is_arithmetic_v<T> || std::is_enum_v<T>
  void operator()(const char *, const T &x) {
    mixer.add(static_cast<std::uint64_t>(x));
  }
  template <class T>
    requires std::is_arithmetic_v<T>
  void operator()(const char *, const T &x, Ref ref) {
    Id id = static_cast<Id>(x);
    mixer.add(ref <= Ref::Body ? hasher.content(ref, id) : id);
  }
  template <class T> void operator()(const char *name, const std::vector<T> &list, Ref ref) {
    mixer.add(list.size());
    for (const T &x : list)
      (*this)(name, x, ref);
  }
  template <Visited T> void operator()(const char *, const T &x) { visit(*this, x); }
  template <class T> void operator()(const char *name, const std::vector<T> &list) {
    mixer.add(list.size());
    for (const T &x : list)
      (*this)(name, x);
  }

private:
  BodyHasher &hasher;
  Mixer &mixer;
};

template <class F> std::uint64_t remember(std::vector<std::uint64_t> &memo, Id id, F compute) {
  if (id == 0)
    return 0;
  if (!memo[id])
    memo[id] = compute();
  return memo[id];
}

} // namespace

BodyHasher::BodyHasher(const Tables &tables)
    : tables(tables), strings(tables.strings.size()), files(tables.files.size()), types(tables.types.size()),
      symbols(tables.symbols.size()) {}

std::uint64_t BodyHasher::operator()(Id function) {
  Id id = tables.functions[function].body;
  if (id == 0)
    return 0;
  Mixer mixer;
  HashVisitor visitor(*this, mixer);
  visit(visitor, tables.bodies[id]);
  return mixer.finish();
}

std::uint64_t BodyHasher::content(Ref table, Id id) {
  switch (table) {
  case Ref::String:
    return string(id);
  case Ref::File:
    return file(id);
  case Ref::Type:
    return type(id);
  case Ref::Symbol:
    return symbol(id);
  case Ref::Record:
    return symbol(tables.records[id].symbol);
  case Ref::Function:
    return symbol(tables.functions[id].symbol);
  case Ref::Global:
    return symbol(tables.globals[id].symbol);
  default:
    return id;
  }
}

std::uint64_t BodyHasher::string(Id id) {
  return remember(strings, id, [&] { return hashText(tables.strings[id]); });
}

std::uint64_t BodyHasher::file(Id id) {
  return remember(files, id, [&] {
    std::string_view name = tables.strings[tables.files[id].name];
    bool isAbsolute = name.starts_with('/');
    return hashText(isAbsolute ? name.substr(name.rfind('/')) : name);
  });
}

std::uint64_t BodyHasher::type(Id id) {
  return remember(types, id, [&] {
    Mixer mixer;
    HashVisitor visitor(*this, mixer);
    visit(visitor, tables.types[id]);
    return mixer.finish();
  });
}

std::uint64_t BodyHasher::symbol(Id id) {
  return remember(symbols, id, [&] {
    Mixer mixer;
    HashVisitor visitor(*this, mixer);
    visit(visitor, tables.symbols[id]);
    return mixer.finish();
  });
}

std::uint64_t bodyHash(const Tables &tables, Id function) { return BodyHasher(tables)(function); }

} // namespace overlap::facts
