// What a node says of itself once a second: sources, rules, storage, drops.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "net/types/ids.hpp"
#include "net/types/sentence.hpp"
#include "net/types/time.hpp"

namespace vigie::net {

/// State of a camera's source as its node sees it.
enum class SourceState : std::uint8_t {
    starting = 1,  ///< opening; no frame yet
    running = 2,   ///< frames arrive and change
    frozen = 3,    ///< frames arrive and do not change
    silent = 4,    ///< no frame for longer than the limit
    failed = 5     ///< cannot be opened; retried with back-off
};

/// A counter of things lost or refused, named by what it counts.
struct Counter {
    std::string name;  ///< stable key, e.g. "frames_dropped"
    std::uint64_t value = 0;
    bool operator==(const Counter&) const = default;
};

struct CameraHealth {
    CameraId camera;
    SourceState state = SourceState::starting;
    std::optional<UtcTime> last_frame;
    double captured_fps = 0.0;
    double analysed_fps = 0.0;
    double analysis_ms = 0.0;  ///< median of the last two seconds
    SourceEpoch epoch = 0;
    Sentence message;  ///< of the last failure; empty when running
    std::vector<Counter> counters;
    bool operator==(const CameraHealth&) const = default;
};

/// Whether a rule works now, and if not, why.
struct RuleHealth {
    RuleId rule;
    bool on = true;
    Sentence why_off;                     ///< purpose expired, camera without calibration ...
    std::vector<Sentence> also_off = {};  ///< what else keeps it off, or parts of it; told after why_off
    bool operator==(const RuleHealth&) const = default;
};

/// Another node whose cameras see zones of this one, as this one hears it.
struct NeighbourHealth {
    NodeId node;
    Sentence problem;  ///< empty while all of those cameras are heard and see
    bool operator==(const NeighbourHealth&) const = default;
};

struct NodeHealth {
    NodeId node;
    UtcTime at{};
    UtcTime started{};
    std::uint64_t configuration_version = 0;
    std::vector<CameraHealth> cameras;
    std::vector<RuleHealth> rules;
    std::vector<Counter> counters;  ///< refused clients, bad messages, dropped publications
    Sentence storage_problem;       ///< empty when alerts can be recorded
    std::uint64_t disk_free_bytes = 0;
    std::vector<NeighbourHealth> neighbours = {};
    bool operator==(const NodeHealth&) const = default;
};

}  // namespace vigie::net
