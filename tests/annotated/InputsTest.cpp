#include "tests/annotated/Annotations.h"
#include "tests/support/Files.h"
#include "tests/support/Lexer.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <set>

// The annotated loops as a collection: enough of them, all different, and none without a twin of another
// status.

namespace overlap::test {
namespace {

namespace fs = std::filesystem;

const fs::path inputs = OVERLAP_TEST_INPUTS;

struct Input {
  fs::path file;
  std::string source;
  Annotations annotations;
};

std::vector<Input> allInputs() {
  std::vector<Input> result;
  for (const auto &entry : fs::recursive_directory_iterator(inputs)) {
    const fs::path &file = entry.path();
    if (file.extension() != ".c" && file.extension() != ".cpp")
      continue;
    std::string source = readFile(file);
    Annotations annotations = parseAnnotations(source);
    result.push_back({fs::relative(file, inputs), std::move(source), std::move(annotations)});
  }
  std::sort(result.begin(), result.end(), [](const Input &a, const Input &b) { return a.file < b.file; });
  return result;
}

bool isLoopWord(std::string_view text) { return text == "for" || text == "while" || text == "do"; }

/// The index behind the statement that starts at `i`, as far as brackets and semicolons show it.
std::size_t behindStatement(const std::vector<Token> &tokens, std::size_t i) {
  const bool isDo = tokens[i].text == "do";
  for (int depth = 0; i < tokens.size(); ++i) {
    const std::string_view text = tokens[i].text;
    const std::string_view next = i + 1 < tokens.size() ? tokens[i + 1].text : "";
    depth += (text == "(" || text == "[" || text == "{") - (text == ")" || text == "]" || text == "}");
    const bool block = text == "}" && next != "else" && next != ")" && next != "," && next != ";" &&
                       !(isDo && next == "while");
    if (depth < 0)
      return i;
    if (depth == 0 && (block || text == ";"))
      return i + 1;
  }
  return i;
}

/// The loop that starts at token `i` with its names replaced in the order in which they appear.
std::string normalised(const std::vector<Token> &tokens, std::size_t i) {
  std::map<std::string_view, std::size_t> names;
  std::string result;
  for (std::size_t end = behindStatement(tokens, i); i < end; ++i) {
    const Token &token = tokens[i];
    const bool name = token.kind == Token::Kind::Identifier && !isKeyword(token.text);
    result += name ? "$" + std::to_string(names.emplace(token.text, names.size()).first->second)
                   : std::string(token.text);
    result += ' ';
  }
  return result;
}

struct Loop {
  std::string place;
  std::string text; ///< normalised
  std::string status;
  bool inner; ///< part of an annotated loop
};

/// The annotated loops of one input: the loop's keyword is on the annotated line, or a call of an algorithm
/// is.
std::vector<Loop> loopsOf(const Input &input) {
  const std::vector<Token> tokens = tokenize(input.source);
  std::vector<int> lines;
  for (std::size_t at = 0, line = 1, i = 0; i < tokens.size(); ++i, lines.push_back(static_cast<int>(line)))
    for (; at < tokens[i].begin; ++at)
      line += input.source[at] == '\n';
  std::vector<Loop> result;
  std::size_t outerEnd = 0;
  std::map<int, std::size_t> taken; // where several loops start on one line
  for (const Expectation &e : input.annotations.expectations) {
    if (e.kind != "loop")
      continue;
    const std::size_t first = std::lower_bound(lines.begin(), lines.end(), e.line) - lines.begin();
    const std::size_t last = std::upper_bound(lines.begin(), lines.end(), e.line) - lines.begin();
    std::size_t at = taken.count(e.line) ? taken[e.line] : first;
    while (at < last && !isLoopWord(tokens[at].text))
      ++at;
    taken[e.line] = at + 1;
    const std::size_t begin = at < last ? at : first;
    result.push_back({input.file.string() + ":" + std::to_string(e.line), normalised(tokens, begin), e.status,
                      begin < outerEnd});
    outerEnd = std::max(outerEnd, behindStatement(tokens, begin));
  }
  return result;
}

TEST(Inputs, HaveTwoHundredLoopsAllDifferent) {
  std::set<std::string> texts;
  std::map<std::pair<std::string, std::string>, std::string> seen;
  for (const Input &input : allInputs())
    for (const Loop &loop : loopsOf(input)) {
      texts.insert(loop.text);
      // A twin may differ in a type or a callee only, and then has another status. What differs around it may
      // need a usual loop inside.
      const auto [first, fresh] = seen.emplace(std::pair(loop.text, loop.status), loop.place);
      EXPECT_TRUE(fresh || loop.inner) << loop.place << " is " << first->second << " again: " << loop.text;
    }
  EXPECT_GE(texts.size(), 200u);
}

TEST(Inputs, HaveATwinOfAnotherStatus) {
  for (const Input &input : allInputs()) {
    // There the loops are tasks, or files of a project, and not what is taught.
    const std::string folder = input.file.begin()->string();
    if (folder == "projects" || folder == "calls")
      continue;
    bool positive = false, other = false;
    for (const Expectation &e : input.annotations.expectations)
      if (e.kind == "loop")
        (e.status == "independent" ? positive : other) = true;
    EXPECT_TRUE(!positive || other) << input.file << " has independent loops only";
  }
}

} // namespace
} // namespace overlap::test
