#pragma once

#include "tool/FileNames.h"
#include "tool/RunReport.h"

#include <string>

namespace overlap::tool {

/// The report in the form that editors and CI parsers read: `file:line:col: warning: message [rule]` with
/// `note:` lines, then a table of what was found.
std::string textReport(const RunReport &report, const FileNames &names, bool colour);

/// One region in that form, with all that is known of it.
std::string textRegion(const rules::Region &region, const FileNames &names, bool colour);

/// One unit's error in that form.
std::string textError(const UnitError &error, const FileNames &names, bool colour);

} // namespace overlap::tool
