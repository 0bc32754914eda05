#pragma once

#include "facts/Types.h"

#include <vector>

namespace overlap::rules {

/// Strongly connected components of the graph in which node n has edges to `successors[n]`; a component comes
/// after all that it leads to, and so does within it a node, but for what leads back (postorder). Tarjan:
/// Depth-first search and linear graph algorithms (1972), without recursion.
std::vector<std::vector<facts::Id>> stronglyConnected(const std::vector<std::vector<facts::Id>> &successors);

} // namespace overlap::rules
