// Which part of a floor a calibrated camera sees.
#pragma once

#include <cstdint>

#include "net/types/geometry.hpp"
#include "net/types/homography.hpp"
#include "net/types/venue.hpp"

namespace vigie::vision {

/// The floor seen in a picture of `width` x `height` pixels, clipped to the plan, metres: convex, no
/// corners when nothing of the plan is seen. Half-plane clipping after Sutherland and Hodgman (1974).
[[nodiscard]] net::Polygon<net::Floor> field_of_view(const net::Homography& homography, std::uint32_t width,
                                                     std::uint32_t height, const net::FloorPlan& plan);

}  // namespace vigie::vision
