#pragma once

#include <stdexcept>

namespace overlap {

/// A failure that a person can act on: a wrong file, entry or option. The message is one line and names the
/// file.
class Error : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

} // namespace overlap
