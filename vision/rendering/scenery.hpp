// What stands in a simulated venue and never moves: ground, walls, furniture, doors. Plain values.
#pragma once

#include <cstdint>
#include <vector>

#include "net/types/geometry.hpp"
#include "vision/simulation/floor_look.hpp"
#include "vision/simulation/world.hpp"

namespace vigie::vision {

/// A wall or barrier, drawn with both sides alike.
struct SceneryWall {
    net::Segment at;
    double height_m = 3.2;
    Colour colour{196, 192, 184};
};

/// A counter, stand, pillar or stage: an outline pulled up.
struct SceneryBlock {
    net::Polygon<net::Floor> outline;
    double height_m = 1.1;
    Colour colour{150, 120, 90};
};

/// A door in a wall, wherever the segment lies in one (within a decimetre).
struct SceneryDoor {
    net::Segment at;
    double height_m = 2.2;
};

/// One floor's scene.
struct Scenery {
    net::FloorId floor;
    double width_m = 20.0;
    double height_m = 15.0;
    GroundCover ground = GroundCover::tiles;
    /// Of a hall; 0 for the open air, where the ground goes on beyond the plan, and the sky is above.
    double ceiling_m = 4.5;
    std::vector<GroundPatch> patches;
    std::vector<SceneryWall> walls;  ///< a hall's outer walls come by themselves
    std::vector<SceneryBlock> blocks;
    std::vector<SceneryDoor> doors;
    std::uint64_t seed = 1;  ///< of stains, posters and the like
};

}  // namespace vigie::vision
