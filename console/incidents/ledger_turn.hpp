// One turn at writing the ledger: what a single transaction adds to it. Private to console/incidents.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include <soci/soci.h>

#include "console/incidents/incident_book.hpp"
#include "console/incidents/ledger_tables.hpp"

namespace vigie::console {

inline constexpr const char* kSystemActor = "system";

/// What an entry says; number, time and version are the ledger's to give.
struct EntryDraft {
    EntryKind kind = EntryKind::opened;
    std::string actor = kSystemActor;
    std::string text;
    std::optional<net::Alert> alert;
    std::optional<SystemSubject> system;
    std::optional<Outcome> outcome;
    std::uint64_t alert_row = 0;  ///< of the alert, 0 for none
};

/// Lives within LedgerDatabase::write. What it adds to the book holds when the transaction does: commit or
/// roll back both. Throws soci_error.
class LedgerTurn {
public:
    LedgerTurn(soci::session& sql, IncidentBook& book, net::UtcTime now)
        : sql_(sql), book_(book), now_(now) {}

    /// Reads what others have written since the book's head. First of all calls.
    [[nodiscard]] net::Result<void> begin();

    /// The incident as it is now, from memory or from the file; null when there is none.
    [[nodiscard]] net::Result<const FoldedIncident*> find(IncidentNumber incident);

    /// The number that the next new incident gets.
    [[nodiscard]] IncidentNumber next_incident() const { return head_.incident + 1; }

    /// Adds an entry; 0 opens a new incident.
    [[nodiscard]] net::Result<void> append(IncidentNumber incident, EntryDraft draft);

    /// Adds an entry about a hall.
    [[nodiscard]] net::Result<void> append_hall(HallMark hall, std::string actor, std::string text);

    /// A row for the alert's bytes; nothing when they are kept already.
    [[nodiscard]] std::optional<std::uint64_t> keep(const net::NodeId& node, const net::ArchiveId& archive,
                                                    const net::StoredAlert& alert);

    /// Writes what follows from the entries. Last of all calls.
    void finish();

    [[nodiscard]] const IncidentBook& book() const { return book_; }
    [[nodiscard]] soci::session& sql() { return sql_; }

private:
    soci::session& sql_;
    IncidentBook& book_;
    net::UtcTime now_;
    LedgerHead head_;
    std::set<IncidentNumber> changed_;
    bool halls_changed_ = false;
};

/// Folds into the book what another program wrote after the book's head.
[[nodiscard]] net::Result<void> catch_up(soci::session& sql, IncidentBook& book, const LedgerHead& head);

}  // namespace vigie::console
