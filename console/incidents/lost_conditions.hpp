// Which conditions nobody will end, because the node's store has lost the alerts that say of them. Private to
// console/incidents.
#pragma once

#include <vector>

#include "console/incidents/ledger_turn.hpp"
#include "net/types/alert.hpp"
#include "net/types/result.hpp"

namespace vigie::console {

/// Incidents whose active condition an alert of this node's archive told.
[[nodiscard]] std::vector<IncidentNumber> active_conditions(const LedgerTurn& turn, const net::NodeId& node,
                                                            const net::ArchiveId& archive);

/// Those of them of which no alert is in the archive as it is now, after a store was set back, as from a
/// backup. `cursor` is the end of what is there now, all of it read. A condition whose raise survived is the
/// node's to end, even when its later alerts are lost: the node takes it up again. Errors: corrupt. Throws
/// soci_error.
[[nodiscard]] net::Result<std::vector<IncidentNumber>> lost_conditions(LedgerTurn& turn,
                                                                       const net::NodeId& node,
                                                                       const net::AlertCursor& cursor);

}  // namespace vigie::console
