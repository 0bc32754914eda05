#pragma once

#include "tool/RunReport.h"

#include <string>

namespace overlap::tool {

/// The report in the form that editors and CI parsers read: `file:line:col: warning: message [rule]` with
/// `note:` lines, then a table of what was found.
std::string textReport(const RunReport &report, bool colour);

/// One region in that form.
std::string textRegion(const rules::Region &region, bool colour);

} // namespace overlap::tool
