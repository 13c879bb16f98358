#include "console/incidents/ledger_tables.hpp"

#include <charconv>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <sodium.h>

#include "net/wire/alert_codec.hpp"

namespace vigie::console {

using net::ErrorCode;
using net::Result;
using soci::into;
using soci::use;

namespace {

constexpr long long kOldestEntryKind = 1;
constexpr long long kNewestEntryKind = 8;
constexpr long long kPhaseSwitched = 9;
constexpr long long kPhaseAnswered = 10;
constexpr long long kNewestHallEntries = 1000;
constexpr long long kNewestOutcome = 3;

// What SOCI binds: 64 bit signed. Numbers count from 1 and stay far below.
long long signed_of(std::uint64_t number) {
    return static_cast<long long>(number);
}
std::uint64_t unsigned_of(long long number) {
    return static_cast<std::uint64_t>(number);
}
long long us_of(net::UtcTime at) {
    return at.time_since_epoch().count();
}
net::UtcTime time_of(long long us) {
    return net::UtcTime(net::Microseconds(us));
}

std::string hex_of(std::string_view bytes) {
    std::string hex(2 * bytes.size() + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                   bytes.size());
    hex.pop_back();  // its closing NUL
    return hex;
}

std::optional<std::string> bytes_of(const std::string& hex) {
    std::string bytes(hex.size() / 2, '\0');
    std::size_t length = 0;
    if (sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), hex.data(), hex.size(),
                       nullptr, &length, nullptr) != 0 ||
        2 * length != hex.size()) {
        return std::nullopt;
    }
    return bytes;
}

std::optional<std::uint64_t> checksum_of(const std::string& hex) {
    std::uint64_t checksum = 0;
    const char* end = hex.data() + hex.size();
    const auto parsed = std::from_chars(hex.data(), end, checksum, 16);
    return parsed.ec == std::errc() && parsed.ptr == end ? std::optional(checksum) : std::nullopt;
}

tl::unexpected<net::Error> damaged(std::string_view row, std::string_view what) {
    return net::fail(ErrorCode::corrupt,
                     {fmt::format("the ledger is damaged: {} {}; move it and its '-wal' aside, keep them for "
                                  "recovery, and start again",
                                  row, what),
                      net::Reason::ledger_damaged});
}

/// An entry as its columns.
struct Row {
    long long number = 0;
    long long at_us = 0;
    long long incident = 0;
    long long version = 0;
    long long kind = 0;
    std::string actor;
    std::string text;
    long long outcome = 0;
    long long alert = 0;
    std::string system_kind;
    std::string system_node;
    std::string bytes;
};

/// Whose hall an entry is about.
Result<void> read_hall(const Row& row, Entry& entry) {
    auto node = net::NodeId::parse(row.system_node);
    if (!node || row.alert != 0) {
        return damaged(fmt::format("entry {}", row.number), "is about the hall of no node");
    }
    entry.hall = {*std::move(node), row.kind == kPhaseAnswered};
    return {};
}

/// The alert of an entry. One that could not be decoded when it came is told by the system instead.
Result<void> read_subject(const Row& row, Entry& entry) {
    const std::string name = fmt::format("entry {}", row.number);
    if (!row.system_kind.empty()) {
        const auto kind = net::rule_kind_from_key(row.system_kind);
        const auto node = net::NodeId::parse(row.system_node);
        if (!kind || !node) {
            return damaged(name, "is about an unknown condition");
        }
        entry.system = SystemSubject{*kind, *node};
        return {};
    }
    if (row.alert == 0) {
        return {};
    }
    const auto bytes = bytes_of(row.bytes);
    if (!bytes) {
        return damaged(name, "has an alert that is not hexadecimal");
    }
    auto alert = net::decode_alert(*bytes);
    if (!alert) {
        return damaged(name, "has an alert that cannot be decoded");
    }
    entry.alert = std::move(*alert);
    return {};
}

