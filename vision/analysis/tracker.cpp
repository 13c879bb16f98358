#include "vision/analysis/tracker.hpp"

#include <algorithm>
#include <cmath>

#include "vision/analysis/box_share.hpp"

namespace vigie::vision {
namespace {

net::Box widened(const net::Box& box, double share) {
    return {box.x - share * box.width, box.y - share * box.height, box.width * (1.0 + 2.0 * share),
            box.height * (1.0 + 2.0 * share)};
}

}  // namespace

void Tracker::place(Walker& walker) const {
    const auto foot = ground_.foot(walker.filter.at());
    if (!foot) {
        return;
    }
    const auto expected = size_.box_height(*foot);
    const double height = expected ? *expected * walker.height : walker.box.height;
    const double width = height * walker.aspect;
    walker.box = {foot->x - width / 2.0, foot->y - height, width, height};
    if (!ground_.in_metres()) {
        walker.metre = height / person_.height_m;
    }
}

std::vector<net::Box> Tracker::predict(double seconds) {
    std::vector<net::Box> expected;
    for (auto& walker : walkers_) {
        walker.filter.predict(seconds, settings_.acceleration_m_per_s2 * walker.metre);
        place(walker);
        if (walker.state != net::TrackState::tentative) {
            expected.push_back(walker.box);
        }
    }
    return expected;
}

std::optional<double> Tracker::cost(const Walker& walker, const Sighting& sighting) const {
    const double away_m = cv::norm(sighting.ground.at - walker.filter.at()) / walker.metre;
    // Far from the camera a pixel is a long way: the sighting's own error widens the gate.
    const double error_m = std::sqrt(cv::trace(sighting.ground.covariance)) / walker.metre;
    const double gate_m = settings_.gate_m + settings_.gate_growth_m_per_s * walker.unseen_s + 2.0 * error_m;
    const double sigma =
        std::sqrt(walker.filter.distance_squared(sighting.ground.at, sighting.ground.covariance));
    if (away_m > gate_m || sigma > settings_.gate_sigma) {
        return std::nullopt;
    }
    const double overlap = net::intersection_over_union(widened(walker.box, settings_.buffer),
                                                        widened(sighting.box, settings_.buffer));
    const double total =
        settings_.weight_distance * (0.5 * away_m / gate_m + 0.5 * sigma / settings_.gate_sigma) +
        settings_.weight_overlap * (1.0 - overlap) +
        settings_.weight_colour * walker.look.distance(sighting.look);
    return total > settings_.most_cost ? std::nullopt : std::optional(total);
}

void Tracker::match(const std::vector<std::size_t>& walkers, const std::vector<std::size_t>& sightings,
                    const std::vector<Sighting>& seen, std::vector<char>& walker_done,
                    std::vector<char>& seen_done) {
    CostTable costs(walkers.size(), sightings.size());
    for (std::size_t w = 0; w < walkers.size(); ++w) {
        for (std::size_t s = 0; s < sightings.size(); ++s) {
            if (const auto c = cost(walkers_[walkers[w]], seen[sightings[s]])) {
                costs.allow(w, s, *c);
            }
        }
    }
    const auto pairs = assign(costs);
    for (std::size_t w = 0; w < pairs.size(); ++w) {
        if (pairs[w]) {
            take(walkers_[walkers[w]], seen[sightings[*pairs[w]]]);
            walker_done[walkers[w]] = 1;
            seen_done[sightings[*pairs[w]]] = 1;
        }
    }
}

void Tracker::update(const std::vector<Sighting>& seen, double seconds, cv::Size picture) {
    std::vector<char> walker_done(walkers_.size(), 0);
    std::vector<char> seen_done(seen.size(), 0);
    const auto open_walkers = [&](bool tentative) {
        std::vector<std::size_t> out;
        for (std::size_t i = 0; i < walkers_.size(); ++i) {
            if (walker_done[i] == 0 && (walkers_[i].state == net::TrackState::tentative) == tentative) {
                out.push_back(i);
            }
        }
        return out;
    };
    const auto open_sightings = [&](bool weak_too) {
        std::vector<std::size_t> out;
        for (std::size_t i = 0; i < seen.size(); ++i) {
            if (seen_done[i] == 0 && (weak_too || seen[i].score >= strong_score_)) {
                out.push_back(i);
            }
        }
        return out;
    };
    match(open_walkers(false), open_sightings(false), seen, walker_done, seen_done);
    match(open_walkers(false), open_sightings(true), seen, walker_done, seen_done);
    match(open_walkers(true), open_sightings(false), seen, walker_done, seen_done);

    for (std::size_t i = 0; i < walkers_.size(); ++i) {
        if (walker_done[i] == 0) {
            miss(walkers_[i], seconds);
        }
    }
    const net::Box whole{0.0, 0.0, static_cast<double>(picture.width), static_cast<double>(picture.height)};
    std::erase_if(walkers_, [&](const Walker& walker) {
        const bool seen_now = walker.unseen_s <= 0.0;
        return (walker.state == net::TrackState::tentative && !seen_now) ||
               walker.unseen_s > settings_.coast_s || (!seen_now && share_within(walker.box, whole) < 0.5);
    });
    for (auto& walker : walkers_) {
        walker.hidden =
            walker.unseen_s > 0.0 && std::any_of(walkers_.begin(), walkers_.end(), [&](const Walker& other) {
                return &other != &walker && other.unseen_s <= 0.0 &&
                       other.box.y + other.box.height >=
                           walker.box.y + walker.box.height - 0.1 * walker.box.height &&
                       share_within(walker.box, other.box) > 0.3;
            });
    }
    for (const auto s : open_sightings(false)) {
        start(seen[s]);
    }
}

void Tracker::take(Walker& walker, const Sighting& sighting) {
    walker.filter.correct(sighting.ground.at, sighting.ground.covariance);
    walker.metre = sighting.ground.metre;
    const auto expected = size_.box_height(sighting.box.foot());
    if (expected) {
        walker.height = settings_.size_memory * walker.height +
                        (1.0 - settings_.size_memory) * sighting.box.height / *expected;
    }
    walker.aspect = settings_.size_memory * walker.aspect +
                    (1.0 - settings_.size_memory) * sighting.box.width / sighting.box.height;
    walker.look.learn(sighting.look, settings_.colour_memory);
    walker.confidence = 0.8 * walker.confidence + 0.2 * sighting.score;
    walker.unseen_s = 0.0;
    ++walker.frames_seen;
    if (walker.frames_seen >= static_cast<std::uint32_t>(settings_.confirm_frames)) {
        walker.state = net::TrackState::confirmed;
    }
    walker.walked =
        walker.walked || cv::norm(walker.filter.at() - walker.born_at) > settings_.walked_m * walker.metre;
    place(walker);
}

void Tracker::miss(Walker& walker, double seconds) {
    walker.unseen_s += seconds;
    if (walker.state == net::TrackState::confirmed) {
        walker.state = net::TrackState::coasting;
    }
    // Nobody walks on in a straight line for long.
    walker.filter.damp(std::exp(-seconds / settings_.coast_s));
}

void Tracker::start(const Sighting& sighting) {
    Walker walker{.number = next_++,
                  .filter = FootFilter(sighting.ground.at, sighting.ground.covariance,
                                       settings_.start_speed_m_per_s * sighting.ground.metre),
                  .metre = sighting.ground.metre,
                  .aspect = sighting.box.width / sighting.box.height,
                  .look = sighting.look,
                  .born_at = sighting.ground.at,
                  .box = sighting.box,
                  .confidence = sighting.score,
                  .frames_seen = 1};
    if (const auto expected = size_.box_height(sighting.box.foot())) {
        walker.height = sighting.box.height / *expected;
    }
    if (settings_.confirm_frames <= 1) {
        walker.state = net::TrackState::confirmed;
    }
    walkers_.push_back(std::move(walker));
}

bool Tracker::counts(const Walker& walker) const {
    if (walker.state == net::TrackState::confirmed) {
        return true;
    }
    return walker.state == net::TrackState::coasting &&
           (walker.unseen_s <= settings_.count_coasting_s || walker.hidden);
}

}  // namespace vigie::vision
