// Numbers of people with their error bars.
#pragma once

#include <vector>

#include "net/types/count.hpp"
#include "net/types/geometry.hpp"
#include "net/types/track.hpp"
#include "vision/analysis/settings.hpp"

namespace vigie::vision {

/// Chance, 0 to 1, that a person at `estimate` stands in `zone`: the share of nine sigma points
/// (Gauss-Hermite, three an axis) that lie inside, by their weights.
[[nodiscard]] double chance_inside(const net::Polygon<net::Floor>& zone, const net::FloorEstimate& estimate);

/// A count from people that are each there with some chance. `people` is the number of those that
/// are more likely in than out, so that it agrees with the boxes on screen; the interval is 90 %: the
/// variances of each one's place, of overlooked people and of figures that are nobody add up.
[[nodiscard]] net::Count count_people(const CountSettings& settings, const std::vector<double>& chances);

}  // namespace vigie::vision
