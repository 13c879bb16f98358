// How grounds and walls look close by and from afar. Internal to the backdrop.
#pragma once

#include <opencv2/core.hpp>

#include "vision/rendering/scenery.hpp"

namespace vigie::vision {

/// Colour of the ground at a place, BGR, 0 to 255. `footprint_m`: how much of the ground one ray stands for;
/// finer detail fades.
[[nodiscard]] cv::Vec3f ground_colour(const Scenery& scenery, net::Point<net::Floor> at, double footprint_m);

/// A place on a wall's face. Plain values.
struct WallPlace {
    double along_m = 0.0;
    double up_m = 0.0;
    double length_m = 1.0;  ///< of the whole face
    double height_m = 1.0;
    std::uint64_t key = 0;  ///< tells faces apart
    bool furniture = false;
};

/// Colour of a wall there, BGR.
[[nodiscard]] cv::Vec3f wall_colour(const WallPlace& at, const Colour& paint, double footprint_m);
/// Colour of a door at `along_m` of its `width_m`, or of the sign above it.
[[nodiscard]] cv::Vec3f door_colour(double along_m, double up_m, double width_m, double height_m);
/// Colour of the ceiling above a place.
[[nodiscard]] cv::Vec3f ceiling_colour(const Scenery& scenery, net::Point<net::Floor> below,
                                       double footprint_m);
/// Colour of the sky or of the trees before it, by the direction of the ray.
[[nodiscard]] cv::Vec3f sky_colour(const Scenery& scenery, const cv::Vec3d& direction);

}  // namespace vigie::vision
