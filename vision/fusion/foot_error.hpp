// How far off a track's place may be for as long as somebody's feet are hidden.
#pragma once

#include "net/types/geometry.hpp"
#include "net/types/homography.hpp"
#include "net/types/track.hpp"

namespace vigie::vision {

/// Covariance, m2, of a place on the floor whose foot is off by `share` of the body's height in the picture
/// (one sigma), along the camera's ray. A tracker's own covariance is that of noise from picture to picture,
/// which averages out; legs behind somebody stay hidden, and so does the error that comes of it. `map`: of
/// the picture in whose pixels the box is. Zero where it maps nothing.
[[nodiscard]] net::Covariance<net::Floor> foot_error(const net::Homography& map, const net::Box& box,
                                                     double share);

}  // namespace vigie::vision
