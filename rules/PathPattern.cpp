#include "rules/PathPattern.h"

#include "facts/Error.h"

#include <array>
#include <cctype>
#include <charconv>
#include <utility>

namespace overlap::rules {
namespace {

/// A cursor over one pattern; every failure quotes the whole text.
class Scanner {
public:
  explicit Scanner(std::string_view text) : text(text) {}

  [[noreturn]] void fail(std::string_view expected) const {
    throw Error("'" + std::string(text) + "': expected " + std::string(expected) + " at character " +
                std::to_string(pos + 1));
  }

  bool take(std::string_view token) {
    if (!text.substr(pos).starts_with(token))
      return false;
    pos += token.size();
    return true;
  }

  void expect(std::string_view token) {
    if (!take(token))
      fail("'" + std::string(token) + "'");
  }

  void expectEnd() const {
    if (pos != text.size())
      fail("the end");
  }

  bool atArgument() const {
    return pos + 1 < text.size() && text[pos] == 'a' &&
           std::isdigit(static_cast<unsigned char>(text[pos + 1]));
  }

  /// `aN`; N has one or two digits.
  unsigned argument() {
    if (!atArgument())
      fail("an argument aN");
    ++pos;
    return number();
  }

  unsigned number() {
    unsigned value = 0;
    const char *begin = text.data() + pos, *end = text.data() + text.size();
    auto [rest, error] = std::from_chars(begin, end, value);
    if (error != std::errc() || value > 99)
      fail("a number below 100");
    pos += static_cast<std::size_t>(rest - begin);
    return value;
  }

  /// A keyword directly followed by '('; both are consumed.
  bool takeCall(std::string_view keyword) {
    std::string_view rest = text.substr(pos);
    if (!rest.starts_with(keyword) || rest.substr(keyword.size(), 1) != "(")
      return false;
    pos += keyword.size() + 1;
    return true;
  }

  /// A word that is not part of a longer one.
  bool takeWord(std::string_view word) {
    std::string_view rest = text.substr(pos);
    if (!rest.starts_with(word) || (rest.size() > word.size() && isNameChar(rest[word.size()])))
      return false;
    pos += word.size();
    return true;
  }

  std::string name() {
    std::size_t begin = pos;
    while (pos < text.size() && isNameChar(text[pos]))
      ++pos;
    if (pos == begin)
      fail("a name");
    return std::string(text.substr(begin, pos - begin));
  }

private:
  static bool isNameChar(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-';
  }

