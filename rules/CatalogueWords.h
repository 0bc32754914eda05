#pragma once

#include "rules/ApiEntry.h"
#include "rules/JsonFields.h"

/// The words that catalogue files use for the enumerations of ApiEntry.h.
namespace overlap::rules::words {

Words<MatchKind> matchKinds();
Words<BlockKind> blockKinds();
Words<Latency> latencies();
Words<Role> roles();
Words<ApiResource::Mode> modes();
Words<ApiResource::Treatment> treatments();
Words<Throws> throws();
Words<ArgumentRule> argumentRules();
Words<Cost::Per> costUnits();
Words<Algorithm::Kind> algorithms();
Words<Atomic::Op> atomicOps();
Words<StreamKind> streamKinds();
Words<ClassEntry::Kind> classKinds();

} // namespace overlap::rules::words
