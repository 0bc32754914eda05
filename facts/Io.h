#pragma once

#include "facts/Facts.h"

#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

/// Facts files. One CBOR array (RFC 8949) of seven elements:
///   "overlap-facts", format version, main file, command, strings: array of texts,
///   declarations: array of unsigned numbers, bodies: array of byte strings.
/// A body's byte string is again CBOR, an array of unsigned numbers, so that one body can be read without the
/// others. What the numbers mean is defined by facts/Flatten.h over the fields of facts/Visit.h.
///
/// Reading trusts nothing: every failure, from a missing file to an id out of range, is an overlap::Error of
/// one line that begins with the file's name. What was read is valid (Validate.h).
namespace overlap::facts {

std::vector<std::uint8_t> toCbor(const UnitFacts &facts);

/// `name` stands for the data in errors.
UnitFacts fromCbor(std::span<const std::uint8_t> data, std::string_view name);

/// Writes to a temporary file beside `path` and renames it, so that a reader sees the old file or the whole
/// new one.
void writeFile(const std::filesystem::path &path, const UnitFacts &facts);

UnitFacts readFile(const std::filesystem::path &path);

} // namespace overlap::facts
