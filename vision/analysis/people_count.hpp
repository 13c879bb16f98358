// Numbers of people with their error bars.
#pragma once

#include <vector>

#include "net/types/count.hpp"
#include "net/types/geometry.hpp"
#include "net/types/track.hpp"
#include "vision/analysis/presence.hpp"
#include "vision/analysis/settings.hpp"

namespace vigie::vision {

/// Chance, 0 to 1, that a person at `estimate` stands in `zone`: the share of nine sigma points
/// (Gauss-Hermite, three an axis) that lie inside, by their weights.
[[nodiscard]] double chance_inside(const net::Polygon<net::Floor>& zone, const net::FloorEstimate& estimate);

/// A count from people that are each there with some chance, and of some whom they hide. `people` is the
/// number of those that are `counted`, so that it agrees with the boxes on screen. The interval is 90 %: from
/// the distribution of the sum (Poisson binomial, plus Poisson for the hidden), each number being in it whose
/// mid-p value (half its own chance and all below, Lancaster 1961) lies between the settings' tails: exact
/// quantiles of so coarse a distribution would be too wide.
[[nodiscard]] net::Count count_people(const CountSettings& settings, const std::vector<Presence>& people);

}  // namespace vigie::vision
