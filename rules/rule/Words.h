#pragma once

#include "rules/Region.h"

#include <string>

/// Phrases that several rules' messages are made of.
namespace overlap::rules {

/// "about 4e9 operations", "worth it from n = 1200", "too little work: about 300 operations".
std::string workPhrase(const Region &region);

/// "" for independent regions; " if 'out' and 'in' do not overlap", " if ... and 2 more things hold" for
/// conditional ones.
std::string ifPhrase(const Region &region);

/// What the operations of an I/O region wait for: "the database", "files", "the network".
std::string waitsFor(const Region &region);

/// "database queries", "file operations", ...; "tasks" where kinds mix.
std::string operationNoun(const std::string &kind);

/// One sentence on why a dependence ties the iterations of a loop.
std::string loopDependencePhrase(const Dependence &dependence);

/// " (and 2 more)": how many other things than the first one tie a region; "" if none does.
std::string othersPhrase(const std::vector<Dependence> &dependences);

/// Kind that all operations share, or "".
std::string commonKind(const std::vector<BlockingCall> &operations);

} // namespace overlap::rules
