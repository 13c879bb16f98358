#include "vision/fusion/person_sight.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>

#include "vision/fusion/free_misses.hpp"

namespace vigie::vision {
namespace {

/// Below this chance to see somebody, that a camera does not says nothing.
constexpr double kLeastTelling = 0.3;
constexpr double kSurest = 0.999;
/// Who stands nearer than this is hidden about alike.
constexpr double kAboutM = 1.5;

struct SeeingView {
    const FloorView* view = nullptr;
    CameraSight sight;
};

bool sees(const FloorView& view, const FloorPerson& person) {
    return std::any_of(person.seen_by.begin(), person.seen_by.end(),
                       [&view](const net::CameraTrack& track) { return track.camera == view.scene->camera; });
}

std::vector<SeeingView> seeing_views(const std::vector<FloorView>& views, const SightSettings& settings) {
    std::vector<SeeingView> out;
    for (const auto& view : views) {
        if (view.camera == nullptr) continue;
        auto sight = CameraSight::of(*view.camera, view.scene->width, view.scene->height, settings);
        if (sight) out.push_back({&view, *std::move(sight)});
    }
    return out;
}

FloorDensity density_of(const std::vector<FloorPerson>& people, const net::FloorId& floor, double hill_m) {
    std::vector<net::Point<net::Floor>> places;
    for (const auto& person : people) {
        if (person.floor == floor) places.push_back(person.estimate.at);
    }
    return {places, hill_m};
}

PersonSight sight_of(const FloorPerson& person, const std::vector<SeeingView>& views,
                     const FloorDensity& crowd, const SightSettings& settings) {
    PersonSight out;
    double looking = 0.0;
    double none = 1.0;  // chance that nobody sees them
    double sum = 0.0;   // of the odds to be seen, and of their squares
    double squares = 0.0;
    double no_both = 1.0;  // that no camera sees two people there
    for (const auto& [view, sight] : views) {
        if (view->floor != person.floor) continue;
        const double chance = sight.chance(person.estimate.at, crowd);
        out.sightings += chance;
        looking += chance > 0.0 ? 1.0 : 0.0;
        none *= 1.0 - chance;
        const double odds = chance / (1.0 - std::min(chance, kSurest));
        sum += odds;
        squares += odds * odds;
        no_both *= 1.0 - chance * chance;
        if (chance < kLeastTelling || sees(*view, person)) continue;
        if (!is_free_to_see(*view->camera, *view->scene, person.estimate.at, settings)) continue;
        // Nobody who is tracked hides them: they are hidden less likely than the crowd alone would say.
        out.miss_odds *= std::max(settings.miss_ratio, std::pow(1.0 - chance, 2.0));
    }
    if (out.sightings <= 0.0) return {};
    out.openness = out.sightings / looking;
    out.chance = 1.0 - none;
    out.evenness = sum > 0.0 ? std::max(0.0, 1.0 - squares / (sum * sum)) : 0.0;
    out.rivals_m2 = no_both * std::max(0.0, crowd.at(person.estimate.at) - crowd.hill(0.0));
    return out;
}

/// Whom one camera alone counts, by how many of those about them another one alone counts: the chance that
/// two of them are not the same camera's (Simpson, "Measurement of diversity", Nature 163, 1949), 1 while
/// nobody is near.
double observed_evenness(const FloorPerson& person, const std::vector<FloorPerson>& people) {
    double others = 0.0;
    double all = 0.0;
    for (const auto& other : people) {
        if (&other == &person || other.seen_by.size() != 1 || other.floor != person.floor ||
            net::distance(other.estimate.at, person.estimate.at) > kAboutM)
            continue;
        all += 1.0;
        if (other.seen_by.front().camera != person.seen_by.front().camera) others += 1.0;
    }
    return (others + 1.0) / (all + 1.0);
}

}  // namespace

std::vector<PersonSight> sights_of(const std::vector<FloorPerson>& people,
                                   const std::vector<FloorView>& views, const SightSettings& settings) {
    const auto seeing = seeing_views(views, settings);
    std::map<net::FloorId, FloorDensity> crowds;
    std::vector<PersonSight> out;
    out.reserve(people.size());
    for (const auto& person : people) {
        auto crowd = crowds.find(person.floor);
        if (crowd == crowds.end()) {
            crowd = crowds.emplace(person.floor, density_of(people, person.floor, settings.hill_m)).first;
        }
        out.push_back(sight_of(person, seeing, crowd->second, settings));
        if (person.seen_by.size() == 1)
            out.back().evenness = std::min(out.back().evenness, observed_evenness(person, people));
    }
    return out;
}

}  // namespace vigie::vision
