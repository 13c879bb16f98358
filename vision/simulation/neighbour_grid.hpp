// Who is near whom: places sorted into square cells, so that pairs within reach are found in linear time.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "vision/simulation/floor_vector.hpp"

namespace vigie::vision {

/// Owned by one thread; keeps its memory from one filling to the next.
class NeighbourGrid {
public:
    /// Sorts places of a floor that is `width_m` by `height_m` (places outside count to the cell at the
    /// edge). `reach_m`: the furthest that pairs will be asked for.
    template <class Items, class PlaceOf>
    void fill(const Items& items, PlaceOf place_of, double width_m, double height_m, double reach_m) {
        reach_m_ = reach_m;
        columns_ = static_cast<std::size_t>(std::ceil(width_m / reach_m)) + 1;
        rows_ = static_cast<std::size_t>(std::ceil(height_m / reach_m)) + 1;
        first_.assign(columns_ * rows_ + 1, 0);
        cell_.resize(items.size());
        for (std::size_t i = 0; i < items.size(); ++i) {
            cell_[i] = cell_of(place_of(items[i]));
            ++first_[cell_[i] + 1];
        }
        for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
        next_.assign(first_.begin(), first_.end() - 1);
        sorted_.resize(items.size());
        for (std::size_t i = 0; i < items.size(); ++i) {
            sorted_[next_[cell_[i]]++] = static_cast<std::uint32_t>(i);
        }
    }

    /// Calls `visit(i, j)` once for each pair that may be within reach; each pair that is, is among them. The
    /// order depends on the places alone.
    template <class Visit>
    void pairs(Visit visit) const {
        for (std::size_t row = 0; row < rows_; ++row) {
            for (std::size_t column = 0; column < columns_; ++column) {
                const std::size_t here = row * columns_ + column;
                const auto own = members(here);
                for (std::size_t a = 0; a < own.size(); ++a) {
                    for (std::size_t b = a + 1; b < own.size(); ++b) visit(own[a], own[b]);
                }
                if (own.empty()) continue;
                if (column + 1 < columns_) visit_all(own, members(here + 1), visit);
                if (row + 1 == rows_) continue;
                if (column > 0) visit_all(own, members(here + columns_ - 1), visit);
                visit_all(own, members(here + columns_), visit);
                if (column + 1 < columns_) visit_all(own, members(here + columns_ + 1), visit);
            }
        }
    }

private:
    [[nodiscard]] std::span<const std::uint32_t> members(std::size_t cell) const {
        return {sorted_.data() + first_[cell], sorted_.data() + first_[cell + 1]};
    }
    template <class Visit>
    static void visit_all(std::span<const std::uint32_t> own, std::span<const std::uint32_t> others,
                          Visit& visit) {
        for (const std::uint32_t a : own) {
            for (const std::uint32_t b : others) visit(a, b);
        }
    }
    [[nodiscard]] std::size_t cell_of(Spot at) const {
        const auto index = [this](double value, std::size_t count) {
            return static_cast<std::size_t>(
                std::clamp(std::floor(value / reach_m_), 0.0, static_cast<double>(count - 1)));
        };
        return index(at.y, rows_) * columns_ + index(at.x, columns_);
    }

    double reach_m_ = 1.0;
    std::size_t columns_ = 0;
    std::size_t rows_ = 0;
    std::vector<std::size_t> cell_;
    std::vector<std::size_t> first_;
    std::vector<std::size_t> next_;
    std::vector<std::uint32_t> sorted_;
};

}  // namespace vigie::vision
