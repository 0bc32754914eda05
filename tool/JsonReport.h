#pragma once

#include "tool/RunReport.h"

#include <string>

namespace overlap::tool {

/// The report as docs/report.schema.json describes it, keys in a fixed order, with a newline at the end.
std::string jsonReport(const RunReport &report);

} // namespace overlap::tool
