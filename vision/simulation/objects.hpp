// The things that stand about in a simulated venue.
#pragma once

#include <string_view>

#include "vision/simulation/world.hpp"

namespace vigie::vision {

/// One of "bag", "suitcase", "box" and "chair", with that kind's size and colour; of another kind: a bag.
[[nodiscard]] SimulatedObject object_of_kind(std::string_view kind);

/// True for the kinds above.
[[nodiscard]] bool is_object_kind(std::string_view kind);

}  // namespace vigie::vision
