// A camera that hangs 4 m above (5, -2) and looks along y, 30 degrees down: 640 x 480 pixels, 400 a unit.
#pragma once

#include <cmath>
#include <numbers>
#include <vector>

#include "net/types/homography.hpp"
#include "net/types/venue.hpp"
#include "vision/fusion/camera_on_floor.hpp"

namespace vigie::test {

/// Pixel of the point `height_m` above a place.
inline net::Point<net::Image> hung_camera_pixel(net::Point<net::Floor> at, double height_m = 0.0) {
    const double down = std::numbers::pi / 6.0;
    const double below = 4.0 - height_m;
    const double ahead = at.y + 2.0;
    const double depth = ahead * std::cos(down) + below * std::sin(down);
    return {320.0 + 400.0 * (at.x - 5.0) / depth,
            240.0 + 400.0 * (below * std::cos(down) - ahead * std::sin(down)) / depth};
}

inline std::vector<net::CalibrationPair> hung_camera_pairs() {
    std::vector<net::CalibrationPair> out;
    for (const auto& at : std::vector<net::Point<net::Floor>>{{2, 2}, {8, 2}, {2, 10}, {8, 10}, {5, 6}}) {
        out.push_back({hung_camera_pixel(at), at});
    }
    return out;
}

inline vision::CameraOnFloor hung_camera() {
    const auto map = *net::Homography::fit(hung_camera_pairs());
    return {map, vision::StandingProjection::from(map, 640, 480), {}};
}

/// The box of somebody who stands there.
inline net::Box hung_camera_box(net::Point<net::Floor> at) {
    const auto foot = hung_camera_pixel(at);
    const double height = foot.y - hung_camera_pixel(at, 1.73).y;
    return {foot.x - 0.175 * height, foot.y - height, 0.35 * height, height};
}

}  // namespace vigie::test
