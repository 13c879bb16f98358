// All that one camera can tell of how a zone's people move and wait.
#pragma once

#include <optional>

#include "net/types/camera_movement.hpp"
#include "net/types/scene.hpp"
#include "net/types/venue.hpp"
#include "vision/crowd/crowd_pressure.hpp"
#include "vision/crowd/densest_part.hpp"
#include "vision/crowd/opposite_flows.hpp"
#include "vision/crowd/queue_watch.hpp"
#include "vision/crowd/settings.hpp"
#include "vision/crowd/stop_and_go.hpp"
#include "vision/crowd/walked_paths.hpp"

namespace vigie::vision {

/// Owned by one thread.
class ZoneWatch {
public:
    /// `seen`: what the camera sees of the floor.
    ZoneWatch(const net::ZoneConfiguration& zone, const net::Polygon<net::Floor>& seen,
              const MovementSettings& settings);

    /// After each sample of the camera's paths. `scene`: the one that they come from; `crowd`: how the crowds
    /// in it move, empty where none is that has to be read as one, null when nobody knows.
    void update(const WalkedPaths& people, const net::Scene& scene,
                const net::CrowdVelocities* crowd = nullptr);
    /// A new epoch: nobody is who he was; what was measured before stays true.
    void forget_people();
    /// What was measured before says nothing of now.
    void restart();

    /// As of the last update.
    [[nodiscard]] const net::ZoneCrowd& crowd() const { return crowd_; }
    /// The same, as the camera's.
    [[nodiscard]] net::CameraMovement told_by(const net::CameraId& camera) const;

private:
    /// The scene's density while its count knows of more people in the zone than have a place; else null.
    [[nodiscard]] const net::DensityGrid* hidden(const net::Scene& scene) const;
    /// Whether the zone's count may be of a crowd of whose motion nothing is known: not one that is held for
    /// who stands there, "at least", while its camera knows of no crowd. Those move as who is told apart.
    [[nodiscard]] bool comes_without_motion(const net::Scene& scene, const net::CrowdVelocities* crowd) const;
    /// The squares of such a crowd in the scene; empty unless clearly more people are counted in the zone
    /// than have a place.
    [[nodiscard]] net::CrowdVelocities without_motion(const net::Scene& scene) const;
    [[nodiscard]] const net::ZoneCount* count_in(const net::Scene& scene) const;
    [[nodiscard]] double counted(const net::Scene& scene) const;
    void count(const WalkedPaths& people, const net::Scene& scene);
    void measure(const WalkedPaths& people);

    net::ZoneConfiguration zone_;
    MovementSettings settings_;
    DensestPart density_;
    CrowdPressure pressure_;
    OppositeFlows flows_;
    StopAndGo waves_;
    std::optional<QueueWatch> queue_;
    SlidingWindow<double> queue_people_;
    double people_ = 0.0;  ///< with a place in the zone, as of the last update
    /// Nobody was seen in the zone since the start: there is no line, however short the time. A line of
    /// before a restart must not be told for longer than it stands.
    bool empty_so_far_ = true;
    std::optional<net::Microseconds> since_;  ///< the first sample
    net::ZoneCrowd crowd_;
};

}  // namespace vigie::vision
