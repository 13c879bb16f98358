#include "console/incidents/ledger_schema.hpp"

#include <fmt/format.h>

namespace vigie::console {

namespace {

/// 1: without entries of halls, as each new file is until the first of them.
constexpr long long kFirstSchema = 1;
constexpr long long kSchemaVersion = 2;

// BIGINT and TEXT only, hashes and bytes as hex, nothing NULL: PostgreSQL takes the same but for the
// triggers, whose body is written differently there. `entries` and `alerts` are the record; `ledger`,
// `cursors` and `incidents` say how far it has come and could be computed from it.
constexpr const char* kTables[] = {
    "CREATE TABLE ledger (version BIGINT NOT NULL, entry BIGINT NOT NULL, incident BIGINT NOT NULL, "
    "alert BIGINT NOT NULL, at_us BIGINT NOT NULL)",

    // The checksum is part of an alert's identity: a store that was rolled back gives old numbers to new
    // alerts.
    "CREATE TABLE alerts (id BIGINT PRIMARY KEY, archive TEXT NOT NULL, number BIGINT NOT NULL, "
    "checksum TEXT NOT NULL, node TEXT NOT NULL, bytes TEXT NOT NULL, UNIQUE (archive, number, checksum))",

    "CREATE TABLE cursors (node TEXT PRIMARY KEY, archive TEXT NOT NULL, number BIGINT NOT NULL, "
    "checksum TEXT NOT NULL)",

    "CREATE TABLE entries (number BIGINT PRIMARY KEY, at_us BIGINT NOT NULL, incident BIGINT NOT NULL, "
    "version BIGINT NOT NULL, kind BIGINT NOT NULL, actor TEXT NOT NULL, text TEXT NOT NULL, "
    "outcome BIGINT NOT NULL, alert BIGINT NOT NULL, system_kind TEXT NOT NULL, system_node TEXT NOT NULL, "
    "UNIQUE (incident, version))",

    "CREATE TABLE incidents (number BIGINT PRIMARY KEY, subject TEXT NOT NULL, work BIGINT NOT NULL, "
    "active BIGINT NOT NULL, resolved_us BIGINT NOT NULL)",
    "CREATE UNIQUE INDEX incidents_open ON incidents (subject) WHERE work < 5",
    "CREATE INDEX incidents_active ON incidents (number) WHERE active = 1",
    "CREATE INDEX incidents_recent ON incidents (resolved_us) WHERE work = 5",

    "CREATE TABLE operators (name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL)",

    "CREATE TRIGGER entries_hold BEFORE UPDATE ON entries "
    "BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END",
    "CREATE TRIGGER entries_stay BEFORE DELETE ON entries "
    "BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END",
    "CREATE TRIGGER alerts_hold BEFORE UPDATE ON alerts "
    "BEGIN SELECT RAISE(ABORT, 'alerts are append-only'); END",
    "CREATE TRIGGER alerts_stay BEFORE DELETE ON alerts "
    "BEGIN SELECT RAISE(ABORT, 'alerts are append-only'); END",
};

}  // namespace

net::Result<bool> has_schema(soci::session& sql) {
    long long objects = 0;
    long long ledgers = 0;
    sql << "SELECT count(*), count(CASE WHEN type = 'table' AND name = 'ledger' THEN 1 END) FROM "
           "sqlite_master",
        soci::into(objects), soci::into(ledgers);
    if (ledgers == 0) {
        if (objects != 0) {
            return net::fail(net::ErrorCode::invalid_input,
                             "is the database of another program: choose another file");
        }
        return false;
    }
    long long version = 0;
    sql << "SELECT version FROM ledger", soci::into(version);
    if (version > kSchemaVersion) {
        return net::fail(
            net::ErrorCode::invalid_input,
            fmt::format("was written by a newer version of Vigie (schema {}, this program knows {}): update "
                        "this program",
                        version, kSchemaVersion));
    }
    return true;
}

void make_schema(soci::session& sql) {
    for (const char* statement : kTables) {
        sql << statement;
    }
    sql << "INSERT INTO ledger (version, entry, incident, alert, at_us) VALUES (:version, 0, 0, 0, 0)",
        soci::use(kFirstSchema);
}

}  // namespace vigie::console
