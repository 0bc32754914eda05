#include "rules/CatalogueWords.h"

namespace overlap::rules {

const char *toString(BlockKind kind) {
  for (const auto &[word, value] : words::blockKinds())
    if (value == kind)
      return word.data();
  return "";
}

namespace words {
namespace {

template <class T> using Entry = std::pair<std::string_view, T>;

constexpr Entry<MatchKind> matchKindTable[] = {
    {"any", MatchKind::Any},
    {"function", MatchKind::Function},
    {"method", MatchKind::Method},
    {"constructor", MatchKind::Constructor},
    {"destructor", MatchKind::Destructor},
    {"operator", MatchKind::Operator},
};

constexpr Entry<BlockKind> blockKindTable[] = {
    {"file", BlockKind::File},         {"network", BlockKind::Network},   {"dns", BlockKind::Dns},
    {"database", BlockKind::Database}, {"process", BlockKind::Process},   {"sync", BlockKind::Sync},
    {"sleep", BlockKind::Sleep},       {"terminal", BlockKind::Terminal}, {"device", BlockKind::Device},
    {"rpc", BlockKind::Rpc},
};

constexpr Entry<Latency> latencyTable[] = {{"fast", Latency::Fast}, {"slow", Latency::Slow}};

constexpr Entry<Role> roleTable[] = {
    {"plain", Role::Plain},
    {"io", Role::Io},
    {"lock", Role::Lock},
    {"try-lock", Role::TryLock},
    {"unlock", Role::Unlock},
    {"join", Role::Join},
    {"sleep", Role::Sleep},
    {"close", Role::Close},
    {"logging", Role::Logging},
    {"once-init", Role::OnceInit},
    {"event-loop", Role::EventLoop},
    {"offload", Role::Offload},
    {"atomic", Role::Atomic},
    {"notify", Role::Notify},
};

constexpr Entry<ApiResource::Mode> modeTable[] = {
    {"read", ApiResource::Mode::Read},   {"write", ApiResource::Mode::Write},
    {"order", ApiResource::Mode::Order}, {"fresh", ApiResource::Mode::Fresh},
    {"close", ApiResource::Mode::Close},
};

constexpr Entry<ApiResource::Treatment> treatmentTable[] = {
    {"whole", ApiResource::Treatment::Whole},
    {"stream", ApiResource::Treatment::Stream},
    {"positional", ApiResource::Treatment::Positional},
    {"fetch-fresh", ApiResource::Treatment::FetchFresh},
    {"link", ApiResource::Treatment::Link},
};

constexpr Entry<Throws> throwsTable[] = {
    {"no", Throws::No},
    {"allocation", Throws::AllocOnly},
    {"may", Throws::May},
};

constexpr Entry<ArgumentRule> argumentRuleTable[] = {
    {"none", ArgumentRule::None},       {"read-only", ArgumentRule::ReadOnly},
    {"by-type", ArgumentRule::ByType},  {"forward", ArgumentRule::Forward},
    {"printed", ArgumentRule::Printed},
};

constexpr Entry<Cost::Per> costUnitTable[] = {
    {"call", Cost::Per::Call},
    {"element", Cost::Per::Element},
    {"n-log-n", Cost::Per::NLogN},
    {"log-n", Cost::Per::LogN},
};

constexpr Entry<Algorithm::Kind> algorithmTable[] = {
    {"for-each", Algorithm::Kind::ForEach},
    {"transform", Algorithm::Kind::Transform},
    {"generate", Algorithm::Kind::Generate},
    {"fill", Algorithm::Kind::Fill},
    {"copy", Algorithm::Kind::Copy},
    {"copy-if", Algorithm::Kind::CopyIf},
    {"count", Algorithm::Kind::Count},
    {"find", Algorithm::Kind::Find},
    {"search", Algorithm::Kind::Search},
    {"compare", Algorithm::Kind::Compare},
    {"reduce", Algorithm::Kind::Reduce},
    {"accumulate", Algorithm::Kind::Accumulate},
    {"scan", Algorithm::Kind::Scan},
    {"sort", Algorithm::Kind::Sort},
    {"partition", Algorithm::Kind::Partition},
    {"merge", Algorithm::Kind::Merge},
    {"permute", Algorithm::Kind::Permute},
    {"remove", Algorithm::Kind::Remove},
    {"min-max", Algorithm::Kind::MinMax},
    {"binary-search", Algorithm::Kind::BinarySearch},
    {"replace", Algorithm::Kind::Replace},
    {"swap", Algorithm::Kind::Swap},
    {"shuffle", Algorithm::Kind::Shuffle},
    {"heap", Algorithm::Kind::Heap},
    {"iota", Algorithm::Kind::Iota},
    {"adjacent-difference", Algorithm::Kind::AdjacentDifference},
    {"set", Algorithm::Kind::Set},
};

constexpr Entry<Atomic::Op> atomicOpTable[] = {
    {"load", Atomic::Op::Load},         {"store", Atomic::Op::Store},
    {"exchange", Atomic::Op::Exchange}, {"compare-exchange", Atomic::Op::CompareExchange},
    {"add", Atomic::Op::Add},           {"sub", Atomic::Op::Sub},
    {"and", Atomic::Op::And},           {"or", Atomic::Op::Or},
    {"xor", Atomic::Op::Xor},           {"max", Atomic::Op::Max},
    {"min", Atomic::Op::Min},           {"fence", Atomic::Op::Fence},
    {"wait", Atomic::Op::Wait},         {"test-and-set", Atomic::Op::TestAndSet},
    {"clear", Atomic::Op::Clear},
};

constexpr Entry<StreamKind> streamKindTable[] = {
    {"none", StreamKind::None},       {"memory", StreamKind::Memory},     {"file", StreamKind::File},
    {"network", StreamKind::Network}, {"terminal", StreamKind::Terminal}, {"unknown", StreamKind::Unknown},
};

constexpr Entry<ClassEntry::Kind> classKindTable[] = {
    {"plain", ClassEntry::Kind::Plain},
    {"sequence", ClassEntry::Kind::Sequence},
    {"associative", ClassEntry::Kind::Associative},
    {"adaptor", ClassEntry::Kind::Adaptor},
    {"view", ClassEntry::Kind::View},
    {"iterator", ClassEntry::Kind::Iterator},
    {"pointer", ClassEntry::Kind::Pointer},
    {"tuple", ClassEntry::Kind::Tuple},
    {"stream", ClassEntry::Kind::Stream},
    {"mutex", ClassEntry::Kind::Mutex},
    {"guard", ClassEntry::Kind::Guard},
    {"thread", ClassEntry::Kind::Thread},
    {"future", ClassEntry::Kind::Future},
    {"atomic", ClassEntry::Kind::AtomicType},
    {"callable", ClassEntry::Kind::Callable},
    {"handle", ClassEntry::Kind::Handle},
    {"engine", ClassEntry::Kind::Engine},
};

} // namespace

Words<MatchKind> matchKinds() { return matchKindTable; }
Words<BlockKind> blockKinds() { return blockKindTable; }
Words<Latency> latencies() { return latencyTable; }
Words<Role> roles() { return roleTable; }
Words<ApiResource::Mode> modes() { return modeTable; }
Words<ApiResource::Treatment> treatments() { return treatmentTable; }
Words<Throws> throws() { return throwsTable; }
Words<ArgumentRule> argumentRules() { return argumentRuleTable; }
Words<Cost::Per> costUnits() { return costUnitTable; }
Words<Algorithm::Kind> algorithms() { return algorithmTable; }
Words<Atomic::Op> atomicOps() { return atomicOpTable; }
Words<StreamKind> streamKinds() { return streamKindTable; }
Words<ClassEntry::Kind> classKinds() { return classKindTable; }

} // namespace words
} // namespace overlap::rules
