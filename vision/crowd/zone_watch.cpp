#include "vision/crowd/zone_watch.hpp"

#include <algorithm>
#include <vector>

#include "vision/crowd/movement_events.hpp"
#include "vision/crowd/window_step.hpp"
#include "vision/fusion/people_in_density.hpp"

namespace vigie::vision {

ZoneWatch::ZoneWatch(const net::ZoneConfiguration& zone, const net::Polygon<net::Floor>& seen,
                     const MovementSettings& settings)
    : zone_(zone),
      settings_(settings),
      density_(zone, seen, settings.pressure),
      pressure_(zone, seen, settings),
      flows_(zone, settings),
      waves_(zone, settings),
      queue_people_(stream_time(zone.crowd.window_s), window_step(zone.crowd.window_s, settings.pressure)) {
    if (zone.queue_head) queue_.emplace(zone, settings.queue);
}

void ZoneWatch::forget_people() {
    waves_.clear();
    if (queue_) queue_->forget_people();
}

void ZoneWatch::restart() {
    density_.clear();
    pressure_.clear();
    flows_.clear();
    waves_.clear();
    queue_people_.clear();
    since_.reset();
    empty_so_far_ = true;
    if (queue_) queue_->clear();
    crowd_ = {};
}

net::CameraMovement ZoneWatch::told_by(const net::CameraId& camera) const {
    net::CameraMovement out{camera, crowd_, people_, {}};
    if (!density_.sees_enough()) out.never_tells.push_back(&net::ZoneCrowd::density_per_m2);
    if (!pressure_.sees_any()) out.never_tells.push_back(&net::ZoneCrowd::pressure_per_s2);
    return out;
}

const net::ZoneCount* ZoneWatch::count_in(const net::Scene& scene) const {
    const auto zone = std::find_if(scene.zones.begin(), scene.zones.end(),
                                   [this](const net::ZoneCount& one) { return one.zone == zone_.zone; });
    return zone == scene.zones.end() ? nullptr : &*zone;
}

double ZoneWatch::counted(const net::Scene& scene) const {
    const auto* zone = count_in(scene);
    return zone == nullptr ? 0.0 : zone->count.people;
}

bool ZoneWatch::comes_without_motion(const net::Scene& scene, const net::CrowdVelocities* crowd) const {
    if (crowd == nullptr) return true;
    const auto* zone = count_in(scene);
    return crowd->empty() && zone != nullptr && !zone->count.at_least;
}

const net::DensityGrid* ZoneWatch::hidden(const net::Scene& scene) const {
    return scene.density && counted(scene) >= people_ + 1.0 ? &*scene.density : nullptr;
}

net::CrowdVelocities ZoneWatch::without_motion(const net::Scene& scene) const {
    const net::DensityGrid* density = hidden(scene);
    const double people = counted(scene);
    if (density == nullptr || people < (1.0 + settings_.pressure.hidden_share) * people_) return {};
    double located = 0.0;
    for (const auto& place : people_of(*density, zone_.outline)) located += place.people;
    // Whom the density does not show stand as those do whom it shows.
    const double each = located > 0.0 ? std::max(1.0, people / located) : 1.0;
    net::CrowdVelocities out;
    for (const auto& place : people_of(*density, around(zone_.outline, 3.0 * settings_.pressure.kernel_m))) {
        out.push_back({place.at, std::nullopt, each * place.people, density->cell_m});
    }
    return out;
}

void ZoneWatch::count(const WalkedPaths& people, const net::Scene& scene) {
    std::vector<PeopleAt> places;
    for (const auto& [number, path] : people.paths()) {
        const auto& at = path.newest().at;
        if (people.is_present(path) && net::contains(zone_.outline, at)) places.push_back({at, 1.0});
    }
    people_ = static_cast<double>(places.size());
    empty_so_far_ = empty_so_far_ && places.empty() && counted(scene) < 0.5;
    if (!density_.due(people.now())) return;
    const auto* crowd = hidden(scene);
    density_.put(people.now(), crowd != nullptr ? people_of(*crowd, zone_.outline) : places, counted(scene));
}

void ZoneWatch::measure(const WalkedPaths& people) {
    const auto pressure = pressure_.figure();
    crowd_.density_per_m2 = density_.density();
    crowd_.speed_m_per_s = flows_.speed();
    crowd_.counter_share = flows_.counter_share();
    crowd_.stop_and_go = waves_.share();
    crowd_.velocity_variance_m2_per_s2.reset();
    crowd_.pressure_per_s2.reset();
    // A place that is known to be turbulent is told; a calm one says nothing of those that are not known.
    if (pressure &&
        (!pressure->at_least || pressure->pressure_per_s2 >= settings_.pressure.turbulent_per_s2)) {
        crowd_.velocity_variance_m2_per_s2 = pressure->variance_m2_per_s2;
        crowd_.pressure_per_s2 = pressure->pressure_per_s2;
    }
    crowd_.dispersal_m_per_s = speed_apart(people, zone_, settings_.burst);
    if (zone_.direction) crowd_.against_people = people_against(people, zone_, settings_.flow);
    crowd_.queue_people.reset();
    crowd_.waiting_s.reset();
    if (!queue_) return;
    // Whoever is there has a confirmed track by the time in which somebody can be seen to wait.
    if (empty_so_far_ && people.now() - *since_ >= 2 * stream_time(settings_.queue.least_seen_s)) {
        crowd_.queue_people = 0.0;
        crowd_.waiting_s = 0.0;
    }
    if (!queue_people_.full()) return;
    double sum = 0.0;
    for (const auto& [when, waiting] : queue_people_.samples()) sum += waiting;
    crowd_.queue_people = sum / static_cast<double>(queue_people_.samples().size());
    crowd_.waiting_s = queue_->waiting_s();
}

void ZoneWatch::update(const WalkedPaths& people, const net::Scene& scene,
                       const net::CrowdVelocities* crowd) {
    const net::Microseconds now = people.now();
    if (!since_) since_ = now;
    count(people, scene);
    if (pressure_.due(now)) {
        const auto unmoved =
            comes_without_motion(scene, crowd) ? without_motion(scene) : net::CrowdVelocities{};
        pressure_.put(people, unmoved.empty() ? crowd : &unmoved);
    }
    if (flows_.due(now)) flows_.put(people);
    if (waves_.due(now)) waves_.put(people);
    if (queue_) {
        queue_->update(people);
        if (queue_people_.due(now)) queue_people_.put(now, queue_->people());
    }
    measure(people);
}

}  // namespace vigie::vision
