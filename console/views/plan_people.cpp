// The floor plan's people: dots, and how sure their place is.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>
#include <vector>

#include "console/views/plan_view.hpp"

namespace vigie::console {

namespace {

/// Above this many, circles would hide the plan: the heatmap tells more.
constexpr std::size_t kMostCircles = 40;
/// Radius within which a two-dimensional normal distribution has 90 % of its mass, in standard deviations
/// (square root of the chi-squared quantile with two degrees of freedom, 4.605).
constexpr double kNinetyPercent = 2.146;

struct PersonDot {
    net::Point<net::Floor> at;
    double radius_m = 0.0;
};

bool looks_at(const PlanView& view, const net::CameraId& camera) {
    const net::CameraConfiguration* configuration = configuration_of(view.context.situation, camera);
    return configuration != nullptr && configuration->calibration &&
           configuration->calibration->floor == view.plan.floor;
}

/// Tracks of people whom another camera places better: drawn once, where that one says.
std::set<net::CameraTrack> told_by_others(const Situation& situation) {
    std::set<net::CameraTrack> out;
    for (const NodeSituation& node : situation.nodes) {
        if (!node.occupancy || node.occupancy_liveness != net::Liveness::live) {
            continue;
        }
        for (const net::SharedPerson& person : node.occupancy->shared) {
            out.insert(person.tracks.begin() + (person.tracks.empty() ? 0 : 1), person.tracks.end());
        }
    }
    return out;
}

std::vector<PersonDot> dots_on(const PlanView& view) {
    std::vector<PersonDot> dots;
    const std::set<net::CameraTrack> elsewhere = told_by_others(view.context.situation);
    for (const CameraSituation& camera : view.context.situation.cameras) {
        if (camera.liveness != net::Liveness::live || !camera.scene || !looks_at(view, camera.camera)) {
            continue;
        }
        for (const net::Track& track : camera.scene->tracks) {
            if (track.state != net::TrackState::confirmed || !track.floor ||
                elsewhere.contains({camera.camera, track.number})) {
                continue;
            }
            const net::Covariance<net::Floor>& covariance = track.floor->covariance;
            const double variance = std::max(0.0, (covariance.xx + covariance.yy) / 2.0);
            dots.push_back({track.floor->at, kNinetyPercent * std::sqrt(variance)});
        }
    }
    return dots;
}

}  // namespace

void draw_people(const PlanView& view) {
    if (!view.context.ui.settings.people) {
        return;
    }
    const std::vector<PersonDot> dots = dots_on(view);
    const Pen& pen = view.pen;
    const Clip clip(view.place.plan());
    const float radius = pen.px(2.5F);
    for (const PersonDot& dot : dots) {
        const ImVec2 at = view.place.screen_from_floor(dot.at);
        const float sure = view.place.pixels(dot.radius_m);
        if (dots.size() <= kMostCircles && sure > radius + 1.0F) {
            pen.list().AddCircle(at, sure, with_alpha(pen.colour().person, 70), 0, 1.0F);
        }
        pen.dot(at, radius + 1.0F, IM_COL32(0, 0, 0, 150));
        pen.dot(at, radius, with_alpha(pen.colour().person, 240));
    }
}

}  // namespace vigie::console
