#include "vision/simulation/flow_field.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <queue>
#include <utility>

namespace vigie::vision {

namespace {

constexpr float kNever = std::numeric_limits<float>::infinity();
constexpr std::array<std::pair<int, int>, 4> kSides{{{-1, 0}, {1, 0}, {0, -1}, {0, 1}}};

double nearest_wall_m(const FloorMap& map, const ClosedPassages& closed, Spot at, double most) {
    double nearest = most;
    for (const std::uint32_t i : map.near(at)) {
        const Wall& wall = map.walls()[i];
        if (map.stands(wall, closed)) {
            nearest = std::min(nearest, net::distance(nearest_on(wall.segment, at), at));
        }
    }
    return nearest;
}

}  // namespace

FlowField::FlowField(const FloorMap& map, const Goal& goal, const ClosedPassages& closed,
                     const FlowFieldSettings& settings) {
    cell_m_ = std::max(settings.cell_m,
                       std::sqrt(map.width_m() * map.height_m() / static_cast<double>(settings.most_cells)));
    columns_ = static_cast<std::size_t>(std::ceil(map.width_m() / cell_m_));
    rows_ = static_cast<std::size_t>(std::ceil(map.height_m() / cell_m_));
    cells_.resize(columns_ * rows_);
    survey(map, closed, settings);
    march(seeds(map, goal, closed));
    slope();
}

Spot FlowField::middle_of(std::size_t cell) const {
    const std::size_t row = cell / columns_;
    return {(static_cast<double>(cell % columns_) + 0.5) * cell_m_,
            (static_cast<double>(row) + 0.5) * cell_m_};
}

std::size_t FlowField::cell_of(Spot at) const {
    const auto index = [this](double value, std::size_t count) {
        return static_cast<std::size_t>(
            std::clamp(std::floor(value / cell_m_), 0.0, static_cast<double>(count - 1)));
    };
    return index(at.y, rows_) * columns_ + index(at.x, columns_);
}

bool FlowField::linked(std::size_t cell, int dx, int dy) const {
    const std::size_t column = cell % columns_;
    const std::size_t row = cell / columns_;
    if (dx > 0) return column + 1 < columns_ && cells_[cell].right != 0;
    if (dx < 0) return column > 0 && cells_[cell - 1].right != 0;
    if (dy > 0) return row + 1 < rows_ && cells_[cell].below != 0;
    return row > 0 && cells_[cell - columns_].below != 0;
}

void FlowField::survey(const FloorMap& map, const ClosedPassages& closed, const FlowFieldSettings& settings) {
    std::vector<std::uint8_t> free(cells_.size());
    for (std::size_t i = 0; i < cells_.size(); ++i) free[i] = map.is_free(middle_of(i)) ? 1 : 0;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        Cell& cell = cells_[i];
        const Spot here = middle_of(i);
        const double wall_m = nearest_wall_m(map, closed, here, settings.beside_m);
        cell.speed = static_cast<float>(wall_m < settings.narrow_m   ? settings.narrow_speed
                                        : wall_m < settings.beside_m ? settings.beside_speed
                                                                     : 1.0);
        const auto open = [&](std::size_t other) {
            return free[i] != 0 && free[other] != 0 &&
                   (wall_m >= settings.beside_m || !map.blocks(here, middle_of(other), closed));
        };
        if (i % columns_ + 1 < columns_) cell.right = open(i + 1) ? 1 : 0;
        if (i + columns_ < cells_.size()) cell.below = open(i + columns_) ? 1 : 0;
    }
}

std::vector<std::size_t> FlowField::seeds(const FloorMap& map, const Goal& goal,
                                          const ClosedPassages& closed) {
    std::vector<std::size_t> found;
    const auto add = [&](std::size_t cell, double distance_m) {
        cells_[cell].distance_m = static_cast<float>(distance_m);
        found.push_back(cell);
    };
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        const Spot here = middle_of(i);
        if (!map.is_free(here)) continue;
        if (goal.area && net::contains(*goal.area, here)) {
            add(i, 0.0);
            continue;
        }
        for (const auto& line : goal.lines) {
            const Spot there = nearest_on(line, here);
            const double distance_m = net::distance(here, there);
            // The goal may lie on a wall: what counts is the side that it is reached from.
            if (distance_m <= 0.8 * cell_m_ &&
                !map.blocks(here, there + std::min(0.05, distance_m) * unit(here - there), closed)) {
                add(i, distance_m);
                break;
            }
        }
    }
    if (found.empty()) {
        // Smaller than a cell.
        const Spot there = goal.area ? goal.area->corners.front()
                                     : (goal.lines.empty() ? Spot{} : between(goal.lines.front(), 0.5));
        add(cell_of(there), 0.0);
    }
    return found;
}

