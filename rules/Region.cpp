#include "rules/Region.h"

namespace overlap::rules {

const char *name(RegionKind kind) {
  switch (kind) {
  case RegionKind::Loop:
    return "loop";
  case RegionKind::Calls:
    return "calls";
  case RegionKind::Call:
    return "call";
  }
  return "";
}

const char *name(Boundness boundness) {
  switch (boundness) {
  case Boundness::Cpu:
    return "cpu";
  case Boundness::Io:
    return "io";
  case Boundness::Mixed:
    return "mixed";
  case Boundness::Light:
    return "light";
  case Boundness::Unknown:
    return "unknown";
  }
  return "";
}

const char *name(Status status) {
  switch (status) {
  case Status::Independent:
    return "independent";
  case Status::Conditional:
    return "conditional";
  case Status::Partial:
    return "partial";
  case Status::Unknown:
    return "unknown";
  case Status::Dependent:
    return "dependent";
  }
  return "";
}

const char *name(AssumptionKind kind) {
  switch (kind) {
  case AssumptionKind::NoAlias:
    return "no-alias";
  case AssumptionKind::UnknownCallee:
    return "unknown-callee";
  case AssumptionKind::InjectiveIndex:
    return "injective-index";
  case AssumptionKind::DistinctResource:
    return "distinct-resource";
  case AssumptionKind::Order:
    return "order";
  case AssumptionKind::NoException:
    return "no-exception";
  case AssumptionKind::Other:
    return "other";
  }
  return "";
}

const char *name(DependenceKind kind) {
  switch (kind) {
  case DependenceKind::Flow:
    return "flow";
  case DependenceKind::Anti:
    return "anti";
  case DependenceKind::Output:
    return "output";
  case DependenceKind::Resource:
    return "resource";
  case DependenceKind::Control:
    return "control";
  case DependenceKind::Order:
    return "order";
  }
  return "";
}

} // namespace overlap::rules
