#include "rules/CatalogueNames.h"

namespace overlap::rules {

namespace {

bool dropPrefix(std::string_view &text, std::string_view prefix) {
  if (!text.starts_with(prefix))
    return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool dropSuffix(std::string_view &text, std::string_view suffix) {
  if (!text.ends_with(suffix))
    return false;
  text.remove_suffix(suffix.size());
  return true;
}

bool isPathTail(std::string_view tail, std::string_view path) {
  return path == tail ||
         (path.size() > tail.size() && path.ends_with(tail) && path[path.size() - tail.size() - 1] == '/');
}

} // namespace

std::string cNameOf(std::string_view name) {
  std::string_view rest = name;
  dropPrefix(rest, "std::");
  if (rest.find("::") != std::string_view::npos)
    return {};
  bool decorated = dropPrefix(rest, "__builtin_");
  if (dropPrefix(rest, "__isoc99_") || dropPrefix(rest, "__isoc23_") || dropPrefix(rest, "__libc_"))
    decorated = true;
  if (dropSuffix(rest, "_chk")) {
    dropPrefix(rest, "__");
    dropPrefix(rest, "_");
  }
  if (!decorated && dropPrefix(rest, "__"))
    dropSuffix(rest, "_alias");
  if (rest.size() > 2)
    dropSuffix(rest, "64");
  return rest == name ? std::string() : std::string(rest);
}

std::string rangesNameOf(std::string_view name) {
  std::string_view rest = name;
  if (!dropPrefix(rest, "std::ranges::") || !dropSuffix(rest, "::operator()"))
    return {};
  std::size_t scope = rest.rfind("::"); // libc++: std::ranges::__for_each::__fn
  if (scope != std::string_view::npos)
    rest = rest.substr(0, scope);
  dropPrefix(rest, "__");
  dropSuffix(rest, "_fn");
  return "std::ranges::" + std::string(rest);
}

std::string_view scopeOf(std::string_view name) {
  // The `::` inside `operator std::string` does not separate a scope.
  std::size_t op = name.find("::operator");
  std::size_t end = op != std::string_view::npos ? op : name.rfind("::");
  return end == std::string_view::npos ? std::string_view() : name.substr(0, end);
}

std::string renameClass(std::string_view name, std::string_view from, std::string_view to) {
  auto simple = [](std::string_view qualified) {
    std::size_t scope = qualified.rfind("::");
    return scope == std::string_view::npos ? qualified : qualified.substr(scope + 2);
  };
  std::string_view member = name.substr(from.size() + 2);
  bool destructor = dropPrefix(member, "~");
  std::string result = std::string(to) + "::" + (destructor ? "~" : "");
  result += member == simple(from) ? simple(to) : member;
  return result;
}

bool globMatches(std::string_view pattern, std::string_view text) {
  std::size_t star = pattern.find('*');
  if (star == std::string_view::npos)
    return pattern == text;
  if (!text.starts_with(pattern.substr(0, star)))
    return false;
  pattern.remove_prefix(star + 1);
  for (std::size_t skip = star; skip <= text.size(); ++skip)
    if (globMatches(pattern, text.substr(skip)))
      return true;
  return false;
}

bool headerMatches(std::string_view pattern, std::string_view header) {
  if (header.empty())
    return false;
  if (pattern.ends_with('/')) {
    std::size_t at = header.find(pattern);
    return at == 0 || (at != std::string_view::npos && header[at - 1] == '/');
  }
  if (pattern.find('*') == std::string_view::npos)
    return isPathTail(pattern, header) || isPathTail(header, pattern);
  for (std::string_view tail = header;;) {
    if (globMatches(pattern, tail))
      return true;
    std::size_t slash = tail.find('/');
    if (slash == std::string_view::npos)
      return false;
    tail.remove_prefix(slash + 1);
  }
}

} // namespace overlap::rules