Result<Entry> entry_of(const Row& row) {
    Entry entry;
    const std::string name = fmt::format("entry {}", row.number);
    const bool about_hall = row.kind == kPhaseSwitched || row.kind == kPhaseAnswered;
    if (row.number < 1 || row.version < 1 || (about_hall ? row.incident != 0 : row.incident < 1)) {
        return damaged(name, "has a number below 1");
    }
    if (!about_hall && (row.kind < kOldestEntryKind || row.kind > kNewestEntryKind)) {
        return damaged(name, fmt::format("has the unknown kind {}", row.kind));
    }
    if (row.outcome < 0 || row.outcome > kNewestOutcome) {
        return damaged(name, fmt::format("has the unknown outcome {}", row.outcome));
    }
    entry.line.entry = unsigned_of(row.number);
    entry.line.at = time_of(row.at_us);
    entry.line.actor = row.actor;
    entry.line.text = row.text;
    if (!about_hall) {
        entry.line.kind = static_cast<EntryKind>(row.kind);
    }
    entry.incident = unsigned_of(row.incident);
    entry.version = unsigned_of(row.version);
    if (row.outcome != 0) {
        entry.outcome = static_cast<Outcome>(row.outcome);
    }
    if (auto subject = about_hall ? read_hall(row, entry) : read_subject(row, entry); !subject) {
        return tl::unexpected(subject.error());
    }
    return entry;
}

/// All entries that `where` chooses; `bound` is its one parameter.
Result<std::vector<Entry>> select_entries(soci::session& sql, std::string_view where, std::string_view order,
                                          long long bound) {
    Row row;
    const std::string query = fmt::format(
        "SELECT e.number, e.at_us, e.incident, e.version, e.kind, e.actor, e.text, e.outcome, e.alert, "
        "e.system_kind, e.system_node, COALESCE(a.bytes, '') FROM entries e LEFT JOIN alerts a ON a.id = "
        "e.alert WHERE {} ORDER BY {}",
        where, order);
    soci::statement statement =
        (sql.prepare << query, into(row.number), into(row.at_us), into(row.incident), into(row.version),
         into(row.kind), into(row.actor), into(row.text), into(row.outcome), into(row.alert),
         into(row.system_kind), into(row.system_node), into(row.bytes), use(bound, "bound"));
    statement.execute();
    std::vector<Entry> entries;
    while (statement.fetch()) {
        auto entry = entry_of(row);
        if (!entry) {
            return tl::unexpected(entry.error());
        }
        entries.push_back(std::move(*entry));
    }
    return entries;
}

}  // namespace

Result<LedgerHead> read_head(soci::session& sql) {
    long long entry = 0;
    long long incident = 0;
    long long alert = 0;
    long long at_us = 0;
    long long newest = 0;
    sql << "SELECT entry, incident, alert, at_us, COALESCE((SELECT max(number) FROM entries), 0) FROM ledger",
        into(entry), into(incident), into(alert), into(at_us), into(newest);
    if (!sql.got_data() || entry != newest || incident < 0 || alert < 0) {
        return damaged("its head", fmt::format("says {} entries, but the newest is {}", entry, newest));
    }
    return LedgerHead{unsigned_of(entry), unsigned_of(incident), unsigned_of(alert), time_of(at_us)};
}

void write_head(soci::session& sql, const LedgerHead& head) {
    const long long entry = signed_of(head.entry);
    const long long incident = signed_of(head.incident);
    const long long alert = signed_of(head.alert);
    const long long at_us = us_of(head.at);
    sql << "UPDATE ledger SET entry = :entry, incident = :incident, alert = :alert, at_us = :at", use(entry),
        use(incident), use(alert), use(at_us);
}

