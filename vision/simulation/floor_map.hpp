// The walls of one floor, and who would walk through them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "vision/simulation/floor_vector.hpp"
#include "vision/simulation/script.hpp"

namespace vigie::vision {

/// Of each passage of the script, 1 where it is closed.
using ClosedPassages = std::vector<std::uint8_t>;

/// A straight piece of wall. That of a passage is one only while the passage is closed.
struct Wall {
    net::Segment segment;
    std::optional<std::size_t> passage;
};

/// Immutable once made; shared between threads freely.
class FloorMap {
public:
    /// Walls further than `reach_m` from somebody do not concern them. Passages are those of the script, all
    /// of them; the others' floors are left out.
    FloorMap(const ScriptFloor& floor, const std::vector<ScriptPassage>& passages, double reach_m);

    [[nodiscard]] double width_m() const { return width_m_; }
    [[nodiscard]] double height_m() const { return height_m_; }
    [[nodiscard]] const std::vector<Wall>& walls() const { return walls_; }

    /// Indices of walls() that may be within reach of a place; among them all that are. Valid as long as the
    /// map.
    [[nodiscard]] std::span<const std::uint32_t> near(Spot at) const;
    [[nodiscard]] bool stands(const Wall& wall, const ClosedPassages& closed) const {
        return !wall.passage || closed[*wall.passage] != 0;
    }
    /// True when the straight way meets a wall. Ways longer than the reach are welcome.
    [[nodiscard]] bool blocks(Spot from, Spot to, const ClosedPassages& closed) const;
    /// True on the floor and outside of every obstacle.
    [[nodiscard]] bool is_free(Spot at) const;

private:
    [[nodiscard]] std::size_t cell_of(Spot at) const;

    double width_m_;
    double height_m_;
    std::vector<Wall> walls_;
    std::vector<net::Polygon<net::Floor>> obstacles_;
    std::size_t columns_ = 1;
    std::size_t rows_ = 1;
    std::vector<std::uint32_t> first_;  ///< of each cell, in listed_; one more at the end
    std::vector<std::uint32_t> listed_;
};

}  // namespace vigie::vision
