#include "console/views/heatmap.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace vigie::console {

namespace {

constexpr double kFadeFrom = 0.02;  ///< people per m2; below it nothing is drawn. A walker peaks near 0.2
constexpr double kFadeTo = 0.3;
constexpr double kMostAlpha = 0.88;

/// Matplotlib's "inferno" (Smith and van der Walt, CC0) as the sixth-degree fit published by M. Zucker
/// (shadertoy.com/view/WlfXRN): perceptually uniform, and its dark end merges with the dark plan.
constexpr std::array<std::array<double, 3>, 7> kInferno{{
    {0.0002189403691192265, 0.001651004631001012, -0.01948089843709184},
    {0.1065134194856116, 0.5639564367884091, 3.932712388889277},
    {11.60249308247187, -3.972853965665698, -15.9423941062914},
    {-41.70399613139459, 17.43639888205313, 44.35414519872813},
    {77.162935699427, -33.40235894210092, -81.80730925738993},
    {-71.31942824499214, 32.62606426397723, 73.20951985803202},
    {25.13112622477341, -12.24266895238567, -23.07032500287172},
}};

std::uint32_t byte_of(double part) {
    return static_cast<std::uint32_t>(std::lround(std::clamp(part, 0.0, 1.0) * 255.0));
}

double smoothstep(double from, double to, double value) {
    const double t = std::clamp((value - from) / (to - from), 0.0, 1.0);
    return t * t * (3.0 - 2.0 * t);
}

}  // namespace

double heat_place(double people_per_m2) {
    return people_per_m2 > 0.0 ? std::sqrt(std::min(people_per_m2 / kHeatmapTop, 1.0)) : 0.0;
}

std::uint32_t scale_colour(double place) {
    const double t = std::clamp(place, 0.0, 1.0);
    std::array<double, 3> colour{};
    for (std::size_t degree = kInferno.size(); degree-- > 0;) {
        for (std::size_t part = 0; part < colour.size(); ++part) {
            colour[part] = colour[part] * t + kInferno[degree][part];
        }
    }
    return 0xFF000000U | (byte_of(colour[2]) << 16U) | (byte_of(colour[1]) << 8U) | byte_of(colour[0]);
}

std::vector<std::uint32_t> heatmap_pixels(const net::DensityGrid& grid) {
    const std::size_t cells = std::size_t{grid.columns} * grid.rows;
    std::vector<std::uint32_t> pixels(cells, 0U);
    for (std::size_t i = 0; i < std::min(cells, grid.people_per_m2.size()); ++i) {
        const auto density = static_cast<double>(grid.people_per_m2[i]);
        if (std::isnan(density)) {
            continue;
        }
        const std::uint32_t alpha = byte_of(kMostAlpha * smoothstep(kFadeFrom, kFadeTo, density));
        pixels[i] = (heat_colour(density) & 0x00FFFFFFU) | (alpha << 24U);
    }
    return pixels;
}

}  // namespace vigie::console
