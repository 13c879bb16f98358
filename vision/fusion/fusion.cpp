#include "vision/fusion/fusion.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <utility>

#include "vision/analysis/people_count.hpp"
#include "vision/analysis/picture_floor.hpp"
#include "vision/analysis/presence.hpp"
#include "vision/fusion/covariances.hpp"
#include "vision/fusion/crowd_together.hpp"
#include "vision/fusion/torn_people.hpp"

namespace vigie::vision {

namespace {

const CameraView* view_of(const CameraViews& views, const net::CameraId& camera) {
    const auto found = views.find(camera);
    return found == views.end() ? nullptr : &found->second;
}

bool is_blind(const CameraView* view) {
    return view == nullptr || view->blind || view->scene == nullptr;
}

/// The zone's cameras that can locate people, so that losing one loses something.
std::vector<net::CameraId> counting_cameras(const net::ConfigurationRecord& configuration,
                                            const net::ZoneConfiguration& zone) {
    std::vector<net::CameraId> out;
    for (const auto& camera : zone.cameras) {
        const auto known =
            std::find_if(configuration.cameras.begin(), configuration.cameras.end(),
                         [&camera](const net::CameraConfiguration& other) { return other.camera == camera; });
        if (known != configuration.cameras.end() && known->calibration) out.push_back(camera);
    }
    return out;
}

const net::ZoneCount* count_in(const CameraView* view, const net::ZoneId& zone) {
    if (view == nullptr || view->scene == nullptr) return nullptr;
    const auto& zones = view->scene->zones;
    const auto found = std::find_if(zones.begin(), zones.end(),
                                    [&zone](const net::ZoneCount& count) { return count.zone == zone; });
    return found == zones.end() ? nullptr : &*found;
}

/// A lost camera empties nothing: fewer than before are only fewer once all see again.
void hold(net::ZoneCount& now, const net::ZoneCount& whole) {
    if (now.count.people >= whole.count.people) return;
    now = whole;
}

/// A Gaussian's 90 % lie within so many deviations.
constexpr double kNinety = 1.645;

/// Places of two people whose distance cannot be told from none.
double confused_m2(const net::Covariance<net::Floor>& one) {
    return 4.0 * std::numbers::pi * spread_m2(one);
}

net::Count add_up(const net::ConfigurationRecord& configuration, const std::vector<net::ZoneCount>& zones) {
    net::Count venue;
    double below = 0.0;
    double above = 0.0;
    for (std::size_t i = 0; i < zones.size(); ++i) {
        if (!configuration.zones[i].counts_towards_venue) continue;
        const net::Count& count = zones[i].count;
        venue.people += count.people;
        below += std::pow(count.people - count.low, 2.0);
        above += std::pow(count.high - count.people, 2.0);
        venue.at_least = venue.at_least || count.at_least;
        venue.partly_blind = venue.partly_blind || count.partly_blind;
    }
    venue.low = std::max(0.0, venue.people - std::sqrt(below));
    venue.high = venue.people + std::sqrt(above);
    return venue;
}

}  // namespace

Fusion::Fusion(net::ConfigurationRecord configuration, const FusionSettings& settings,
               const CountSettings& count, const PresenceSettings& presence, const SightSettings& sight,
               const UnseenSettings& unseen, const HiddenSettings& hidden)
    : configuration_(std::move(configuration)),
      count_(count),
      presence_(presence),
      sight_(sight),
      unseen_(unseen),
      people_(settings),
      memory_(hidden) {}

const CameraOnFloor* Fusion::on_floor(const net::CameraConfiguration& camera, const net::Scene& scene) {
    auto& known = known_[camera.camera];
    if (known.width != scene.width || known.height != scene.height) {
        known = {scene.width, scene.height, std::nullopt};
        const cv::Size picture(static_cast<int>(scene.width), static_cast<int>(scene.height));
        const auto map = floor_of_picture(camera, picture);
        // One that does not fit is told of by the camera's own analysis.
        if (map && *map) {
            known.camera =
                CameraOnFloor{**map, StandingProjection::from(**map, picture.width, picture.height),
                              camera.calibration->field_of_view};
        }
    }
    return known.camera ? &*known.camera : nullptr;
}

std::vector<FloorView> Fusion::seeing(const CameraViews& views) {
    std::vector<FloorView> out;
    for (const auto& camera : configuration_.cameras) {
        const CameraView* view = view_of(views, camera.camera);
        if (!camera.calibration || is_blind(view)) continue;
        out.push_back({camera.calibration->floor, view->scene, on_floor(camera, *view->scene)});
    }
    return out;
}

net::Occupancy Fusion::look(const CameraViews& views) {
    net::Occupancy out;
    out.node = configuration_.node;
    const auto seeing_now = seeing(views);
    seen_ = people_.look(seeing_now);
    weigh(seeing_now);
    std::vector<double> rivals;
    rivals.reserve(sights_.size());
    for (const auto& sight : sights_) rivals.push_back(sight.rivals_m2);
    people_.expect_rivals(rivals);
    out.zones.reserve(configuration_.zones.size());
    for (const auto& zone : configuration_.zones) out.zones.push_back(count_zone(zone, views));
    out.venue = add_up(configuration_, out.zones);
    for (const auto& person : seen_) {
        if (person.seen_by.size() > 1) out.shared.push_back({person.seen_by});
    }
    for (const auto& line : configuration_.lines) {
        const CameraView* view = view_of(views, line.camera);
        if (view == nullptr || view->scene == nullptr) continue;
        for (const auto& count : view->scene->lines) {
            if (count.line == line.line) out.lines.push_back(count);
        }
    }
    for (const auto& [camera, view] : views) {
        if (view.scene != nullptr) out.at = std::max(out.at, view.scene->stamp.captured);
    }
    return out;
}

void Fusion::weigh(const std::vector<FloorView>& views) {
    net::MonoTime now{};
    for (const auto& view : views) now = std::max(now, view.scene->stamp.captured_mono);
    memory_.look(seen_, people_, now);
    // Who is hidden hides others too.
    auto all = seen_;
    for (const auto& hidden : memory_.hidden()) all.push_back(hidden.person);
    sights_ = sights_of(all, views, sight_);
    const auto end_of_seen = sights_.begin() + static_cast<std::ptrdiff_t>(seen_.size());
    const std::vector<PersonSight> of_hidden(end_of_seen, sights_.end());
    sights_.erase(end_of_seen, sights_.end());
    std::vector<double> chances;
    chances.reserve(seen_.size());
    for (std::size_t i = 0; i < seen_.size(); ++i) {
        const double torn = tornness(people_.known_doubt_on(seen_[i].floor), sights_[i].openness, sight_);
        chances.push_back(chance_of(seen_[i], sights_[i], torn));
    }
    memory_.weigh(chances, of_hidden);
    hidden_ = memory_.hidden();
}

net::ZoneCount Fusion::count_zone(const net::ZoneConfiguration& zone, const CameraViews& views) {
    const auto cameras = counting_cameras(configuration_, zone);
    std::vector<ZoneView> seen;            // by the cameras that see now
    const net::ZoneCount* last = nullptr;  // by one that does not see any more
    for (const auto& camera : cameras) {
        const CameraView* view = view_of(views, camera);
        const net::ZoneCount* count = count_in(view, zone.zone);
        if (count == nullptr) continue;
        if (is_blind(view)) {
            if (last == nullptr) last = count;
        } else {
            seen.push_back({count, view->scene.get()});
        }
    }
    net::ZoneCount out;
    out.zone = zone.zone;
    if (seen.size() == 1) {
        out = *seen.front().count;
    } else if (!seen.empty()) {
        out.count = count_together(zone, seen);
        const double square_metres = net::area(zone.outline);
        if (square_metres > 0.0) out.density_per_m2 = out.count.people / square_metres;
    }
    if (!cameras.empty() && seen.size() == cameras.size()) {
        whole_[zone.zone] = out;
        return out;
    }
    const auto whole = whole_.find(zone.zone);
    if (whole != whole_.end()) {
        hold(out, whole->second);
    } else if (last != nullptr) {
        hold(out, *last);
    }
    out.count.at_least = true;
    out.count.partly_blind = true;
    return out;
}

double Fusion::odds_of(const FloorPerson& person, const PersonSight& sight) const {
    // As if cameras erred by themselves: each that sees them makes it surer that there is somebody who is not
    // counted twice, each that ought to and does not makes it less so.
    const double seen = presence_.confirmed / std::max(1e-9, 1.0 - presence_.confirmed);
    return std::pow(seen, static_cast<double>(person.seen_by.size())) * sight.miss_odds;
}

double Fusion::tornness_in(const net::ZoneConfiguration& zone) const {
    double openness = 0.0;
    double people = 0.0;
    for (std::size_t i = 0; i < seen_.size(); ++i) {
        if (seen_[i].floor != zone.floor || sights_[i].sightings <= 0.0) continue;
        const double chance = chance_inside(zone.outline, seen_[i].estimate);
        openness += chance * sights_[i].openness;
        people += chance;
    }
    return people > 0.0 ? tornness(people_.known_doubt_on(zone.floor), openness / people, sight_) : 0.0;
}

double Fusion::chance_of(const FloorPerson& person, const PersonSight& sight, double torn) const {
    const double odds = odds_of(person, sight);
    return (1.0 - torn) * odds / (1.0 + odds) + torn * share_of(person, sight, presence_);
}

net::Count Fusion::count_together(const net::ZoneConfiguration& zone,
                                  const std::vector<ZoneView>& seen) const {
    std::vector<Presence> inside;
    std::vector<std::size_t> counted;
    const double torn = tornness_in(zone);
    double shares = 0.0;  // of all whose place is inside
    for (std::size_t i = 0; i < seen_.size(); ++i) {
        if (seen_[i].floor != zone.floor) continue;
        const double chance = chance_inside(zone.outline, seen_[i].estimate);
        if (chance <= 0.0) continue;
        const bool is_inside = chance > 0.5;
        inside.push_back({chance * chance_of(seen_[i], sights_[i], torn), 0.0,
                          is_inside && odds_of(seen_[i], sights_[i]) > 1.0});
        if (inside.back().counted) counted.push_back(i);
        if (is_inside) shares += share_of(seen_[i], sights_[i], presence_);
    }
    net::Count out = count_people(count_, inside);
    const double fewer = torn * (out.people - shares);
    out.people -= fewer;
    out.low = std::min(out.low, out.people);
    out.high = std::max(out.high - std::max(0.0, fewer), out.people);
    double hidden = 0.0;
    for (const auto& person : hidden_) {
        if (person.person.floor == zone.floor)
            hidden += person.chance * chance_inside(zone.outline, person.person.estimate);
    }
    add_unseen(out, counted, hidden);
    // Occlusion hides people and invents none: what any one camera tells apart is there, as far as it is
    // sure.
    std::vector<net::Count> bounds;
    for (const auto& camera : seen) {
        if (!is_estimate(camera, zone.outline)) bounds.push_back(camera.count->count);
    }
    if (const auto crowd = crowd_together(zone.outline, seen)) bounds.push_back(*crowd);
    const net::Count together = out;
    for (const auto& bound : bounds) raise(out, bound, together, torn);
    out.low = std::min(out.low, out.people);
    return out;
}

void Fusion::add_unseen(net::Count& count, const std::vector<std::size_t>& inside, double hidden) const {
    std::vector<Sighted> seen;
    double merged = 0.0;  // expected of people who were taken for somebody else
    double alone = 0.0;   // variance of those whom one camera sees where others would too
    for (const auto i : inside) {
        const auto& sight = sights_[i];
        seen.push_back({seen_[i].seen_by.size(), sight.sightings, sight.chance, sight.evenness});
        merged += std::min(1.0, sight.rivals_m2 * confused_m2(seen_[i].estimate.covariance));
        if (seen_[i].seen_by.size() == 1) alone += 0.25 * std::clamp(sight.sightings - 1.0, 0.0, 1.0);
    }
    auto unseen = unseen_people(seen, unseen_);
    // Both are lower bounds.
    unseen.people = std::max(unseen.people, hidden);
    const double deviation = kNinety * std::sqrt(unseen.variance + alone);
    const double below = std::hypot(count.people - count.low, deviation);
    const double above =
        std::hypot(count.high - count.people, deviation) + merged + unseen_.high_again * unseen.people;
    const double people = count.people + unseen.people;
    count.people = std::round(people);
    // The whole people between which the interval lies: of fifty it is as wide as one person.
    count.low = std::max(0.0, std::floor(people - below));
    count.high = std::ceil(people + above);
    count.at_least = count.at_least || unseen.people >= 0.5;
}

}  // namespace vigie::vision
