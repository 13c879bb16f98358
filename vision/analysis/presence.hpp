// How likely each figure is somebody in the picture, and how many more may stand behind them.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "vision/analysis/settings.hpp"
#include "vision/analysis/tracker.hpp"

namespace vigie::vision {

/// What one walker adds to a count.
struct Presence {
    double chance = 1.0;  ///< that this is a person, and in the picture, 0 to 1
    double hidden = 0.0;  ///< expected number of further people that this one's surroundings hide
    bool counted = true;  ///< shown as a person
};

/// One a walker, in their order. The chances are shares measured on real and drawn pictures: of confirmed,
/// coasting and tentative figures that are somebody, less where the picture's edge cuts through them; people
/// are hidden where others' boxes overlap. `picture`: its size, pixels. A walker counts when the tracker
/// says so and more likely than not they are in the picture.
[[nodiscard]] std::vector<Presence> presences(const PresenceSettings& settings, const Tracker& tracker,
                                              cv::Size picture);

/// Chance, 0 to 1, that a person with this box would be said to be in the picture: one half where its side is
/// a little outside, near 1 where it is well inside.
[[nodiscard]] double chance_in_picture(const PresenceSettings& settings, const net::Box& box,
                                       cv::Size picture);

}  // namespace vigie::vision
