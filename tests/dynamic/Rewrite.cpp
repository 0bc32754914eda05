#include "tests/dynamic/Rewrite.h"

#include "tests/dynamic/LoopText.h"
#include "tests/support/Files.h"

#include <algorithm>
#include <stdexcept>

namespace overlap::test {
namespace {

bool contains(const std::vector<std::string> &names, const std::string &name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::size_t offsetOf(const nlohmann::json &location, const char *line, const char *column,
                     std::string_view source) {
  std::size_t at = 0;
  for (int left = location.at(line).get<int>(); left > 1; --left)
    at = source.find('\n', at) + 1;
  return at + location.at(column).get<std::size_t>() - 1;
}

std::string typeOf(const std::string &name) { return "std::remove_cvref_t<decltype(" + name + ")>"; }

class Rewriter {
public:
  Rewriter(std::string_view source, const std::vector<Verdict> &loops)
      : source(source), loops(loops), tokens(tokenize(source)) {}

  /// [span) with the loops inside it rewritten.
  std::string text(Span span) const {
    std::string result;
    std::size_t at = span.begin;
    while (const Verdict *next = nextLoop(at, span.end)) {
      try {
        const LoopText loop = parseLoop(tokens, {next->begin, next->end});
        result += source.substr(at, next->begin - at);
        result += rewritten(*next, loop);
        at = loop.whole.end;
      } catch (const std::invalid_argument &error) {
        throw std::invalid_argument("line " + std::to_string(next->line) + ": " + error.what());
      }
    }
    return result + std::string(source.substr(at, span.end - at));
  }

private:
  const Verdict *nextLoop(std::size_t from, std::size_t to) const {
    const Verdict *result = nullptr;
    for (const Verdict &loop : loops)
      if (loop.begin >= from && loop.end <= to && (!result || loop.begin < result->begin))
        result = &loop;
    return result;
  }

  /// Source that keeps its lines in what compilers and ThreadSanitizer say.
  std::string placed(Span span, const std::string &text) const {
    const auto line = 1 + std::count(source.begin(), source.begin() + span.begin, '\n');
    return "\n#line " + std::to_string(line) + "\n" + text + "\n";
  }
  std::string placed(Span span) const { return placed(span, std::string(span.of(source))); }

  std::string rewritten(const Verdict &verdict, const LoopText &loop) const {
    const std::string number = std::to_string(&verdict - loops.data());
    std::vector<SteppedVariable> stepped = steppedVariables(loop, tokens);
    // What the verdict lists is no counter, unless it is the loop's own.
    std::erase_if(stepped, [&](const SteppedVariable &v) {
      const bool own = steppedBy(loop.increment, v.name) || steppedBy(loop.condition, v.name);
      const bool reduced = std::any_of(verdict.reductions.begin(), verdict.reductions.end(),
                                       [&](const auto &r) { return r.variable == v.name; });
      return !own && (reduced || contains(verdict.privates, v.name) ||
                      contains(verdict.firstprivates, v.name) || contains(verdict.lastprivates, v.name));
    });
    const std::string body = loop.form == LoopText::Form::RangeFor
                                 ? "{ " + std::string(loop.declaration.of(source)) + " = *overlap_it;" +
                                       placed(loop.body, text(loop.body)) + "}"
                                 : placed(loop.body, text(loop.body));
    std::string out = "{ " + placed(loop.init) + ";\n";
    if (loop.form == LoopText::Form::RangeFor) {
      out += "auto &&overlap_range = " + placed(loop.range) + ";\n" +
             "auto overlap_it = overlap_dynamic::beginOf(overlap_range);\n"
             "auto overlap_end = overlap_dynamic::endOf(overlap_range);\n";
      stepped.insert(stepped.begin(), {"overlap_it", false});
    }
    std::string names, evenly;
    for (const SteppedVariable &v : stepped) {
      names += (names.empty() ? "" : ", ") + v.name;
      evenly += (evenly.empty() ? "\"" : ", \"") + (v.evenly ? v.name : "") + "\"";
    }
    out +=
        "auto overlap_sequentially = [&](auto &&overlap_visit) {\n" + sequential(loop, names, body) + "};\n";
    out += "if (!overlap_dynamic::chosen(" + number +
           "))\n  overlap_sequentially([](const auto &...) {});\nelse {\n";
    out += "auto overlap_states = overlap_dynamic::record(overlap_sequentially" +
           (names.empty() ? "" : ", " + names) + ");\n";
    if (!stepped.empty())
      out += "overlap_dynamic::checkSteps(overlap_states, {" + evenly + "});\n";
    out += parallel(verdict, stepped, body);
    for (std::size_t i = 0; i < stepped.size(); ++i)
      out += stepped[i].name + " = std::get<" + std::to_string(i) + ">(overlap_states.last);\n";
    return out + "} }";
  }

  bool steppedBy(Span part, const std::string &name) const {
    return std::any_of(tokens.begin(), tokens.end(), [&](const Token &t) {
      return t.begin >= part.begin && t.begin < part.end && t.text == name;
    });
  }

  std::string sequential(const LoopText &loop, const std::string &names, const std::string &body) const {
    const std::string visited = "{ overlap_visit(" + names + ");" + body + "}\n";
    switch (loop.form) {
    case LoopText::Form::RangeFor:
      return "for (; overlap_it != overlap_end; ++overlap_it) " + visited;
    case LoopText::Form::For:
      return "for (; " + placed(loop.condition) + "; " + placed(loop.increment) + ") " + visited;
    case LoopText::Form::While:
      return "while (" + placed(loop.condition) + ") " + visited;
    case LoopText::Form::Do:
      return "do " + visited + " while (" + placed(loop.condition) + ");\n";
    }
    return {};
  }

  std::string parallel(const Verdict &verdict, const std::vector<SteppedVariable> &stepped,
                       const std::string &body) const {
    std::string before, worker, iteration, after, combine;
    auto isCounter = [&](const std::string &name) {
      return std::any_of(stepped.begin(), stepped.end(), [&](const auto &v) { return v.name == name; });
    };
    for (std::size_t i = 0; i < stepped.size(); ++i)
      iteration += typeOf(stepped[i].name) + " " + stepped[i].name + " = std::get<" + std::to_string(i) +
                   ">(overlap_states.each[overlap_k]);\n";
    for (const std::string &name : verdict.privates)
      if (!isCounter(name))
        iteration += typeOf(name) + " " + name + "; overlap_dynamic::poison(" + name + ");\n";
    for (const std::string &name : verdict.firstprivates) {
      before += "const auto &overlap_outer_" + name + " = " + name + ";\n";
      iteration += typeOf(name) + " " + name + "; overlap_dynamic::copyInto(" + name + ", overlap_outer_" +
                   name + ");\n";
    }
    for (const std::string &name : verdict.lastprivates) {
      if (isCounter(name))
        continue;
      before += typeOf(name) + " overlap_last_" + name + "; overlap_dynamic::copyInto(overlap_last_" + name +
                ", " + name + ");\n";
      if (!contains(verdict.firstprivates, name))
        iteration += typeOf(name) + " " + name + "; overlap_dynamic::poison(" + name + ");\n";
      after += "if (overlap_k + 1 == overlap_states.each.size()) overlap_dynamic::copyInto(overlap_last_" +
               name + ", " + name + ");\n";
      combine += "overlap_dynamic::copyInto(" + name + ", overlap_last_" + name + ");\n";
    }
    std::string shared = body;
    for (std::size_t i = 0; i < verdict.reductions.size(); ++i) {
      const std::string &variable = verdict.reductions[i].variable,
                        parts = "overlap_parts_" + std::to_string(i);
      // A cell or a member cannot be shadowed: the body gets another name for it.
      const bool plain = variable.find_first_of("[].->(*") == std::string::npos;
      const std::string name = plain ? variable : "overlap_cell_" + std::to_string(i);
      if (!plain)
        shared = replaceAll(shared, variable, name);
      before += "overlap_dynamic::Parts<" + typeOf(variable) + "> " + parts +
                "(overlap_dynamic::Reduction(\"" + verdict.reductions[i].op + "\"), " + variable + ");\n";
      worker += "auto &" + name + " = " + parts + ".of(overlap_worker.number);\n";
      combine += parts + ".combineInto(" + variable + ");\n";
    }
    return before +
           "overlap_dynamic::execute(overlap_states.each.size(), [&](overlap_dynamic::Worker overlap_worker) "
           "{\n" +
           worker + "for (std::size_t overlap_k; overlap_worker.next(overlap_k);) {\n" + iteration +
           "for (bool overlap_once = true; overlap_once; overlap_once = false) {" + shared + "}\n" + after +
           "}\n" + "});\n" + combine;
  }

  std::string_view source;
  const std::vector<Verdict> &loops;
  std::vector<Token> tokens;
};

} // namespace

Verdict verdictOf(const nlohmann::json &region, std::string_view source) {
  const nlohmann::json &location = region.at("location"), &independence = region.at("independence");
  Verdict result;
  result.line = location.at("line");
  result.begin = offsetOf(location, "line", "column", source);
  result.end = offsetOf(location, "end_line", "end_column", source);
  for (const nlohmann::json &reduction : independence.value("reductions", nlohmann::json::array()))
    result.reductions.push_back({reduction.at("variable"), reduction.at("operator")});
  auto names = [&](const char *list) { return independence.value(list, std::vector<std::string>{}); };
  result.privates = names("private");
  result.firstprivates = names("firstprivate");
  result.lastprivates = names("lastprivate");
  return result;
}

std::string rewrite(std::string_view source, const std::vector<Verdict> &loops, bool isC) {
  std::string out = "#include \"tests/dynamic/Runtime.h\"\n";
  if (isC)
    out += "#define restrict __restrict\n";
  return out + "#line 1\n" + Rewriter(source, loops).text({0, source.size()});
}

} // namespace overlap::test
