// Which pictures to ask the nodes for: exactly those that somebody can see, at the size that they are seen.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "console/app/jpeg_decoder.hpp"
#include "console/situation/situation.hpp"
#include "net/types/picture.hpp"

namespace vigie::console {

/// A place on screen where a camera's picture was drawn in the last frame.
struct PicturePlace {
    net::CameraId camera;
    PixelSize pixels;      ///< of the place on screen
    bool focused = false;  ///< the one camera that is looked at closely
};

/// What to look at. Value type.
struct Eyes {
    std::map<net::NodeId, std::set<net::PictureFeed>> feeds;  ///< to ask for
    std::map<net::PictureFeed, PixelSize> places;             ///< to decode for; one per feed
    bool operator==(const Eyes&) const = default;
};

/// A focused camera needs its full picture; a tile needs the tile picture, unless it is drawn so large (1.5
/// times the tile picture's limit in either direction) that it would be a blur. Cameras that no node has and
/// places without area need nothing; without `visible` (minimised, not signed in) nobody sees anything. A
/// camera in two places is asked for once a size, for the larger place.
[[nodiscard]] Eyes eyes_on(const std::vector<PicturePlace>& places, const Situation& situation, bool visible);

/// The cameras among those looked at whose pictures can come: their node is connected, and neither is silent.
/// Only of these does a rate tell how fast they are.
[[nodiscard]] std::set<net::CameraId> fed_cameras(const Eyes& eyes, const Situation& situation);

}  // namespace vigie::console
