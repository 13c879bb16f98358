// Occupancy as a picture: people per square metre in inferno colours.
#pragma once

#include <cstdint>
#include <vector>

#include "net/types/count.hpp"

namespace vigie::console {

/// Density at which the colours end, people per m2; denser is drawn as this.
inline constexpr double kHeatmapTop = 5.0;

/// Where the density scale begins within the scale of colours: below it they are as dark as the plan.
inline constexpr double kDarkestPlace = 0.22;

/// Place of a density on the scale of colours, 0 to 1: its square root against the top's, because what tells
/// a walkway's levels of service apart (Fruin: .31 to 2.15) would lie in the darkest half of a linear scale.
[[nodiscard]] double heat_place(double people_per_m2);

/// Colour at a place of the scale, 0 to 1: 0xAABBGGRR, opaque. Places beyond it are its ends.
[[nodiscard]] std::uint32_t scale_colour(double place);

/// Colour at a place of the density scale, which leaves out the colours that are as dark as the plan.
[[nodiscard]] inline std::uint32_t density_colour(double place) {
    return scale_colour(kDarkestPlace + (1.0 - kDarkestPlace) * place);
}

/// Colour of a density: that of its place.
[[nodiscard]] inline std::uint32_t heat_colour(double people_per_m2) {
    return density_colour(heat_place(people_per_m2));
}

/// RGBA pixels, one a cell, row-major from the plan's top: transparent where it is empty, more opaque as it
/// fills, and transparent where nobody looks (NaN): that is drawn as hatching by the plan.
[[nodiscard]] std::vector<std::uint32_t> heatmap_pixels(const net::DensityGrid& grid);

}  // namespace vigie::console
