// Where people stand of whom not all can be told apart: read from the picture of density.
#pragma once

#include <vector>

#include "net/types/count.hpp"
#include "net/types/geometry.hpp"

namespace vigie::vision {

/// People at one place of the floor.
struct PeopleAt {
    net::Point<net::Floor> at;
    double people = 1.0;
};

/// Cell by cell, at the cells' middles; of cells whose middle is in `zone`.
[[nodiscard]] std::vector<PeopleAt> people_of(const net::DensityGrid& grid,
                                              const net::Polygon<net::Floor>& zone);

/// The upright rectangle that reaches `beside_m` beyond the outline: who stands there belongs to the zone's
/// crowd too.
[[nodiscard]] net::Polygon<net::Floor> around(const net::Polygon<net::Floor>& outline, double beside_m);

}  // namespace vigie::vision
