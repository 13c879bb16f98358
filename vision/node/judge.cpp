#include "vision/node/judge.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "vision/rules/scene_pace.hpp"

namespace vigie::vision {

Judge::Judge(net::ConfigurationRecord configuration, net::MonoTime started, net::UtcTime started_utc)
    : configuration_(std::move(configuration)),
      fusion_(configuration_),
      rules_(configuration_),
      crowd_(configuration_, started_utc),
      running_(started),
      started_utc_(started_utc),
      looked_(started) {}

std::vector<net::Alert> Judge::adopt(const std::vector<net::Alert>& open) {
    return rules_.adopt(open, started_utc_);
}

net::Result<void> Judge::set_phase(const net::HallId& hall, net::VenuePhase phase, net::UtcTime at) {
    return crowd_.set_phase(hall, phase, at);
}

void Judge::see(std::shared_ptr<const net::Scene> scene, std::shared_ptr<const net::CrowdVelocities> crowd) {
    const net::CameraId camera = scene->camera;
    // Of the node's own cameras it is known where no crowd is.
    if (crowd == nullptr) crowd = std::make_shared<const net::CrowdVelocities>();
    newest_[camera] = {std::move(scene), std::move(crowd)};
}

Judge::Verdict Judge::look(net::UtcTime utc, net::MonoTime now,
                           const std::map<net::CameraId, CameraReport>& reports,
                           const CameraViews& neighbours) {
    std::map<net::CameraId, std::shared_ptr<const net::Scene>> seeing;
    CameraObservations cameras;
    const double seconds =
        std::chrono::duration<double>(std::clamp(now - looked_, net::Microseconds::zero(), kLongestStep))
            .count();
    looked_ = now;
    for (const auto& [camera, report] : running_.look(reports, now)) {
        CameraObservation observation = observe(report, now, running_.started());
        CameraView& view = views_[camera];
        const auto newest = newest_.find(camera);
        if (observation.state == net::SourceState::running && newest != newest_.end() &&
            !is_too_old(now - newest->second.scene->stamp.captured_mono, report.fps)) {
            observation.newest = newest->second.scene;
        }
        view.blind = observation.newest == nullptr || observation.newest->mask != net::MaskReason::people;
        follow_sight(report, seconds, observation, blindness_[camera]);
        cameras.emplace(camera, std::move(observation));
        if (view.blind) continue;
        view.scene = newest->second.scene;
        view.crowd = newest->second.crowd;
        seeing.emplace(camera, view.scene);
    }
    for (const auto& [camera, seen] : neighbours) {
        CameraView& view = views_[camera];
        view.blind = seen.blind || seen.scene == nullptr;
        if (view.blind) continue;
        view.scene = seen.scene;
        seeing.emplace(camera, seen.scene);
    }
    Verdict verdict;
    verdict.occupancy = fusion_.look(views_);
    if (verdict.occupancy.at == net::UtcTime{}) verdict.occupancy.at = started_utc_;
    crowd_.complete(verdict.occupancy, views_, now);
    verdict.alerts =
        rules_.evaluate({utc, now, configuration_, verdict.occupancy, seeing, cameras, crowd_.by_camera()});
    return verdict;
}

void Judge::follow_sight(const CameraReport& report, double seconds, CameraObservation& observation,
                         Blindness& blindness) {
    // While no pictures come there is nothing to understand: time stands still.
    if (observation.state == net::SourceState::running) {
        const bool warming =
            observation.newest != nullptr && observation.newest->mask == net::MaskReason::warming_up;
        if (observation.newest != nullptr && observation.newest->mask == net::MaskReason::people) {
            blindness = {};
        } else if (warming && blindness.warming_s < report.warm_up_s) {
            blindness.warming_s += seconds;
        } else {
            blindness.blind_s += seconds;
        }
    }
    observation.blind_s = blindness.blind_s;
}

}  // namespace vigie::vision
