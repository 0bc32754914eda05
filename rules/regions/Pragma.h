#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Reading OpenMP directives (OpenMP API 5.2) from their text.
namespace overlap::rules {

class Directive {
public:
  /// `text` as the facts have it: "omp parallel for private(x, y)".
  explicit Directive(const std::string &text);

  const std::string &text() const { return text_; }
  /// True if one of the directive's words or clauses is `word`, whatever its arguments.
  bool has(std::string_view word) const;
  /// The identifiers and numbers among the arguments of clause or directive `word`, of all of its
  /// occurrences.
  std::vector<std::string> arguments(std::string_view word) const;

  /// The iterations of the loop that follows are shared among threads. (`simd` alone stays on one thread.)
  bool sharesIterations() const;
  /// Several threads run what follows, or some other thread does.
  bool startsTasks() const;
  /// Each thread of a new team runs what follows: variables declared in there are its own.
  bool startsTeam() const { return has("parallel") || has("teams"); }
  /// One thread at a time runs what follows (critical, atomic, ordered): the kind of that and its name, by
  /// which such sections exclude one another; empty otherwise.
  std::string exclusion() const;
  /// Something other than exclusion orders what the loop's iterations do, or who does it.
  bool steers() const;
  /// How many nested loops it is about.
  unsigned loops() const;
  /// True if a data-sharing clause names `variable`: threads have their own, or it is reduced.
  bool givesOwn(std::string_view variable) const;

private:
  struct Word {
    std::string name;
    std::vector<std::string> arguments;
    bool hasArguments = false;
  };
  std::string text_;
  std::vector<Word> words_;
};

} // namespace overlap::rules
