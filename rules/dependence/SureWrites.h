#pragma once

#include "rules/dependence/Coverage.h"

namespace overlap::rules {

/// What executing `event` of the loop certainly writes, as a whole: a plain store, a container that is
/// emptied or assigned, the range of memset, memcpy, std::fill and their kin, what a callee stores through
/// its parameters on every way through it. Everything else that an event may write is not here.
std::vector<SureWrite> sureWritesOf(Symbolic &symbolic, Id event);

/// True if Call event `event` empties or assigns the whole container or tuple `object` from something else:
/// what it reads of the object has no bearing on what it leaves there.
bool replacesWhole(Symbolic &symbolic, Id event, const Place &object);

} // namespace overlap::rules
