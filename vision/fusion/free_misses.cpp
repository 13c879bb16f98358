#include "vision/fusion/free_misses.hpp"

#include <algorithm>

#include "vision/analysis/box_share.hpp"
#include "vision/fusion/standing_box.hpp"

namespace vigie::vision {
namespace {

bool is_whole(const net::Box& box, const net::Scene& scene) {
    return box.x >= 0.0 && box.y >= 0.0 && box.x + box.width <= static_cast<double>(scene.width) &&
           box.y + box.height <= static_cast<double>(scene.height);
}

}  // namespace

bool is_free_to_see(const CameraOnFloor& camera, const net::Scene& scene, net::Point<net::Floor> at,
                    const SightSettings& settings) {
    if (!camera.field_of_view.corners.empty() && !net::contains(camera.field_of_view, at)) {
        return false;
    }
    const auto body = standing_box(camera, at, settings);
    if (!body || !is_whole(*body, scene)) {
        return false;
    }
    return std::none_of(scene.tracks.begin(), scene.tracks.end(), [&](const net::Track& track) {
        return share_within(*body, track.box) > settings.hidden_share;
    });
}

}  // namespace vigie::vision
