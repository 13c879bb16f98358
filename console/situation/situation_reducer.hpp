// From what arrives to the situation: the only place where the console's picture of the venue is put
// together.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "console/situation/arrival_rate.hpp"
#include "console/situation/recording_watch.hpp"
#include "console/situation/situation.hpp"

namespace vigie::console {

/// Pure but for the clock it is given: observations come in, snapshots go out. Owned by one thread. What a
/// node says of cameras and zones that its configuration record does not have is ignored, so a node that
/// talks nonsense costs no memory.
class SituationReducer {
public:
    /// `nodes` in the order in which they are shown; others are ignored. `clock` outlives it.
    SituationReducer(std::vector<net::NodeId> nodes, const net::Clock& clock);

    void scene(const net::NodeId& node, std::shared_ptr<const net::Scene> scene);
    void occupancy(const net::NodeId& node, std::shared_ptr<const net::Occupancy> occupancy);
    void health(const net::NodeId& node, net::NodeHealth health);
    /// Cameras and zones that the record does not have disappear, with what was known of them.
    void configuration(const net::NodeId& node, std::shared_ptr<const net::ConfigurationRecord> record);
    void link(const net::NodeId& node, LinkState state, net::Sentence reason);
    /// Ages are corrected by it. Before the first one, ages at arrival count as 0: the clocks may differ by
    /// anything.
    void clock_offset(const net::NodeId& node, const net::ClockOffset& offset);
    void messages_lost(const net::NodeId& node, std::uint64_t total);
    void incidents(std::shared_ptr<const IncidentBoard> board);
    void ledger(LedgerState state);

    /// The situation now. A node is silent when its health was heard and is not any more, or was not heard
    /// for longer than its topic's limit since the start, until it is heard again. Silence counts only while
    /// somebody listened: after more than a second without a snapshot (the program was stopped or starved)
    /// the limit runs anew, because a pause of our own must not be entered as the failure of a node. That it
    /// cannot record alerts is as its RecordingWatch says, and stays so while it is silent.
    [[nodiscard]] std::shared_ptr<const Situation> snapshot();

private:
    struct Feed {
        net::FeedTimes times;
        ArrivalRate rate;
    };
    struct CameraMemory {
        Feed feed;
        std::shared_ptr<const net::Scene> scene;
    };
    struct ZoneMemory {
        std::optional<net::ZoneCount> count;  ///< as last said
        OccupancyHistory history;
    };
    /// `situation` holds what is known; its livenesses are those of the last snapshot.
    struct NodeMemory {
        NodeSituation situation;
        Feed health;
        Feed occupancy;
        RecordingWatch recording;
        std::map<net::CameraId, CameraMemory> cameras;  ///< those of its configuration
        std::map<net::ZoneId, ZoneMemory> zones;
    };

    [[nodiscard]] NodeMemory* find(const net::NodeId& node);
    void arrived(Feed& feed, const NodeMemory& node, net::UtcTime captured, bool changed) const;
    static void take_counts(NodeMemory& node);
    [[nodiscard]] CameraSituation camera_now(const NodeMemory& node,
                                             const net::CameraConfiguration& camera) const;
    [[nodiscard]] static ZoneSituation zone_now(const NodeMemory& node, const net::ZoneConfiguration& zone);
    void sample(Situation& situation);
    [[nodiscard]] std::optional<SystemCondition> silence_of(const NodeMemory& node) const;
    [[nodiscard]] bool sees(const NodeMemory& node, const net::CameraConfiguration& camera) const;

    const net::Clock& clock_;
    net::MonoTime started_;
    net::MonoTime now_;              ///< of the last snapshot
    net::MonoTime listening_since_;  ///< without a pause
    std::uint64_t revision_ = 0;
    std::vector<NodeMemory> nodes_;
    std::optional<net::MonoTime> sampled_;
    OccupancyHistory venue_history_;
    std::shared_ptr<const IncidentBoard> board_;
    LedgerState ledger_;
};

}  // namespace vigie::console
