#include "vision/eval/fusion_score.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "vision/eval/percentile.hpp"

namespace vigie::vision {

void FusionScorer::add(const TrueZone& truth, const TrackOwners& owners,
                       const std::vector<FloorPerson>& people, const net::Count& count) {
    std::set<std::uint64_t> inside;
    for (const auto& [id, at] : truth.people) {
        if (net::contains(truth.outline, at)) {
            inside.insert(id);
        }
    }
    if (inside.empty()) {
        return;
    }
    const auto there = static_cast<double>(inside.size());
    std::map<std::uint64_t, std::size_t> times;  // that somebody is the owner of most of a fused person
    std::set<std::uint64_t> seen;
    double sightings = 0.0;
    double nobody = 0.0;
    for (const auto& person : people) {
        std::map<std::uint64_t, std::size_t> votes;
        for (const auto& track : person.seen_by) {
            if (const auto owner = owners.find(track); owner != owners.end()) {
                ++votes[owner->second];
                seen.insert(owner->second);
            }
        }
        const auto most = std::max_element(votes.begin(), votes.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        if (most == votes.end()) {
            nobody += net::contains(truth.outline, person.estimate.at) ? 1.0 : 0.0;
            continue;
        }
        if (!inside.contains(most->first)) {
            continue;
        }
        ++times[most->first];
        sightings += static_cast<double>(most->second);
        place_errors_.push_back(net::distance(truth.people.at(most->first), person.estimate.at));
    }
    double doubled = 0.0;
    for (const auto& [id, n] : times) {
        doubled += static_cast<double>(n - 1);
    }
    double merged = 0.0;
    double missed = 0.0;
    for (const auto id : inside) {
        if (!seen.contains(id)) {
            missed += 1.0;
        } else if (!times.contains(id)) {
            merged += 1.0;
        }
    }
    ++sum_.moments;
    sum_.people += there;
    sum_.counted += count.people;
    sum_.count_error += std::abs(count.people - there) / there;
    sum_.count_bias += (count.people - there) / there;
    sum_.at_least += count.at_least ? 1.0 : 0.0;
    sum_.covered += count.low <= there && there <= count.high ? 1.0 : 0.0;
    sum_.width += (count.high - count.low) / there;
    sum_.doubled += doubled / there;
    sum_.merged += merged / there;
    sum_.missed += missed / there;
    sum_.nobody += nobody / there;
    sum_.cameras += times.empty() ? 0.0 : sightings / static_cast<double>(times.size());
}

FusionScore FusionScorer::score() const {
    FusionScore out = sum_;
    if (out.moments == 0) {
        return out;
    }
    const auto moments = static_cast<double>(out.moments);
    for (double* figure :
         {&out.people, &out.counted, &out.count_error, &out.count_bias, &out.at_least, &out.covered,
          &out.width, &out.doubled, &out.merged, &out.missed, &out.nobody, &out.cameras}) {
        *figure /= moments;
    }
    out.place_error_m = median(place_errors_);
    return out;
}

}  // namespace vigie::vision
