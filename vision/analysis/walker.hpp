// Who was seen, and who is followed.
#pragma once

#include <cstdint>

#include <opencv2/core.hpp>

#include "net/types/geometry.hpp"
#include "net/types/track.hpp"
#include "vision/analysis/appearance.hpp"
#include "vision/analysis/foot_filter.hpp"
#include "vision/analysis/ground.hpp"
#include "vision/analysis/size_filter.hpp"

namespace vigie::vision {

/// One figure found in one frame.
struct Sighting {
    net::Box box;        ///< standing on the feet, picture pixels
    double score = 0.0;  ///< 0 to 1
    GroundPoint ground;
    Appearance look;
    bool certain = false;  ///< a person already at first sight
};

/// The last sighting of a walker and what was known with it: where a gap is bridged from.
struct LastSeen {
    FootFilter filter;
    cv::Vec2d at;  ///< the sighting's own place
    std::uint32_t frames_ago = 0;
};

/// One followed person. Owned by the tracker.
struct Walker {
    net::TrackNumber number = 0;
    net::TrackState state = net::TrackState::tentative;
    FootFilter filter;
    LastSeen last;
    double metre = 1.0;   ///< ground units by metre, where the walker is
    SizeFilter size;      ///< box height by the expected one
    double aspect = 0.4;  ///< box width by height
    Appearance look;
    cv::Vec2d born_at;
    net::Box upright;  ///< standing on the feet, picture pixels: what is matched with sightings
    net::Box box;      ///< around the whole body, which leans away from `upright` beside a wide lens's middle
    double confidence = 0.0;
    double evidence = 0.0;  ///< nats for being a person, gathered while tentative
    double standing = 0.0;  ///< smoothed standing of its scores (ScoreTrust), nats
    double seen_s = 0.0;
    double unseen_s = 0.0;
    std::uint32_t frames_seen = 0;
    bool walked = false;  ///< came far enough to be a person and not a ghost
    bool hidden = false;  ///< unseen, and somebody nearer stands in front

    /// From the feet's column to the head's, picture pixels.
    [[nodiscard]] double lean() const {
        return box.x < upright.x ? box.x - upright.x : box.width - upright.width;
    }
};

}  // namespace vigie::vision
