#include "vision/analysis/scene_figures.hpp"

#include <algorithm>

#include "net/types/geometry.hpp"
#include "vision/analysis/people_count.hpp"

namespace vigie::vision {
namespace {

net::Track track_of(const Walker& walker, bool calibrated) {
    net::Track out;
    out.number = walker.number;
    out.state = walker.state;
    out.box = walker.box;
    out.confidence = std::clamp(walker.confidence, 0.0, 1.0);
    out.frames_seen = walker.frames_seen;
    if (calibrated) {
        const auto at = walker.filter.at();
        const auto covariance = walker.filter.covariance();
        const auto velocity = walker.filter.velocity();
        out.floor = net::FloorEstimate{{at[0], at[1]},
                                       {covariance(0, 0), covariance(0, 1), covariance(1, 1)},
                                       {velocity[0], velocity[1]}};
    }
    return out;
}

}  // namespace

SceneFigures::SceneFigures(const AnalyserConfiguration& configuration,
                           const std::optional<net::Homography>& floor, int width, int height)
    : settings_(configuration.settings.count), calibrated_(floor.has_value()) {
    if (!floor || !configuration.camera.calibration) {
        return;
    }
    zones_ = configuration.zones;
    for (const auto& line : configuration.lines) {
        lines_.emplace_back(line, settings_.line_hysteresis_m);
    }
    if (configuration.plan) {
        density_.emplace(settings_, *configuration.plan, *configuration.camera.calibration, *floor, width,
                         height);
    }
}

void SceneFigures::restart() {
    for (auto& line : lines_) {
        line.restart();
    }
    if (density_) {
        density_->restart();
    }
}

void SceneFigures::continue_from(const SceneFigures& before) {
    lines_ = before.lines_;
    restart();
}

void SceneFigures::fill(net::Scene& scene, const Tracker& tracker, double seconds) {
    std::vector<net::FloorEstimate> present;
    std::vector<Stand> stands;
    std::vector<double> chances;
    for (const auto& walker : tracker.walkers()) {
        auto track = track_of(walker, calibrated_);
        const bool counted = tracker.counts(walker);
        if (!counted) {
            // What is confirmed or coasting in a scene is counted: the boxes agree with the figure.
            track.state = net::TrackState::tentative;
        }
        scene.tracks.push_back(track);
        if (!counted) {
            continue;
        }
        chances.push_back(1.0);
        if (track.floor) {
            present.push_back(*track.floor);
            stands.push_back({track.number, track.floor->at});
        }
    }
    scene.calibrated = calibrated_;
    scene.in_view = count_people(settings_, chances);
    for (const auto& zone : zones_) {
        std::vector<double> inside;
        for (const auto& person : present) {
            const double chance = chance_inside(zone.outline, person);
            if (chance > 0.0) {
                inside.push_back(chance);
            }
        }
        net::ZoneCount count{zone.zone, count_people(settings_, inside), std::nullopt};
        const double square_metres = net::area(zone.outline);
        if (square_metres > 0.0) {
            count.density_per_m2 = count.count.people / square_metres;
        }
        scene.zones.push_back(std::move(count));
    }
    for (auto& line : lines_) {
        line.update(stands);
        scene.lines.push_back(line.count());
    }
    if (density_) {
        density_->update(present, seconds);
        scene.density = density_->grid();
    }
}

}  // namespace vigie::vision