Result<net::AlertCursor> read_cursor(soci::session& sql, const net::NodeId& node) {
    std::string archive;
    long long number = 0;
    std::string checksum;
    sql << "SELECT archive, number, checksum FROM cursors WHERE node = :node", into(archive), into(number),
        into(checksum), use(node.text());
    if (!sql.got_data()) {
        return net::AlertCursor{};
    }
    const auto id = net::ArchiveId::parse(archive);
    net::AlertCursor cursor;
    const auto sum = checksum_of(checksum);
    if (!id || number < 0 || !sum) {
        return damaged(fmt::format("the cursor of node {}", node.text()), "is not one");
    }
    cursor.archive = *id;
    cursor.number = unsigned_of(number);
    cursor.checksum = *sum;
    return cursor;
}

void write_cursor(soci::session& sql, const net::NodeId& node, const net::AlertCursor& cursor) {
    const long long number = signed_of(cursor.number);
    const std::string checksum = fmt::format("{:016x}", cursor.checksum);
    sql << "INSERT INTO cursors (node, archive, number, checksum) VALUES (:node, :archive, :number, "
           ":checksum) ON CONFLICT (node) DO UPDATE SET archive = excluded.archive, number = "
           "excluded.number, checksum = excluded.checksum",
        use(node.text()), use(cursor.archive.text()), use(number), use(checksum);
}

bool keep_alert(soci::session& sql, std::uint64_t id, const net::NodeId& node, const net::ArchiveId& archive,
                const net::StoredAlert& alert) {
    const long long row = signed_of(id);
    const long long number = signed_of(alert.number);
    const std::string checksum = fmt::format("{:016x}", alert.checksum);
    const std::string bytes = hex_of(alert.bytes);
    long long kept = 0;
    sql << "INSERT INTO alerts (id, archive, number, checksum, node, bytes) VALUES (:id, :archive, :number, "
           ":checksum, :node, :bytes) ON CONFLICT (archive, number, checksum) DO NOTHING RETURNING id",
        into(kept), use(row), use(archive.text()), use(number), use(checksum), use(node.text()), use(bytes);
    return sql.got_data();
}

net::AlertNumber newest_kept(soci::session& sql, const net::ArchiveId& archive) {
    long long newest = 0;
    sql << "SELECT COALESCE(max(number), 0) FROM alerts WHERE archive = :archive", into(newest),
        use(archive.text());
    return unsigned_of(newest);
}

Result<std::vector<KeptAlert>> kept_of(soci::session& sql, IncidentNumber incident) {
    const long long bound = signed_of(incident);
    std::string bytes;
    std::string checksum;
    long long same_number = 0;
    soci::statement statement =
        (sql.prepare
             << "SELECT a.bytes, a.checksum, (SELECT count(*) FROM alerts s WHERE s.archive = a.archive "
                "AND s.number = a.number) FROM entries e JOIN alerts a ON a.id = e.alert WHERE "
                "e.incident = :incident AND e.system_kind = '' ORDER BY e.version",
         into(bytes), into(checksum), into(same_number), use(bound, "incident"));
    statement.execute();
    std::vector<KeptAlert> kept;
    while (statement.fetch()) {
        const auto raw = bytes_of(bytes);
        const auto sum = checksum_of(checksum);
        auto alert = net::decode_alert(raw.value_or(std::string()));
        if (!alert || !sum) {
            return damaged(fmt::format("an alert of incident {}", incident), "cannot be decoded");
        }
        kept.push_back({*std::move(alert), *sum, same_number == 1});
    }
    return kept;
}

Result<std::vector<net::StoredAlert>> kept_between(soci::session& sql, const net::ArchiveId& archive,
                                                   net::AlertNumber first, net::AlertNumber last) {
    const std::string& name = archive.text();
    const long long from = signed_of(first);
    const long long to = signed_of(last);
    long long number = 0;
    std::string bytes;
    std::string checksum;
    soci::statement statement =
        (sql.prepare << "SELECT number, bytes, checksum FROM alerts WHERE archive = :archive AND number >= "
                        ":from AND number <= :to ORDER BY number",
         into(number), into(bytes), into(checksum), use(name, "archive"), use(from, "from"), use(to, "to"));
    statement.execute();
    std::vector<net::StoredAlert> kept;
    while (statement.fetch()) {
        auto raw = bytes_of(bytes);
        const auto sum = checksum_of(checksum);
        if (!raw || !sum) {
            return damaged(fmt::format("alert {} of archive {}", number, name), "is not hexadecimal");
        }
        kept.push_back({unsigned_of(number), *std::move(raw), *sum});
    }
    return kept;
}

