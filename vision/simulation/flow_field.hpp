// The way to a goal from everywhere on a floor, around walls: the distance by fast marching (Sethian, "A fast
// marching level set method for monotonically advancing fronts", PNAS 93 (1996) 1591), and people walk down
// its slope.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "vision/simulation/floor_map.hpp"

namespace vigie::vision {

struct FlowFieldSettings {
    double cell_m = 0.25;  ///< edge of a cell; larger on floors that would need more than most_cells
    std::size_t most_cells = 250'000;
    double narrow_m = 0.3;      ///< nearer to a wall than this nobody likes to walk ...
    double narrow_speed = 0.3;  ///< ... so it counts as if they walked at this share of their speed
    double beside_m = 0.6;      ///< the same, weaker, up to here
    double beside_speed = 0.75;
};

/// What people want to reach: the nearest place of lines, or the inside of an area.
struct Goal {
    std::vector<net::Segment> lines;
    std::optional<net::Polygon<net::Floor>> area;
};

/// Immutable once made.
class FlowField {
public:
    /// `closed`: passages that nobody tries.
    FlowField(const FloorMap& map, const Goal& goal, const ClosedPassages& closed,
              const FlowFieldSettings& settings);

    /// Length of the way, metres, where narrow ways count longer; infinite where there is none.
    [[nodiscard]] double distance_m(Spot at) const;
    /// Where to walk from there, length 1; nothing at the goal and where no way leads there.
    [[nodiscard]] Way direction(Spot at) const;

private:
    struct Cell {
        float distance_m = std::numeric_limits<float>::infinity();
        float x = 0.0F;  ///< direction
        float y = 0.0F;
        float speed = 1.0F;
        std::uint8_t right = 0;  ///< 1 where one can walk to the cell on the right, below
        std::uint8_t below = 0;
    };

    [[nodiscard]] Spot middle_of(std::size_t cell) const;
    [[nodiscard]] std::size_t cell_of(Spot at) const;
    [[nodiscard]] bool linked(std::size_t cell, int dx, int dy) const;
    void survey(const FloorMap& map, const ClosedPassages& closed, const FlowFieldSettings& settings);
    [[nodiscard]] std::vector<std::size_t> seeds(const FloorMap& map, const Goal& goal,
                                                 const ClosedPassages& closed);
    void march(const std::vector<std::size_t>& from);
    [[nodiscard]] float arrival(std::size_t cell, const std::vector<std::uint8_t>& known) const;
    void slope();

    double cell_m_ = 0.25;
    std::size_t columns_ = 1;
    std::size_t rows_ = 1;
    std::vector<Cell> cells_;
};

}  // namespace vigie::vision
