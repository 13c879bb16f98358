// How people come into a simulated venue: those who are there at the start, and those who enter later.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "vision/simulation/run_state.hpp"

namespace vigie::vision {

/// Places of people spread over an outline with that density: a hexagonal lattice with jitter, so that nobody
/// overlaps and the density is the same everywhere. As many as `people`, where the map is free, or fewer
/// where not so many find room; or, where 0, as the area asks for, of whom those find no room who stand where
/// the map is not free.
[[nodiscard]] std::vector<Spot> spread(const net::Polygon<net::Floor>& outline, std::size_t people,
                                       double density_per_m2, const FloorMap& map, Random& random);

/// Puts the script's groups, queues and objects in place.
void populate(RunState& run);

/// Lets in whom the sources bring during this step. Who finds no room at the exit enters later.
void let_in(RunState& run);

/// Lets one person in through the exit `place`, walking. Nothing while it is closed, somebody stands in the
/// way, or the venue is full.
Agent* enter(RunState& run, std::size_t place);

}  // namespace vigie::vision
