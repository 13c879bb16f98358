#include "vision/simulation/floor_map.hpp"

#include <algorithm>
#include <cmath>

namespace vigie::vision {

namespace {

constexpr double kCellM = 1.0;

bool meets(const net::Segment& wall, Spot from, Spot to) {
    return net::crosses(wall, {from, to});
}

void add_line(std::vector<Wall>& walls, const std::vector<Spot>& points, bool closed) {
    for (std::size_t i = 0; i + 1 < points.size(); ++i) walls.push_back({{points[i], points[i + 1]}, {}});
    if (closed && points.size() > 2) walls.push_back({{points.back(), points.front()}, {}});
}

}  // namespace

FloorMap::FloorMap(const ScriptFloor& floor, const std::vector<ScriptPassage>& passages, double reach_m)
    : width_m_(floor.width_m), height_m_(floor.height_m), obstacles_(floor.obstacles) {
    add_line(walls_, {{0.0, 0.0}, {width_m_, 0.0}, {width_m_, height_m_}, {0.0, height_m_}}, true);
    for (const auto& wall : floor.walls) add_line(walls_, wall, false);
    for (const auto& obstacle : floor.obstacles) add_line(walls_, obstacle.corners, true);
    for (std::size_t i = 0; i < passages.size(); ++i) {
        if (passages[i].floor == floor.floor) walls_.push_back({passages[i].segment, i});
    }
    columns_ = static_cast<std::size_t>(std::ceil(width_m_ / kCellM)) + 1;
    rows_ = static_cast<std::size_t>(std::ceil(height_m_ / kCellM)) + 1;
    // At least one cell, which blocks() relies on.
    const double near_m = std::max(reach_m, kCellM) + kCellM * 0.7072;
    std::vector<std::vector<std::uint32_t>> cells(columns_ * rows_);
    for (std::uint32_t i = 0; i < walls_.size(); ++i) {
        const auto& [from, to] = walls_[i].segment;
        const auto index = [&](double value, std::size_t count) {
            return static_cast<std::size_t>(
                std::clamp(std::floor(value / kCellM), 0.0, static_cast<double>(count - 1)));
        };
        const std::size_t left = index(std::min(from.x, to.x) - near_m, columns_);
        const std::size_t right = index(std::max(from.x, to.x) + near_m, columns_);
        const std::size_t top = index(std::min(from.y, to.y) - near_m, rows_);
        const std::size_t bottom = index(std::max(from.y, to.y) + near_m, rows_);
        for (std::size_t row = top; row <= bottom; ++row) {
            for (std::size_t column = left; column <= right; ++column) {
                const Spot middle{(static_cast<double>(column) + 0.5) * kCellM,
                                  (static_cast<double>(row) + 0.5) * kCellM};
                if (net::distance(nearest_on(walls_[i].segment, middle), middle) <= near_m) {
                    cells[row * columns_ + column].push_back(i);
                }
            }
        }
    }
    first_.reserve(cells.size() + 1);
    for (const auto& cell : cells) {
        first_.push_back(static_cast<std::uint32_t>(listed_.size()));
        listed_.insert(listed_.end(), cell.begin(), cell.end());
    }
    first_.push_back(static_cast<std::uint32_t>(listed_.size()));
}

std::size_t FloorMap::cell_of(Spot at) const {
    const auto index = [](double value, std::size_t count) {
        return static_cast<std::size_t>(
            std::clamp(std::floor(value / kCellM), 0.0, static_cast<double>(count - 1)));
    };
    return index(at.y, rows_) * columns_ + index(at.x, columns_);
}

std::span<const std::uint32_t> FloorMap::near(Spot at) const {
    const std::size_t cell = cell_of(at);
    return {listed_.data() + first_[cell], listed_.data() + first_[cell + 1]};
}

bool FloorMap::blocks(Spot from, Spot to, const ClosedPassages& closed) const {
    const Way way = to - from;
    // Walls are listed with each cell that they come near to, so pieces of one cell's size miss none.
    const auto pieces = std::max(1.0, std::ceil(length(way) / kCellM));
    Spot begin = from;
    for (double piece = 1.0; piece <= pieces; piece += 1.0) {
        const Spot end = from + (piece / pieces) * way;
        for (const std::uint32_t i : near(begin)) {
            if (stands(walls_[i], closed) && meets(walls_[i].segment, begin, end)) return true;
        }
        begin = end;
    }
    return false;
}

bool FloorMap::is_free(Spot at) const {
    if (at.x < 0.0 || at.y < 0.0 || at.x > width_m_ || at.y > height_m_) return false;
    return std::none_of(obstacles_.begin(), obstacles_.end(),
                        [&](const auto& obstacle) { return net::contains(obstacle, at); });
}

}  // namespace vigie::vision
