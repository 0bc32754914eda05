#pragma once

#include "facts/Attributes.h"
#include "facts/Dumper.h"
#include "facts/Error.h"
#include "facts/Lexer.h"
#include "facts/TypeTable.h"

#include <charconv>
#include <map>

/// Implementation of Parse.h, shared by its source files: recursive descent over tokens.
namespace overlap::facts {

/// Position in the tokens, and what all parts of the parser do with them.
class TokenReader {
public:
  TokenReader(std::string_view text, std::string_view name) : tokens(lex(text, name)), name(name) {}

  const Token &peek(std::size_t ahead = 0) const { return tokens[std::min(at + ahead, tokens.size() - 1)]; }
  bool isAt(std::string_view punct) const { return peek().kind == TokenKind::Punct && peek().text == punct; }
  bool isAtWord(std::string_view word) const {
    return peek().kind == TokenKind::Ident && peek().text == word;
  }
  bool accept(std::string_view punct);
  bool acceptWord(std::string_view word);
  void expect(std::string_view punct);
  const Token &next() { return tokens[std::min(at++, tokens.size() - 1)]; }
  std::string word(); ///< an identifier
  void endOfLine();
  void skipLines();
  [[noreturn]] void fail(const std::string &what) const;

  template <class N> N number() {
    bool isNegative = accept("-");
    std::string digits = (isNegative ? "-" : "") + peek().text;
    int base = peek().text.starts_with("0x") ? 16 : 10;
    if (base == 16)
      digits.erase(isNegative ? 1 : 0, 2);
    N x{};
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), x, base);
    if (peek().kind != TokenKind::Number || error != std::errc{} || end != digits.data() + digits.size())
      fail("expected a number");
    next();
    return x;
  }

  template <class E> E enumerator() {
    auto it = std::ranges::find(Names<E>::list, peek().text);
    if (it == Names<E>::list.end())
      fail("unknown word '" + peek().text + "'");
    next();
    return static_cast<E>(it - Names<E>::list.begin());
  }

  std::size_t position() const { return at; }
  void moveTo(std::size_t position) { at = position; }

  /// Bounds the recursion of nested expressions and types.
  class Nesting {
  public:
    explicit Nesting(TokenReader &reader);
    ~Nesting() { --reader.depth; }
    Nesting(const Nesting &) = delete;
    Nesting &operator=(const Nesting &) = delete;

  private:
    TokenReader &reader;
  };

private:
  std::vector<Token> tokens;
  std::string name;
  std::size_t at = 0;
  unsigned depth = 0;
};

class BodyParser;

/// Declarations, and the unit's tables.
class UnitParser : public TokenReader {
public:
  UnitParser(std::string_view text, std::string_view name) : TokenReader(text, name), types(facts.tables) {}

  UnitFacts parse();

  Id string(const std::string &text);
  Id file(const std::string &name);
  Id type();
  Id record();
  Id function();
  Id global();
  Loc loc(Id file); ///< after the '@'

  // What AttributeSetter asks for.
  bool flag();
  Id reference(Ref ref);
  template <class F> void list(F item) {
    expect("[");
    while (!accept("]")) {
      item();
      if (!isAt("]"))
        expect(",");
    }
  }

  /// Reads `flag` and `key=value` into `x`. `special` is asked first; it returns whether it has read
  /// something.
  template <class T, class F> void attributes(T &x, F special) {
    while (true) {
      if (special())
        continue;
      if (peek().kind != TokenKind::Ident)
        return;
      if (!attribute(x))
        fail("unknown attribute '" + peek().text + "'");
    }
  }

  /// Reads the attribute that comes next if `x` has a field of that name; else reads nothing.
  template <class T> bool attribute(T &x) {
    std::size_t start = position();
    std::string key = next().text;
    hasValue = accept("=");
    AttributeSetter<UnitParser> setter(*this, key);
    visit(setter, x);
    if (!setter.found)
      moveTo(start);
    return setter.found;
  }

  UnitFacts facts;
  TypeTable types;
  BodyParser *body = nullptr; ///< while a body is read

private:
  void registerNames();
  void line();
  void recordLine();
  void globalLine();
  void functionLine();
  void functionBody(Id id, std::size_t position);
  void skipBraces();
  std::string key();
  Id lookUp(const std::map<std::string, Id> &ids, const char *what);
  Id symbol();
  Id symbolOf(const std::string &usr);
  Id addSymbol(const Symbol &symbol);
  Type baseType();
  void qualify(Type &type);
  void fillSpellings();

  std::map<std::string, Id> strings{{"", 0}}, records{{"", 0}}, functions{{"", 0}}, globals{{"", 0}}, files;
  std::map<std::tuple<Id, Linkage, Id>, Id> symbols;
  std::vector<std::pair<Id, std::size_t>>
      bodies; ///< functions and where their braces open: read after all declarations
  bool hasValue = false;
};

/// One body.
class BodyParser {
public:
  BodyParser(UnitParser &unit, Id function);

  Body parse(); ///< up to and with the closing brace
  Id reference(Ref ref);

private:
  struct Label {
    Id id = 0;
    EventKind kind = EventKind::Unknown;
  };

  void registerLabels();
  void addHeaderParams();
  void line();
  void declaration(const std::string &word);
  void varLine(VarKind kind);
  void terminator();
  void event();
  void operands(Event &event, const std::string &word);
  void call(Event &event, CallSyntax syntax);
  void target(Call &call);
  bool callPart(Call &call, bool &hasReceiverType);
  bool isCallAttribute(Call &call);
  void finish();

  Id var();
  Function &declared() { return p.facts.tables.functions[function]; }
  Id label(const std::map<std::string, Id> &ids, const std::string &name);
  Id blockOrNone();
  Id loc();

  Id value() { return intern(expression(0)); }
  Value expression(int minPrecedence);
  Value primary();
  Value word(const std::string &word);
  Value unary(UnOp op);
  Value eventValue(const std::string &name);
  Value typed(Value value);
  Value constant(bool isNegative);
  Id intern(const Value &value);
  Id path();
  void step(Path &path);
  void fieldStep(Step &step, Id type);

  template <class T, class F> void attributes(T &x, Id &place, F special) {
    p.attributes(x, [&] {
      if (!p.accept("@"))
        return special();
      place = loc();
      return true;
    });
  }
  template <class T> void attributes(T &x, Id &place) {
    attributes(x, place, [] { return false; });
  }

  UnitParser &p;
  Id function;
  Body body;
  Id block = 0; ///< the one that lines belong to
  std::map<std::string, Id> vars, stmts, blocks, loops;
  std::map<std::string, Label> events;
  std::map<std::string, Value> definitions;
  std::map<Value, Id> values;
  std::map<Path, Id> paths;
  std::map<Loc, Id> locs;
  KeyCounter varKeys;
  bool hasParamLines = false;
  bool hasTerminator = false;
  Id eventCount = 0;
  unsigned nameless = 0;
  std::size_t bodyAttributes =
      0; ///< where those of the `body` line stand; they override what finish() derives
};

} // namespace overlap::facts
