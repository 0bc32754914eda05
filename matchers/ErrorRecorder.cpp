#include "matchers/ErrorRecorder.h"

#include "matchers/Paths.h"

#include <clang/Basic/DiagnosticIDs.h>
#include <clang/Basic/SourceManager.h>
#include <llvm/ADT/SmallString.h>

namespace overlap::matchers {

/// More than these say nothing new: a missing header can give thousands.
static constexpr std::size_t maxMessages = 20;

void ErrorRecorder::HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic &info) {
  DiagnosticConsumer::HandleDiagnostic(level, info);
  if (level < clang::DiagnosticsEngine::Error)
    return;
  if (info.getLocation().isValid())
    locations.push_back(info.getLocation());
  if (out.diagnostics.size() >= maxMessages)
    return;
  facts::Diagnostic diagnostic;
  diagnostic.message = static_cast<facts::Id>(out.tables.strings.size());
  out.tables.strings.push_back(message(info));
  // The engine is told to go on after fatal errors; what they are by themselves is in the table.
  diagnostic.isFatal = info.getDiags()->getDiagnosticIDs()->getDefaultMapping(info.getID()).getSeverity() ==
                       clang::diag::Severity::Fatal;
  out.diagnostics.push_back(diagnostic);
}

std::string ErrorRecorder::message(const clang::Diagnostic &info) const {
  llvm::SmallString<128> text;
  info.FormatDiagnostic(text);
  std::string place;
  if (info.getLocation().isValid() && info.hasSourceManager()) {
    const clang::SourceManager &sources = info.getSourceManager();
    clang::SourceLocation loc = sources.getExpansionLoc(info.getLocation());
    if (clang::OptionalFileEntryRef entry = sources.getFileEntryRefForID(sources.getFileID(loc))) {
      ProjectPaths paths(projectRoot, sources.getFileManager().getVirtualFileSystem());
      place = paths.name(entry->getName()) + ":" + std::to_string(sources.getExpansionLineNumber(loc)) + ":" +
              std::to_string(sources.getExpansionColumnNumber(loc)) + ": ";
    }
  }
  return place + "error: " + text.str().str();
}

} // namespace overlap::matchers
