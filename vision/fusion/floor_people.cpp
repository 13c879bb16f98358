#include "vision/fusion/floor_people.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <optional>

#include "vision/analysis/sparse_assignment.hpp"
#include "vision/fusion/foot_error.hpp"
#include "vision/fusion/free_misses.hpp"

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

}  // namespace

std::size_t FloorPeople::PairHash::operator()(const Pair& pair) const {
    std::uint64_t out = 0;
    for (const Key& key : {pair.first, pair.second}) {
        out = (out ^ (key.track + (std::uint64_t{key.camera} << 48U))) * 0x9e3779b97f4a7c15ULL;
        out ^= out >> 29U;
    }
    return out;
}

/// The counted people of one scene, moved on to `now`.
std::vector<FloorPeople::Figure> FloorPeople::figures_of(const FloorView& view, net::MonoTime now) {
    const auto camera =
        cameras_.try_emplace(view.scene->camera, static_cast<std::uint32_t>(cameras_.size())).first->second;
    std::vector<Figure> out;
    out.reserve(view.scene->tracks.size());
    const std::chrono::duration<double> age = now - view.scene->stamp.captured_mono;
    const double seconds = std::clamp(age.count(), 0.0, settings_.longest_prediction_s);
    const double spread = std::pow(settings_.ageing_m_per_s * seconds, 2.0);
    for (const auto& track : view.scene->tracks) {
        if (track.state == net::TrackState::tentative || !track.floor) continue;
        Figure figure{
            {view.floor, *track.floor, {{view.scene->camera, track.number}}}, {{camera, track.number}}, 0.0};
        auto& estimate = figure.person.estimate;
        estimate.at.x += estimate.velocity_m_per_s.x * seconds;
        estimate.at.y += estimate.velocity_m_per_s.y * seconds;
        estimate.covariance = plus(estimate.covariance, {spread, 0.0, spread});
        if (view.camera != nullptr) {
            estimate.covariance =
                plus(estimate.covariance, foot_error(view.camera->map, track.box, settings_.foot_share));
        }
        figure.spread_m = std::sqrt(trace(estimate.covariance));
        out.push_back(std::move(figure));
    }
    return out;
}

const FloorPeople::Memory* FloorPeople::memory_of(const Key& a, const Key& b) const {
    const auto found = pairs_.find(a < b ? Pair(a, b) : Pair(b, a));
    return found == pairs_.end() ? nullptr : &found->second;
}

std::optional<double> FloorPeople::cost(const Figure& figure, const Figure& other) const {
    const double survey = 2.0 * settings_.survey_sigma_m * settings_.survey_sigma_m;
    const auto& mine = figure.person.estimate;
    const auto& theirs = other.person.estimate;
    const net::Vector<net::Floor> apart = mine.at - theirs.at;
    double metres = std::hypot(apart.x, apart.y);
    // A known pair may be this far apart, no other: most pairs end here.
    const double farthest_m =
        (settings_.gate_m + figure.spread_m + other.spread_m + 2.0 * settings_.survey_sigma_m) /
        std::min(1.0, settings_.known_share);
    if (metres > farthest_m || figure.person.floor != other.person.floor) return std::nullopt;
    const Covariance both = plus(plus(mine.covariance, theirs.covariance), {survey, 0.0, survey});
    const double sigmas = std::sqrt(squared(inverse(both), apart));
    double share = 1.0;
    for (const auto& key : figure.keys) {
        const Memory* memory = memory_of(key, other.keys.front());
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
    std::vector<Figure> people;
    std::vector<Figure> tracks;
    for (const auto& view : views) {
        const auto seen = figures_of(view, now);
        std::vector<CandidatePair> candidates;
        for (std::size_t p = 0; p < people.size(); ++p) {
            for (std::size_t s = 0; s < seen.size(); ++s) {
                if (const auto price = cost(people[p], seen[s])) candidates.push_back({p, s, *price});
            }
        }
        std::vector<char> taken(seen.size(), 0);
        const auto pairs = assign_sparse(people.size(), seen.size(), candidates);
        for (std::size_t p = 0; p < pairs.size(); ++p) {
            if (!pairs[p]) continue;
            join(people[p], seen[*pairs[p]]);
            taken[*pairs[p]] = 1;
        }
        for (std::size_t s = 0; s < seen.size(); ++s) {
            if (taken[s] == 0) people.push_back(seen[s]);
        }
        tracks.insert(tracks.end(), seen.begin(), seen.end());
    }
    remember(tracks, people, now);
    count_misses(people, views);
    std::vector<FloorPerson> out;
    out.reserve(people.size());
    for (auto& figure : people) out.push_back(std::move(figure.person));
    return out;
}

void FloorPeople::join(Figure& figure, const Figure& other) {
    auto& person = figure.person;
    const bool better = trace(other.person.estimate.covariance) < trace(person.estimate.covariance);
    person.estimate = intersection(person.estimate, other.person.estimate);
    person.seen_by.insert(better ? person.seen_by.begin() : person.seen_by.end(),
                          other.person.seen_by.front());
    figure.keys.insert(better ? figure.keys.begin() : figure.keys.end(), other.keys.front());
    figure.spread_m = std::sqrt(trace(person.estimate.covariance));
}

void FloorPeople::count_misses(std::vector<Figure>& people, const std::vector<FloorView>& views) const {
    for (auto& figure : people) {
        auto& person = figure.person;
        for (const auto& view : views) {
            const bool sees = std::any_of(
                person.seen_by.begin(), person.seen_by.end(),
                [&view](const net::CameraTrack& track) { return track.camera == view.scene->camera; });
            if (sees || view.camera == nullptr || view.floor != person.floor) continue;
            person.missed_by +=
                is_free_to_see(*view.camera, *view.scene, person.estimate.at, settings_.hidden_share) ? 1 : 0;
        }
    }
}

void FloorPeople::remember(const std::vector<Figure>& tracks, const std::vector<Figure>& people,
                           net::MonoTime now) {
    const double near_m = 2.0 * settings_.gate_m;
    std::unordered_map<Pair, Memory, PairHash> next;
    next.reserve(pairs_.size() + tracks.size());
    for (std::size_t a = 0; a < tracks.size(); ++a) {
        const auto& first = tracks[a];
        for (std::size_t b = a + 1; b < tracks.size(); ++b) {
            const auto& second = tracks[b];
            if (first.keys.front().camera == second.keys.front().camera) continue;
            const double metres = net::distance(first.person.estimate.at, second.person.estimate.at);
            if (metres > near_m || first.person.floor != second.person.floor) continue;
            const auto [low, high] = std::minmax(first.keys.front(), second.keys.front());
            Memory memory{metres, now, false};
            if (const Memory* known = memory_of(low, high)) {
                const std::chrono::duration<double> passed = now - known->last;
                const double keep = std::exp(-std::max(0.0, passed.count()) / settings_.pair_memory_s);
                memory.distance_m = keep * known->distance_m + (1.0 - keep) * metres;
            }
            next.emplace(Pair(low, high), memory);
        }
    }
    for (const auto& figure : people) {
        for (std::size_t a = 0; a < figure.keys.size(); ++a) {
            for (std::size_t b = a + 1; b < figure.keys.size(); ++b) {
                const auto [low, high] = std::minmax(figure.keys[a], figure.keys[b]);
                const auto found = next.find(Pair(low, high));
                if (found != next.end()) found->second.together = true;
            }
        }
    }
    pairs_ = std::move(next);
}

}  // namespace vigie::vision
