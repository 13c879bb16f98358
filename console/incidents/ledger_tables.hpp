// Rows of the ledger as values. Private to console/incidents. Everything here throws soci_error and runs
// within the caller's transaction; what was read is checked, and corrupt names the row.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <soci/soci.h>

#include "console/incidents/incident_fold.hpp"
#include "net/types/alert.hpp"
#include "net/types/result.hpp"

namespace vigie::console {

/// The newest numbers given, and the ledger time of the newest entry.
struct LedgerHead {
    std::uint64_t entry = 0;
    IncidentNumber incident = 0;
    std::uint64_t alert = 0;
    net::UtcTime at{};
};

[[nodiscard]] net::Result<LedgerHead> read_head(soci::session& sql);
void write_head(soci::session& sql, const LedgerHead& head);

/// Empty for a node that was never heard of.
[[nodiscard]] net::Result<net::AlertCursor> read_cursor(soci::session& sql, const net::NodeId& node);
void write_cursor(soci::session& sql, const net::NodeId& node, const net::AlertCursor& cursor);

/// Keeps the alert's bytes as row `id`; false when they are kept already.
[[nodiscard]] bool keep_alert(soci::session& sql, std::uint64_t id, const net::NodeId& node,
                              const net::ArchiveId& archive, const net::StoredAlert& alert);

/// The highest number that an alert of the archive ever had, also in a past that its store has lost; 0 for
/// none.
[[nodiscard]] net::AlertNumber newest_kept(soci::session& sql, const net::ArchiveId& archive);

/// An alert that entries of an incident record.
struct KeptAlert {
    net::Alert alert;
    std::uint64_t checksum = 0;
    bool only_one = true;  ///< no other alert of its archive ever had its number
};
/// The alerts of an incident that could be decoded, in the order of its entries.
[[nodiscard]] net::Result<std::vector<KeptAlert>> kept_of(soci::session& sql, IncidentNumber incident);
/// All alerts of the archive from number `first` to `last`, by number: several of one number after a store
/// was set back.
[[nodiscard]] net::Result<std::vector<net::StoredAlert>> kept_between(soci::session& sql,
                                                                      const net::ArchiveId& archive,
                                                                      net::AlertNumber first,
                                                                      net::AlertNumber last);

/// Says in the file that it has entries of halls, which programs of schema 1 do not know.
void hold_hall_entries(soci::session& sql);

/// Role of an operator's account, as its key says; empty without an account.
[[nodiscard]] std::string role_key_of(soci::session& sql, const std::string& name);

/// `alert_row` is the row of the entry's alert, 0 for none.
void write_entry(soci::session& sql, const Entry& entry, std::uint64_t alert_row);
/// Where the incident stands, for those who read only the open ones.
void write_incident(soci::session& sql, const FoldedIncident& state);

// Entries in the order in which they must be folded.
[[nodiscard]] net::Result<std::vector<Entry>> entries_after(soci::session& sql, std::uint64_t entry);
[[nodiscard]] net::Result<std::vector<Entry>> entries_of(soci::session& sql, IncidentNumber incident);
/// Of all incidents that are open, active, or were resolved since `since`, and the last thousand of halls.
[[nodiscard]] net::Result<std::vector<Entry>> entries_to_begin_with(soci::session& sql, net::UtcTime since);

}  // namespace vigie::console
