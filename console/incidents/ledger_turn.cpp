#include "console/incidents/ledger_turn.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace vigie::console {

using net::Result;

namespace {

Result<void> add_all(IncidentBook& book, const std::vector<Entry>& entries) {
    for (const Entry& entry : entries) {
        if (auto added = book.add(entry); !added) {
            return added;
        }
    }
    return {};
}

Result<void> load(soci::session& sql, IncidentBook& book, IncidentNumber incident) {
    const auto entries = entries_of(sql, incident);
    return entries ? add_all(book, *entries) : Result<void>(tl::unexpected(entries.error()));
}

}  // namespace

Result<void> catch_up(soci::session& sql, IncidentBook& book, const LedgerHead& head) {
    if (head.entry == book.head()) {
        return {};
    }
    const auto entries = entries_after(sql, book.head());
    if (!entries) {
        return tl::unexpected(entries.error());
    }
    for (const Entry& entry : *entries) {
        if (entry.hall) {
            if (auto added = book.add(entry); !added) {
                return added;
            }
            continue;
        }
        const FoldedIncident* known = book.find(entry.incident);
        if (known != nullptr && known->incident.version >= entry.version) {
            continue;  // came with its incident
        }
        // An old incident, which is not in memory, comes back whole.
        const bool whole = known == nullptr && entry.line.kind != EntryKind::opened;
        if (auto added = whole ? load(sql, book, entry.incident) : book.add(entry); !added) {
            return added;
        }
    }
    book.reached(head.entry);
    return {};
}

Result<void> LedgerTurn::begin() {
    auto head = read_head(sql_);
    if (!head) {
        return tl::unexpected(head.error());
    }
    head_ = *head;
    return catch_up(sql_, book_, head_);
}

Result<const FoldedIncident*> LedgerTurn::find(IncidentNumber incident) {
    if (const FoldedIncident* known = book_.find(incident)) {
        return known;
    }
    if (auto loaded = load(sql_, book_, incident); !loaded) {
        return tl::unexpected(loaded.error());
    }
    return book_.find(incident);
}

Result<void> LedgerTurn::append(IncidentNumber incident, EntryDraft draft) {
    // The clock may jump back; the ledger's time does not, so that the past is always a prefix.
    head_.at = std::max(head_.at, now_);
    const FoldedIncident* before = book_.find(incident);
    Entry entry;
    entry.line = {++head_.entry, head_.at, draft.kind, std::move(draft.actor), std::move(draft.text)};
    entry.incident = incident != 0 ? incident : ++head_.incident;
    entry.version = before != nullptr ? before->incident.version + 1 : 1;
    entry.alert = std::move(draft.alert);
    entry.system = std::move(draft.system);
    entry.outcome = draft.outcome;
    if (auto added = book_.add(entry); !added) {
        return added;
    }
    write_entry(sql_, entry, draft.alert_row);
    changed_.insert(entry.incident);
    return {};
}

Result<void> LedgerTurn::append_hall(HallMark hall, std::string actor, std::string text) {
    head_.at = std::max(head_.at, now_);
    Entry entry;
    entry.line.entry = ++head_.entry;
    entry.line.at = head_.at;
    entry.line.actor = std::move(actor);
    entry.line.text = std::move(text);
    entry.version = book_.hall_version() + 1;
    entry.hall = std::move(hall);
    if (auto added = book_.add(entry); !added) {
        return added;
    }
    write_entry(sql_, entry, 0);
    halls_changed_ = true;
    return {};
}

std::optional<std::uint64_t> LedgerTurn::keep(const net::NodeId& node, const net::ArchiveId& archive,
                                              const net::StoredAlert& alert) {
    if (!keep_alert(sql_, head_.alert + 1, node, archive, alert)) {
        return std::nullopt;
    }
    return ++head_.alert;
}

void LedgerTurn::finish() {
    for (const IncidentNumber incident : changed_) {
        write_incident(sql_, *book_.find(incident));
    }
    if (halls_changed_) {
        hold_hall_entries(sql_);
    }
    write_head(sql_, head_);
    book_.reached(head_.entry);
}

}  // namespace vigie::console