  std::string_view text;
  std::size_t pos = 0;
};

PathPattern scanPattern(Scanner &in);

PathPattern scanPrimary(Scanner &in) {
  using Kind = PatternStep::Kind;
  PathPattern path;
  if (in.take("*")) {
    path = scanPattern(in);
    path.steps.push_back({Kind::Deref, 0});
  } else if (in.take("(")) {
    path = scanPattern(in);
    in.expect(")");
  } else if (in.takeCall("elements")) {
    path = scanPattern(in);
    path.steps.push_back({Kind::Elements, 0});
    in.expect(")");
  } else if (in.takeCall("element")) {
    path = scanPattern(in);
    in.expect(",");
    path.steps.push_back({Kind::Element, in.argument()});
    in.expect(")");
  } else if (in.takeCall("selected")) {
    path = scanPattern(in);
    path.steps.push_back({Kind::Selected, 0});
    in.expect(")");
  } else if (in.takeCall("all")) {
    path = scanPattern(in);
    path.steps.push_back({Kind::All, 0});
    in.expect(")");
  } else if (in.takeCall("range")) {
    path = scanPattern(in);
    in.expect(",");
    Kind kind = in.take("+") ? Kind::CountedRange : Kind::Range;
    path.steps.push_back({kind, in.argument()});
    in.expect(")");
  } else if (in.takeWord("this")) {
    path.root = PathPattern::Root::This;
  } else if (in.takeWord("ret")) {
    path.root = PathPattern::Root::Ret;
  } else if (in.take("global:")) {
    path.root = PathPattern::Root::Global;
    path.global = in.name();
  } else if (in.take("thread:")) {
    path.root = PathPattern::Root::Global;
    path.global = in.name();
    path.perThread = true;
  } else if (in.atArgument()) {
    path.root = PathPattern::Root::Arg;
    path.arg = in.argument();
  } else {
    in.fail("this, aN, ret, global:NAME, thread:NAME, *P, elements(P), element(P,aN), range(P,aN) or all(P)");
  }
  return path;
}

PathPattern scanPattern(Scanner &in) {
  PathPattern path = scanPrimary(in);
  while (in.take("[]"))
    path.steps.push_back({PatternStep::Kind::Array, 0});
  return path;
}

} // namespace

PathPattern parsePathPattern(std::string_view text) {
  Scanner in(text);
  PathPattern path = scanPattern(in);
  in.expectEnd();
  return path;
}

std::string toString(const PathPattern &pattern) {
  std::string text;
  switch (pattern.root) {
  case PathPattern::Root::This:
    text = "this";
    break;
  case PathPattern::Root::Arg:
    text = "a" + std::to_string(pattern.arg);
    break;
  case PathPattern::Root::Ret:
    text = "ret";
    break;
  case PathPattern::Root::Global:
    text = (pattern.perThread ? "thread:" : "global:") + pattern.global;
    break;
  }
  for (const PatternStep &step : pattern.steps) {
    std::string arg = "a" + std::to_string(step.arg);
    switch (step.kind) {
    case PatternStep::Kind::Deref:
      text = "*" + text;
      break;
    case PatternStep::Kind::Array:
      text = text.starts_with('*') ? "(" + text + ")[]" : text + "[]";
      break;
    case PatternStep::Kind::Range:
      text = "range(" + text + "," + arg + ")";
      break;
    case PatternStep::Kind::CountedRange:
      text = "range(" + text + ",+" + arg + ")";
      break;
    case PatternStep::Kind::Elements:
      text = "elements(" + text + ")";
      break;
    case PatternStep::Kind::Element:
      text = "element(" + text + "," + arg + ")";
      break;
    case PatternStep::Kind::Selected:
      text = "selected(" + text + ")";
      break;
    case PatternStep::Kind::All:
      text = "all(" + text + ")";
      break;
    }
  }
  return text;
}

ReturnSpec parseReturn(std::string_view text) {
  using Kind = ReturnSpec::Kind;
  Scanner in(text);
  ReturnSpec spec;
  static constexpr std::pair<std::string_view, Kind> words[] = {
      {"value", Kind::Value}, {"fresh", Kind::Fresh}, {"handle", Kind::Handle}};
  static constexpr std::pair<std::string_view, Kind> ofPath[] = {
      {"alias", Kind::Alias}, {"iterator", Kind::Iterator}, {"begin", Kind::Begin},
      {"end", Kind::End},     {"last", Kind::Last},         {"deref", Kind::Target},
      {"size", Kind::Size},   {"copy", Kind::Copy},         {"part", Kind::Part}};
  for (auto [word, kind] : words)
    if (in.takeWord(word)) {
      in.expectEnd();
      spec.kind = kind;
      return spec;
    }
  for (auto [word, kind] : ofPath)
    if (in.takeCall(word)) {
      spec.kind = kind;
      spec.path = scanPattern(in);
      in.expect(")");
      in.expectEnd();
      return spec;
    }
  if (bool distance = in.takeCall("distance"); distance || in.takeCall("advance")) {
    spec.kind = distance ? Kind::Distance : Kind::Advance;
    spec.path = scanPattern(in);
    in.expect(",");
    if (!distance && in.take("+1"))
      spec.step = 1;
    else if (!distance && in.take("-1"))
      spec.step = -1;
    else
      spec.arg = in.argument();
    in.expect(")");
  } else {
    spec.kind = Kind::Ref;
    spec.path = scanPattern(in);
  }
  in.expectEnd();
  return spec;
}

CallSpec parseCall(std::string_view text) {
  using Kind = CallSpec::Kind;
  using When = CallSpec::When;
  Scanner in(text);
  CallSpec spec;
  static constexpr std::pair<std::string_view, When> prefixes[] = {{"thread:", When::Thread},
                                                                   {"loop:", When::EventLoop},
                                                                   {"later:", When::Later},
                                                                   {"kept:", When::Kept},
                                                                   {"parallel:", When::Parallel}};
  for (auto [prefix, when] : prefixes)
    if (in.take(prefix)) {
      spec.when = when;
      break;
    }
  static constexpr std::pair<std::string_view, Kind> words[] = {
      {"T::copy", Kind::Copy},          {"T::move", Kind::Move},     {"T::construct", Kind::Construct},
      {"T::destroy", Kind::Destroy},    {"T::assign", Kind::Assign}, {"T::swap", Kind::Swap},
      {"T::input", Kind::Input},        {"T::output", Kind::Output}, {"T::arithmetic", Kind::Arithmetic},
      {"Compare", Kind::Compare},       {"Equal", Kind::Equal},      {"Hash", Kind::Hash},
      {"Allocator", Kind::Allocator},   {"Deleter", Kind::Deleter},  {"Iterator", Kind::Iterator},
      {"registered", Kind::Registered}, {"any", Kind::Any}};
  for (auto [word, kind] : words)
    if (in.takeWord(word)) {
      in.expectEnd();
      spec.kind = kind;
      return spec;
    }
  if (in.takeWord("last")) {
    spec.kind = Kind::Last;
  } else if (in.takeWord("this")) {
    spec.kind = Kind::Receiver;
  } else {
    spec.kind = Kind::Argument;
    spec.arg = in.argument();
  }
  if (in.take("(") && !in.take(")")) {
    do
      spec.passes.push_back(scanPattern(in));
    while (in.take(","));
    in.expect(")");
  }
  in.expectEnd();
  return spec;
}

KeepSpec parseKeep(std::string_view text) {
  Scanner in(text);
  KeepSpec spec;
  if (in.takeWord("this"))
    spec.receiver = true;
  else
    spec.arg = in.argument();
  in.expect(" in ");
  spec.into = scanPattern(in);
  in.expectEnd();
  return spec;
}

} // namespace overlap::rules
