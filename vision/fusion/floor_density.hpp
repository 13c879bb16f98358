// How close people stand, place by place of a floor.
#pragma once

#include <cstddef>
#include <vector>

#include "net/types/geometry.hpp"

namespace vigie::vision {

/// People per square metre: each of them spread as a Gaussian hill. Immutable.
class FloorDensity {
public:
    /// `hill_m`: one sigma of a hill, above 0.
    FloorDensity(const std::vector<net::Point<net::Floor>>& people, double hill_m);

    /// 0 far from everybody.
    [[nodiscard]] double at(net::Point<net::Floor> place) const;
    /// What one person at distance_m adds.
    [[nodiscard]] double hill(double distance_m) const;

private:
    [[nodiscard]] double cell(std::ptrdiff_t column, std::ptrdiff_t row) const;

    double hill_m_;
    double cell_m_;
    net::Point<net::Floor> origin_;
    std::ptrdiff_t columns_ = 0;
    std::ptrdiff_t rows_ = 0;
    std::vector<double> cells_;
};

}  // namespace vigie::vision
