#pragma once

#include "rules/Region.h"

namespace overlap::rules {

/// Fills the region's notes, the evidence in the order of the text report: what waits, what ties, what is
/// assumed, what is private or reduced, and last what to do.
void addNotes(Region &region);

} // namespace overlap::rules
