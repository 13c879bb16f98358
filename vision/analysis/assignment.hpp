// Cheapest one-to-one matching between two sets: tracks to detections, and ground truth to output.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace vigie::vision {

/// A rows x columns table of costs; a pair without a cost may not be matched.
class CostTable {
public:
    CostTable(std::size_t rows, std::size_t columns)
        : rows_(rows), columns_(columns), cells_(rows * columns) {}

    void allow(std::size_t row, std::size_t column, double cost) { cells_[row * columns_ + column] = cost; }
    [[nodiscard]] const std::optional<double>& at(std::size_t row, std::size_t column) const {
        return cells_[row * columns_ + column];
    }
    [[nodiscard]] std::size_t rows() const { return rows_; }
    [[nodiscard]] std::size_t columns() const { return columns_; }

private:
    std::size_t rows_;
    std::size_t columns_;
    std::vector<std::optional<double>> cells_;
};

/// For each row its column or nothing: as many allowed pairs as possible, and among those matchings
/// the smallest total cost. Costs are finite and not negative. Kuhn-Munkres in the shortest
/// augmenting path form (Jonker and Volgenant, Computing 38, 1987), O(n^3).
[[nodiscard]] std::vector<std::optional<std::size_t>> assign(const CostTable& costs);

}  // namespace vigie::vision
