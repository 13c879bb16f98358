// What is to be said of an edge node, worst first: for the health panel.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "console/situation/situation.hpp"

namespace vigie::console {

enum class Concern : std::uint8_t {
    none,
    note,     ///< worth knowing: a rule is off, frames were dropped
    warning,  ///< something is not seen or late
    failure   ///< nothing comes, or nothing is recorded
};

struct NodeMessage {
    Concern concern = Concern::note;
    std::string words;
};

struct NodeReport {
    const NodeSituation* node = nullptr;
    Concern concern = Concern::none;    ///< of its worst message
    std::vector<NodeMessage> messages;  ///< worst first
    /// "clock +1.2 ± 0.3 ms", "0 lost", "412 GB free", as far as known; none of a node that is not heard.
    std::vector<std::string> figures;
    std::vector<std::string> figures_in_full;  ///< the same, saying what is lost
};

/// A disk with less is a warning.
inline constexpr std::uint64_t kLowDiskBytes = 2'000'000'000;
/// A clock that differs by more is a warning: ages and orders of events cannot be trusted by eye.
inline constexpr net::Microseconds kClockLimit = std::chrono::seconds(1);

/// A camera of which a smaller share of the frames is analysed now is noted: single skipped frames are not
/// worth a line.
inline constexpr double kLeastAnalysed = 0.8;

[[nodiscard]] NodeReport report_on(const NodeSituation& node, const Situation& situation, net::MonoTime now);

/// Reports on all nodes, worst first; in the situation's order among equals.
[[nodiscard]] std::vector<NodeReport> reports_worst_first(const Situation& situation, net::MonoTime now);

}  // namespace vigie::console
