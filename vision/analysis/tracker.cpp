#include "vision/analysis/tracker.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "vision/analysis/box_share.hpp"
#include "vision/analysis/tracker_round.hpp"

namespace vigie::vision {

void Tracker::place(Walker& walker) const {
    const auto foot = ground_.foot(walker.filter.at());
    if (!foot) {
        return;
    }
    const auto expected = size_.box_height(*foot);
    const double height = expected ? *expected * walker.size.ratio() : walker.upright.height;
    const double width = height * walker.aspect;
    walker.upright = {foot->x - width / 2.0, foot->y - height, width, height};
    walker.box = size_.around_body(walker.upright);
    if (!ground_.in_metres()) {
        walker.metre = height / person_.height_m;
    }
}

double Tracker::acceleration(const Walker& walker) const {
    return settings_.acceleration_m_per_s2 * walker.metre *
           (ground_.in_metres() ? 1.0 : settings_.loose_acceleration);
}

std::vector<net::Box> Tracker::predict(double seconds) {
    std::vector<net::Box> expected;
    for (auto& walker : walkers_) {
        walker.filter.predict(seconds, acceleration(walker));
        walker.size.predict(seconds, settings_.height_noise);
        ++walker.last.frames_ago;
        place(walker);
        if (walker.state != net::TrackState::tentative) {
            expected.push_back(walker.upright);
        }
    }
    return expected;
}

bool Tracker::may_start(const Sighting& sighting) const {
    return sighting.score >= strong_score_ && trust_.standing(sighting.score) >= -settings_.score.birth_nats;
}

double Tracker::evidence_of(const Sighting& sighting) const {
    double out = trust_.standing(sighting.score) + settings_.score.birth_nats;
    if (const auto expected = size_.box_height(sighting.box.foot())) {
        const double off = std::log(sighting.box.height / *expected) / settings_.score.size_sigma;
        out -= std::min(0.5 * off * off, settings_.score.most_size_nats);
    }
    return out;
}

void Tracker::update(const std::vector<Sighting>& seen, double seconds, cv::Size picture) {
    Round round{seen,
                seconds,
                candidates(seen),
                std::vector<char>(seen.size(), 0),
                std::vector<char>(walkers_.size(), 0),
                std::vector<char>(seen.size(), 0),
                std::vector<char>(seen.size(), 0)};
    for (const auto& sighting : seen) {
        if (sighting.score >= strong_score_) {
            trust_.meet(sighting.score);
        }
    }
    for (std::size_t s = 0; s < seen.size(); ++s) {
        round.may_start[s] = may_start(seen[s]) ? 1 : 0;
    }
    match(round, Followed::confirmed, false);
    match(round, Followed::confirmed, true);
    match(round, Followed::tentative, false);
    for (std::size_t s = 0; s < seen.size(); ++s) {
        trust_.learn(seen[s].score, round.continued[s] != 0);
    }

    for (std::size_t w = 0; w < walkers_.size(); ++w) {
        if (round.walker_done[w] == 0) {
            miss(walkers_[w], seconds);
        }
    }
    const net::Box whole{0.0, 0.0, static_cast<double>(picture.width), static_cast<double>(picture.height)};
    std::erase_if(walkers_, [&](const Walker& walker) {
        const bool seen_now = walker.unseen_s <= 0.0;
        return (walker.state == net::TrackState::tentative && !seen_now) ||
               walker.unseen_s > settings_.coast_s ||
               (!seen_now && share_within(walker.upright, whole) < 0.5);
    });
    find_hidden();
    start_tracks(round);
}

void Tracker::find_hidden() {
    for (auto& walker : walkers_) {
        walker.hidden =
            walker.unseen_s > 0.0 && std::any_of(walkers_.begin(), walkers_.end(), [&](const Walker& other) {
                return &other != &walker && other.unseen_s <= 0.0 &&
                       other.upright.y + other.upright.height >=
                           walker.upright.y + walker.upright.height - 0.1 * walker.upright.height &&
                       share_within(walker.upright, other.upright) > 0.3;
            });
    }
}

void Tracker::start_tracks(const Round& round) {
    std::vector<std::size_t> open;
    for (std::size_t s = 0; s < round.seen.size(); ++s) {
        if (round.seen_done[s] == 0 && round.may_start[s] != 0) {
            open.push_back(s);
        }
    }
    std::stable_sort(open.begin(), open.end(),
                     [&](std::size_t a, std::size_t b) { return round.seen[a].score > round.seen[b].score; });
    for (const auto s : open) {
        const auto& box = round.seen[s].box;
        const bool twin = std::any_of(walkers_.begin(), walkers_.end(), [&](const Walker& walker) {
            return walker.unseen_s <= 0.0 &&
                   net::intersection_over_union(walker.upright, box) > settings_.twin_overlap;
        });
        if (!twin) {
            start(round.seen[s]);
        }
    }
}

void Tracker::bridge(Walker& walker, const Sighting& sighting, double seconds) const {
    const auto steps = walker.last.frames_ago;
    const double step_s = (walker.unseen_s + seconds) / steps;
    const cv::Vec2d way = sighting.ground.at - walker.last.at;
    FootFilter filter = walker.last.filter;
    for (std::uint32_t i = 1; i < steps; ++i) {
        filter.predict(step_s, acceleration(walker));
        filter.correct(walker.last.at + way * (static_cast<double>(i) / steps), sighting.ground.covariance);
    }
    filter.predict(step_s, acceleration(walker));
    walker.filter = filter;
}

void Tracker::take(Walker& walker, const Sighting& sighting, double seconds) {
    if (walker.last.frames_ago > 1) {
        bridge(walker, sighting, seconds);
    }
    walker.filter.correct(sighting.ground.at, sighting.ground.covariance);
    walker.last = {walker.filter, sighting.ground.at, 0};
    walker.metre = sighting.ground.metre;
    if (const auto expected = size_.box_height(sighting.box.foot())) {
        walker.size.correct(sighting.box.height / *expected, settings_.height_sigma);
    }
    walker.aspect = settings_.aspect_memory * walker.aspect +
                    (1.0 - settings_.aspect_memory) * sighting.box.width / sighting.box.height;
    walker.look.learn(sighting.look, settings_.colour_memory);
    walker.confidence = 0.8 * walker.confidence + 0.2 * sighting.score;
    walker.standing = settings_.score.standing_memory * walker.standing +
                      (1.0 - settings_.score.standing_memory) * trust_.standing(sighting.score);
    walker.unseen_s = 0.0;
    walker.seen_s += seconds;
    ++walker.frames_seen;
    if (walker.state != net::TrackState::tentative) {
        walker.state = net::TrackState::confirmed;
    } else {
        walker.evidence += evidence_of(sighting);
        confirm_if_due(walker, sighting);
    }
    walker.walked =
        walker.walked || cv::norm(walker.filter.at() - walker.born_at) > settings_.walked_m * walker.metre;
    place(walker);
    const auto towards = [this](double filtered, double seen) {
        return filtered + settings_.seen_share * (seen - filtered);
    };
    walker.upright = {towards(walker.upright.x, sighting.box.x), towards(walker.upright.y, sighting.box.y),
                      towards(walker.upright.width, sighting.box.width),
                      towards(walker.upright.height, sighting.box.height)};
    walker.box = size_.around_body(walker.upright);
}

void Tracker::confirm_if_due(Walker& walker, const Sighting& sighting) const {
    if (sighting.certain) {
        walker.state = net::TrackState::confirmed;
        return;
    }
    if (walker.frames_seen >= static_cast<std::uint32_t>(settings_.confirm_frames) &&
        walker.evidence >= settings_.score.confirm_nats) {
        walker.state = net::TrackState::confirmed;
    }
}

void Tracker::miss(Walker& walker, double seconds) {
    walker.unseen_s += seconds;
    if (walker.state == net::TrackState::confirmed) {
        walker.state = net::TrackState::coasting;
    }
    // Nobody walks on in a straight line for long.
    const double kept = std::exp(-seconds / settings_.slow_down_s);
    walker.filter.damp(kept);
    walker.size.damp(kept);
}

void Tracker::start(const Sighting& sighting) {
    const auto expected = size_.box_height(sighting.box.foot());
    const FootFilter filter(sighting.ground.at, sighting.ground.covariance,
                            settings_.start_speed_m_per_s * sighting.ground.metre);
    Walker walker{.number = next_++,
                  .filter = filter,
                  .last = {filter, sighting.ground.at, 0},
                  .metre = sighting.ground.metre,
                  .size = SizeFilter(expected ? sighting.box.height / *expected : 1.0, settings_.height_sigma,
                                     settings_.height_rate_per_s),
                  .aspect = sighting.box.width / sighting.box.height,
                  .look = sighting.look,
                  .born_at = sighting.ground.at,
                  .upright = sighting.box,
                  .box = size_.around_body(sighting.box),
                  .confidence = sighting.score,
                  .evidence = evidence_of(sighting),
                  .standing = trust_.standing(sighting.score),
                  .frames_seen = 1};
    confirm_if_due(walker, sighting);
    walkers_.push_back(std::move(walker));
}

bool Tracker::counts(const Walker& walker) const {
    if (walker.standing < -settings_.score.count_nats) {
        return false;
    }
    if (walker.state == net::TrackState::coasting) {
        // Who was there for long is most likely still there; a flicker is not.
        return walker.hidden ? walker.unseen_s <= std::min(settings_.count_hidden_s,
                                                           settings_.count_hidden_share * walker.seen_s)
                             : walker.unseen_s <= std::min(settings_.count_coasting_s,
                                                           settings_.count_coasting_share * walker.seen_s);
    }
    return walker.state == net::TrackState::confirmed;
}

}  // namespace vigie::vision
