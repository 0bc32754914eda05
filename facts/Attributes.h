#pragma once

#include "facts/Lexer.h"
#include "facts/Names.h"
#include "facts/Visit.h"

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

/// The generic part of the text form: `flag` and `key=value` attributes for all fields that have no syntax of
/// their own.
namespace overlap::facts {

template <class T>
concept Number = std::integral<T> && !std::same_as<T, bool>;
template <class T>
concept Enumeration = std::is_enum_v<T>;

/// A visitor that lists fields as texts. Nested structures have their own syntax and are left out.
class AttributePrinter {
public:
  using RefText = std::function<std::string(Ref, Id)>;
  explicit AttributePrinter(const RefText &refText) : refText(refText) {}

  void operator()(const char *name, const bool &x) { add(name, x ? "true" : "false"); }
  template <Enumeration E> void operator()(const char *name, const E &x) {
    add(name, std::string(nameOf(x)));
  }
  template <Number N> void operator()(const char *name, const N &x) { add(name, std::to_string(x)); }
  template <Number N> void operator()(const char *name, const N &x, Ref ref) {
    add(name, x ? refText(ref, static_cast<Id>(x)) : "");
  }
  template <Number N> void operator()(const char *name, const std::vector<N> &list) {
    addList(name, list, [](N x) { return std::to_string(x); });
  }
  void operator()(const char *name, const std::vector<Id> &list, Ref ref) {
    addList(name, list, [&](Id x) { return x ? refText(ref, x) : "none"; });
  }
  template <class T> void operator()(const char *, const T &) {}

  std::vector<std::pair<std::string, std::string>> fields;

private:
  void add(const char *name, std::string text) { fields.emplace_back(name, std::move(text)); }
  template <class List, class Text> void addList(const char *name, const List &list, Text text) {
    std::string all;
    for (auto x : list)
      all += (all.empty() ? "[" : ", ") + text(x);
    add(name, all.empty() ? all : all + "]");
  }

  const RefText &refText;
};

/// The attributes by which `x` differs from `plain`, each after a space, but those named in `skip`.
template <class T>
std::string attributes(const T &x, const T &plain, const AttributePrinter::RefText &refText,
                       std::initializer_list<std::string_view> skip) {
  AttributePrinter printer(refText), plainPrinter(refText);
  visit(printer, x);
  visit(plainPrinter, plain);
  std::string text;
  for (std::size_t i = 0; i < printer.fields.size(); ++i) {
    const auto &[name, value] = printer.fields[i];
    if (value == plainPrinter.fields[i].second || std::ranges::find(skip, name) != skip.end())
      continue;
    text += value == "true" ? " " + name : " " + name + "=" + (value.empty() ? "none" : value);
  }
  return text;
}

/// A visitor that sets the one field called `key` from what `parser` reads next: its members flag(),
/// number<N>(), enumerator<E>(), reference(Ref) and list(function).
template <class Parser> class AttributeSetter {
public:
  AttributeSetter(Parser &parser, std::string_view key) : parser(parser), key(key) {}

  void operator()(const char *name, bool &x) {
    if (is(name))
      x = parser.flag();
  }
  template <Enumeration E> void operator()(const char *name, E &x) {
    if (is(name))
      x = parser.template enumerator<E>();
  }
  template <Number N> void operator()(const char *name, N &x) {
    if (is(name))
      x = parser.template number<N>();
  }
  template <Number N> void operator()(const char *name, N &x, Ref ref) {
    if (is(name))
      x = parser.reference(ref);
  }
  template <Number N> void operator()(const char *name, std::vector<N> &list) {
    if (!is(name))
      return;
    list.clear();
    parser.list([&] { list.push_back(parser.template number<N>()); });
  }
  void operator()(const char *name, std::vector<Id> &list, Ref ref) {
    if (!is(name))
      return;
    list.clear();
    parser.list([&] { list.push_back(parser.reference(ref)); });
  }
  template <class T> void operator()(const char *, T &) {}

  bool found = false;

private:
  bool is(const char *name) {
    if (key != name)
      return false;
    found = true;
    return true;
  }

  Parser &parser;
  std::string_view key;
};

} // namespace overlap::facts