void write_entry(soci::session& sql, const Entry& entry, std::uint64_t alert_row) {
    const long long number = signed_of(entry.line.entry);
    const long long at_us = us_of(entry.line.at);
    const long long incident = signed_of(entry.incident);
    const long long version = signed_of(entry.version);
    const long long kind = !entry.hall          ? static_cast<long long>(entry.line.kind)
                           : entry.hall->answer ? kPhaseAnswered
                                                : kPhaseSwitched;
    const long long outcome = entry.outcome ? static_cast<long long>(*entry.outcome) : 0;
    const long long alert = signed_of(alert_row);
    const std::string system_kind(entry.system ? net::key_of(entry.system->kind) : std::string_view());
    const std::string system_node(entry.system ? entry.system->node.text()
                                  : entry.hall ? entry.hall->node.text()
                                               : std::string());
    sql << "INSERT INTO entries (number, at_us, incident, version, kind, actor, text, outcome, alert, "
           "system_kind, system_node) VALUES (:number, :at, :incident, :version, :kind, :actor, :text, "
           ":outcome, :alert, :system_kind, :system_node)",
        use(number), use(at_us), use(incident), use(version), use(kind), use(entry.line.actor),
        use(entry.line.text), use(outcome), use(alert), use(system_kind), use(system_node);
}

void write_incident(soci::session& sql, const FoldedIncident& state) {
    const long long number = signed_of(state.incident.number);
    const auto work = static_cast<long long>(state.incident.work);
    const long long active = state.incident.condition == ConditionState::active ? 1 : 0;
    const long long resolved_us = us_of(state.resolved_at);
    sql << "INSERT INTO incidents (number, subject, work, active, resolved_us) VALUES (:number, :subject, "
           ":work, :active, :resolved) ON CONFLICT (number) DO UPDATE SET work = excluded.work, active = "
           "excluded.active, resolved_us = excluded.resolved_us",
        use(number), use(state.subject), use(work), use(active), use(resolved_us);
}

Result<std::vector<Entry>> entries_after(soci::session& sql, std::uint64_t entry) {
    return select_entries(sql, "e.number > :bound", "e.number", signed_of(entry));
}

Result<std::vector<Entry>> entries_of(soci::session& sql, IncidentNumber incident) {
    return select_entries(sql, "e.incident = :bound", "e.version", signed_of(incident));
}

std::string role_key_of(soci::session& sql, const std::string& name) {
    std::string role;
    sql << "SELECT role FROM operators WHERE name = :name", into(role), use(name);
    return role;
}

void hold_hall_entries(soci::session& sql) {
    sql << "UPDATE ledger SET version = 2 WHERE version < 2";
}

Result<std::vector<Entry>> entries_to_begin_with(soci::session& sql, net::UtcTime since) {
    auto halls = select_entries(sql,
                                "e.incident = 0 AND e.version > (SELECT COALESCE(max(version), 0) FROM "
                                "entries WHERE incident = 0) - :bound",
                                "e.version", kNewestHallEntries);
    // Each condition is the text of a partial index, so that a ledger of millions opens as fast as a small
    // one.
    auto entries =
        select_entries(sql,
                       "e.incident IN (SELECT number FROM incidents WHERE work < 5 "
                       "UNION SELECT number FROM incidents WHERE active = 1 "
                       "UNION SELECT number FROM incidents WHERE work = 5 AND resolved_us >= :bound)",
                       "e.incident, e.version", us_of(since));
    if (!halls || !entries) {
        return halls ? std::move(entries) : std::move(halls);
    }
    entries->insert(entries->end(), std::make_move_iterator(halls->begin()),
                    std::make_move_iterator(halls->end()));
    return entries;
}

}  // namespace vigie::console
