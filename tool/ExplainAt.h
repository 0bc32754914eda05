#pragma once

#include "rules/Engine.h"
#include "tool/Filter.h"

#include <string>

namespace overlap::tool {

/// A line as the user names it: absolute, or relative to the working directory or to the project root.
struct Place {
  std::string file;
  unsigned line = 0;
};

/// Reads FILE:LINE. Throws overlap::Error.
Place parsePlace(const std::string &text);

/// All that is known of a line: every region that covers it, hidden and suppressed ones too, with the reasons
/// for the verdict and for being listed or not; and the blocking calls on it.
std::string explainAt(const Place &place, const std::string &root, const rules::Report &report,
                      const Filter &filter, bool colour);

} // namespace overlap::tool
