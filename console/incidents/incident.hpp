// An incident: what people make of a condition that a node observed. It is the fold of its
// ledger entries; nothing here is stored as such.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "console/incidents/hall_switch.hpp"
#include "net/types/alert.hpp"
#include "net/types/ids.hpp"
#include "net/types/time.hpp"

namespace vigie::console {

/// Assigned by the ledger, from 1; shown as INC-00042.
using IncidentNumber = std::uint64_t;

/// Where the work on it stands (ISA-18.2 practice); the condition stands beside it.
enum class WorkState : std::uint8_t {
    fresh = 1,  ///< nobody has acknowledged it; drawn as "new"
    acknowledged = 2,
    confirmed = 3,
    dispatched = 4,
    resolved = 5
};

enum class ConditionState : std::uint8_t { active = 1, cleared = 2 };

/// How a resolved incident turned out.
enum class Outcome : std::uint8_t { genuine = 1, false_alarm = 2, test = 3 };

/// What one ledger entry says happened.
enum class EntryKind : std::uint8_t {
    opened = 1,    ///< by an alert, or by the system
    joined = 2,    ///< another alert of the same rule and subject
    worsened = 3,  ///< crossed a priority band, or came back: unacknowledged again
    condition_cleared = 4,
    acknowledged = 5,
    note = 6,
    resolved = 7,
    reopened = 8
    // 9 and 10 are entries of halls: ledger_tables.cpp.
};

/// What an observation meant for an incident that was there already.
enum class Change : std::uint8_t {
    none,          ///< no observation, or the first one
    came_back,     ///< its condition had cleared
    grew,          ///< the figure is larger than before
    more_urgent,   ///< the priority is higher than ever, the figure is not larger
    raised_again,  ///< none of these, and a raise
    updated        ///< none of these, and an update
};

/// One line of an incident's history. `actor` is the operator's name, or "system".
struct HistoryEntry {
    std::uint64_t entry = 0;  ///< number in the ledger
    net::UtcTime at{};        ///< assigned by the ledger; never decreases
    EntryKind kind = EntryKind::opened;
    std::string actor;
    /// A note's words, a resolution's reason, an alert's note; may be empty. Why a condition ended is a key,
    /// and what others tell has a reason (sentence_of_entry): screens put both into words.
    std::string text;
    // What was observed, as the fold finds it in the alert: the file holds only the entry's kind.
    Change change = Change::none;
    std::optional<net::Evidence> figure = std::nullopt;  ///< measured first, times left out
    std::optional<double> before = std::nullopt;         ///< the figure's value until then; what grew has one
    bool operator==(const HistoryEntry&) const = default;
};

/// A camera's picture in which a node saw what it told.
struct TriggeringFrame {
    net::CameraId camera;
    net::FrameStamp stamp;
    bool operator==(const TriggeringFrame&) const = default;
};

struct Incident {
    IncidentNumber number = 0;
    std::uint64_t version = 0;  ///< grows with each entry; an act names the version it saw
    net::NodeId node;
    net::RuleId rule;
    net::RuleKind kind = net::RuleKind::intrusion;
    net::Priority priority = net::Priority::medium;
    std::optional<net::ZoneId> zone;
    std::optional<net::CameraId> camera;
    WorkState work = WorkState::fresh;
    ConditionState condition = ConditionState::active;
    net::UtcTime opened{};    ///< ledger time
    net::UtcTime observed{};  ///< the node's time of the first alert
    net::UtcTime changed{};   ///< ledger time of the newest entry
    std::uint32_t times_raised = 1;
    std::vector<net::Evidence> evidence;  ///< of the newest alert that raised or updated it
    /// That triggered that alert, which may be another camera's than the first one's. Absent where no picture
    /// shows it: the venue as a whole, a camera that is silent.
    std::optional<TriggeringFrame> frame;
    std::optional<std::string> acknowledged_by;
    std::optional<net::UtcTime> acknowledged_at;
    std::optional<Outcome> outcome;
    std::vector<HistoryEntry> history;  ///< oldest first
    bool operator==(const Incident&) const = default;
};

/// When it began, as the node saw it: a console that was closed, or cut off, hears of it later. Never after
/// it was heard of, whatever the node's clock says.
[[nodiscard]] inline net::UtcTime began(const Incident& incident) {
    return std::min(incident.observed, incident.opened);
}

/// All open incidents and the recently resolved ones, newest first, and how halls were switched; immutable.
struct IncidentBoard {
    std::uint64_t head = 0;  ///< newest ledger entry in it
    std::vector<std::shared_ptr<const Incident>> incidents;
    std::vector<HallSwitch> switches = {};  ///< as HallLog::switches()
};

}  // namespace vigie::console
