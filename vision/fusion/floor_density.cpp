#include "vision/fusion/floor_density.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vigie::vision {
namespace {

constexpr double kReach = 2.5;       // hills end after so many deviations
constexpr double kCellsAHill = 2.0;  // cells a deviation: coarser ones would show as steps
constexpr std::ptrdiff_t kMostCells =
    1000;  // a side: a place further from the middle is a mistake, not a hall

/// Median place, which one that is far off does not move; `people` are not none.
net::Point<net::Floor> middle_of(const std::vector<net::Point<net::Floor>>& people) {
    std::vector<double> x;
    std::vector<double> y;
    for (const auto& person : people) {
        x.push_back(person.x);
        y.push_back(person.y);
    }
    const auto half = static_cast<std::ptrdiff_t>(people.size() / 2);
    std::nth_element(x.begin(), x.begin() + half, x.end());
    std::nth_element(y.begin(), y.begin() + half, y.end());
    return {x[people.size() / 2], y[people.size() / 2]};
}

}  // namespace

FloorDensity::FloorDensity(const std::vector<net::Point<net::Floor>>& people, double hill_m)
    : hill_m_(hill_m), cell_m_(hill_m / kCellsAHill) {
    if (people.empty()) return;
    const double margin = (kReach + 1.0) * hill_m_;
    const double most_m = static_cast<double>(kMostCells - 1) * cell_m_ / 2.0 - margin;
    const auto middle = middle_of(people);
    net::Point<net::Floor> low = middle;
    net::Point<net::Floor> high = middle;
    const auto is_near = [&](net::Point<net::Floor> at) {
        return std::abs(at.x - middle.x) <= most_m && std::abs(at.y - middle.y) <= most_m;
    };
    for (const auto& person : people) {
        if (!is_near(person)) continue;
        low = {std::min(low.x, person.x), std::min(low.y, person.y)};
        high = {std::max(high.x, person.x), std::max(high.y, person.y)};
    }
    origin_ = {low.x - margin, low.y - margin};
    const auto side = [&](double metres) {
        return std::min(kMostCells, static_cast<std::ptrdiff_t>(std::ceil(metres / cell_m_)) + 1);
    };
    columns_ = side(high.x - low.x + 2.0 * margin);
    rows_ = side(high.y - low.y + 2.0 * margin);
    cells_.assign(static_cast<std::size_t>(columns_ * rows_), 0.0);
    const auto reach = static_cast<std::ptrdiff_t>(std::ceil(kReach * kCellsAHill));
    for (const auto& person : people) {
        if (!is_near(person)) continue;
        const auto column = static_cast<std::ptrdiff_t>((person.x - origin_.x) / cell_m_);
        const auto row = static_cast<std::ptrdiff_t>((person.y - origin_.y) / cell_m_);
        for (auto r = std::max<std::ptrdiff_t>(0, row - reach); r <= std::min(rows_ - 1, row + reach); ++r) {
            for (auto c = std::max<std::ptrdiff_t>(0, column - reach);
                 c <= std::min(columns_ - 1, column + reach); ++c) {
                const double x = origin_.x + (static_cast<double>(c) + 0.5) * cell_m_ - person.x;
                const double y = origin_.y + (static_cast<double>(r) + 0.5) * cell_m_ - person.y;
                cells_[static_cast<std::size_t>(r * columns_ + c)] += hill(std::hypot(x, y));
            }
        }
    }
}

double FloorDensity::hill(double distance_m) const {
    const double sigmas = distance_m / hill_m_;
    if (sigmas > kReach) return 0.0;
    // What is cut off at the end is spread over the rest.
    static const double kept = 1.0 - std::exp(-0.5 * kReach * kReach);
    return std::exp(-0.5 * sigmas * sigmas) / (2.0 * std::numbers::pi * hill_m_ * hill_m_ * kept);
}

double FloorDensity::cell(std::ptrdiff_t column, std::ptrdiff_t row) const {
    if (column < 0 || row < 0 || column >= columns_ || row >= rows_) return 0.0;
    return cells_[static_cast<std::size_t>(row * columns_ + column)];
}

double FloorDensity::at(net::Point<net::Floor> place) const {
    const double x = (place.x - origin_.x) / cell_m_ - 0.5;
    const double y = (place.y - origin_.y) / cell_m_ - 0.5;
    if (!(x > -1.0 && y > -1.0 && x < static_cast<double>(columns_) && y < static_cast<double>(rows_)))
        return 0.0;
    const double left = std::floor(x);
    const double top = std::floor(y);
    const auto column = static_cast<std::ptrdiff_t>(left);
    const auto row = static_cast<std::ptrdiff_t>(top);
    const double right_share = x - left;
    const double low_share = y - top;
    return (1.0 - low_share) *
               ((1.0 - right_share) * cell(column, row) + right_share * cell(column + 1, row)) +
           low_share *
               ((1.0 - right_share) * cell(column, row + 1) + right_share * cell(column + 1, row + 1));
}

}  // namespace vigie::vision
