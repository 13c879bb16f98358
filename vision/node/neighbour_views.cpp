#include "vision/node/neighbour_views.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "vision/fusion/neighbour_scene.hpp"
#include "vision/node/source_state.hpp"

namespace vigie::vision {

namespace {

constexpr double kSameSizeM = 0.01;

/// One sentence about cameras.
struct Named {
    std::string names;
    std::vector<std::string> ids;

    void add(const net::CameraId& camera) {
        names += (names.empty() ? "'" : ", '") + camera.text() + "'";
        ids.push_back(camera.text());
    }
    [[nodiscard]] net::Sentence because(const char* before, const char* after) const {
        return {before + names + after, net::Reason::unnamed, ids};
    }
};

template <class Items, class Id, class Member>
auto* item_of(Items& items, const Id& id, Member member) {
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.*member == id; });
    return found == items.end() ? nullptr : &*found;
}

}  // namespace

NeighbourViews::NeighbourViews(const std::vector<NeighbourSetup>& neighbours,
                               const net::ConfigurationRecord& own) {
    for (const auto& setup : neighbours) {
        Neighbour neighbour;
        neighbour.node = setup.node;
        for (const auto& named : setup.cameras) {
            Camera camera;
            camera.camera = named.camera;
            camera.floor.floor = named.floor;
            if (const auto* plan = item_of(own.floors, named.floor, &net::FloorPlan::floor)) {
                camera.floor = *plan;
            }
            for (const auto& zone : own.zones) {
                if (std::find(named.zones.begin(), named.zones.end(), zone.zone) != named.zones.end()) {
                    camera.zones.push_back(zone);
                }
            }
            neighbour.cameras.push_back(std::move(camera));
        }
        neighbours_.push_back(std::move(neighbour));
    }
}

NeighbourViews::Neighbour* NeighbourViews::find(const net::NodeId& node) {
    return item_of(neighbours_, node, &Neighbour::node);
}

void NeighbourViews::take(const net::NodeId& node, const net::Scene& scene, const net::Arrival& arrival) {
    std::optional<net::ClockOffset> offset;
    std::vector<net::ZoneConfiguration> zones;
    {
        const std::lock_guard lock(mutex_);
        const Neighbour* neighbour = find(node);
        if (neighbour == nullptr || !neighbour->offset) return;
        const auto* camera = item_of(neighbour->cameras, scene.camera, &Camera::camera);
        if (camera == nullptr) return;
        offset = neighbour->offset;
        zones = camera->zones;
    }
    auto ours = std::make_shared<net::Scene>(scene);
    ours->zones = count_in_zones(scene, zones);
    ours->lines.clear();
    // What was captured after now by the measured offset was captured now: the offset has an error.
    const net::Microseconds age =
        std::max(net::Microseconds::zero(), arrival.utc + offset->offset - scene.stamp.captured);
    ours->stamp.captured = arrival.utc - age;
    ours->stamp.captured_mono = arrival.mono - age;
    const std::lock_guard lock(mutex_);
    Neighbour* neighbour = find(node);
    item_of(neighbour->cameras, scene.camera, &Camera::camera)->newest = std::move(ours);
}

void NeighbourViews::take(const net::NodeId& node, const net::ClockOffset& offset) {
    const std::lock_guard lock(mutex_);
    if (Neighbour* neighbour = find(node)) neighbour->offset = offset;
}

void NeighbourViews::take(const net::NodeId& node, const net::ConfigurationRecord& record) {
    const std::lock_guard lock(mutex_);
    Neighbour* neighbour = find(node);
    if (neighbour == nullptr) return;
    for (auto& camera : neighbour->cameras) {
        camera.agreement = agreement_of(camera, record);
        const auto* there = item_of(record.cameras, camera.camera, &net::CameraConfiguration::camera);
        if (there != nullptr) camera.fps = there->fps;
    }
}

