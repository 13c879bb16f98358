#include "vision/rendering/venue_scenery.hpp"

#include <algorithm>

namespace vigie::vision {

std::optional<Scenery> scenery_of(const SimulationScript& script, const net::FloorId& floor) {
    const auto known = std::find_if(script.floors.begin(), script.floors.end(),
                                    [&](const ScriptFloor& other) { return other.floor == floor; });
    if (known == script.floors.end()) return std::nullopt;
    Scenery out;
    out.floor = floor;
    out.width_m = known->width_m;
    out.height_m = known->height_m;
    out.ground = known->look.ground;
    out.ceiling_m = known->look.ceiling_m;
    out.patches = known->look.patches;
    out.seed = script.seed;
    const auto height = [](const std::vector<double>& heights, std::size_t index, double usual) {
        return index < heights.size() ? heights[index] : usual;
    };
    for (std::size_t number = 0; number < known->walls.size(); ++number) {
        const auto& wall = known->walls[number];
        for (std::size_t i = 0; i + 1 < wall.size(); ++i) {
            SceneryWall part;
            part.at = {wall[i], wall[i + 1]};
            part.height_m = height(known->look.wall_heights_m, number, kUsualWallM);
            out.walls.push_back(part);
        }
    }
    for (std::size_t number = 0; number < known->obstacles.size(); ++number) {
        SceneryBlock block;
        block.outline = known->obstacles[number];
        block.height_m = height(known->look.obstacle_heights_m, number, kUsualObstacleM);
        out.blocks.push_back(block);
    }
    for (const auto& passage : script.passages) {
        if (passage.floor == floor && passage.exit) out.doors.push_back({passage.segment, 2.2});
    }
    return out;
}

}  // namespace vigie::vision
