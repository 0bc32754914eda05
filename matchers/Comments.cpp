#include "matchers/Comments.h"

#include "matchers/TableBuilder.h"

#include <clang/Basic/SourceManager.h>
#include <clang/Lex/Lexer.h>

namespace overlap::matchers {

namespace {

facts::CommentKind takeKind(llvm::StringRef &text) {
  if (text.consume_front("NEXTLINE"))
    return facts::CommentKind::NoLintNextLine;
  if (text.consume_front("BEGIN"))
    return facts::CommentKind::NoLintBegin;
  if (text.consume_front("END"))
    return facts::CommentKind::NoLintEnd;
  return facts::CommentKind::NoLint;
}

/// False for an empty list: clang-tidy takes `NOLINT()` to suppress nothing.
bool takeRules(llvm::StringRef &text, std::vector<std::string> &rules) {
  std::size_t close = text.find(')');
  if (!text.starts_with("(") || close == llvm::StringRef::npos)
    return true;
  llvm::SmallVector<llvm::StringRef> parts;
  text.slice(1, close).split(parts, ',');
  for (llvm::StringRef part : parts)
    if (!part.trim().empty())
      rules.push_back(part.trim().str());
  text = text.substr(close + 1);
  return !rules.empty();
}

} // namespace

bool CommentRecorder::HandleComment(clang::Preprocessor &preprocessor, clang::SourceRange comment) {
  const clang::SourceManager &sources = preprocessor.getSourceManager();
  auto [file, begin] = sources.getDecomposedLoc(comment.getBegin());
  std::size_t length = sources.getFileOffset(comment.getEnd()) - begin;
  llvm::StringRef text = sources.getBufferData(file).substr(begin, length);
  std::size_t at = text.find("NOLINT");
  if (at == llvm::StringRef::npos || sources.isInSystemHeader(comment.getBegin()))
    return false;
  for (; at != llvm::StringRef::npos; at = text.find("NOLINT", at + 1)) {
    llvm::StringRef rest = text.substr(at).split('\n').first;
    rest.consume_front("NOLINT");
    Found one;
    one.loc = comment.getBegin().getLocWithOffset(static_cast<int>(at));
    one.kind = takeKind(rest);
    bool isWord = (at > 0 && clang::isAsciiIdentifierContinue(text[at - 1])) ||
                  (!rest.empty() && clang::isAsciiIdentifierContinue(rest.front()));
    if (isWord || !takeRules(rest, one.rules))
      continue;
    rest = rest.substr(0, rest.find("NOLINT"));
    rest.consume_back("*/");
    one.reason = rest.ltrim(" \t:-,").rtrim().str();
    found.push_back(std::move(one));
  }
  return false;
}

void CommentRecorder::write(TableBuilder &builder, std::vector<facts::Comment> &out) const {
  for (const Found &one : found) {
    facts::Loc loc = builder.loc(one.loc);
    facts::Comment comment;
    comment.file = loc.file;
    comment.line = loc.line;
    comment.kind = one.kind;
    for (const std::string &rule : one.rules)
      comment.rules.push_back(builder.string(rule));
    comment.reason = builder.string(one.reason);
    out.push_back(std::move(comment));
  }
}

} // namespace overlap::matchers
