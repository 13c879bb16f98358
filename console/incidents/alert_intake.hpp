// Takes a node's alerts into the ledger: each once, in order, with the node's cursor. Private to
// console/incidents.
#pragma once

#include "console/incidents/ledger_turn.hpp"
#include "net/types/alert.hpp"
#include "net/types/result.hpp"

namespace vigie::console {

/// Adds the batch to the turn and returns the node's new cursor. invalid_input for a batch that does not
/// follow the cursor or whose checksums do not chain: nothing of it may then be committed. Throws soci_error.
[[nodiscard]] net::Result<net::AlertCursor> take_batch(LedgerTurn& turn, const net::NodeId& node,
                                                       const net::AlertBatch& batch);

}  // namespace vigie::console
