// How a simulated floor looks to cameras. Plain values.
#pragma once

#include <cstdint>
#include <vector>

#include "net/types/geometry.hpp"

namespace vigie::vision {

/// What people walk on.
enum class GroundCover : std::uint8_t { tiles, carpet, asphalt, grass };

/// A part of a floor with another ground.
struct GroundPatch {
    net::Polygon<net::Floor> outline;
    GroundCover ground = GroundCover::grass;
};

/// What nothing is said of is that high.
inline constexpr double kUsualWallM = 3.0;
inline constexpr double kUsualObstacleM = 1.1;

/// Of one floor.
struct FloorLook {
    GroundCover ground = GroundCover::tiles;
    /// Of a hall, whose outer walls come by themselves; 0 for the open air, where grass goes on beyond the
    /// plan and the sky is above.
    double ceiling_m = 4.5;
    std::vector<double> wall_heights_m;      ///< of the floor's walls, in their order
    std::vector<double> obstacle_heights_m;  ///< of its obstacles: counters, stands, pillars
    std::vector<GroundPatch> patches;
};

}  // namespace vigie::vision
