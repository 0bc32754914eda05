#pragma once

#include "tool/Extractor.h"

#include <filesystem>

namespace overlap::tool {

/// Extracts a unit in a process of its own: `overlap extract` with this command. What went wrong in one
/// process with many units, such as a corrupted heap, may go right there; if it crashes again, nothing else
/// is lost. Never throws.
Extraction retryInChild(const CleanCommand &command, const ExtractorOptions &options,
                        const std::filesystem::path &executable);

} // namespace overlap::tool
