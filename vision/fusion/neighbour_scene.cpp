#include "vision/fusion/neighbour_scene.hpp"

#include "vision/analysis/people_count.hpp"
#include "vision/analysis/presence.hpp"

namespace vigie::vision {

std::vector<net::ZoneCount> count_in_zones(const net::Scene& scene,
                                           const std::vector<net::ZoneConfiguration>& zones) {
    const PresenceSettings presence;
    std::vector<net::ZoneCount> out;
    out.reserve(zones.size());
    for (const auto& zone : zones) {
        std::vector<Presence> inside;
        for (const auto& track : scene.tracks) {
            if (!track.floor) continue;
            const double chance = chance_inside(zone.outline, *track.floor);
            if (chance <= 0.0) continue;
            const bool counted = track.state != net::TrackState::tentative;
            const double somebody = track.state == net::TrackState::confirmed  ? presence.confirmed
                                    : track.state == net::TrackState::coasting ? presence.coasting
                                                                               : presence.tentative;
            inside.push_back({somebody * chance, 0.0, counted && chance > 0.5});
        }
        net::ZoneCount count{zone.zone, count_people({}, inside), std::nullopt};
        count.count.at_least = count.count.at_least || scene.in_view.at_least;
        const double square_metres = net::area(zone.outline);
        if (square_metres > 0.0) count.density_per_m2 = count.count.people / square_metres;
        out.push_back(std::move(count));
    }
    return out;
}

}  // namespace vigie::vision
