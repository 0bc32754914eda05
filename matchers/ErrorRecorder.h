#pragma once

#include "facts/Facts.h"

#include <clang/Basic/Diagnostic.h>
#include <clang/Basic/SourceLocation.h>

#include <string>
#include <vector>

namespace overlap::matchers {

/// Writes a unit's errors to its facts and remembers where they are, so that the functions they stand in
/// count as broken.
class ErrorRecorder : public clang::DiagnosticConsumer {
public:
  ErrorRecorder(std::string projectRoot, facts::UnitFacts &out)
      : projectRoot(std::move(projectRoot)), out(out) {}

  void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic &info) override;

  const std::vector<clang::SourceLocation> &errorLocations() const { return locations; }

private:
  std::string message(const clang::Diagnostic &info) const;

  std::string projectRoot;
  facts::UnitFacts &out;
  std::vector<clang::SourceLocation> locations;
};

} // namespace overlap::matchers
