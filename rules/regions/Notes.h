#pragma once

#include "rules/Region.h"

#include <functional>
#include <string>
#include <vector>

namespace overlap::rules {

/// How much of a long list the notes have.
enum class NoteLists {
  Cut, ///< the first few, and how many there are
  Whole
};

/// The region's notes, the evidence in the order of the text report: what waits, what ties, what is assumed,
/// what is private or reduced, and last what to do. `fileName` is how a sentence names a Location's file.
std::vector<Note> notesOf(const Region &region,
                          const std::function<std::string(const std::string &)> &fileName, NoteLists lists);

} // namespace overlap::rules
