#pragma once

#include "rules/ApiEntry.h"
#include "rules/Program.h"

#include <map>
#include <vector>

/// Which user code a library runs on the elements it handles: copy constructors, comparisons, hashes,
/// destructors.
namespace overlap::rules {

class Engine;
struct CallSite;

class UserCode {
public:
  explicit UserCode(const Engine &engine);

  struct Found {
    std::vector<Id> functions; ///< with bodies in the program
    bool unknown = false;      ///< there may be more that is not seen
    Id record = 0;             ///< whose code is not seen; 0: of a pointer to a function
    void isNotSeen(Id of) {
      unknown = true;
      record = of;
    }
  };
  /// What an element operation of a catalogue entry runs at a call.
  Found find(const CallSite &site, CallSpec::Kind kind) const;
  /// The call operators of a closure type that are defined: several of a generic lambda.
  std::vector<Id> callOperators(Id record) const;

private:
  void addElementTypes(Id type, std::vector<Id> &types, unsigned depth) const;
  void addType(Id type, CallSpec::Kind kind, Found &found, std::vector<Id> &seen) const;
  void addFunctionObjects(Id container, Found &found) const;
  void addFunctionObject(Id type, Found &found) const;
  void addDeleters(Id type, Found &found, unsigned depth) const;
  void addAllocators(Id type, Found &found, unsigned depth) const;
  bool isLibrary(Id record) const;
  bool keepsAnyType(Id record) const;

  const Engine &engine;
  std::map<Id, std::vector<Id>> members;   ///< per record
  std::map<Id, std::vector<Id>> operators; ///< free operators, by the record of a parameter
};

} // namespace overlap::rules
