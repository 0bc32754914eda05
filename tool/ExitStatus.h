#pragma once

namespace overlap::tool {

enum ExitStatus : int {
  Fine = 0,
  FailOn = 1,     ///< a reported region has a strategy that --fail-on names; weighs more than FailedUnits
  UsageError = 2, ///< usage, configuration or database
  FailedUnits = 3 ///< some unit could not be analysed; all others are reported
};

} // namespace overlap::tool
