#pragma once

#include "facts/Error.h"
#include "facts/Names.h"
#include "facts/Visit.h"

#include <limits>
#include <vector>

/// Structures as flat sequences of unsigned numbers, and back. A structure is a mask of those of its fields
/// that are not zero or empty, lowest bit first, followed by these; a list is its length and its elements.
/// Signed numbers are zigzag-coded. This is the payload of the file format.
namespace overlap::facts {

constexpr std::uint64_t zigzag(std::int64_t x) {
  return (static_cast<std::uint64_t>(x) << 1) ^ static_cast<std::uint64_t>(x >> 63);
}
constexpr std::int64_t unzigzag(std::uint64_t x) {
  return static_cast<std::int64_t>((x >> 1) ^ (~(x & 1) + 1));
}

/// A visitor that appends to `out`.
class Flattener {
public:
  explicit Flattener(std::vector<std::uint64_t> &out) : out(out) {}

  template <class T> void structure(const T &x) {
    std::size_t outerMask = mask;
    unsigned outerBit = bit;
    mask = out.size();
    bit = 0;
    out.push_back(0);
    visit(*this, x);
    mask = outerMask;
    bit = outerBit;
  }

  template <class T>
    requires std::is_arithmetic_v<T> || std::is_enum_v<T>
  void operator()(const char *, const T &x) {
    if constexpr (std::is_signed_v<T>)
      field(zigzag(x));
    else
      field(static_cast<std::uint64_t>(x));
  }
  template <class T> void operator()(const char *name, const T &x, Ref) { (*this)(name, x); }
  template <Visited T> void operator()(const char *, const T &x) {
    out[mask] |= std::uint64_t{1} << bit++;
    structure(x);
  }
  template <class T> void operator()(const char *, const std::vector<T> &list) {
    field(list.size());
    for (const T &x : list) {
      if constexpr (Visited<T>)
        structure(x);
      else if constexpr (std::is_signed_v<T>)
        out.push_back(zigzag(x));
      else
        out.push_back(x);
    }
  }

private:
  void field(std::uint64_t x) {
    if (x) {
      out[mask] |= std::uint64_t{1} << bit;
      out.push_back(x);
    }
    ++bit;
  }

  std::vector<std::uint64_t> &out;
  std::size_t mask = 0; ///< position of the current structure's mask
  unsigned bit = 0;     ///< of the next field
};

template <class T> std::vector<std::uint64_t> flatten(const T &x) {
  std::vector<std::uint64_t> out;
  Flattener(out).structure(x);
  return out;
}

/// A visitor that fills default-constructed structures from numbers; throws Error where these are no such
/// structure.
class Unflattener {
public:
  explicit Unflattener(const std::vector<std::uint64_t> &in) : in(in) {}

  template <class T> void structure(T &x) {
    std::uint64_t outerMask = mask;
    mask = next();
    visit(*this, x);
    if (mask)
      throw Error("a structure has too many fields");
    mask = outerMask;
  }
  void end() const {
    if (at != in.size())
      throw Error("more numbers than the structure needs");
  }

  template <class T>
    requires std::is_arithmetic_v<T> || std::is_enum_v<T>
  void operator()(const char *, T &x) {
    x = convert<T>(isSet() ? next() : 0);
  }
  template <class T> void operator()(const char *name, T &x, Ref) { (*this)(name, x); }
  template <Visited T> void operator()(const char *, T &x) {
    if (isSet())
      structure(x);
  }
  template <class T> void operator()(const char *, std::vector<T> &list) {
    std::uint64_t count = isSet() ? next() : 0;
    // Every element takes at least one number.
    if (count > in.size() - at)
      throw Error("a list is longer than the data");
    list.resize(count);
    for (T &x : list) {
      if constexpr (Visited<T>)
        structure(x);
      else
        x = convert<T>(next());
    }
  }

private:
  bool isSet() {
    bool isSet = mask & 1;
    mask >>= 1;
    return isSet;
  }
  std::uint64_t next() {
    if (at == in.size())
      throw Error("the data ends too early");
    return in[at++];
  }
  template <class T> static T convert(std::uint64_t x) {
    if constexpr (std::is_enum_v<T>) {
      if (x >= Names<T>::list.size())
        throw Error("an enumerator is out of range");
      return static_cast<T>(x);
    } else if constexpr (std::is_signed_v<T>) {
      return unzigzag(x);
    } else {
      if (x > std::numeric_limits<T>::max())
        throw Error("a number is out of range");
      return static_cast<T>(x);
    }
  }

  const std::vector<std::uint64_t> &in;
  std::size_t at = 0;
  std::uint64_t mask = 0;
};

} // namespace overlap::facts
