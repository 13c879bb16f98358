// Runs that share nothing, as many at a time as there are cores for it.
#pragma once

#include <cstddef>
#include <functional>

namespace vigie::vision {

/// Calls `run` once for each number below `runs`, in their order, two at a time, each in one of two threads;
/// returns when all have ended. `run` must not throw.
void side_by_side(std::size_t runs, const std::function<void(std::size_t)>& run);

}  // namespace vigie::vision
