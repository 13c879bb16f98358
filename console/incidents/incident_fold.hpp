// The fold: what each ledger entry makes of an incident. Pure; the only place that says what an entry means.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "console/incidents/incident.hpp"
#include "net/types/alert.hpp"
#include "net/types/result.hpp"
#include "net/types/time.hpp"

namespace vigie::console {

// Why a condition ended that nobody says the end of: the words of a system entry, as keys. Alerts bring their
// own: "rule_off", "rule_removed", "superseded".
inline constexpr const char* kArchiveReplaced = "archive_replaced";
inline constexpr const char* kStoreSetBack = "store_set_back";

/// What the system itself opens an incident about.
struct SystemSubject {
    net::RuleKind kind = net::RuleKind::node_silent;
    net::NodeId node;
    bool operator==(const SystemSubject&) const = default;
};

/// That an entry is about a hall of that node: a person's decision, or the node's answer to one.
struct HallMark {
    net::NodeId node;
    bool answer = false;
};

/// One entry of the ledger, with all that the fold needs to know of it.
struct Entry {
    HistoryEntry line;
    IncidentNumber incident = 0;          ///< 0: about a hall
    std::uint64_t version = 0;            ///< of the incident after it: 1 for the one that opened it; among
                                          ///< entries of halls their number
    std::optional<net::Alert> alert;      ///< that it records
    std::optional<SystemSubject> system;  ///< instead of an alert
    std::optional<Outcome> outcome;       ///< of a resolution
    std::optional<HallMark> hall = {};    ///< of an entry about a hall, which has no kind of its own
};

/// An incident, and what decides which later alerts belong to it.
struct FoldedIncident {
    Incident incident;
    std::string subject;         ///< of which at most one incident is open
    std::string condition;       ///< that was observed last: its clearing clears the incident
    net::UtcTime resolved_at{};  ///< while resolved
};

/// "INC-00042".
[[nodiscard]] std::string name_of(IncidentNumber incident);

/// Rule and place of an alert; alerts that share it join one open incident.
[[nodiscard]] std::string subject_of(const net::Alert& alert);
[[nodiscard]] std::string subject_of(const SystemSubject& system);
/// A condition's identity in this ledger: unique over archives.
[[nodiscard]] std::string condition_of(const net::Alert& alert);
[[nodiscard]] std::string condition_of(const SystemSubject& system);

/// Folds `entry` onto `state`, which is empty before the first. corrupt, naming the entry, when it cannot
/// follow what is there; `state` is then as it was.
[[nodiscard]] net::Result<void> fold(std::optional<FoldedIncident>& state, const Entry& entry);

}  // namespace vigie::console
