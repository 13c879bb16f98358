#include "vision/fusion/hidden_people.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

#include "vision/analysis/sparse_assignment.hpp"
#include "vision/fusion/covariances.hpp"

namespace vigie::vision {
namespace {

bool share_a_camera(const FloorPerson& a, const FloorPerson& b) {
    return std::any_of(a.seen_by.begin(), a.seen_by.end(), [&b](const net::CameraTrack& track) {
        return std::any_of(b.seen_by.begin(), b.seen_by.end(),
                           [&track](const net::CameraTrack& other) { return other.camera == track.camera; });
    });
}

/// Metres to the nearest of those known already who may be the same person, seen by other cameras.
double nearest_double(const FloorPerson& person, const std::vector<FloorPerson>& seen,
                      const std::vector<char>& known_already) {
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (known_already[i] == 0 || seen[i].floor != person.floor) continue;
        const double metres = net::distance(seen[i].estimate.at, person.estimate.at);
        if (metres < nearest && !share_a_camera(seen[i], person)) nearest = metres;
    }
    return nearest;
}

}  // namespace

void HiddenPeople::look(const std::vector<FloorPerson>& seen, const FloorPeople& cameras, net::MonoTime now) {
    const auto last = last_.value_or(now);
    passed_s_ = std::max(0.0, std::chrono::duration<double>(now - last).count());
    last_ = std::max(last, now);
    auto known_already = follow_tracks(seen);
    for (auto& known : known_) {
        if (!known.seen) move_on(known);
    }
    find_again(seen, cameras, known_already);
    std::erase_if(
        known_, [&](const Known& known) { return !known.seen && chance_of(known) < settings_.least_chance; });
    for (auto& known : known_) {
        if (!known.seen) continue;
        known.person = seen[*known.seen];
        known.unseen = 1.0;
        known.overlooked = 0.0;
        known.hidden_s = 0.0;
    }
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (known_already[i] == 0) known_.push_back({seen[i], 0.0, 1.0, 0.0, 0.0, i});
    }
}

std::vector<char> HiddenPeople::follow_tracks(const std::vector<FloorPerson>& seen) {
    std::map<net::CameraTrack, std::size_t> person_of;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        for (const auto& track : seen[i].seen_by) person_of.emplace(track, i);
    }
    // Most tracks in common first; of those alike, who is surer.
    std::vector<std::tuple<std::size_t, double, std::size_t, std::size_t>> common;
    std::vector<char> has_tracks(known_.size(), 0);
    for (std::size_t k = 0; k < known_.size(); ++k) {
        known_[k].seen.reset();
        std::map<std::size_t, std::size_t> tracks;
        for (const auto& track : known_[k].person.seen_by) {
            if (const auto found = person_of.find(track); found != person_of.end()) ++tracks[found->second];
        }
        has_tracks[k] = tracks.empty() ? 0 : 1;
        for (const auto& [person, number] : tracks) common.emplace_back(number, known_[k].sure, k, person);
    }
    std::sort(common.begin(), common.end(), [](const auto& a, const auto& b) {
        return std::tie(std::get<0>(b), std::get<1>(b), std::get<2>(a), std::get<3>(a)) <
               std::tie(std::get<0>(a), std::get<1>(a), std::get<2>(b), std::get<3>(b));
    });
    std::vector<char> known_already(seen.size(), 0);
    for (const auto& [number, sure, k, person] : common) {
        if (known_[k].seen || known_already[person] != 0) continue;
        known_[k].seen = person;
        known_already[person] = 1;
    }
    // Whose tracks have all become somebody else's was that somebody.
    std::size_t k = 0;
    std::erase_if(known_, [&](const Known& known) { return has_tracks[k++] != 0 && !known.seen; });
    return known_already;
}

void HiddenPeople::move_on(Known& known) const {
    auto& estimate = known.person.estimate;
    estimate.at.x += estimate.velocity_m_per_s.x * passed_s_;
    estimate.at.y += estimate.velocity_m_per_s.y * passed_s_;
    const double keep = std::exp(-passed_s_ / settings_.slows_s);
    estimate.velocity_m_per_s = {keep * estimate.velocity_m_per_s.x, keep * estimate.velocity_m_per_s.y};
    const double before = settings_.ageing_m_per_s * known.hidden_s;
    known.hidden_s += passed_s_;
    const double after = settings_.ageing_m_per_s * known.hidden_s;
    const double spread = after * after - before * before;
    estimate.covariance = plus(estimate.covariance, {spread, 0.0, spread});
}

void HiddenPeople::find_again(const std::vector<FloorPerson>& seen, const FloorPeople& cameras,
                              std::vector<char>& known_already) {
    std::vector<CandidatePair> candidates;
    std::vector<double> doubles_m(seen.size(), 0.0);
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (known_already[i] == 0) doubles_m[i] = nearest_double(seen[i], seen, known_already);
    }
    for (std::size_t k = 0; k < known_.size(); ++k) {
        if (known_[k].seen) continue;
        const double gate_m = settings_.gate_m * cameras.doubt_on(known_[k].person.floor);
        for (std::size_t i = 0; i < seen.size(); ++i) {
            if (known_already[i] != 0 || seen[i].floor != known_[k].person.floor) continue;
            const auto by = seen[i].estimate.at - known_[k].person.estimate.at;
            const double metres = std::hypot(by.x, by.y);
            if (metres > gate_m || metres > doubles_m[i]) continue;
            const auto both = plus(seen[i].estimate.covariance, known_[k].person.estimate.covariance);
            const double sigmas = std::sqrt(squared(inverse(both), by));
            if (sigmas > settings_.gate_sigma) continue;
            candidates.push_back({k, i, sigmas / settings_.gate_sigma + metres / gate_m});
        }
    }
    const auto pairs = assign_sparse(known_.size(), seen.size(), candidates);
    for (std::size_t k = 0; k < pairs.size(); ++k) {
        if (!pairs[k]) continue;
        known_[k].seen = *pairs[k];
        known_already[*pairs[k]] = 1;
    }
}

double HiddenPeople::chance_of(const Known& known) const {
    const double sure = std::min(known.sure, settings_.surest);
    const double odds = sure / (1.0 - sure) * known.unseen *
                        std::pow(1.0 + known.overlooked / settings_.shape, -settings_.shape) *
                        std::exp(-known.hidden_s / settings_.stays_s);
    return odds / (1.0 + odds);
}

std::vector<HiddenPerson> HiddenPeople::hidden() const {
    std::vector<HiddenPerson> out;
    for (const auto& known : known_) {
        if (known.seen) continue;
        out.push_back({known.person, chance_of(known)});
        out.back().person.seen_by.clear();
    }
    return out;
}

void HiddenPeople::weigh(const std::vector<double>& chances, const std::vector<PersonSight>& hidden) {
    const double learn = 1.0 - std::exp(-passed_s_ / settings_.known_s);
    std::size_t next = 0;
    for (auto& known : known_) {
        if (known.seen) {
            if (*known.seen < chances.size()) known.sure += learn * (chances[*known.seen] - known.sure);
        } else if (next < hidden.size()) {
            const auto& sight = hidden[next++];
            known.unseen = 1.0 - sight.chance;
            known.overlooked += sight.sightings * passed_s_ / settings_.found_again_s;
        }
    }
}

}  // namespace vigie::vision
