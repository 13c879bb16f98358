// The situation at time T: one immutable snapshot that every panel is a pure view of.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "console/incidents/incident.hpp"
#include "console/situation/occupancy_history.hpp"
#include "net/types/clock_offset.hpp"
#include "net/types/health.hpp"
#include "net/types/liveness.hpp"
#include "net/types/picture.hpp"
#include "net/types/scene.hpp"
#include "net/types/sentence.hpp"
#include "net/types/venue.hpp"

namespace vigie::console {

/// State of the connection to a node.
enum class LinkState : std::uint8_t { connecting, up, refused, down };

struct NodeSituation {
    net::NodeId node;
    std::string name;  ///< from its configuration; its id until that is known
    LinkState link = LinkState::connecting;
    net::Sentence link_reason;                           ///< does not name the node; empty while up
    net::Liveness liveness = net::Liveness::never_seen;  ///< of its health topic
    std::shared_ptr<const net::NodeHealth> health;       ///< null before the first
    std::optional<net::MonoTime> last_health;            ///< arrival
    std::optional<net::ClockOffset> clock;
    std::uint64_t messages_lost = 0;  ///< over all of its topics
    std::shared_ptr<const net::ConfigurationRecord> configuration;
    std::shared_ptr<const net::Occupancy> occupancy;
    net::Liveness occupancy_liveness = net::Liveness::never_seen;
};

struct CameraSituation {
    net::CameraId camera;
    net::NodeId node;
    std::string name;
    net::Liveness liveness = net::Liveness::never_seen;    ///< of its scenes
    net::SourceState source = net::SourceState::starting;  ///< as its node says
    net::Sentence source_message;
    std::shared_ptr<const net::Scene> scene;  ///< newest; counts come only from here
    std::optional<net::MonoTime> last_scene;  ///< arrival of the newest
    double scene_fps = 0.0;                   ///< over the last seconds
    bool calibrated = false;
};

struct ZoneSituation {
    net::NodeId node;
    net::ZoneConfiguration configuration;
    /// As its node last said. While the node is silent: the last count, "at least" and "partly blind"; it
    /// never falls because of silence.
    net::ZoneCount count;
    bool known = false;                                  ///< false: no occupancy has arrived yet
    net::Liveness liveness = net::Liveness::never_seen;  ///< of the count: its node's occupancy
    OccupancyHistory history;
};

/// A condition that only a console can notice; it becomes an incident by the actor "system".
struct SystemCondition {
    net::RuleKind kind = net::RuleKind::node_silent;
    net::NodeId node;
    /// Of a silent node: cameras that nobody sees because of it, in the node's order; one whose pictures
    /// still come is not among them.
    std::vector<net::CameraId> blind;
    /// Of a node that cannot record alerts: why, as it said when that was noticed; may be empty.
    net::Sentence problem;
    bool operator==(const SystemCondition&) const = default;
};

/// Whether what people do can be recorded.
struct LedgerState {
    bool recording = false;
    net::Sentence problem;  ///< empty while recording
};

/// Immutable; crosses threads as shared_ptr<const Situation>.
struct Situation {
    std::uint64_t revision = 0;
    net::UtcTime at{};                     ///< T
    std::vector<NodeSituation> nodes;      ///< in the order of the console's configuration
    std::vector<CameraSituation> cameras;  ///< by node, then in the node's order
    std::vector<ZoneSituation> zones;
    std::vector<SystemCondition> conditions;  ///< by node
    OccupancyHistory venue_history;
    /// Sum over nodes; absent before any occupancy. "At least" and "partly blind" while a node that counts
    /// towards it is silent or was never heard.
    std::optional<net::Count> venue;
    std::shared_ptr<const IncidentBoard> incidents;
    LedgerState ledger;
};

}  // namespace vigie::console
