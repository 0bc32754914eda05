#pragma once

// The part of oneTBB's interface that the inputs use: what it does is for the catalogue to say.
namespace tbb {
template <class Index, class Function> void parallel_for(Index first, Index last, const Function &f) {}
template <class Iterator, class Function>
void parallel_for_each(Iterator first, Iterator last, const Function &f) {}
} // namespace tbb
