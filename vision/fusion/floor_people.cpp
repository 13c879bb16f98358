#include "vision/fusion/floor_people.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <optional>

#include "vision/analysis/sparse_assignment.hpp"
#include "vision/fusion/covariances.hpp"
#include "vision/fusion/foot_error.hpp"

namespace vigie::vision {

namespace {

using Covariance = net::Covariance<net::Floor>;

constexpr double kDistinctMemoryS = 10.0;  // e-folding of how long two tracks were two people

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
        Figure figure{{view.floor, *track.floor, {{view.scene->camera, track.number}}},
                      {{camera, track.number}},
                      {},
                      0.0};
        figure.person.coasting = track.state == net::TrackState::coasting ? 1 : 0;
        auto& estimate = figure.person.estimate;
        estimate.at.x += estimate.velocity_m_per_s.x * seconds;
        estimate.at.y += estimate.velocity_m_per_s.y * seconds;
        estimate.covariance = plus(estimate.covariance, {spread, 0.0, spread});
        if (view.camera != nullptr) {
            estimate.covariance =
                plus(estimate.covariance,
                     foot_error(view.camera->map, track.box, doubt_on(view.floor) * settings_.foot_share));
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

Covariance FloorPeople::spread_between(const Figure& figure, const Figure& other) const {
    const double survey = 2.0 * std::pow(doubt_on(figure.person.floor) * settings_.survey_sigma_m, 2.0);
    return plus(plus(figure.person.estimate.covariance, other.person.estimate.covariance),
                {survey, 0.0, survey});
}

double FloorPeople::rivals_about(const Figure& figure) const {
    const auto rivals = rivals_.find(figure.keys.front());
    return rivals == rivals_.end() ? 0.0 : rivals->second;
}

double FloorPeople::distinctness(const Figure& figure, double distinct_s) const {
    if (distinct_s <= 0.0) return 0.0;
    // Where cameras would see two people side by side, or are far off from each other, two tracks of one
    // person are told apart for so long too.
    const double doubt = doubt_on(figure.person.floor) / settings_.distinct_doubt;
    return std::min(1.0, distinct_s / settings_.distinct_s) *
           std::min(1.0, rivals_about(figure) / settings_.distinct_rivals_m2) *
           std::clamp(2.0 * (1.0 - doubt), 0.0, 1.0);
}

double FloorPeople::gate_of(const Figure& figure, const Covariance& both) const {
    const double rivals = rivals_about(figure);
    if (rivals <= 0.0) return settings_.gate_sigma;
    // So far off, somebody else is as likely as the same person: a Gaussian against the density of others.
    const double likelier = 1.0 / (2.0 * std::numbers::pi * std::max(1e-6, spread_m2(both)) * rivals);
    return std::clamp(std::sqrt(2.0 * std::log(std::max(1.0, likelier))),
                      std::min(settings_.least_gate_sigma, settings_.gate_sigma), settings_.gate_sigma);
}

double FloorPeople::doubt_on(const net::FloorId& floor) const {
    const auto known = doubts_.find(floor);
    return known == doubts_.end() ? 1.0 : known->second.share();
}

double FloorPeople::known_doubt_on(const net::FloorId& floor) const {
    const auto known = doubts_.find(floor);
    return known == doubts_.end() ? 0.0 : known->second.known() * known->second.share();
}

void FloorPeople::expect_rivals(const std::vector<double>& per_m2) {
    rivals_.clear();
    for (std::size_t i = 0; i < last_.size() && i < per_m2.size(); ++i) {
        for (const auto& key : last_[i]) rivals_[key] = per_m2[i];
    }
}

bool FloorPeople::has_track_of(const Figure& figure, std::uint32_t camera) {
    return std::any_of(figure.keys.begin(), figure.keys.end(),
                       [camera](const Key& key) { return key.camera == camera; });
}

std::optional<double> FloorPeople::cost(const Figure& figure, const Figure& other) const {
    const auto& mine = figure.person.estimate;
    const auto& theirs = other.person.estimate;
    const net::Vector<net::Floor> apart = mine.at - theirs.at;
    // A known pair may be this far apart, no other: most pairs end here.
    const double least_share = std::min(1.0, settings_.known_share);
    const double farthest_m =
        (settings_.gate_m + figure.spread_m + other.spread_m + 2.0 * settings_.survey_sigma_m) / least_share;
    if (apart.x * apart.x + apart.y * apart.y > farthest_m * farthest_m ||
        figure.person.floor != other.person.floor)
        return std::nullopt;
    const Covariance both = spread_between(figure, other);
    // Far from both cameras a pixel is a long way: there their own errors widen the gate.
    const double gate_m = doubt_on(figure.person.floor) * settings_.gate_m + std::sqrt(trace(both));
    double metres = std::hypot(apart.x, apart.y);
    if (metres * least_share > gate_m) return std::nullopt;
    const double sigmas = std::sqrt(squared(inverse(both), apart));
    if (sigmas * least_share > settings_.gate_sigma) return std::nullopt;
    double share = 1.0;
    double distinct_s = 0.0;
    for (const auto& key : figure.keys) {
        const Memory* memory = memory_of(key, other.keys.front());
        if (memory == nullptr) continue;
        metres = std::max(metres, std::hypot(memory->apart.x, memory->apart.y));
        if (memory->together) share = settings_.known_share;
        distinct_s = std::max(distinct_s, memory->distinct_s);
    }
    share *= 1.0 + settings_.distinct_share * distinctness(figure, distinct_s);
    if (sigmas * share > gate_of(figure, both) || metres * share > gate_m) return std::nullopt;
    return share * (sigmas / settings_.gate_sigma + metres / gate_m);
}

std::vector<FloorPerson> FloorPeople::look(const std::vector<FloorView>& views) {
    net::MonoTime now{};
    for (const auto& view : views) now = std::max(now, view.scene->stamp.captured_mono);
    std::vector<Figure> people;
    std::vector<Figure> tracks;
    for (const auto& view : views) {
        auto seen = figures_of(view, now);
        for (auto& figure : seen)
            figure.tracks = {tracks.size() + static_cast<std::size_t>(&figure - seen.data())};
        std::vector<CandidatePair> candidates;
        for (std::size_t p = 0; p < people.size(); ++p) {
            for (std::size_t s = 0; s < seen.size(); ++s) {
                if (const auto price = cost(people[p], seen[s])) candidates.push_back({p, s, *price});
            }
        }
        // In a crowd some are better left alone: as dear as the furthest that might be them.
        for (std::size_t p = 0; p < people.size(); ++p) {
            const auto& own = people[p].person.estimate.covariance;
            const double gate = gate_of(people[p], plus(own, own));
            if (gate < settings_.gate_sigma) {
                candidates.push_back({p, seen.size() + p, 2.0 * gate / settings_.gate_sigma});
            }
        }
        std::vector<char> taken(seen.size(), 0);
        const auto pairs = assign_sparse(people.size(), seen.size() + people.size(), candidates);
        for (std::size_t p = 0; p < pairs.size(); ++p) {
            if (!pairs[p] || *pairs[p] >= seen.size()) continue;
            join(people[p], seen[*pairs[p]]);
            taken[*pairs[p]] = 1;
        }
        for (std::size_t s = 0; s < seen.size(); ++s) {
            if (taken[s] == 0) people.push_back(seen[s]);
        }
        tracks.insert(tracks.end(), seen.begin(), seen.end());
    }
    remember(tracks, people, now);
    learn(tracks, people, now);
    last_.clear();
    for (const auto& figure : people) last_.push_back(figure.keys);
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
    person.coasting += other.person.coasting;
    figure.keys.insert(better ? figure.keys.begin() : figure.keys.end(), other.keys.front());
    figure.tracks.push_back(other.tracks.front());
    figure.spread_m = std::sqrt(trace(person.estimate.covariance));
}

void FloorPeople::learn(const std::vector<Figure>& tracks, const std::vector<Figure>& people,
                        net::MonoTime now) {
    const std::chrono::duration<double> passed = now - learnt_.value_or(now);
    learnt_ = now;
    const double gate = settings_.gate_sigma * settings_.gate_sigma;
    const double median = median_within(gate);
    std::map<net::FloorId, PairsApart> apart_on;
    for (const auto& figure : people) {
        if (figure.tracks.size() < 3) continue;  // two may be two people, three hardly
        for (std::size_t a = 0; a < figure.tracks.size(); ++a) {
            for (std::size_t b = a + 1; b < figure.tracks.size(); ++b) {
                const auto& one = tracks[figure.tracks[a]];
                const auto& other = tracks[figure.tracks[b]];
                const double apart = squared(inverse(spread_between(one, other)),
                                             one.person.estimate.at - other.person.estimate.at);
                if (apart > gate) continue;
                auto& seen = apart_on[one.person.floor];
                seen.pairs += 1.0;
                seen.within += apart < median ? 1.0 : 0.0;
            }
        }
    }
    for (const auto& [floor, apart] : apart_on) {
        doubts_.try_emplace(floor, settings_.doubt).first->second.learn(apart, passed.count());
    }
}

void FloorPeople::remember(const std::vector<Figure>& tracks, const std::vector<Figure>& people,
                           net::MonoTime now) {
    std::unordered_map<Pair, Memory, PairHash> next;
    next.reserve(pairs_.size() + tracks.size());
    std::vector<const Figure*> person_of(tracks.size(), nullptr);
    for (const auto& person : people) {
        for (const auto track : person.tracks) person_of[track] = &person;
    }
    for (std::size_t a = 0; a < tracks.size(); ++a) {
        const auto& first = tracks[a];
        for (std::size_t b = a + 1; b < tracks.size(); ++b) {
            const auto& second = tracks[b];
            if (first.keys.front().camera == second.keys.front().camera) continue;
            const auto by = second.person.estimate.at - first.person.estimate.at;
            const double near_m = 2.0 * doubt_on(first.person.floor) * settings_.gate_m;
            if (by.x * by.x + by.y * by.y > near_m * near_m || first.person.floor != second.person.floor)
                continue;
            const bool ordered = first.keys.front() < second.keys.front();
            const Pair pair = ordered ? Pair(first.keys.front(), second.keys.front())
                                      : Pair(second.keys.front(), first.keys.front());
            Memory memory{ordered ? by : net::Vector<net::Floor>{-by.x, -by.y}, now, false};
            const auto known = pairs_.find(pair);
            if (known != pairs_.end()) {
                const std::chrono::duration<double> passed = now - known->second.last;
                const double keep = std::exp(-std::max(0.0, passed.count()) / settings_.pair_memory_s);
                memory.apart = {keep * known->second.apart.x + (1.0 - keep) * memory.apart.x,
                                keep * known->second.apart.y + (1.0 - keep) * memory.apart.y};
                memory.distinct_s = known->second.distinct_s * std::exp(-passed.count() / kDistinctMemoryS);
                if (person_of[a] == person_of[b]) {
                    memory.distinct_s = 0.0;
                } else if (has_track_of(*person_of[a], second.keys.front().camera) ||
                           has_track_of(*person_of[b], first.keys.front().camera)) {
                    memory.distinct_s = std::min(settings_.distinct_s, memory.distinct_s + passed.count());
                }
            }
            next.emplace(pair, memory);
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
