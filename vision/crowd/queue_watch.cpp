#include "vision/crowd/queue_watch.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "vision/crowd/sliding_window.hpp"

namespace vigie::vision {

namespace {

bool is_in_sight(const WalkedPaths& people, net::TrackNumber number) {
    const auto path = people.paths().find(number);
    return path != people.paths().end() && people.is_present(path->second);
}

}  // namespace

QueueWatch::QueueWatch(const net::ZoneConfiguration& zone, const QueueSettings& settings)
    : head_(zone.queue_head.value_or(net::Point<net::Floor>{})),
      outline_(zone.outline),
      settings_(settings) {}

void QueueWatch::clear() {
    members_.clear();
    served_.clear();
    lined_up_.clear();
    since_.reset();
    people_ = 0.0;
}

bool QueueWatch::waits(net::TrackNumber number, const Path& path) const {
    const net::Microseconds from = path.newest().at_time - stream_time(settings_.speed_over_s);
    const auto& steps = path.steps();
    const auto first = std::find_if(steps.begin(), steps.end(),
                                    [from](const Footprint& step) { return step.at_time >= from; });
    const double seconds = seconds_of(path.newest().at_time - first->at_time);
    // Who took over a place is too new to be judged and waits as the one before did.
    if (seconds < settings_.least_seen_s) return members_.contains(number);
    return net::distance(first->at, path.newest().at) < settings_.speed_m_per_s * seconds;
}

std::map<net::TrackNumber, QueueWatch::Member>::const_iterator QueueWatch::lost_at(
    net::Point<net::Floor> at, const WalkedPaths& people) const {
    return std::find_if(members_.begin(), members_.end(), [&](const auto& entry) {
        return !is_in_sight(people, entry.first) && net::distance(entry.second.at, at) < settings_.takeover_m;
    });
}

std::vector<net::TrackNumber> QueueWatch::line_of(const WalkedPaths& people) const {
    std::vector<std::pair<net::TrackNumber, net::Point<net::Floor>>> left;
    for (const auto& [number, path] : people.paths()) {
        const auto& at = path.newest().at;
        if (!people.is_present(path) || !net::contains(outline_, at)) continue;
        if (waits(number, path) || lost_at(at, people) != members_.end()) left.emplace_back(number, at);
    }
    for (const auto& [number, member] : members_) {
        const bool keeps_place = now_ - member.last_in <= stream_time(settings_.leave_s);
        if (keeps_place && !is_in_sight(people, number)) left.emplace_back(number, member.at);
    }
    std::vector<net::TrackNumber> line;
    std::vector<net::Point<net::Floor>> places;
    const auto take_near = [&](net::Point<net::Floor> place, double within_m) {
        const auto is_far = [&](const auto& one) { return net::distance(one.second, place) >= within_m; };
        const auto near = std::stable_partition(left.begin(), left.end(), is_far);
        for (auto one = near; one != left.end(); ++one) {
            line.push_back(one->first);
            places.push_back(one->second);
        }
        left.erase(near, left.end());
    };
    take_near(head_, settings_.head_m);
    for (std::size_t next = 0; next < places.size(); ++next) {
        take_near(net::Point<net::Floor>(places[next]), settings_.gap_m);
    }
    return line;
}

QueueWatch::Member QueueWatch::join(net::Point<net::Floor> at, const WalkedPaths& people) {
    const auto lost = lost_at(at, people);
    // Who is there before anything was seen for as long as it takes to be in line was there before.
    const bool in_sight = now_ - *since_ > 2 * stream_time(settings_.least_seen_s);
    Member member{now_, now_, at, in_sight};
    if (lost != members_.end()) {
        member.joined = lost->second.joined;
        member.joined_in_sight = lost->second.joined_in_sight;
        members_.erase(lost);
    }
    return member;
}

void QueueWatch::leave(const WalkedPaths& people) {
    for (auto member = members_.begin(); member != members_.end();) {
        // Who is out of sight may be found again a little longer than who is seen elsewhere.
        const bool in_sight = is_in_sight(people, member->first);
        const net::Microseconds out = now_ - member->second.last_in;
        const net::Microseconds patience =
            stream_time(settings_.leave_s + (in_sight ? 0.0 : settings_.least_seen_s));
        if (out <= patience) {
            ++member;
            continue;
        }
        if (net::distance(member->second.at, head_) < settings_.head_m) {
            Served served{member->second.last_in, std::nullopt};
            if (member->second.joined_in_sight) {
                served.stay_s = seconds_of(member->second.last_in - member->second.joined);
            }
            served_.push_back(served);
        }
        member = members_.erase(member);
    }
    const net::Microseconds oldest = now_ - stream_time(settings_.service_window_s);
    while (!served_.empty() && served_.front().at <= oldest) served_.pop_front();
    while (!lined_up_.empty() && lined_up_.front().second <= oldest) lined_up_.pop_front();
}

void QueueWatch::note_line(net::Microseconds last) {
    if (!lined_up_.empty() && lined_up_.back().second == last) {
        lined_up_.back().second = now_;
    } else {
        lined_up_.emplace_back(last, now_);
    }
}

double QueueWatch::lined_up_s() const {
    const net::Microseconds oldest = now_ - stream_time(settings_.service_window_s);
    double out = 0.0;
    for (const auto& [from, to] : lined_up_) {
        out += to > oldest ? seconds_of(to - std::max(from, oldest)) : 0.0;
    }
    return out;
}

void QueueWatch::update(const WalkedPaths& people) {
    const auto last = since_ ? now_ : people.now();
    now_ = people.now();
    if (!since_) since_ = now_;
    const auto line = line_of(people);
    for (const auto number : line) {
        if (!is_in_sight(people, number)) continue;
        const net::Point<net::Floor> at = people.paths().at(number).newest().at;
        const auto known = members_.find(number);
        if (known == members_.end()) {
            members_.emplace(number, join(at, people));
        } else {
            known->second.last_in = now_;
            known->second.at = at;
        }
    }
    // Whose place was taken over is no member any more.
    people_ = static_cast<double>(std::count_if(
        line.begin(), line.end(), [this](net::TrackNumber number) { return members_.contains(number); }));
    if (people_ > 0.0) note_line(last);
    leave(people);
}

double QueueWatch::waiting_s() const {
    if (people_ <= 0.0 || !since_) return 0.0;
    if (static_cast<double>(served_.size()) >= settings_.least_served) {
        // An idle desk serves nobody: only the time with a line tells how fast it is.
        return people_ * lined_up_s() / static_cast<double>(served_.size());
    }
    double stays_s = 0.0;
    double stays = 0.0;
    for (const auto& served : served_) {
        if (!served.stay_s) continue;
        stays_s += *served.stay_s;
        stays += 1.0;
    }
    double longest_s = 0.0;
    for (const auto& [number, member] : members_) {
        longest_s = std::max(longest_s, seconds_of(now_ - member.joined));
    }
    // Whoever still waits has waited that long: a mean of others cannot be less.
    return stays > 0.0 ? std::max(stays_s / stays, longest_s) : longest_s;
}

}  // namespace vigie::vision
