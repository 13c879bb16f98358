#include "vision/fusion/torn_people.hpp"

#include <algorithm>
#include <cmath>

namespace vigie::vision {

namespace {

constexpr double kNoDivision = 1e-9;

}  // namespace

double share_of(const FloorPerson& person, const PersonSight& sight, const PresenceSettings& presence) {
    const auto coasting = static_cast<double>(person.coasting);
    const double seen = presence.confirmed * (static_cast<double>(person.seen_by.size()) - coasting) +
                        presence.coasting * coasting;
    return std::min(1.0, seen / std::max(1.0, sight.sightings));
}

double tornness(double known_doubt, double openness, const SightSettings& settings) {
    const double apart = (known_doubt - settings.trusted_doubt) /
                         std::max(kNoDivision, settings.torn_doubt - settings.trusted_doubt);
    const double free =
        (openness - settings.crowded) / std::max(kNoDivision, settings.open - settings.crowded);
    return std::clamp(apart, 0.0, 1.0) * std::clamp(free, 0.0, 1.0);
}

double raised_by(const net::Count& camera, double together, double doubted) {
    const double above = camera.people - together;
    if (above <= 0.0) return together;
    const double sure =
        std::clamp((camera.low - together) / std::max(kNoDivision, camera.people - camera.low), 0.0, 1.0);
    return std::round(together + (1.0 - doubted * (1.0 - sure)) * above);
}

void raise(net::Count& count, const net::Count& camera, const net::Count& together, double doubted) {
    const double raised = raised_by(camera, together.people, doubted);
    // What it overlooks and the others see is no doubt any more.
    const double beyond =
        std::clamp((raised - together.people) / std::max(1.0, together.high - together.people), 0.0, 1.0);
    count.people = std::max(count.people, raised);
    count.low = std::max(count.low, camera.low);
    count.high = std::max({count.high, count.people, together.high + beyond * (camera.high - together.high)});
    count.at_least = count.at_least || camera.at_least;
}

}  // namespace vigie::vision
