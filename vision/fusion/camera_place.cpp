#include "vision/fusion/camera_place.hpp"

namespace vigie::vision {
namespace {

constexpr double kRodM = 0.5;  // lower than any camera hangs

/// The place that the top of a rod covers which stands at `at`.
std::optional<net::Point<net::Floor>> covered_by_rod(const CameraOnFloor& camera, net::Point<net::Floor> at) {
    const auto top = camera.standing->above(at, kRodM);
    return top ? camera.map.floor_from_image(*top) : std::nullopt;
}

}  // namespace

std::optional<CameraPlace> place_of(const CameraOnFloor& camera, std::uint32_t width, std::uint32_t height) {
    if (!camera.standing) {
        return std::nullopt;
    }
    const double row = 0.9 * height;
    const auto left = camera.map.floor_from_image({0.25 * width, row});
    const auto right = camera.map.floor_from_image({0.75 * width, row});
    if (!left || !right) {
        return std::nullopt;
    }
    const auto behind_left = covered_by_rod(camera, *left);
    const auto behind_right = covered_by_rod(camera, *right);
    const double apart = net::distance(*left, *right);
    if (!behind_left || !behind_right || apart <= 0.0) {
        return std::nullopt;
    }
    // Seen from above, all rays leave the camera's place: what a rod covers is further away from it than the
    // rod by the share height / (height - rod).
    const double share = net::distance(*behind_left, *behind_right) / apart;
    if (!(share > 1.0)) {
        return std::nullopt;
    }
    CameraPlace out;
    out.below = {(share * left->x - behind_left->x) / (share - 1.0),
                 (share * left->y - behind_left->y) / (share - 1.0)};
    out.height_m = kRodM * share / (share - 1.0);
    return out;
}

}  // namespace vigie::vision
