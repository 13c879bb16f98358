#include "console/app/eyes.hpp"

#include <algorithm>

#include "console/situation/lookup.hpp"

namespace vigie::console {

namespace {

bool too_large_for_a_tile(PixelSize place) {
    return place.width * 2 > net::kTileWidth * 3 || place.height * 2 > net::kTileHeight * 3;
}

}  // namespace

Eyes eyes_on(const std::vector<PicturePlace>& places, const Situation& situation, bool visible) {
    Eyes eyes;
    if (!visible) {
        return eyes;
    }
    for (const PicturePlace& place : places) {
        const CameraSituation* camera = find_camera(situation, place.camera);
        if (camera == nullptr || place.pixels.width == 0 || place.pixels.height == 0) {
            continue;
        }
        const bool full = place.focused || too_large_for_a_tile(place.pixels);
        const net::PictureFeed feed{place.camera, full ? net::PictureSize::full : net::PictureSize::tile};
        eyes.feeds[camera->node].insert(feed);
        PixelSize& wanted = eyes.places[feed];
        wanted.width = std::max(wanted.width, place.pixels.width);
        wanted.height = std::max(wanted.height, place.pixels.height);
    }
    return eyes;
}

std::set<net::CameraId> fed_cameras(const Eyes& eyes, const Situation& situation) {
    std::set<net::CameraId> fed;
    for (const auto& [feed, place] : eyes.places) {
        const CameraSituation* camera = find_camera(situation, feed.camera);
        const NodeSituation* node = camera == nullptr ? nullptr : find_node(situation, camera->node);
        if (node != nullptr && node->link == LinkState::up && camera->liveness != net::Liveness::silent) {
            fed.insert(feed.camera);
        }
    }
    return fed;
}

}  // namespace vigie::console
