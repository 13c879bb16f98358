// The scene of a scripted floor, as its cameras see it.
#pragma once

#include <optional>

#include "vision/rendering/scenery.hpp"
#include "vision/simulation/script.hpp"

namespace vigie::vision {

/// Walls, obstacles and exits of the script's floor, with its look; nothing when the script has no such
/// floor.
[[nodiscard]] std::optional<Scenery> scenery_of(const SimulationScript& script, const net::FloorId& floor);

}  // namespace vigie::vision
