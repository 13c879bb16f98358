// What a camera sees of a venue without people: cast once for each pose, by rays.
#pragma once

#include <opencv2/core.hpp>

#include "vision/rendering/projection.hpp"
#include "vision/rendering/scenery.hpp"

namespace vigie::vision {

/// Immutable once made; may be shared between threads.
struct Backdrop {
    cv::Mat picture;   ///< CV_8UC3, BGR
    cv::Mat nearness;  ///< CV_32F, 1 / depth (1/m) of walls and furniture; 0 for ground, ceiling and sky
    cv::Mat ground;    ///< CV_8U, 255 where a shadow can fall, else 0
};

/// `samples`: rays a pixel in each direction where two surfaces meet, 1 to 4; elsewhere one ray, whose colour
/// is that of all the ground or wall in the pixel. Takes about a microsecond a ray.
[[nodiscard]] Backdrop backdrop_of(const Scenery& scenery, const PinholeCamera& camera, int samples);

}  // namespace vigie::vision
