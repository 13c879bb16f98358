#include "vision/fusion/floor_people.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <set>

#include "vision/analysis/assignment.hpp"

namespace vigie::vision {

namespace {

using Covariance = net::Covariance<net::Floor>;

Covariance plus(const Covariance& a, const Covariance& b) {
    return {a.xx + b.xx, a.xy + b.xy, a.yy + b.yy};
}

Covariance scaled(const Covariance& a, double by) {
    return {a.xx * by, a.xy * by, a.yy * by};
}

/// Never singular: a covariance of zero is a centimetre.
Covariance inverse(const Covariance& a) {
    constexpr double kLeast = 1e-4;
    const Covariance safe{a.xx + kLeast, a.xy, a.yy + kLeast};
    const double determinant = std::max(kLeast * kLeast, safe.xx * safe.yy - safe.xy * safe.xy);
    return {safe.yy / determinant, -safe.xy / determinant, safe.xx / determinant};
}

double squared(const Covariance& inverted, net::Vector<net::Floor> by) {
    return inverted.xx * by.x * by.x + 2.0 * inverted.xy * by.x * by.y + inverted.yy * by.y * by.y;
}

double trace(const Covariance& a) {
    return a.xx + a.yy;
}

/// The counted people of one scene, moved on to `now`.
std::vector<FloorPerson> people_of(const FloorView& view, net::MonoTime now, const FusionSettings& settings) {
    std::vector<FloorPerson> out;
    const std::chrono::duration<double> age = now - view.scene->stamp.captured_mono;
    const double seconds = std::clamp(age.count(), 0.0, settings.longest_prediction_s);
    const double spread = std::pow(settings.ageing_m_per_s * seconds, 2.0);
    for (const auto& track : view.scene->tracks) {
        if (track.state == net::TrackState::tentative || !track.floor) continue;
        FloorPerson person{view.floor, *track.floor, {{view.scene->camera, track.number}}};
        auto& estimate = person.estimate;
        estimate.at.x += estimate.velocity_m_per_s.x * seconds;
        estimate.at.y += estimate.velocity_m_per_s.y * seconds;
        estimate.covariance = plus(estimate.covariance, {spread, 0.0, spread});
        out.push_back(std::move(person));
    }
    return out;
}

/// Covariance intersection of two estimates of one place.
net::FloorEstimate intersection(const net::FloorEstimate& a, const net::FloorEstimate& b) {
    const double weight = trace(b.covariance) / std::max(1e-12, trace(a.covariance) + trace(b.covariance));
    const Covariance from_a = scaled(inverse(a.covariance), weight);
    const Covariance from_b = scaled(inverse(b.covariance), 1.0 - weight);
    net::FloorEstimate out;
    out.covariance = inverse(plus(from_a, from_b));
    const net::Point<net::Floor> sum{
        from_a.xx * a.at.x + from_a.xy * a.at.y + from_b.xx * b.at.x + from_b.xy * b.at.y,
        from_a.xy * a.at.x + from_a.yy * a.at.y + from_b.xy * b.at.x + from_b.yy * b.at.y};
    out.at = {out.covariance.xx * sum.x + out.covariance.xy * sum.y,
              out.covariance.xy * sum.x + out.covariance.yy * sum.y};
    out.velocity_m_per_s = {weight * a.velocity_m_per_s.x + (1.0 - weight) * b.velocity_m_per_s.x,
                            weight * a.velocity_m_per_s.y + (1.0 - weight) * b.velocity_m_per_s.y};
    return out;
}

void join(FloorPerson& person, const FloorPerson& other) {
    const bool better = trace(other.estimate.covariance) < trace(person.estimate.covariance);
    person.estimate = intersection(person.estimate, other.estimate);
    person.seen_by.insert(better ? person.seen_by.begin() : person.seen_by.end(), other.seen_by.front());
}

}  // namespace

const FloorPeople::Memory* FloorPeople::memory_of(const net::CameraTrack& a,
                                                  const net::CameraTrack& b) const {
    const auto found = pairs_.find(a < b ? Pair(a, b) : Pair(b, a));
    return found == pairs_.end() ? nullptr : &found->second;
}

std::optional<double> FloorPeople::cost(const FloorPerson& person, const FloorPerson& other) const {
    const double survey = 2.0 * settings_.survey_sigma_m * settings_.survey_sigma_m;
    const Covariance both =
        plus(plus(person.estimate.covariance, other.estimate.covariance), {survey, 0.0, survey});
    const net::Vector<net::Floor> apart = person.estimate.at - other.estimate.at;
    double metres = std::hypot(apart.x, apart.y);
    const double sigmas = std::sqrt(squared(inverse(both), apart));
    double share = 1.0;
    for (const auto& track : person.seen_by) {
        const Memory* memory = memory_of(track, other.seen_by.front());
        if (memory == nullptr) continue;
        metres = std::max(metres, memory->distance_m);
        if (memory->together) share = settings_.known_share;
    }
    // Far from both cameras a pixel is a long way: there their own errors widen the gate.
    const double gate_m = settings_.gate_m + std::sqrt(trace(both));
    if (sigmas * share > settings_.gate_sigma || metres * share > gate_m) return std::nullopt;
    return share * (sigmas / settings_.gate_sigma + metres / gate_m);
}

std::vector<FloorPerson> FloorPeople::look(const std::vector<FloorView>& views) {
    net::MonoTime now{};
    for (const auto& view : views) now = std::max(now, view.scene->stamp.captured_mono);
    std::vector<FloorPerson> people;
    std::vector<FloorPerson> tracks;
    for (const auto& view : views) {
        const auto seen = people_of(view, now, settings_);
        CostTable costs(people.size(), seen.size());
        for (std::size_t p = 0; p < people.size(); ++p) {
            for (std::size_t s = 0; s < seen.size(); ++s) {
                if (people[p].floor != seen[s].floor) continue;
                if (const auto price = cost(people[p], seen[s])) costs.allow(p, s, *price);
            }
        }
        std::vector<char> taken(seen.size(), 0);
        const auto pairs = assign(costs);
        for (std::size_t p = 0; p < pairs.size(); ++p) {
            if (!pairs[p]) continue;
            join(people[p], seen[*pairs[p]]);
            taken[*pairs[p]] = 1;
        }
        for (std::size_t s = 0; s < seen.size(); ++s) {
            if (taken[s] == 0) people.push_back(seen[s]);
            tracks.push_back(seen[s]);
        }
    }
    remember(tracks, people, now);
    return people;
}

void FloorPeople::remember(const std::vector<FloorPerson>& tracks, const std::vector<FloorPerson>& people,
                           net::MonoTime now) {
    std::set<Pair> together;
    for (const auto& person : people) {
        for (std::size_t a = 0; a < person.seen_by.size(); ++a) {
            for (std::size_t b = a + 1; b < person.seen_by.size(); ++b) {
                const auto [first, second] = std::minmax(person.seen_by[a], person.seen_by[b]);
                together.emplace(first, second);
            }
        }
    }
    const double near_m = 2.0 * settings_.gate_m;
    std::map<Pair, Memory> next;
    for (std::size_t a = 0; a < tracks.size(); ++a) {
        for (std::size_t b = a + 1; b < tracks.size(); ++b) {
            const auto& first = tracks[a].seen_by.front();
            const auto& second = tracks[b].seen_by.front();
            if (first.camera == second.camera || tracks[a].floor != tracks[b].floor) continue;
            const double metres = net::distance(tracks[a].estimate.at, tracks[b].estimate.at);
            const Memory* known = memory_of(first, second);
            if (known == nullptr && metres > near_m) continue;
            Memory memory{metres, now, false};
            if (known != nullptr) {
                const std::chrono::duration<double> passed = now - known->last;
                const double keep = std::exp(-std::max(0.0, passed.count()) / settings_.pair_memory_s);
                memory.distance_m = keep * known->distance_m + (1.0 - keep) * metres;
            }
            if (memory.distance_m > 2.0 * near_m) continue;
            const Pair pair = first < second ? Pair(first, second) : Pair(second, first);
            memory.together = together.contains(pair);
            next.emplace(pair, memory);
        }
    }
    pairs_ = std::move(next);
}

}  // namespace vigie::vision
