#include "vision/crowd/crowd_figures.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "vision/crowd/window_step.hpp"
#include "vision/crowd/zone_counts.hpp"

namespace vigie::vision {

namespace {

using net::ZoneCrowd;

/// Of these, what one camera finds by itself is evidence, whatever the others find.
constexpr std::array kFindings{&ZoneCrowd::density_per_m2, &ZoneCrowd::pressure_per_s2,
                               &ZoneCrowd::counter_share,  &ZoneCrowd::dispersal_m_per_s,
                               &ZoneCrowd::stop_and_go,    &ZoneCrowd::against_people,
                               &ZoneCrowd::queue_people,   &ZoneCrowd::waiting_s};

/// Those of them that are means over time, and what belongs to them; the others are always known.
constexpr std::array kRemembered{
    &ZoneCrowd::density_per_m2, &ZoneCrowd::pressure_per_s2, &ZoneCrowd::velocity_variance_m2_per_s2,
    &ZoneCrowd::counter_share,  &ZoneCrowd::stop_and_go,     &ZoneCrowd::queue_people,
    &ZoneCrowd::waiting_s};

/// `cameras`: not empty.
ZoneCrowd movement_of(const std::vector<net::CameraMovement>& cameras, const PressureSettings& settings) {
    ZoneCrowd out;
    for (const auto finding : kFindings) {
        if (const auto* camera = net::highest(cameras, finding)) out.*finding = camera->crowd.*finding;
    }
    const auto pressure = &ZoneCrowd::pressure_per_s2;
    // A calm crowd says nothing of one whose motion is not known.
    if (!net::all_tell(cameras, pressure) && out.pressure_per_s2 < settings.turbulent_per_s2) {
        out.pressure_per_s2.reset();
    }
    if (out.pressure_per_s2) {
        out.velocity_variance_m2_per_s2 = net::highest(cameras, pressure)->crowd.velocity_variance_m2_per_s2;
    }
    const auto fullest =
        std::max_element(cameras.begin(), cameras.end(),
                         [](const auto& one, const auto& other) { return one.people < other.people; });
    out.speed_m_per_s = fullest->crowd.speed_m_per_s;
    return out;
}

}  // namespace

CrowdFigures::CrowdFigures(const net::ConfigurationRecord& configuration, net::UtcTime started,
                           const MovementSettings& settings)
    : configuration_(configuration),
      pressure_(settings.pressure),
      balance_(BoundaryBalance::of_venue(configuration, settings.balance)),
      halls_(configuration, started, settings.balance) {
    for (const auto& camera : configuration.cameras) {
        if (!camera.calibration) continue;
        Camera known{CameraTime(camera), WalkedPaths(settings.path), {}, {}, {}};
        for (const auto& zone : configuration.zones) {
            const bool looks =
                std::find(zone.cameras.begin(), zone.cameras.end(), camera.camera) != zone.cameras.end();
            if (!looks || zone.floor != camera.calibration->floor) continue;
            known.zones.emplace(zone.zone, ZoneWatch(zone, camera.calibration->field_of_view, settings));
        }
        for (const auto& line : configuration.lines) {
            if (line.camera == camera.camera) known.lines.emplace(line.line, LineFlow(settings.balance));
        }
        cameras_.emplace(camera.camera, std::move(known));
    }
    for (const auto& zone : configuration.zones) {
        if (zone.entry_lines.empty() && zone.exit_lines.empty()) continue;
        zone_balances_.emplace(zone.zone, BoundaryBalance::of_zone(zone, configuration, settings.balance));
    }
}

net::Result<void> CrowdFigures::set_phase(const net::HallId& hall, net::VenuePhase phase, net::UtcTime at) {
    const bool was_closed = halls_.is_closed(hall);
    auto switched = halls_.set(hall, phase, at);
    if (!switched || was_closed || phase != net::VenuePhase::closed) return switched;
    const bool all = halls_.all_closed();
    if (all) balance_.set_empty();
    for (auto& [zone, balance] : zone_balances_) {
        if (all || halls_.has(hall, zone)) balance.set_empty();
    }
    return switched;
}

void CrowdFigures::take(Camera& camera, const CameraView& view) {
    camera.sees = !view.blind && view.scene != nullptr;
    if (!camera.sees) return;
    const CameraTime::Step step = camera.time.advance(view.scene->stamp);
    if (step == CameraTime::Step::same) return;
    if (step == CameraTime::Step::lost || step == CameraTime::Step::loop) {
        camera.people.restart();
        for (auto& [zone, watch] : camera.zones) {
            step == CameraTime::Step::lost ? watch.restart() : watch.forget_people();
        }
    }
    if (step == CameraTime::Step::lost) {
        for (auto& [line, flow] : camera.lines) flow.clear();
        camera.lately.clear();
    }
    take_lines(camera, *view.scene);
    if (!camera.people.take(*view.scene, camera.time.now())) return;
    for (auto& [zone, watch] : camera.zones) watch.update(camera.people, *view.scene, view.crowd.get());
}

void CrowdFigures::take_lines(Camera& camera, const net::Scene& scene) {
    for (const auto& count : scene.lines) {
        const auto flow = camera.lines.find(count.line);
        if (flow != camera.lines.end()) flow->second.put(camera.time.now(), count);
    }
}

void CrowdFigures::remember(Camera& camera, const net::ZoneConfiguration& zone, bool several,
                            net::CameraMovement& told) {
    const net::Microseconds now = camera.time.now();
    auto& lately = camera.lately[zone.zone];
    const auto old = stream_time(zone.crowd.window_s);
    std::erase_if(lately, [&](const Lately& one) {
        auto& figure = told.crowd.*one.figure;
        const bool stands = !figure && now - one.at <= old;
        if (stands && several) figure = one.value;
        return !stands;
    });
    for (const auto finding : kRemembered) {
        const bool stands = std::any_of(lately.begin(), lately.end(),
                                        [finding](const Lately& one) { return one.figure == finding; });
        if (const auto& figure = told.crowd.*finding; figure && !stands)
            lately.push_back({finding, *figure, now});
    }
}

std::vector<net::CameraMovement> CrowdFigures::told_of(const net::ZoneConfiguration& zone) {
    std::vector<net::CameraMovement> out;
    for (const auto& [id, camera] : cameras_) {
        const auto watch = camera.zones.find(zone.zone);
        if (camera.sees && watch != camera.zones.end()) out.push_back(watch->second.told_by(id));
    }
    const bool several = out.size() > 1;
    for (auto& told : out) remember(cameras_.at(told.camera), zone, several, told);
    return out;
}

void CrowdFigures::complete(net::Occupancy& occupancy, const CameraViews& views, net::MonoTime now) {
    for (auto& [id, camera] : cameras_) {
        const auto view = views.find(id);
        camera.sees = false;
        if (view != views.end()) take(camera, view->second);
        if (!camera.sees) continue;
        for (auto& count : occupancy.lines) {
            const auto flow = camera.lines.find(count.line);
            if (flow != camera.lines.end()) flow->second.fill(count);
        }
    }
    by_camera_.clear();
    for (const auto& zone : configuration_.zones) {
        auto told = told_of(zone);
        if (told.empty()) continue;
        const net::ZoneCrowd crowd = movement_of(told, pressure_);
        if (crowd != net::ZoneCrowd{}) occupancy.movements.push_back({zone.zone, crowd});
        by_camera_.emplace(zone.zone, std::move(told));
    }
    balance(occupancy, now);
    occupancy.halls = halls_.states(occupancy);
}

void CrowdFigures::balance(net::Occupancy& occupancy, net::MonoTime now) {
    occupancy.venue_by_lines = balance_.update(occupancy, venue_as_seen_now(occupancy, configuration_), now);
    for (auto& [zone, balance] : zone_balances_) {
        const auto people = balance.update(occupancy, zone_as_seen_now(zone, occupancy), now);
        if (people) occupancy.zones_by_lines.push_back({zone, *people});
    }
}

}  // namespace vigie::vision
