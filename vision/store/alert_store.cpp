#include "vision/store/alert_store.hpp"

#include <fmt/format.h>

#include <bit>
#include <string>
#include <utility>

#include "net/wire/alert_codec.hpp"

namespace vigie::vision {

using net::Alert;
using net::AlertBatch;
using net::AlertCursor;
using net::ErrorCode;
using net::Result;

namespace {

constexpr std::int64_t kSchemaVersion = 1;

// Alerts are a matter of record: the store itself refuses to change or drop one.
constexpr const char* kSchema = R"sql(
CREATE TABLE store (schema INTEGER NOT NULL, archive BLOB NOT NULL);
CREATE TABLE alerts (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL, checksum INTEGER NOT NULL);
CREATE TABLE open_conditions (condition TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
CREATE TRIGGER alerts_stay BEFORE DELETE ON alerts
    BEGIN SELECT RAISE(ABORT, 'alerts are append-only'); END;
CREATE TRIGGER alerts_hold BEFORE UPDATE ON alerts
    BEGIN SELECT RAISE(ABORT, 'alerts are append-only'); END;
)sql";

std::int64_t as_signed(std::uint64_t value) {
    return std::bit_cast<std::int64_t>(value);
}
std::uint64_t as_unsigned(std::int64_t value) {
    return std::bit_cast<std::uint64_t>(value);
}

/// An empty id for a file without anything in it. Never adds tables to a file that is something else.
Result<net::ArchiveId> read_archive(const Database& database, const std::string& name) {
    auto tables = database.prepare("SELECT count(*), sum(name = 'store') FROM sqlite_master");
    if (!tables) return tl::unexpected(tables.error());
    if (const auto row = tables->step(); !row) return tl::unexpected(row.error());
    if (tables->integer(0) == 0) return net::ArchiveId();
    if (tables->integer(1) == 0) {
        return net::fail(
            ErrorCode::invalid_input,
            fmt::format("'{}' is a database, but no alert store: give the node another state folder", name));
    }
    auto query = database.prepare("SELECT archive, schema FROM store");
    if (!query) return tl::unexpected(query.error());
    const auto row = query->step();
    if (!row) return tl::unexpected(row.error());
    if (*row && query->integer(1) != kSchemaVersion) {
        return net::fail(
            ErrorCode::invalid_input,
            fmt::format("the alert store '{}' has schema {}, but this program knows only {}: start the "
                        "version that wrote it",
                        name, query->integer(1), kSchemaVersion));
    }
    auto archive = *row ? net::ArchiveId::parse(query->bytes(0)) : net::ArchiveId();
    if (!archive || archive->empty()) {
        return net::fail(ErrorCode::corrupt,
                         fmt::format("the alert store '{}' has lost its archive id: move it "
                                     "and its '-wal' aside, keep them for recovery, and start again; "
                                     "consoles resynchronise with the new one",
                                     name));
    }
    return archive;
}

/// All else in a store follows from these.
const std::vector<std::string>& record_tables() {
    static const std::vector<std::string> tables = {"store", "alerts"};
    return tables;
}

std::string condition_of(const Alert& alert) {
    const std::string subject =
        alert.zone ? alert.zone->text() : (alert.camera ? alert.camera->text() : alert.node.text());
    return fmt::format("{}/{}#{}", alert.rule.text(), subject, alert.number);
}

/// Rolls back on leaving, unless told that the transaction was committed.
class Rollback {
public:
    explicit Rollback(Database& database) : database_(database) {}
    Rollback(const Rollback&) = delete;
    Rollback& operator=(const Rollback&) = delete;
    ~Rollback() {
        // SQLite has rolled back by itself after some failures; then this has nothing to do and says so.
        if (!committed_) std::ignore = database_.run("ROLLBACK");
    }
    void committed() { committed_ = true; }

private:
    Database& database_;
    bool committed_ = false;
};

}  // namespace

Result<std::unique_ptr<AlertStore>> AlertStore::open(const std::filesystem::path& file,
                                                     const std::function<std::uint64_t()>& random) {
    auto finished = Database::finish_saving(file, record_tables());
    if (!finished) return tl::unexpected(finished.error());
    auto database = Database::open(file, Database::Access::read_write);
    if (!database) return tl::unexpected(database.error());
    std::unique_ptr<AlertStore> store(new AlertStore(std::move(*database)));
    store->loss_ = *std::move(finished);
    if (auto ready = store->prepare_schema(file.string(), random); !ready)
        return tl::unexpected(ready.error());
    if (auto ready = store->read_chain(file.string()); !ready) return tl::unexpected(ready.error());
    return store;
}

Result<void> AlertStore::prepare_schema(const std::string& name,
                                        const std::function<std::uint64_t()>& random) {
    if (auto begun = database_.run("BEGIN IMMEDIATE"); !begun) return begun;
    Rollback rollback(database_);
    auto archive = read_archive(database_, name);
    if (!archive) return tl::unexpected(archive.error());
    if (archive->empty()) {
        if (auto made = database_.run(kSchema); !made) return made;
        *archive = net::ArchiveId::from_random(random(), random());
        auto insert = database_.prepare("INSERT INTO store (schema, archive) VALUES (?1, ?2)");
        if (!insert) return tl::unexpected(insert.error());
        insert->bind(1, kSchemaVersion).bind_bytes(2, archive->text());
        if (auto done = insert->finish(); !done) return done;
    }
    if (auto done = database_.run("COMMIT"); !done) return done;
    rollback.committed();
    archive_ = *archive;
    return {};
}

Result<void> AlertStore::read_chain(const std::string& name) {
    auto query = database_.prepare("SELECT number, bytes, checksum FROM alerts ORDER BY number");
    if (!query) return tl::unexpected(query.error());
    for (auto row = query->step();; row = query->step()) {
        if (!row) return tl::unexpected(row.error());
        if (!*row) return {};
        const net::AlertNumber expected = head_ + 1;
        const net::AlertNumber number = as_unsigned(query->integer(0));
        const std::uint64_t checksum = as_unsigned(query->integer(2));
        if (number != expected || net::alert_checksum(checksum_, query->bytes(1)) != checksum) {
            return net::fail(
                ErrorCode::corrupt,
                fmt::format(
                    "the alert store '{}': alert {} {}: move the file and its '-wal' aside, keep them for "
                    "recovery, and start again; consoles resynchronise with the new one",
                    name, expected, number != expected ? "is missing" : "does not match its checksum"));
        }
        head_ = number;
        checksum_ = checksum;
    }
}

Result<void> AlertStore::keep() {
    if (database_.in_place()) return {};
    const auto lost = database_.file();
    const auto refuge = database_.bring_back(record_tables());
    if (!refuge) return tl::unexpected(refuge.error());
    loss_ = net::describe(*refuge, lost, "the alert store");
    place_->moved_to(refuge->file);
    return {};
}

Result<Alert> AlertStore::append(Alert alert) {
    alert.archive = archive_;
    alert.number = head_ + 1;
    if (alert.transition == net::Transition::raised) alert.condition = condition_of(alert);
    const auto bytes = net::encode_alert(alert);
    if (!bytes) return tl::unexpected(bytes.error());
    if (auto kept = keep(); !kept) return tl::unexpected(kept.error());
    const std::uint64_t checksum = net::alert_checksum(checksum_, *bytes);
    if (auto written = write(alert, *bytes, checksum); !written) return tl::unexpected(written.error());
    head_ = alert.number;
    checksum_ = checksum;
    return alert;
}

Result<void> AlertStore::write(const Alert& alert, const std::string& bytes, std::uint64_t checksum) {
    if (auto begun = database_.run("BEGIN IMMEDIATE"); !begun) return begun;
    Rollback rollback(database_);
    auto insert = database_.prepare("INSERT INTO alerts (number, bytes, checksum) VALUES (?1, ?2, ?3)");
    if (!insert) return tl::unexpected(insert.error());
    insert->bind(1, as_signed(alert.number)).bind_bytes(2, bytes).bind(3, as_signed(checksum));
    if (auto done = insert->finish(); !done) return done;

    const bool cleared = alert.transition == net::Transition::cleared;
    auto condition =
        database_.prepare(cleared ? "DELETE FROM open_conditions WHERE condition = ?1"
                                  : "INSERT INTO open_conditions (condition, number) VALUES (?1, ?2) "
                                    "ON CONFLICT (condition) DO UPDATE SET number = excluded.number");
    if (!condition) return tl::unexpected(condition.error());
    condition->bind_text(1, alert.condition);
    if (!cleared) condition->bind(2, as_signed(alert.number));
    if (auto done = condition->finish(); !done) return done;

    if (auto done = database_.run("COMMIT"); !done) return done;
    rollback.committed();
    return {};
}

Result<std::vector<Alert>> AlertStore::open_conditions() const {
    auto query = database_.prepare(
        "SELECT a.bytes FROM open_conditions o JOIN alerts a ON a.number = o.number ORDER BY a.number");
    if (!query) return tl::unexpected(query.error());
    std::vector<Alert> alerts;
    for (auto row = query->step();; row = query->step()) {
        if (!row) return tl::unexpected(row.error());
        if (!*row) return alerts;
        auto alert = net::decode_alert(query->bytes(0));
        if (!alert) return net::fail("an open condition cannot be read", alert.error());
        alerts.push_back(std::move(*alert));
    }
}

Result<std::unique_ptr<AlertReader>> AlertReader::open(const AlertStore& store) {
    std::unique_ptr<AlertReader> reader(new AlertReader(store.place_));
    if (auto opened = reader->follow(); !opened) return tl::unexpected(opened.error());
    return reader;
}

Result<std::unique_ptr<AlertReader>> AlertReader::open(const std::filesystem::path& file) {
    std::unique_ptr<AlertReader> reader(new AlertReader(std::make_shared<StorePlace>(file)));
    if (auto opened = reader->follow(); !opened) return tl::unexpected(opened.error());
    return reader;
}

Result<void> AlertReader::follow() {
    const auto [file, moves] = place_->now();
    if (database_ && moves == moves_) return {};
    auto database = Database::open(file, Database::Access::read_only);
    if (!database) return tl::unexpected(database.error());
    auto archive = read_archive(*database, file.string());
    if (!archive) return tl::unexpected(archive.error());
    archive_ = *std::move(archive);
    database_ = *std::move(database);
    moves_ = moves;
    return {};
}

Result<bool> AlertReader::belongs(const AlertCursor& cursor) const {
    if (cursor.number == 0) return cursor.archive.empty() || cursor.archive == archive_;
    if (cursor.archive != archive_) return false;
    auto query = database_->prepare("SELECT checksum FROM alerts WHERE number = ?1");
    if (!query) return tl::unexpected(query.error());
    query->bind(1, as_signed(cursor.number));
    const auto row = query->step();
    if (!row) return tl::unexpected(row.error());
    return *row && as_unsigned(query->integer(0)) == cursor.checksum;
}

Result<AlertBatch> AlertReader::after(const AlertCursor& cursor, std::size_t most) {
    if (auto followed = follow(); !followed) return tl::unexpected(followed.error());
    AlertBatch batch;
    batch.archive = archive_;
    auto head = database_->prepare("SELECT max(number) FROM alerts");
    if (!head) return tl::unexpected(head.error());
    if (const auto row = head->step(); !row) return tl::unexpected(row.error());
    batch.head = as_unsigned(head->integer(0));

    const auto known = belongs(cursor);
    if (!known) return tl::unexpected(known.error());
    if (!*known) {
        batch.status = net::PullStatus::diverged;
        return batch;
    }
    auto query = database_->prepare(
        "SELECT number, bytes, checksum FROM alerts WHERE number > ?1 AND number <= ?2 ORDER BY number LIMIT "
        "?3");
    if (!query) return tl::unexpected(query.error());
    query->bind(1, as_signed(cursor.number))
        .bind(2, as_signed(batch.head))
        .bind(3, static_cast<std::int64_t>(most));
    for (auto row = query->step();; row = query->step()) {
        if (!row) return tl::unexpected(row.error());
        if (!*row) return batch;
        batch.alerts.push_back(
            {as_unsigned(query->integer(0)), query->bytes(1), as_unsigned(query->integer(2))});
    }
}

}  // namespace vigie::vision
