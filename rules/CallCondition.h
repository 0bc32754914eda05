#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace overlap::rules {

/// What is passed to a call, as the catalogue words it: "a1 is 4 and a2 has 2048".
struct CallCondition {
  enum class Op : std::uint8_t {
    Is,
    IsNot,
    Has,    ///< all these bits are set
    IsNull, ///< a null pointer or no function
    IsGiven ///< anything else
  };
  struct Term {
    unsigned arg = 0;
    bool isTarget = false; ///< `*aN`: each word of what the argument points to
    Op op = Op::Is;
    std::int64_t number = 0;
  };
  std::vector<Term> terms; ///< all of them hold
};

/// Parses "TERM and TERM ...", a term being `aN` or `*aN` and `is N`, `is not N`, `has N`, `is null` or
/// `is given`. Throws overlap::Error.
CallCondition parseCondition(std::string_view text);

} // namespace overlap::rules
