#pragma once

#include "rules/dependence/Pairs.h"

/// What the calls of a loop do outside of memory, and what is not known of them.
namespace overlap::rules {

class LoopCalls {
public:
  LoopCalls(Symbolic &symbolic, PairTest &pairs);
  void analyse(Independence &result, std::vector<std::string> &unknown);

private:
  void callees(Independence &result, std::vector<std::string> &unknown);
  void resources(Independence &result);
  void joins(Independence &result);
  enum class Handle : std::uint8_t { Same, Different, Assumed };
  bool isInBody(Id stmt) const;
  bool isIterationsOwn(const ResourceAccess &use) const;
  bool isStep(const ResourceAccess &use, const std::vector<ResourceAccess> &uses) const;
  bool isOneObject(const AccessPath &path);
  Handle compareHandles(const ResourceAccess &a, const ResourceAccess &b);
  std::string nameOf(const ResourceAccess &r) const;

  Symbolic &symbolic_;
  PairTest &pairs_;
  BodyContext &context_;
  const facts::Body &body_;
};

} // namespace overlap::rules
