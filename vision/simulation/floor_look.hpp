// How a simulated floor looks to cameras. Plain values.
#pragma once

#include <cstdint>
#include <vector>

#include "net/types/geometry.hpp"

namespace vigie::vision {

/// What people walk on.
enum class Ground : std::uint8_t { tiles, carpet, asphalt, grass };

/// A part of a floor with another ground.
struct GroundPatch {
    net::Polygon<net::Floor> outline;
    Ground ground = Ground::grass;
};

/// Of one floor.
struct FloorLook {
    Ground ground = Ground::tiles;
    /// Of a hall, whose outer walls come by themselves; 0 for the open air, where grass goes on beyond the
    /// plan and the sky is above.
    double ceiling_m = 4.5;
    double wall_height_m = 3.2;      ///< of walls within
    double obstacle_height_m = 1.1;  ///< counters, stands; as high as the ceiling: pillars
    std::vector<GroundPatch> patches;
};

}  // namespace vigie::vision
