#include "vision/eval/truth_tracks.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "vision/analysis/people_count.hpp"
#include "vision/rendering/noise.hpp"

namespace vigie::vision {

net::Result<TruthTracks> TruthTracks::create(const net::CameraConfiguration& camera,
                                             std::vector<net::ZoneConfiguration> zones,
                                             const TruthTrackSettings& settings, std::uint64_t seed) {
    if (!camera.calibration) {
        return net::fail(net::ErrorCode::invalid_input,
                         "camera '" + camera.camera.text() + "' has no calibration");
    }
    const auto map = net::Homography::fit(camera.calibration->pairs);
    if (!map) {
        return tl::unexpected(map.error());
    }
    return TruthTracks(camera, *map, std::move(zones), settings, seed);
}

double TruthTracks::share() {
    random_ = mixed(random_);
    return share_of(random_);
}

double TruthTracks::normal() {
    random_ = mixed(random_);
    return normal_of(random_);
}

std::optional<std::uint64_t> TruthTracks::who(net::TrackNumber track) const {
    const auto found = people_.find(track);
    return found == people_.end() ? std::nullopt : std::optional(found->second);
}

net::Scene TruthTracks::look(const std::vector<TruePerson>& people, const net::FrameStamp& stamp) {
    net::Scene out;
    out.camera = camera_.camera;
    out.stamp = stamp;
    out.width = camera_.calibration->width;
    out.height = camera_.calibration->height;
    out.calibrated = true;
    out.mask = net::MaskReason::people;
    const double seconds =
        last_ ? std::max(1e-3, std::chrono::duration<double>(stamp.stream - *last_).count()) : 0.1;
    last_ = stamp.stream;
    for (const auto& person : people) {
        follow(person, seconds, out);
    }
    std::erase_if(follows_, [&](const auto& entry) {
        return std::none_of(people.begin(), people.end(),
                            [&](const TruePerson& person) { return person.id == entry.first; });
    });
    haunt(seconds, out);
    count(out);
    return out;
}

void TruthTracks::follow(const TruePerson& person, double seconds, net::Scene& scene) {
    auto& now = follows_[person.id];
    const double least = TruePerson::kLeastVisible;
    const double clearness = (person.visible - least) / (1.0 - least);
    const double chance = person.counts() ? settings_.hidden_found +
                                                (settings_.clear_found - settings_.hidden_found) * clearness
                                          : 0.0;
    if (chance == 0.0) {
        now.found = false;
    } else if (share() > std::exp(-seconds / settings_.mood_s) || now.number == 0) {
        now.found = share() < chance;
    }
    if (now.found) {
        if (now.number == 0 || now.lost_s > settings_.keep_s) {
            now = Follow{++last_number_,
                         true,
                         0.0,
                         0.0,
                         settings_.foot_share * normal(),
                         settings_.foot_share * normal(),
                         std::nullopt,
                         {}};
            people_[now.number] = person.id;
        }
        now.found_s += seconds;
        now.lost_s = 0.0;
    } else if (now.number != 0) {
        now.lost_s += seconds;
    }
    if (now.number == 0 || now.lost_s > settings_.keep_s) {
        return;
    }
    const double keep = std::exp(-seconds / settings_.foot_memory_s);
    const double fresh = settings_.foot_share * std::sqrt(1.0 - keep * keep);
    now.error_x = keep * now.error_x + fresh * normal();
    now.error_y = keep * now.error_y + fresh * normal();
    const bool counted = now.found_s >= settings_.confirm_s && now.lost_s < settings_.counted_coasting_s;
    const auto state = !counted    ? net::TrackState::tentative
                       : now.found ? net::TrackState::confirmed
                                   : net::TrackState::coasting;
    // The box that the analysis draws is a whole standing person's, wherever it is cut off.
    const auto foot = floor_.image_from_floor(person.at);
    if (!foot || person.box.height <= 0.0) {
        return;
    }
    const double height = std::max(person.box.height, foot->y - person.box.y);
    const double width = std::max(person.box.width, 0.25 * height);
    net::Box box{foot->x - width / 2.0, foot->y - height, width, height};
    box.x += now.error_x * height;
    box.y += now.error_y * height;
    add_track(now, box, state, seconds, scene);
}

void TruthTracks::add_track(Follow& followed, const net::Box& box, net::TrackState state, double seconds,
                            net::Scene& scene) {
    const double sigma = settings_.foot_share * box.height;
    const auto at = floor_.floor_from_image(box.foot());
    const auto covariance = floor_.floor_covariance(box.foot(), {sigma * sigma, 0.0, sigma * sigma});
    if (!at || !covariance) {
        return;
    }
    constexpr double kVelocityMemory = 0.8;
    if (followed.last) {
        const auto step = *at - *followed.last;
        followed.velocity = {
            kVelocityMemory * followed.velocity.x + (1.0 - kVelocityMemory) * step.x / seconds,
            kVelocityMemory * followed.velocity.y + (1.0 - kVelocityMemory) * step.y / seconds};
    }
    followed.last = at;
    net::Track track;
    track.number = followed.number;
    track.state = state;
    track.box = box;
    track.confidence = 0.9;
    track.frames_seen = 10;
    track.floor = net::FloorEstimate{*at, *covariance, followed.velocity};
    scene.tracks.push_back(track);
}

void TruthTracks::haunt(double seconds, net::Scene& scene) {
    std::erase_if(ghosts_, [&](Ghost& ghost) { return (ghost.left_s -= seconds) < 0.0; });
    if (!scene.tracks.empty() && share() < settings_.ghosts / settings_.ghost_s * seconds) {
        // Where somebody is: their shadow, their bag, half of them.
        const auto pick = static_cast<std::size_t>(share() * static_cast<double>(scene.tracks.size()));
        auto box = scene.tracks[std::min(pick, scene.tracks.size() - 1)].box;
        box.x += (share() < 0.5 ? -0.8 : 0.8) * box.width;
        ghosts_.push_back({++last_number_, box, settings_.ghost_s});
    }
    for (const auto& ghost : ghosts_) {
        Follow still{ghost.number, true, 1.0, 0.0, 0.0, 0.0, std::nullopt, {}};
        add_track(still, ghost.box, net::TrackState::confirmed, seconds, scene);
    }
}

void TruthTracks::count(net::Scene& scene) const {
    const PresenceSettings presence;
    std::vector<Presence> seen;
    for (const auto& track : scene.tracks) {
        const bool counts = track.state != net::TrackState::tentative;
        seen.push_back({counts ? presence.confirmed : presence.tentative, 0.0, counts});
    }
    scene.in_view = count_people({}, seen);
    for (const auto& zone : zones_) {
        std::vector<Presence> inside;
        for (std::size_t i = 0; i < seen.size(); ++i) {
            const double chance = chance_inside(zone.outline, *scene.tracks[i].floor);
            if (chance > 0.0) {
                inside.push_back({seen[i].chance * chance, 0.0, seen[i].counted && chance > 0.5});
            }
        }
        scene.zones.push_back({zone.zone, count_people({}, inside), std::nullopt});
    }
}

}  // namespace vigie::vision
