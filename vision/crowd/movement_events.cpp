#include "vision/crowd/movement_events.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "vision/crowd/sliding_window.hpp"

namespace vigie::vision {

namespace {

bool walks_against(const Path& path, const net::ZoneConfiguration& zone, net::Vector<net::Floor> direction,
                   net::Microseconds since, const FlowSettings& settings) {
    const auto along = [&direction](net::Point<net::Floor> at) {
        return at.x * direction.x + at.y * direction.y;
    };
    const Footprint* furthest = nullptr;
    net::Microseconds seen = path.newest().at_time;
    for (auto step = path.steps().rbegin(); step != path.steps().rend(); ++step) {
        if (step->at_time < since || !net::contains(zone.outline, step->at)) break;
        if (seen - step->at_time > stream_time(settings.against_unseen_s)) break;
        if (!step->seen) continue;
        seen = step->at_time;
        if (furthest == nullptr || along(step->at) > along(furthest->at)) furthest = &*step;
    }
    if (furthest == nullptr) return false;
    const net::Vector<net::Floor> way = path.newest().at - furthest->at;
    const double against = -(way.x * direction.x + way.y * direction.y);
    const double length = std::hypot(way.x, way.y);
    return against >= settings.against_m &&
           against >= length * std::cos(settings.along_deg * std::numbers::pi / 180.0);
}

struct Way {
    net::Point<net::Floor> from;
    net::Point<net::Floor> to;
};

/// Where somebody was `dispersal_s` ago, or where he was first seen since: who starts to run often gets a new
/// number. Nothing while he is followed for too short, or was not seen then.
const Footprint* place_then(const Path& path, const BurstSettings& settings) {
    if (const Footprint* then = path.before(stream_time(settings.dispersal_s))) return then;
    const Footprint& first = path.steps().front();
    const net::Microseconds followed = path.newest().at_time - first.at_time;
    const bool is_new = followed < stream_time(settings.dispersal_s);
    return is_new && followed >= stream_time(settings.dispersal_least_s) ? &first : nullptr;
}

net::Point<net::Floor> centre_of(const std::vector<Way>& ways, net::Point<net::Floor> Way::*end) {
    net::Point<net::Floor> sum;
    for (const auto& way : ways) sum = {sum.x + (way.*end).x, sum.y + (way.*end).y};
    const auto count = static_cast<double>(ways.size());
    return {sum.x / count, sum.y / count};
}

}  // namespace

double people_against(const WalkedPaths& people, const net::ZoneConfiguration& zone,
                      const FlowSettings& settings) {
    if (!zone.direction) return 0.0;
    const double length = std::hypot(zone.direction->x, zone.direction->y);
    if (length <= 0.0) return 0.0;
    const net::Vector<net::Floor> direction{zone.direction->x / length, zone.direction->y / length};
    const net::Microseconds since = people.now() - stream_time(settings.against_s);
    return static_cast<double>(
        std::count_if(people.paths().begin(), people.paths().end(), [&](const auto& entry) {
            return people.is_present(entry.second) &&
                   walks_against(entry.second, zone, direction, since, settings);
        }));
}

double speed_apart(const WalkedPaths& people, const net::ZoneConfiguration& zone,
                   const BurstSettings& settings) {
    std::vector<Way> ways;
    double x = 0.0;
    double y = 0.0;
    for (const auto& [number, path] : people.paths()) {
        if (people.now() - path.newest().at_time > stream_time(settings.dispersal_gone_s)) continue;
        const Footprint* then = place_then(path, settings);
        if (then == nullptr || !net::contains(zone.outline, then->at)) continue;
        const double moved = net::distance(then->at, path.newest().at);
        if (moved < settings.dispersal_least_m) continue;
        ways.push_back({then->at, path.newest().at});
        x += (path.newest().at.x - then->at.x) / moved;
        y += (path.newest().at.y - then->at.y) / moved;
    }
    const auto count = static_cast<double>(ways.size());
    if (count < settings.dispersal_least_people) return 0.0;
    if (std::hypot(x, y) / count > settings.dispersal_most_common) return 0.0;
    const auto centre_then = centre_of(ways, &Way::from);
    const auto centre_now = centre_of(ways, &Way::to);
    double apart_m = 0.0;
    for (const auto& way : ways) {
        apart_m += net::distance(way.to, centre_now) - net::distance(way.from, centre_then);
    }
    return apart_m / count / settings.dispersal_s;
}

}  // namespace vigie::vision
