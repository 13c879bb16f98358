#include "vision/analysis/assignment.hpp"

#include <algorithm>
#include <limits>

namespace vigie::vision {

std::vector<std::optional<std::size_t>> assign(const CostTable& costs) {
    const std::size_t rows = costs.rows();
    const std::size_t columns = costs.columns();
    std::vector<std::optional<std::size_t>> out(rows);
    if (rows == 0 || columns == 0) {
        return out;
    }
    double sum = 1.0;
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c) {
            sum += costs.at(r, c).value_or(0.0);
        }
    }
    // Dearer than all allowed pairs together: a forbidden pair is only taken to complete the square,
    // and is dropped from the answer.
    const double forbidden = sum;
    const std::size_t n = std::max(rows, columns);
    const auto cost = [&](std::size_t r, std::size_t c) {
        return r < rows && c < columns ? costs.at(r, c).value_or(forbidden) : forbidden;
    };
    // Rows and columns count from 1; 0 is "none yet".
    std::vector<double> row_potential(n + 1, 0.0);
    std::vector<double> column_potential(n + 1, 0.0);
    std::vector<std::size_t> row_of(n + 1, 0);
    std::vector<std::size_t> way(n + 1, 0);
    for (std::size_t row = 1; row <= n; ++row) {
        row_of[0] = row;
        std::size_t column = 0;
        std::vector<double> least(n + 1, std::numeric_limits<double>::infinity());
        std::vector<char> used(n + 1, 0);
        do {
            used[column] = 1;
            const std::size_t current = row_of[column];
            double delta = std::numeric_limits<double>::infinity();
            std::size_t next = 0;
            for (std::size_t c = 1; c <= n; ++c) {
                if (used[c] != 0) {
                    continue;
                }
                const double reduced =
                    cost(current - 1, c - 1) - row_potential[current] - column_potential[c];
                if (reduced < least[c]) {
                    least[c] = reduced;
                    way[c] = column;
                }
                if (least[c] < delta) {
                    delta = least[c];
                    next = c;
                }
            }
            for (std::size_t c = 0; c <= n; ++c) {
                if (used[c] != 0) {
                    row_potential[row_of[c]] += delta;
                    column_potential[c] -= delta;
                } else {
                    least[c] -= delta;
                }
            }
            column = next;
        } while (row_of[column] != 0);
        do {
            const std::size_t before = way[column];
            row_of[column] = row_of[before];
            column = before;
        } while (column != 0);
    }
    for (std::size_t c = 1; c <= n; ++c) {
        const std::size_t r = row_of[c];
        if (r >= 1 && r <= rows && c <= columns && costs.at(r - 1, c - 1)) {
            out[r - 1] = c - 1;
        }
    }
    return out;
}

}  // namespace vigie::vision
