// Things that stand about: bags, suitcases, boxes and chairs, as solids in the picture.
#pragma once

#include <array>
#include <vector>

#include "vision/rendering/figure.hpp"
#include "vision/rendering/projection.hpp"
#include "vision/simulation/world.hpp"

namespace vigie::vision {

/// One side of a solid as it lies in the picture: a convex outline, clockwise on screen.
struct Facet {
    std::array<cv::Point2f, 4> corners;
    float shade = 1.0F;
    float nearness = 0.0F;
    Colour colour{};
};

/// Visible sides of a thing, from the farthest to the nearest, and what of it is round.
struct Thing {
    std::vector<Facet> facets;
    std::vector<FigurePart> rounds;
    double depth_m = 0.0;
    std::vector<Limb> shadows;  ///< limbs whose shadows stand for its own
};

/// Nothing for what is behind the camera.
[[nodiscard]] std::optional<Thing> thing_of(const SimulatedObject& object, const PinholeCamera& camera,
                                            const Illumination& light);

void paint(const Thing& thing, const Illumination& light, const Canvas& canvas);

}  // namespace vigie::vision
