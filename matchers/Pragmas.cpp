#include "matchers/Pragmas.h"

#include <clang/Basic/SourceManager.h>
#include <clang/Lex/Lexer.h>
#include <clang/Lex/PPCallbacks.h>
#include <clang/Lex/Preprocessor.h>

namespace overlap::matchers {

namespace {

/// The rest of the logical line: joined over `\` at line ends, comments dropped, runs of white space as one
/// space.
std::string normalisedLine(const char *text) {
  std::string line;
  auto separate = [&] {
    if (!line.empty() && line.back() != ' ')
      line += ' ';
  };
  for (; *text && *text != '\n'; ++text) {
    llvm::StringRef rest(text, 2); // the buffer ends with NUL, so there are two characters
    if (*text == '\\' && (rest[1] == '\n' || (rest[1] == '\r' && text[2] == '\n'))) {
      text += rest[1] == '\r' ? 2 : 1;
      separate();
    } else if (rest == "//") {
      break;
    } else if (rest == "/*") {
      for (text += 2; *text && !(text[0] == '*' && text[1] == '/'); ++text) {
      }
      if (!*text)
        break;
      ++text;
      separate();
    } else if (clang::isWhitespace(*text)) {
      separate();
    } else {
      line += *text;
    }
  }
  while (!line.empty() && line.back() == ' ')
    line.pop_back();
  return line;
}

class Recorder : public clang::PPCallbacks {
public:
  Recorder(PragmaIndex &index, clang::Preprocessor &preprocessor)
      : index(index), preprocessor(preprocessor) {}

  void PragmaDirective(clang::SourceLocation loc, clang::PragmaIntroducerKind) override {
    if (preprocessor.getSourceManager().isInSystemHeader(loc))
      return;
    // The lexer stands right behind `pragma`, or at the beginning of the text of a _Pragma.
    auto *lexer = static_cast<clang::Lexer *>(preprocessor.getCurrentLexer());
    if (!lexer)
      return;
    std::string text = normalisedLine(lexer->getBufferLocation());
    if (llvm::StringRef(text).starts_with("omp "))
      index.add({std::move(text), loc});
  }

private:
  PragmaIndex &index;
  clang::Preprocessor &preprocessor;
};

using Place = std::pair<clang::FileID, unsigned>;

/// Raw tokens of a file from some offset on.
class RawTokens {
public:
  RawTokens(Place from, const clang::SourceManager &sources, const clang::LangOptions &language)
      : buffer(sources.getBufferData(from.first)), start(sources.getLocForStartOfFile(from.first)),
        lexer(start, language, buffer.begin(), buffer.begin() + from.second, buffer.end()) {}

  clang::Token next() {
    clang::Token token;
    lexer.LexFromRawLexer(token);
    return token;
  }
  unsigned offset(const clang::Token &token) const {
    return token.getLocation().getRawEncoding() - start.getRawEncoding();
  }
  llvm::StringRef text(const clang::Token &token) const {
    return buffer.substr(offset(token), token.getLength());
  }

