#include "vision/fusion/free_misses.hpp"

#include <algorithm>
#include <optional>

#include "vision/analysis/box_share.hpp"

namespace vigie::vision {
namespace {

constexpr double kHeightM = 1.73;
constexpr double kWidthByHeight = 0.35;

/// Pixels that a standing person takes; nothing when not wholly in the picture.
std::optional<net::Box> body_in(const CameraOnFloor& camera, const net::Scene& scene,
                                net::Point<net::Floor> at) {
    const auto foot = camera.standing->above(at, 0.0);
    const auto head = camera.standing->above(at, kHeightM);
    if (!foot || !head || head->y >= foot->y) {
        return std::nullopt;
    }
    const double height = foot->y - head->y;
    const double width = kWidthByHeight * height;
    const net::Box out{foot->x - width / 2.0, head->y, width, height};
    if (out.x < 0.0 || out.y < 0.0 || out.x + out.width > static_cast<double>(scene.width) ||
        out.y + out.height > static_cast<double>(scene.height)) {
        return std::nullopt;
    }
    return out;
}

}  // namespace

bool is_free_to_see(const CameraOnFloor& camera, const net::Scene& scene, net::Point<net::Floor> at,
                    double hidden_share) {
    if (!camera.standing ||
        (!camera.field_of_view.corners.empty() && !net::contains(camera.field_of_view, at))) {
        return false;
    }
    const auto body = body_in(camera, scene, at);
    if (!body) {
        return false;
    }
    return std::none_of(scene.tracks.begin(), scene.tracks.end(), [&](const net::Track& track) {
        return share_within(*body, track.box) > hidden_share;
    });
}

}  // namespace vigie::vision
