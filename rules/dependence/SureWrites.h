#pragma once

#include "rules/dependence/Coverage.h"

namespace overlap::rules {

/// What executing `event` of the loop certainly writes, as a whole: a plain store, a container that is
/// emptied or assigned, the range of memset, memcpy, std::fill and their kin, what a callee stores through
/// its parameters on every way through it. Everything else that an event may write is not here.
std::vector<SureWrite> sureWritesOf(Symbolic &symbolic, Id event);

} // namespace overlap::rules
