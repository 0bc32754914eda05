#pragma once

#include "tests/annotated/Annotations.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace overlap::test {

/// Compares one file's annotations with the report's regions in that file. `all` are the regions of a run
/// with
/// --all; `shown` those of the default report (looked at only where an annotation says hidden or shown). The
/// result is empty, or has one line a difference, `file:line: error: expected ..., got ...`.
std::vector<std::string> compare(const std::string &file, const Annotations &expected,
                                 const std::vector<nlohmann::json> &all,
                                 const std::vector<nlohmann::json> &shown);

/// True where `subject`, as a report spells it, is or contains the name `wanted` as a whole word.
bool namesSubject(const std::string &subject, const std::string &wanted);

} // namespace overlap::test
