#include "vision/fusion/neighbour_scene.hpp"

#include <algorithm>
#include <cmath>

#include "vision/analysis/people_count.hpp"
#include "vision/analysis/presence.hpp"
#include "vision/fusion/people_in_density.hpp"

namespace vigie::vision {

namespace {

/// Whom a node counts in a view and cannot tell apart there, and how far its count may be off.
struct HiddenInView {
    double people = 0.0;
    double below = 0.0;
    double above = 0.0;
};

HiddenInView hidden_in_view(const net::Scene& scene) {
    // Every counted track is one of the people in view: whoever else is counted is in a crowd.
    const auto told_apart =
        std::count_if(scene.tracks.begin(), scene.tracks.end(),
                      [](const net::Track& track) { return track.state != net::TrackState::tentative; });
    const net::Count& view = scene.in_view;
    return {view.people - static_cast<double>(told_apart), view.people - view.low, view.high - view.people};
}

/// Whom a density shows in a zone.
struct Drawn {
    double people = 0.0;
    double outside = 0.0;  ///< of them, expected beyond the outline
    double beside = 0.0;   ///< shown beside the zone and expected in it
};

/// A density spreads everybody over the room that a body takes, across the outline too.
Drawn drawn_in(const net::Polygon<net::Floor>& outline, const net::DensityGrid& density, double kernel_m) {
    Drawn out;
    const double spread_m2 = kernel_m * kernel_m;
    for (const auto& place : people_of(density, around(outline, 2.0 * kernel_m))) {
        const double inside = chance_inside(outline, {place.at, {spread_m2, 0.0, spread_m2}, {}});
        if (net::contains(outline, place.at)) {
            out.people += place.people;
            out.outside += place.people * (1.0 - inside);
        } else {
            out.beside += place.people * inside;
        }
    }
    return out;
}

net::Count count_tracks(const net::Scene& scene, const net::Polygon<net::Floor>& outline) {
    const PresenceSettings presence;
    std::vector<Presence> inside;
    for (const auto& track : scene.tracks) {
        if (!track.floor) continue;
        const double chance = chance_inside(outline, *track.floor);
        if (chance <= 0.0) continue;
        const bool counted = track.state != net::TrackState::tentative;
        const double somebody = track.state == net::TrackState::confirmed  ? presence.confirmed
                                : track.state == net::TrackState::coasting ? presence.coasting
                                                                           : presence.tentative;
        inside.push_back({somebody * chance, 0.0, counted && chance > 0.5});
    }
    return count_people({}, inside);
}

/// `tracked`: the zone's count by its tracks alone.
net::Count with_hidden(const net::Count& tracked, const HiddenInView& hidden, const Drawn& drawn) {
    const double people = std::round(drawn.people);
    const double least = std::max(tracked.people + 1.0, CrowdDensitySettings{}.least_more * tracked.people);
    if (people < least) return tracked;
    const double share = std::min(1.0, (people - tracked.people) / hidden.people);
    net::Count out = tracked;
    out.people = people;
    out.low = std::max(tracked.low, people - std::hypot(share * hidden.below, drawn.outside));
    out.high = std::max(tracked.high, people + std::hypot(share * hidden.above, drawn.beside));
    return out;
}

}  // namespace

std::vector<net::ZoneCount> count_in_zones(const net::Scene& scene,
                                           const std::vector<net::ZoneConfiguration>& zones) {
    const HiddenInView hidden = hidden_in_view(scene);
    std::vector<net::ZoneCount> out;
    out.reserve(zones.size());
    for (const auto& zone : zones) {
        net::ZoneCount count{zone.zone, count_tracks(scene, zone.outline), std::nullopt};
        count.count.at_least = count.count.at_least || scene.in_view.at_least;
        if (hidden.people >= 1.0) {
            if (scene.density && scene.density->floor == zone.floor) {
                const Drawn drawn = drawn_in(zone.outline, *scene.density, CountSettings{}.kernel_m);
                count.count = with_hidden(count.count, hidden, drawn);
            } else {
                count.count.at_least = true;
            }
        }
        const double square_metres = net::area(zone.outline);
        if (square_metres > 0.0) count.density_per_m2 = count.count.people / square_metres;
        out.push_back(std::move(count));
    }
    return out;
}

}  // namespace vigie::vision
