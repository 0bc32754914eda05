#pragma once

#include "rules/regions/BodyInfo.h"

namespace overlap::rules {

/// Puts a loop's dependences into the words and the order in which a person gives them: one for each subject
/// and kind, what `push_back` and its kin do by its name, the value that is carried first, then what is
/// shared, decided and overwritten; what has no name in the source, or happens only far below a call, last.
/// `events` are the loop's.
void refineEvidence(const BodyInfo &info, const std::vector<Id> &events, Independence &independence);

} // namespace overlap::rules
