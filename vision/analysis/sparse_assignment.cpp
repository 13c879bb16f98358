#include "vision/analysis/sparse_assignment.hpp"

#include <functional>
#include <limits>
#include <queue>
#include <utility>

namespace vigie::vision {
namespace {

constexpr double kFar = std::numeric_limits<double>::infinity();
constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

/// Every row has a column of its own at a price above all candidates together: taking it means to stay
/// alone, so rows stay alone only where more matches are impossible.
class Search {
public:
    Search(std::size_t rows, std::size_t columns, const std::vector<CandidatePair>& pairs)
        : columns_(columns),
          edges_(rows),
          row_potential_(rows, 0.0),
          column_potential_(columns + rows, 0.0),
          row_of_(columns + rows, kNone),
          distance_(columns + rows, kFar),
          way_(columns + rows, kNone),
          done_(columns + rows, 0) {
        double sum = 1.0;
        for (const auto& pair : pairs) {
            edges_[pair.row].push_back({pair.column, pair.cost});
            sum += pair.cost;
        }
        for (std::size_t r = 0; r < rows; ++r) {
            edges_[r].push_back({columns + r, sum});
        }
    }

    void place(std::size_t start) {
        std::priority_queue<Reached, std::vector<Reached>, std::greater<>> open;
        std::vector<std::size_t> touched;
        const auto relax = [&](std::size_t row, double so_far) {
            for (const auto& edge : edges_[row]) {
                const double reach =
                    so_far + edge.cost - row_potential_[row] - column_potential_[edge.column];
                if (done_[edge.column] == 0 && reach < distance_[edge.column]) {
                    if (distance_[edge.column] == kFar) {
                        touched.push_back(edge.column);
                    }
                    distance_[edge.column] = reach;
                    way_[edge.column] = row;
                    open.emplace(reach, edge.column);
                }
            }
        };
        relax(start, 0.0);
        std::vector<std::size_t> settled;
        std::size_t end = kNone;
        while (end == kNone) {
            const auto [reach, column] = open.top();
            open.pop();
            if (done_[column] != 0) {
                continue;  // reached on a shorter way before
            }
            done_[column] = 1;
            if (row_of_[column] == kNone) {
                end = column;
            } else {
                settled.push_back(column);
                relax(row_of_[column], reach);
            }
        }
        const double length = distance_[end];
        row_potential_[start] += length;
        for (const auto column : settled) {
            const double spare = length - distance_[column];
            row_potential_[row_of_[column]] += spare;
            column_potential_[column] -= spare;
        }
        turn_over(start, end);
        for (const auto column : touched) {
            distance_[column] = kFar;
            done_[column] = 0;
        }
    }

    [[nodiscard]] std::vector<std::optional<std::size_t>> answer() const {
        std::vector<std::optional<std::size_t>> out(edges_.size());
        for (std::size_t column = 0; column < columns_; ++column) {
            if (row_of_[column] != kNone) {
                out[row_of_[column]] = column;
            }
        }
        return out;
    }

private:
    struct Edge {
        std::size_t column = 0;
        double cost = 0.0;
    };
    using Reached = std::pair<double, std::size_t>;

    void turn_over(std::size_t start, std::size_t end) {
        // A row gives up the column by which the path came to it and takes the next one of the path.
        std::vector<std::pair<std::size_t, std::size_t>> taken;
        for (std::size_t column = end;;) {
            const std::size_t row = way_[column];
            taken.emplace_back(column, row);
            if (row == start) {
                break;
            }
            column = column_of(row);
        }
        for (const auto& [column, row] : taken) {
            row_of_[column] = row;
        }
    }

    [[nodiscard]] std::size_t column_of(std::size_t row) const {
        for (const auto& edge : edges_[row]) {
            if (row_of_[edge.column] == row) {
                return edge.column;
            }
        }
        return kNone;
    }

    std::size_t columns_;
    std::vector<std::vector<Edge>> edges_;
    std::vector<double> row_potential_;
    std::vector<double> column_potential_;
    std::vector<std::size_t> row_of_;
    std::vector<double> distance_;
    std::vector<std::size_t> way_;
    std::vector<char> done_;
};

}  // namespace

std::vector<std::optional<std::size_t>> assign_sparse(std::size_t rows, std::size_t columns,
                                                      const std::vector<CandidatePair>& pairs) {
    Search search(rows, columns, pairs);
    for (std::size_t row = 0; row < rows; ++row) {
        search.place(row);
    }
    return search.answer();
}

}  // namespace vigie::vision
