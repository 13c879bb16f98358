// What other nodes' cameras see of this node's floors, from what those nodes say. Without sockets and clock.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "net/transport/node_client.hpp"
#include "net/types/clock_offset.hpp"
#include "net/types/health.hpp"
#include "net/types/scene.hpp"
#include "net/types/venue.hpp"
#include "vision/configuration/node_configuration.hpp"
#include "vision/fusion/fusion.hpp"

namespace vigie::vision {

/// Keeps the newest scene of each camera that the configuration names, no others, so it is bounded by it. Any
/// thread may call any member.
///
/// A camera is blind while its node is not heard, refuses us or speaks another version; while that node does
/// not say that it runs, or has it on another floor than the configuration says; and while its newest scene
/// is older than a scene may be or in doubt. A scene is taken as of this node's clocks, by the measured
/// offset; until that is known there is none.
class NeighbourViews {
public:
    /// `own`: this node's record, whose zones they see.
    NeighbourViews(const std::vector<NeighbourSetup>& neighbours, const net::ConfigurationRecord& own);

    // What is heard of `node`; unknown nodes and cameras are ignored.
    void take(const net::NodeId& node, const net::Scene& scene, const net::Arrival& arrival);
    void take(const net::NodeId& node, const net::ClockOffset& offset);
    void take(const net::NodeId& node, const net::ConfigurationRecord& record);
    void take(const net::NodeId& node, const net::NodeHealth& health);
    void take(const net::NodeId& node, net::LinkState state, const net::Sentence& reason);

    /// Of every camera that is named: its newest scene, with this node's zones counted in it, and whether it
    /// sees now.
    [[nodiscard]] CameraViews views(net::MonoTime now) const;
    /// Of every neighbour, in the configuration's order.
    [[nodiscard]] std::vector<net::NeighbourHealth> health(net::MonoTime now) const;

private:
    /// Whether that node's record has the camera as this one's configuration says.
    enum class Agreement { unknown_yet, agrees, missing, other_floor };

    struct Camera {
        net::CameraId camera;
        net::FloorPlan floor;
        std::vector<net::ZoneConfiguration> zones;
        Agreement agreement = Agreement::unknown_yet;
        double fps = 0.0;
        bool runs = false;  ///< as its node said last
        std::shared_ptr<const net::Scene> newest;
    };
    struct Neighbour {
        net::NodeId node;
        net::LinkState link = net::LinkState::connecting;
        net::Sentence reason;
        std::optional<net::ClockOffset> offset;
        std::vector<Camera> cameras;
    };

    [[nodiscard]] Neighbour* find(const net::NodeId& node);
    [[nodiscard]] static bool sees(const Neighbour& neighbour, const Camera& camera, net::MonoTime now);
    [[nodiscard]] static net::Sentence problem_of(const Neighbour& neighbour, net::MonoTime now);
    [[nodiscard]] static Agreement agreement_of(const Camera& camera, const net::ConfigurationRecord& record);

    mutable std::mutex mutex_;
    std::vector<Neighbour> neighbours_;  ///< guarded by mutex_
};

}  // namespace vigie::vision
