// A whole node without threads and sockets: capture, analysis, mask and judgement in a time of its own, as
// fast as the machine can.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "net/types/alert.hpp"
#include "net/types/health.hpp"
#include "net/types/phase.hpp"
#include "net/types/result.hpp"
#include "net/types/scene.hpp"
#include "vision/configuration/node_configuration.hpp"

namespace vigie::vision {

/// An alert and when the node judged so, seconds from the run's start.
struct NodeAlert {
    double at_s = 0.0;
    net::Alert alert;
};

/// What one run of a node came to. Plain values.
struct NodeRun {
    std::vector<NodeAlert> alerts;                     ///< in their order
    std::vector<net::RuleHealth> off;                  ///< rules that were not on at the end, and why
    std::map<net::CameraId, std::uint64_t> frames_of;  ///< analysed, by camera
    std::uint64_t frames = 0;                          ///< analysed, of all cameras
    std::uint64_t seen = 0;                            ///< of these: not warming up, not in doubt
    std::uint64_t refused = 0;                         ///< could not be analysed
};

/// Every hall of the node is switched to a phase, seconds from the run's start.
struct NodeSwitch {
    double at_s = 0.0;
    net::VenuePhase phase = net::VenuePhase::show;
};

/// Told what the node makes of its zones at each look, seconds from the run's start.
using NodeWatcher = std::function<void(double at_s, const net::Occupancy&)>;

/// Runs the node for so many seconds; the machine is taken to be fast enough, so that every picture is
/// analysed when it is due. Its sources must be files, folders or simulated, and are played in real time,
/// which is the run's own: the same node, the same run. `switches`: in the order of their times.
/// invalid_input for a live source. Any thread.
[[nodiscard]] net::Result<NodeRun> run_node(NodeConfiguration configuration, double seconds,
                                            const NodeWatcher& watcher = {},
                                            std::vector<NodeSwitch> switches = {});

}  // namespace vigie::vision
