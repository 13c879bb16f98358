// The ledger's tables. Private to console/incidents.
#pragma once

#include <soci/soci.h>

#include "net/types/result.hpp"

namespace vigie::console {

/// False for an empty database; invalid_input for one of another program or of a newer version of this one.
/// Throws soci_error.
[[nodiscard]] net::Result<bool> has_schema(soci::session& sql);

/// Makes all tables, within the caller's transaction. Throws soci_error.
void make_schema(soci::session& sql);

}  // namespace vigie::console
