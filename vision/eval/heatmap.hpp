// The heatmap that a scene shows held against where people truly stood.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "net/types/count.hpp"
#include "net/types/geometry.hpp"

namespace vigie::vision {

/// Pearson's correlation of two lists of one length, -1 to 1; nothing when there are fewer than two values or
/// one list does not vary.
[[nodiscard]] std::optional<double> pearson(const std::vector<double>& a, const std::vector<double>& b);

/// Averages both over time on square cells of the floor, then correlates them over the cells that the camera
/// sees. Owned by one thread.
class HeatmapComparison {
public:
    explicit HeatmapComparison(double cell_m) : cell_m_(cell_m) {}

    /// One frame: the density that was found, and where people truly were. Grids of one geometry.
    void add(const net::DensityGrid& found, const std::vector<net::Point<net::Floor>>& truth);

    /// Nothing before there is something to compare.
    [[nodiscard]] std::optional<double> correlation() const;

private:
    using Cell = std::pair<std::int64_t, std::int64_t>;
    struct Sums {
        double found = 0.0;  ///< of people/m2, over frames and the grid's cells within
        double parts = 0.0;  ///< how many such values
        double truth = 0.0;  ///< people, over frames
    };
    [[nodiscard]] Cell cell_of(net::Point<net::Floor> point) const;

    double cell_m_;
    std::map<Cell, Sums> cells_;
};

}  // namespace vigie::vision
