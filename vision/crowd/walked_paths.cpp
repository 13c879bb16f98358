#include "vision/crowd/walked_paths.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "vision/crowd/sliding_window.hpp"

namespace vigie::vision {

double Pace::speed() const {
    return std::sqrt(std::max(0.0, m_per_s.x * m_per_s.x + m_per_s.y * m_per_s.y - noise_m2_per_s2));
}

void Path::forget_before(net::Microseconds since) {
    while (steps_.size() > 1 && steps_.front().at_time < since) steps_.pop_front();
}

const Footprint* Path::before(net::Microseconds ago) const {
    const net::Microseconds least = newest().at_time - ago * 5 / 4;
    const net::Microseconds most = newest().at_time - ago * 3 / 4;
    const net::Microseconds wanted = newest().at_time - ago;
    const Footprint* best = nullptr;
    for (const auto& step : steps_) {
        if (step.at_time < least) continue;
        if (step.at_time > most) break;
        if (best == nullptr ||
            std::chrono::abs(step.at_time - wanted) < std::chrono::abs(best->at_time - wanted)) {
            best = &step;
        }
    }
    return best;
}

double Path::jitter_m2() const {
    double sum = 0.0;
    std::size_t count = 0;
    for (std::size_t i = 2; i < steps_.size(); ++i) {
        const double x = steps_[i].at.x - 2.0 * steps_[i - 1].at.x + steps_[i - 2].at.x;
        const double y = steps_[i].at.y - 2.0 * steps_[i - 1].at.y + steps_[i - 2].at.y;
        sum += x * x + y * y;
        ++count;
    }
    return count == 0 ? 0.0 : sum / static_cast<double>(count) / 12.0;
}

std::optional<Pace> Path::pace(net::Microseconds over) const {
    const Footprint* then = before(over);
    const Footprint& now = newest();
    if (then == nullptr || !now.seen) return std::nullopt;
    const double seconds = seconds_of(now.at_time - then->at_time);
    if (seconds <= 0.0) return std::nullopt;
    const net::Vector<net::Floor> way = now.at - then->at;
    const double claimed = (now.variance_m2 + then->variance_m2) / 2.0;
    const double place_m2 = std::max(claimed, jitter_m2());
    return Pace{{way.x / seconds, way.y / seconds}, 4.0 * place_m2 / (seconds * seconds)};
}

bool WalkedPaths::take(const net::Scene& scene, net::Microseconds now) {
    // Frames come at their own rate: one that is nearly due is taken.
    if (taken_ && now - *taken_ < stream_time(settings_.sample_s) - std::chrono::milliseconds(10))
        return false;
    taken_ = now_ = now;
    for (const auto& track : scene.tracks) {
        if (track.state == net::TrackState::tentative || !track.floor) continue;
        const Footprint step{now, track.floor->at,
                             (track.floor->covariance.xx + track.floor->covariance.yy) / 2.0,
                             track.state == net::TrackState::confirmed};
        const auto known = paths_.find(track.number);
        if (known == paths_.end()) {
            if (paths_.size() < settings_.most_people) paths_.emplace(track.number, Path(step));
            continue;
        }
        const Footprint& last = known->second.newest();
        if (last.at_time == now) continue;
        const double reach_m = settings_.most_speed_m_per_s * seconds_of(now - last.at_time);
        if (net::distance(last.at, step.at) > reach_m) {
            known->second = Path(step);
        } else {
            known->second.add(step);
        }
    }
    std::erase_if(paths_, [&](const auto& entry) {
        return now - entry.second.newest().at_time > stream_time(settings_.forget_s);
    });
    for (auto& [number, path] : paths_) path.forget_before(now - stream_time(settings_.memory_s));
    return true;
}

}  // namespace vigie::vision