NeighbourViews::Agreement NeighbourViews::agreement_of(const Camera& camera,
                                                       const net::ConfigurationRecord& record) {
    const auto* there = item_of(record.cameras, camera.camera, &net::CameraConfiguration::camera);
    if (there == nullptr || !there->calibration) return Agreement::missing;
    const auto* floor = item_of(record.floors, there->calibration->floor, &net::FloorPlan::floor);
    // The same name for another plan would put people where they are not.
    const bool same = floor != nullptr && floor->floor == camera.floor.floor &&
                      std::abs(floor->width_m - camera.floor.width_m) <= kSameSizeM &&
                      std::abs(floor->height_m - camera.floor.height_m) <= kSameSizeM;
    return same ? Agreement::agrees : Agreement::other_floor;
}

void NeighbourViews::take(const net::NodeId& node, const net::NodeHealth& health) {
    const std::lock_guard lock(mutex_);
    Neighbour* neighbour = find(node);
    if (neighbour == nullptr) return;
    for (auto& camera : neighbour->cameras) {
        const auto* there = item_of(health.cameras, camera.camera, &net::CameraHealth::camera);
        camera.runs = there != nullptr && there->state == net::SourceState::running;
    }
}

void NeighbourViews::take(const net::NodeId& node, net::LinkState state, const net::Sentence& reason) {
    const std::lock_guard lock(mutex_);
    Neighbour* neighbour = find(node);
    if (neighbour == nullptr) return;
    neighbour->link = state;
    neighbour->reason = reason;
    if (state == net::LinkState::up) return;
    // Whoever answers next may be another run, on a clock that was set meanwhile.
    neighbour->offset.reset();
    for (auto& camera : neighbour->cameras) {
        camera.agreement = Agreement::unknown_yet;
        camera.runs = false;
        camera.newest.reset();
    }
}

bool NeighbourViews::sees(const Neighbour& neighbour, const Camera& camera, net::MonoTime now) {
    return neighbour.link == net::LinkState::up && camera.agreement == Agreement::agrees && camera.runs &&
           camera.newest != nullptr && camera.newest->mask == net::MaskReason::people &&
           !is_too_old(now - camera.newest->stamp.captured_mono, camera.fps);
}

CameraViews NeighbourViews::views(net::MonoTime now) const {
    CameraViews out;
    const std::lock_guard lock(mutex_);
    for (const auto& neighbour : neighbours_) {
        for (const auto& camera : neighbour.cameras) {
            out[camera.camera] = {camera.newest, !sees(neighbour, camera, now)};
        }
    }
    return out;
}

net::Sentence NeighbourViews::problem_of(const Neighbour& neighbour, net::MonoTime now) {
    if (neighbour.link == net::LinkState::refused && !neighbour.reason.about.empty()) {
        const auto& key = neighbour.reason.about.front();
        return {"does not accept this node's key: add the line '" + key + " NAME' to its allowlist",
                net::Reason::unnamed,
                {key}};
    }
    if (neighbour.link != net::LinkState::up) return neighbour.reason;
    Named missing;
    Named elsewhere;
    Named blind;
    for (const auto& camera : neighbour.cameras) {
        if (camera.agreement == Agreement::missing) {
            missing.add(camera.camera);
        } else if (camera.agreement == Agreement::other_floor) {
            elsewhere.add(camera.camera);
        } else if (!sees(neighbour, camera, now)) {
            blind.add(camera.camera);
        }
    }
    if (!missing.ids.empty()) {
        return missing.because("has no calibrated camera ", ": correct its id here or calibrate it there");
    }
    if (!elsewhere.ids.empty()) {
        return elsewhere.because("has another floor plan under camera ",
                                 ": give the floor the same id and size at both nodes");
    }
    if (!blind.ids.empty()) {
        return blind.because("says nothing of what camera ", " sees");
    }
    return {};
}

std::vector<net::NeighbourHealth> NeighbourViews::health(net::MonoTime now) const {
    std::vector<net::NeighbourHealth> out;
    const std::lock_guard lock(mutex_);
    out.reserve(neighbours_.size());
    for (const auto& neighbour : neighbours_) out.push_back({neighbour.node, problem_of(neighbour, now)});
    return out;
}

}  // namespace vigie::vision