float FlowField::arrival(std::size_t cell, const std::vector<std::uint8_t>& known) const {
    std::array<float, 2> best{kNever, kNever};
    for (const auto& [dx, dy] : kSides) {
        if (!linked(cell, dx, dy)) continue;
        const auto other = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(cell) + dx +
                                                    dy * static_cast<std::ptrdiff_t>(columns_));
        if (known[other] == 0) continue;
        float& axis = best[dx != 0 ? 0 : 1];
        axis = std::min(axis, cells_[other].distance_m);
    }
    const auto [low, high] = std::minmax(best[0], best[1]);
    const float step = static_cast<float>(cell_m_) / cells_[cell].speed;
    if (high - low >= step || high == kNever) return low + step;
    const float difference = high - low;
    return 0.5F * (low + high + std::sqrt(2.0F * step * step - difference * difference));
}

void FlowField::march(const std::vector<std::size_t>& from) {
    using Entry = std::pair<float, std::size_t>;  // equal distances in the order of cells: determinism
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> front;
    std::vector<std::uint8_t> known(cells_.size());
    for (const std::size_t cell : from) front.emplace(cells_[cell].distance_m, cell);
    while (!front.empty()) {
        const auto [distance_m, cell] = front.top();
        front.pop();
        if (known[cell] != 0 || distance_m > cells_[cell].distance_m) continue;
        known[cell] = 1;
        for (const auto& [dx, dy] : kSides) {
            if (!linked(cell, dx, dy)) continue;
            const auto other = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(cell) + dx +
                                                        dy * static_cast<std::ptrdiff_t>(columns_));
            if (known[other] != 0) continue;
            const float reached = arrival(other, known);
            if (reached < cells_[other].distance_m) {
                cells_[other].distance_m = reached;
                front.emplace(reached, other);
            }
        }
    }
}

void FlowField::slope() {
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        Cell& cell = cells_[i];
        if (cell.distance_m == kNever) continue;
        Way down;
        float steepest_x = 0.0F;
        float steepest_y = 0.0F;
        for (const auto& [dx, dy] : kSides) {
            if (!linked(i, dx, dy)) continue;
            const auto other = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(i) + dx +
                                                        dy * static_cast<std::ptrdiff_t>(columns_));
            const float drop = cell.distance_m - cells_[other].distance_m;
            if (dx != 0 && drop > steepest_x) {
                steepest_x = drop;
                down.x = static_cast<double>(dx) * static_cast<double>(drop);
            }
            if (dy != 0 && drop > steepest_y) {
                steepest_y = drop;
                down.y = static_cast<double>(dy) * static_cast<double>(drop);
            }
        }
        down = unit(down);
        cell.x = static_cast<float>(down.x);
        cell.y = static_cast<float>(down.y);
    }
}

double FlowField::distance_m(Spot at) const {
    return static_cast<double>(cells_[cell_of(at)].distance_m);
}

Way FlowField::direction(Spot at) const {
    const std::size_t cell = cell_of(at);
    const Way offset = (1.0 / cell_m_) * (at - middle_of(cell));
    const int dx = offset.x < 0.0 ? -1 : 1;
    const int dy = offset.y < 0.0 ? -1 : 1;
    const double right = std::min(std::abs(offset.x), 1.0);
    const double below = std::min(std::abs(offset.y), 1.0);
    const auto of = [this](std::size_t other) {
        return Way{static_cast<double>(cells_[other].x), static_cast<double>(cells_[other].y)};
    };
    const auto step = [this](std::size_t from, int x, int y) {
        return static_cast<std::size_t>(static_cast<std::ptrdiff_t>(from) + x +
                                        y * static_cast<std::ptrdiff_t>(columns_));
    };
    Way sum = (1.0 - right) * (1.0 - below) * of(cell);
    // Only from cells on this side of every wall.
    if (linked(cell, dx, 0)) {
        const std::size_t beside = step(cell, dx, 0);
        sum = sum + right * (1.0 - below) * of(beside);
        if (linked(beside, 0, dy)) sum = sum + right * below * of(step(beside, 0, dy));
    }
    if (linked(cell, 0, dy)) sum = sum + (1.0 - right) * below * of(step(cell, 0, dy));
    return length(sum) > 0.05 ? unit(sum) : of(cell);
}

}  // namespace vigie::vision
