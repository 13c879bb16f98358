#include "vision/analysis/presence.hpp"

#include <algorithm>
#include <cmath>

#include "vision/analysis/box_share.hpp"

namespace vigie::vision {
namespace {

double logistic(double x) {
    return 1.0 / (1.0 + std::exp(-x));
}

double chance_of_state(const PresenceSettings& settings, const Tracker& tracker, const Walker& walker) {
    if (walker.state == net::TrackState::confirmed) {
        return settings.confirmed;
    }
    if (walker.state == net::TrackState::tentative) {
        return settings.tentative;
    }
    return tracker.counts(walker) ? settings.coasting : settings.lost;
}

}  // namespace

double chance_in_picture(const PresenceSettings& settings, const net::Box& box, cv::Size picture) {
    if (box.width <= 0.0 || box.height <= 0.0) {
        return 0.0;
    }
    const double inside = std::min(box.x, picture.width - (box.x + box.width)) / box.width;
    const double seen_height =
        (std::min(box.y + box.height, static_cast<double>(picture.height)) - std::max(box.y, 0.0)) /
        box.height;
    return logistic((inside - settings.edge_middle) / settings.edge_width) *
           logistic((seen_height - settings.least_height) / (0.5 * settings.edge_width));
}

std::vector<Presence> presences(const PresenceSettings& settings, const Tracker& tracker, cv::Size picture) {
    const auto& walkers = tracker.walkers();
    std::vector<Presence> out;
    out.reserve(walkers.size());
    for (const auto& walker : walkers) {
        const double in_picture = chance_in_picture(settings, walker.box, picture);
        const bool counted = tracker.counts(walker) && in_picture > 0.5;
        double overlapped = 0.0;
        for (const auto& other : walkers) {
            if (&other != &walker) {
                overlapped = std::max(overlapped, share_within(walker.box, other.box));
            }
        }
        const double chance = in_picture * chance_of_state(settings, tracker, walker);
        out.push_back({chance - (counted ? settings.overlapped_less * overlapped : 0.0),
                       counted ? settings.hidden_by_overlap * overlapped : 0.0, counted});
        out.back().chance = std::clamp(out.back().chance, 0.0, 1.0);
    }
    return out;
}

}  // namespace vigie::vision
