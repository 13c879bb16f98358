#include "vision/crowd/stop_and_go.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "vision/crowd/window_step.hpp"

namespace vigie::vision {

namespace {

struct Share {
    double of_people = 0.0;  ///< 0 to 1
    double height = 0.0;     ///< of a wave: the same, or 0 while too few people are there to make any
};

/// The height of the second highest wave. Two waves are two when between them the share falls to half of the
/// lower one: that somebody is missing for a moment does not part one in two.
double second_wave(const std::vector<Share>& shares) {
    const auto highest = std::max_element(shares.begin(), shares.end(),
                                          [](const Share& a, const Share& b) { return a.height < b.height; });
    if (highest == shares.end()) return 0.0;
    double second = 0.0;
    const auto look = [&second](auto from, auto end) {
        double valley = from->of_people;
        for (auto share = from; share != end; ++share) {
            valley = std::min(valley, share->of_people);
            if (valley <= share->height / 2.0) second = std::max(second, share->height);
        }
    };
    look(highest, shares.end());
    look(std::make_reverse_iterator(highest + 1), shares.rend());
    return second;
}

}  // namespace

StopAndGo::StopAndGo(const net::ZoneConfiguration& zone, const MovementSettings& settings)
    : outline_(zone.outline),
      settings_(settings.burst),
      walking_m_per_s_(settings.path.walking_m_per_s),
      // Half the usual: a stop is short.
      pace_over_(stream_time(settings.path.pace_s / 2.0)),
      window_(stream_time(settings.burst.wave_window_s), stream_time(settings.path.sample_s) / 2) {}

void StopAndGo::clear() {
    walkers_.clear();
    window_.clear();
}

bool StopAndGo::is_stop(net::Microseconds lasted) const {
    return lasted >= stream_time(settings_.least_stop_s) && lasted <= stream_time(settings_.longest_stop_s);
}

void StopAndGo::follow(Walker& walker, const Path& path, double speed, net::Microseconds now) {
    const net::Point<net::Floor> at = path.newest().at;
    if (speed > settings_.going_above_m_per_s && !walker.going) {
        walker.going = true;
        walker.went_from = at;
        if (walker.stopped) walker.went_on = now;
    } else if (speed < walking_m_per_s_ && walker.going) {
        const bool walked = net::distance(walker.went_from, at) >= settings_.least_way_m;
        walker.going = false;
        walker.went_on.reset();
        // A short step within a long stop does not end it.
        if (walked) walker.stopped = now;
    }
    if (!walker.going || !walker.stopped || !walker.went_on) return;
    if (net::distance(walker.went_from, at) < settings_.least_way_m) return;
    if (is_stop(*walker.went_on - *walker.stopped)) {
        count_stop(*walker.stopped, *walker.went_on);
    }
    walker.stopped.reset();
    walker.went_on.reset();
}

void StopAndGo::count_stop(net::Microseconds from, net::Microseconds to) {
    for (auto& [when, moment] : window_.samples()) {
        if (when >= from && when < to) moment.stopped += 1.0;
    }
}

void StopAndGo::leave_out(const Walker& lost) {
    if (!lost.stopped) return;
    const net::Microseconds until = lost.went_on.value_or(lost.seen);
    if (!is_stop(until - *lost.stopped)) return;
    for (auto& [when, moment] : window_.samples()) {
        if (when >= *lost.stopped && when < until) moment.lost += 1.0;
    }
}

StopAndGo::Walker& StopAndGo::walker_of(net::TrackNumber number, const WalkedPaths& people) {
    if (const auto known = walkers_.find(number); known != walkers_.end()) {
        take_back(known->second);
        return known->second;
    }
    const Footprint& first = people.paths().at(number).steps().front();
    auto same = walkers_.end();
    double nearest = 1.0;
    for (auto walker = walkers_.begin(); walker != walkers_.end(); ++walker) {
        const auto lost = people.paths().find(walker->first);
        if (walker->second.goes_on_as || lost == people.paths().end()) continue;
        if (people.is_present(lost->second)) continue;
        const Footprint& last = lost->second.newest();
        if (last.at_time >= first.at_time) continue;
        const double reach_m =
            settings_.takeover_m + settings_.takeover_m_per_s * seconds_of(first.at_time - last.at_time);
        const double away = net::distance(last.at, first.at) / reach_m;
        if (away > nearest) continue;
        nearest = away;
        same = walker;
    }
    if (same == walkers_.end()) return walkers_[number];
    Walker& taken_over = walkers_.emplace(number, same->second).first->second;
    same->second.goes_on_as = number;
    return taken_over;
}

void StopAndGo::take_back(Walker& walker) {
    if (!walker.goes_on_as) return;
    // Who was only hidden is here again: it was somebody else who came along.
    if (const auto other = walkers_.find(*walker.goes_on_as); other != walkers_.end()) {
        other->second.stopped.reset();
        other->second.went_on.reset();
    }
    walker.goes_on_as.reset();
}

void StopAndGo::put(const WalkedPaths& people) {
    Moment moment;
    for (const auto& [number, path] : people.paths()) {
        if (!people.is_present(path) || !net::contains(outline_, path.newest().at)) continue;
        moment.people += 1.0;
        Walker& walker = walker_of(number, people);
        const auto pace = path.pace(pace_over_);
        walker.seen = people.now();
        if (pace) follow(walker, path, pace->speed(), people.now());
    }
    std::erase_if(walkers_, [&](const auto& entry) {
        if (people.paths().contains(entry.first)) return false;
        if (!entry.second.goes_on_as) leave_out(entry.second);
        return true;
    });
    window_.put(people.now(), moment);
}

std::optional<double> StopAndGo::share() const {
    std::vector<Share> shares;
    shares.reserve(window_.samples().size());
    for (const auto& [when, moment] : window_.samples()) {
        // Who stopped was there, also while nobody was seen.
        const double known = std::max({moment.people - moment.lost, moment.people / 2.0, moment.stopped});
        const double of_people = known > 0.0 ? moment.stopped / known : 0.0;
        const bool enough = moment.people >= settings_.stop_and_go_least_people;
        shares.push_back({of_people, enough ? of_people : 0.0});
    }
    const double second = second_wave(shares);
    const bool too_few = std::all_of(
        window_.samples().begin(), window_.samples().end(),
        [this](const auto& sample) { return sample.second.people < settings_.stop_and_go_least_people; });
    return second > 0.0 || too_few || window_.full() ? std::optional(second) : std::nullopt;
}

}  // namespace vigie::vision