  /// Whether a line ends between an offset and a token. (A lexer takes its first token to begin a line.)
  bool isLineOver(unsigned from, const clang::Token &token) const {
    for (unsigned at = from; at < offset(token); ++at)
      if (buffer[at] == '\n' && !buffer.substr(0, at).rtrim('\r').ends_with("\\"))
        return true;
    return false;
  }

private:
  llvm::StringRef buffer;
  clang::SourceLocation start;
  clang::Lexer lexer;
};

/// Where the pragma directive or `_Pragma(...)` that begins at a place ends.
unsigned endOfPragma(Place begin, const clang::SourceManager &sources, const clang::LangOptions &language) {
  RawTokens tokens(begin, sources, language);
  clang::Token token = tokens.next();
  bool isOperator = tokens.text(token) == "_Pragma";
  unsigned end = begin.second + token.getLength(), depth = 0;
  for (token = tokens.next(); token.isNot(clang::tok::eof); token = tokens.next()) {
    if (!isOperator && token.isAtStartOfLine())
      break;
    end = tokens.offset(token) + token.getLength();
    depth += token.is(clang::tok::l_paren);
    if (isOperator && token.is(clang::tok::r_paren) && --depth == 0)
      break;
  }
  return end;
}

/// The first token behind `from` that is no pragma; in a macro definition nothing once its line is over.
std::optional<Place> nextToken(Place from, bool inMacro, const clang::SourceManager &sources,
                               const clang::LangOptions &language) {
  for (;;) {
    RawTokens tokens(from, sources, language);
    clang::Token token = tokens.next();
    Place place{from.first, tokens.offset(token)};
    if (token.is(clang::tok::eof) || (inMacro && tokens.isLineOver(from.second, token)))
      return std::nullopt;
    bool isOperator = tokens.text(token) == "_Pragma";
    bool isDirective = token.is(clang::tok::hash) && tokens.text(tokens.next()) == "pragma";
    if (!isOperator && !isDirective)
      return place;
    from.second = endOfPragma(place, sources, language);
  }
}

} // namespace

void PragmaIndex::add(Pragma pragma) {
  llvm::StringRef rest = pragma.text;
  if (rest.consume_front("omp threadprivate")) {
    llvm::SmallVector<llvm::StringRef> names;
    llvm::SplitString(rest, names, " (),");
    for (llvm::StringRef name : names)
      threadPrivates.insert(name);
  }
  pragmas.push_back(std::move(pragma));
}

std::unique_ptr<clang::PPCallbacks> PragmaIndex::recorder(clang::Preprocessor &preprocessor) {
  return std::make_unique<Recorder>(*this, preprocessor);
}

void PragmaIndex::index(const clang::SourceManager &sources, const clang::LangOptions &language) const {
  indexed = true;
  for (unsigned i = 0; i < pragmas.size(); ++i) {
    clang::SourceLocation loc = pragmas[i].loc;
    Place begin = sources.getDecomposedSpellingLoc(loc);
    unsigned end = endOfPragma(begin, sources, language);
    // In a macro, what follows may stand in its definition or behind its expansion, at any depth.
    for (;;) {
      if (std::optional<Place> next = nextToken({begin.first, end}, loc.isMacroID(), sources, language)) {
        byNextToken[{sources.getFileID(loc), next->second}].push_back(i);
        break;
      }
      if (!loc.isMacroID())
        break;
      loc = sources.getImmediateExpansionRange(loc).getEnd();
      begin = sources.getDecomposedSpellingLoc(loc);
      end = begin.second + clang::Lexer::MeasureTokenLength(sources.getSpellingLoc(loc), sources, language);
    }
  }
}

std::vector<unsigned> PragmaIndex::before(clang::SourceLocation loc, const clang::SourceManager &sources,
                                          const clang::LangOptions &language) const {
  if (pragmas.empty() || loc.isInvalid())
    return {};
  if (!indexed)
    index(sources, language);
  std::vector<unsigned> found;
  for (;;) {
    auto here = byNextToken.find({sources.getFileID(loc), sources.getDecomposedSpellingLoc(loc).second});
    if (here != byNextToken.end())
      found.insert(found.begin(), here->second.begin(), here->second.end());
    clang::SourceLocation outer;
    if (!loc.isMacroID() || !sources.isAtStartOfImmediateMacroExpansion(loc, &outer))
      break;
    loc = outer;
  }
  return found;
}

std::vector<unsigned> PragmaIndex::in(clang::SourceRange range, const clang::SourceManager &sources) const {
  std::vector<unsigned> found;
  if (pragmas.empty() || range.isInvalid())
    return found;
  auto [beginFile, begin] = sources.getDecomposedExpansionLoc(range.getBegin());
  auto [endFile, end] = sources.getDecomposedLoc(sources.getExpansionRange(range.getEnd()).getEnd());
  for (unsigned i = 0; i < pragmas.size(); ++i) {
    auto [file, offset] = sources.getDecomposedExpansionLoc(pragmas[i].loc);
    if (file == beginFile && file == endFile && offset >= begin && offset <= end)
      found.push_back(i);
  }
  return found;
}

} // namespace overlap::matchers
