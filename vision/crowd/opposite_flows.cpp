#include "vision/crowd/opposite_flows.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "vision/crowd/window_step.hpp"

namespace vigie::vision {

OppositeFlows::OppositeFlows(const net::ZoneConfiguration& zone, const MovementSettings& settings)
    : outline_(zone.outline),
      direction_(zone.direction),
      settings_(settings.flow),
      walking_m_per_s_(settings.path.walking_m_per_s),
      along_(std::cos(settings.flow.along_deg * std::numbers::pi / 180.0)),
      pace_over_(stream_time(settings.path.pace_s)),
      window_(stream_time(zone.crowd.window_s), window_step(zone.crowd.window_s, settings.pressure)) {}

void OppositeFlows::find_meetings(std::vector<Walking>& walking) const {
    for (auto& one : walking) {
        one.meets = std::any_of(walking.begin(), walking.end(), [&](const Walking& other) {
            if (one.x * other.x + one.y * other.y > -along_) return false;
            const net::Vector<net::Floor> to = other.at - one.at;
            const double ahead = to.x * one.x + to.y * one.y;
            const double beside = std::abs(to.x * one.y - to.y * one.x);
            return ahead > 0.0 && ahead < settings_.meeting_m && beside < settings_.meeting_side_m;
        });
    }
}

void OppositeFlows::put(const WalkedPaths& people) {
    Moment moment;
    for (const auto& [number, path] : people.paths()) {
        if (!people.is_present(path) || !net::contains(outline_, path.newest().at)) continue;
        const auto pace = path.pace(pace_over_);
        if (!pace) continue;
        const double speed = pace->speed();
        moment.people += 1.0;
        moment.speeds += speed;
        if (speed < walking_m_per_s_) continue;
        const double length = std::hypot(pace->m_per_s.x, pace->m_per_s.y);
        moment.walking.push_back(
            {path.newest().at, pace->m_per_s.x / length, pace->m_per_s.y / length, false});
    }
    if (!direction_) find_meetings(moment.walking);
    window_.put(people.now(), std::move(moment));
}

std::optional<double> OppositeFlows::speed() const {
    if (!window_.full()) return std::nullopt;
    double people = 0.0;
    double speeds = 0.0;
    for (const auto& [when, moment] : window_.samples()) {
        people += moment.people;
        speeds += moment.speeds;
    }
    return people > 0.0 ? std::optional(speeds / people) : std::nullopt;
}

net::Vector<net::Floor> OppositeFlows::axis() const {
    if (direction_) return *direction_;
    double cosines = 0.0;
    double sines = 0.0;
    for (const auto& [when, moment] : window_.samples()) {
        for (const auto& one : moment.walking) {
            cosines += one.x * one.x - one.y * one.y;
            sines += 2.0 * one.x * one.y;
        }
    }
    const double angle = std::atan2(sines, cosines) / 2.0;
    return {std::cos(angle), std::sin(angle)};
}

std::optional<double> OppositeFlows::counter_share() const {
    if (!window_.full()) return std::nullopt;
    const net::Vector<net::Floor> main = axis();
    const double length = std::hypot(main.x, main.y);
    struct Flow {
        double walkers = 0.0;
        double meeting = 0.0;
    };
    Flow on;
    Flow against;
    for (const auto& [when, moment] : window_.samples()) {
        for (const auto& one : moment.walking) {
            const double cosine = (one.x * main.x + one.y * main.y) / length;
            if (std::abs(cosine) < along_) continue;
            Flow& flow = cosine > 0.0 ? on : against;
            flow.walkers += 1.0;
            flow.meeting += one.meets ? 1.0 : 0.0;
        }
    }
    const double walkers = on.walkers + against.walkers;
    if (walkers < settings_.least_walkers * static_cast<double>(window_.samples().size())) return 0.0;
    const Flow& smaller = on.walkers < against.walkers ? on : against;
    return (direction_ ? smaller.walkers : smaller.meeting) / walkers;
}

}  // namespace vigie::vision
