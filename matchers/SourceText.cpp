#include "matchers/SourceText.h"

#include <clang/AST/ASTContext.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Lex/Lexer.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Support/xxhash.h>

#include <algorithm>

namespace overlap::matchers {

namespace {

constexpr std::uint64_t kBase = 0x9e3779b97f4a7c15ULL;
constexpr std::size_t kMaxSpelling = 80;

} // namespace

// Rolling polynomial hash (Rabin and Karp): the hash of any run of tokens follows from two prefixes.
SourceText::SourceText(clang::ASTContext &context, clang::SourceRange range) : context(context) {
  prefix.push_back(0);
  powers.push_back(1);
  const clang::SourceManager &sources = context.getSourceManager();
  auto [beginFile, begin] = sources.getDecomposedExpansionLoc(range.getBegin());
  auto [endFile, end] = sources.getDecomposedLoc(sources.getExpansionRange(range.getEnd()).getEnd());
  bool isInvalid = false;
  llvm::StringRef buffer = sources.getBufferData(beginFile, &isInvalid);
  if (range.isInvalid() || isInvalid || beginFile != endFile || begin > end || end >= buffer.size())
    return;
  file = beginFile;
  clang::Lexer lexer(sources.getLocForStartOfFile(file), context.getLangOpts(), buffer.begin(),
                     buffer.begin() + begin, buffer.end());
  clang::Token token;
  while (!lexer.LexFromRawLexer(token) && token.isNot(clang::tok::eof)) {
    unsigned offset = sources.getFileOffset(token.getLocation());
    if (offset > end)
      break;
    offsets.push_back(offset);
    prefix.push_back(prefix.back() * kBase + llvm::xxHash64(buffer.substr(offset, token.getLength())));
    powers.push_back(powers.back() * kBase);
  }
}

std::uint64_t SourceText::hash(clang::SourceRange range) const {
  const clang::SourceManager &sources = context.getSourceManager();
  if (range.isInvalid() || offsets.empty())
    return 0;
  auto [beginFile, begin] = sources.getDecomposedExpansionLoc(range.getBegin());
  auto [endFile, end] = sources.getDecomposedLoc(sources.getExpansionRange(range.getEnd()).getEnd());
  if (beginFile != file || endFile != file)
    return 0;
  auto first = std::lower_bound(offsets.begin(), offsets.end(), begin) - offsets.begin();
  auto last = std::upper_bound(offsets.begin(), offsets.end(), end) - offsets.begin();
  if (first >= last)
    return 0;
  return prefix[last] - prefix[first] * powers[last - first];
}

std::string SourceText::spelling(const clang::Expr *expr) const {
  if (auto *reference = llvm::dyn_cast<clang::DeclRefExpr>(expr))
    return reference->getNameInfo().getAsString();
  std::string raw;
  clang::SourceRange range = expr->getSourceRange();
  bool isWritten = range.isValid() && range.getBegin().isFileID() && range.getEnd().isFileID();
  if (isWritten)
    raw = clang::Lexer::getSourceText(clang::CharSourceRange::getTokenRange(range),
                                      context.getSourceManager(), context.getLangOpts());
  if (raw.empty()) {
    llvm::raw_string_ostream stream(raw);
    expr->printPretty(stream, nullptr, context.getPrintingPolicy());
  }
  std::string result;
  for (char c : raw) {
    bool isSpace = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (isSpace && (result.empty() || result.back() == ' '))
      continue;
    result += isSpace ? ' ' : c;
    if (result.size() > kMaxSpelling) {
      result.resize(kMaxSpelling - 3);
      // Not in the middle of a UTF-8 sequence.
      while (!result.empty() && (static_cast<unsigned char>(result.back()) & 0xC0) == 0x80)
        result.pop_back();
      if (!result.empty() && static_cast<unsigned char>(result.back()) >= 0xC0)
        result.pop_back();
      return result + "...";
    }
  }
  while (!result.empty() && result.back() == ' ')
    result.pop_back();
  return result;
}

} // namespace overlap::matchers
