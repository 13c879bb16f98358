// What an alert or an act may do to an incident. Pure: it decides, the ledger writes it down.
#pragma once

#include <string>

#include "console/incidents/incident_fold.hpp"
#include "console/incidents/ledger.hpp"

namespace vigie::console {

/// Which incident an alert is about.
enum class Target : std::uint8_t { none, same_condition, same_subject, new_incident };

struct AlertEffect {
    Target target = Target::none;  ///< none: the alert is kept but changes nothing
    EntryKind kind = EntryKind::opened;
    bool operator==(const AlertEffect&) const = default;
};

/// `same_condition` is the incident whose active condition the alert names, `same_subject` the open one of
/// its subject; either may be null.
[[nodiscard]] AlertEffect effect_of(const net::Alert& alert, const FoldedIncident* same_condition,
                                    const FoldedIncident* same_subject);

/// Whether `act`, which is `kind`, may be done to the incident as it is `now`. conflict when it contradicts
/// what somebody did, with who, what and how long ago: the screen's clock is the venue's, which the ledger
/// does not know. invalid_input for a version that the incident never had.
[[nodiscard]] net::Result<void> check_act(EntryKind kind, const Act& act, const Incident& incident,
                                          net::UtcTime now);

}  // namespace vigie::console
