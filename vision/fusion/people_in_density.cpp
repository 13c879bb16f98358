#include "vision/fusion/people_in_density.hpp"

#include <algorithm>
#include <cstddef>

namespace vigie::vision {

std::vector<PeopleAt> people_of(const net::DensityGrid& grid, const net::Polygon<net::Floor>& zone) {
    std::vector<PeopleAt> out;
    for (std::size_t cell = 0; cell < grid.people_per_m2.size(); ++cell) {
        const double density = grid.people_per_m2[cell];
        if (!(density > 0.0)) continue;  // not a number: nobody looks there
        const std::size_t row = cell / grid.columns;
        const auto column = static_cast<double>(cell - row * grid.columns);
        const net::Point<net::Floor> middle{grid.origin.x + (column + 0.5) * grid.cell_m,
                                            grid.origin.y + (static_cast<double>(row) + 0.5) * grid.cell_m};
        if (net::contains(zone, middle)) out.push_back({middle, density * grid.cell_m * grid.cell_m});
    }
    return out;
}

net::Polygon<net::Floor> around(const net::Polygon<net::Floor>& outline, double beside_m) {
    net::Point<net::Floor> least{1e9, 1e9};
    net::Point<net::Floor> most{-1e9, -1e9};
    for (const auto& corner : outline.corners) {
        least = {std::min(least.x, corner.x - beside_m), std::min(least.y, corner.y - beside_m)};
        most = {std::max(most.x, corner.x + beside_m), std::max(most.y, corner.y + beside_m)};
    }
    return {{least, {most.x, least.y}, most, {least.x, most.y}}};
}

}  // namespace vigie::vision
