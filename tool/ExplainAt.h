#pragma once

#include "rules/Engine.h"
#include "tool/FileNames.h"
#include "tool/Filter.h"
#include "tool/RunReport.h"

#include <set>
#include <string>
#include <vector>

namespace overlap::tool {

/// A line as the user names it: its file absolute, or relative to the working directory or to the project
/// root.
struct Place {
  std::string file;
  unsigned line = 0;
};

/// Reads FILE:LINE or FILE:LINE:COLUMN, as compilers write it. Throws overlap::Error.
Place parsePlace(const std::string &text);

/// What a place is looked up in.
struct Explained {
  const rules::Report &report;
  const Filter &filter;
  const FileNames &names;
  std::set<std::string> files; ///< of the run, as facts name them
  const std::vector<UnitError> &errors;
  bool colour;
};

/// All that is known of a line: every region that covers it, hidden and suppressed ones too, with the reasons
/// for the verdict and for being listed or not; the blocking calls on it; and what failed in its file.
std::string explainAt(const Place &place, const Explained &explained);

} // namespace overlap::tool
