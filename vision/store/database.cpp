#include "vision/store/database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <system_error>
#include <utility>

#include "net/files/file_access.hpp"

namespace vigie::vision {

using net::ErrorCode;

namespace {

constexpr int kBusyTimeoutMs = 2000;
constexpr const char* kWhat = "the alert store";

/// Whether the database at `other` has each row of these tables that is in `copy`. Changes neither.
bool holds_all(const std::filesystem::path& other, const std::filesystem::path& copy,
               const std::vector<std::string>& tables) {
    auto database = Database::open(other, Database::Access::read_only);
    if (!database) return false;
    auto attach = database->prepare("ATTACH ?1 AS copy");
    if (!attach || !attach->bind_text(1, copy.string()).step()) return false;
    for (const std::string& table : tables) {
        auto missing = database->prepare(
            fmt::format("SELECT * FROM copy.{0} EXCEPT SELECT * FROM main.{0} LIMIT 1", table));
        if (!missing || missing->step().value_or(true)) return false;
    }
    return true;
}

/// Whether the database is undamaged and has these tables. Changes nothing.
bool is_whole(const std::filesystem::path& file, const std::vector<std::string>& tables) {
    auto database = Database::open(file, Database::Access::read_only);
    if (!database) return false;
    auto check = database->prepare("SELECT 1 FROM pragma_integrity_check(1) WHERE integrity_check = 'ok'");
    if (!check || !check->step().value_or(false)) return false;
    for (const std::string& table : tables) {
        if (!database->prepare(fmt::format("SELECT * FROM {}", table))) return false;
    }
    return true;
}

/// What SQLite keeps beside a database.
const std::vector<std::string>& companions() {
    static const std::vector<std::string> endings = {"-wal", "-shm"};
    return endings;
}

}  // namespace

void Database::Close::operator()(sqlite3* connection) const {
    sqlite3_close_v2(connection);
}

void Statement::Finalise::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

net::Result<Database> Database::open(const std::filesystem::path& file, Access access) {
    Database database(file);
    const int mode =
        access == Access::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &raw, mode | SQLITE_OPEN_NOMUTEX, nullptr);
    database.connection_.reset(raw);
    if (code != SQLITE_OK) return tl::unexpected(database.explain(code));
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_busy_timeout(raw, kBusyTimeoutMs);
    if (access == Access::read_write) {
        // SQLite opens a file that may only be read for reading, and says so at the first write.
        if (sqlite3_db_readonly(raw, "main") == 1) return tl::unexpected(database.explain(SQLITE_READONLY));
        // WAL lets the reader's connection answer pulls while a commit is under way.
        const auto ready =
            database.run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;");
        if (!ready) return tl::unexpected(ready.error());
        // The first to read makes the companions.
        const auto read = database.run("SELECT count(*) FROM sqlite_master");
        if (!read) return tl::unexpected(read.error());
        database.kept_.emplace(file, companions());
    }
    return database;
}

net::Result<std::optional<net::Sentence>> Database::finish_saving(const std::filesystem::path& file,
                                                                  const std::vector<std::string>& tables) {
    return net::finish_saving(
        file, companions(), kWhat,
        {[&tables](const std::filesystem::path& copy) { return is_whole(copy, tables); },
         [&tables](const std::filesystem::path& other, const std::filesystem::path& copy) {
             return holds_all(other, copy, tables);
         }});
}

net::Result<void> Database::run(const std::string& sql) {
    const int code = sqlite3_exec(connection_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return tl::unexpected(explain(code));
    return {};
}

net::Result<Statement> Database::prepare(const std::string& sql) const {
    sqlite3_stmt* raw = nullptr;
    const int code = sqlite3_prepare_v3(connection_.get(), sql.c_str(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    if (code != SQLITE_OK) return tl::unexpected(explain(code));
    return Statement(*this, raw);
}

net::Result<net::Refuge> Database::bring_back(const std::vector<std::string>& tables) {
    const net::LostContent content{
        [this](const std::filesystem::path& copy) { return copy_into(copy); },
        [&tables](const std::filesystem::path& other, const std::filesystem::path& copy) {
            return holds_all(other, copy, tables);
        }};
    auto refuge = net::bring_back(*kept_, kWhat, content);
    if (!refuge) return refuge;
    auto fresh = open(refuge->file, Access::read_write);
    if (!fresh) return tl::unexpected(fresh.error());
    *this = *std::move(fresh);
    return refuge;
}

net::Result<void> Database::copy_into(const std::filesystem::path& copy) {
    // So that a file that was moved is whole by itself, where that is possible.
    sqlite3_wal_checkpoint_v2(connection_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    auto query = prepare("VACUUM INTO ?1");
    if (!query) return tl::unexpected(query.error());
    query->bind_text(1, copy.string());
    const int code = sqlite3_step(query->statement_.get());
    if (code == SQLITE_DONE) return {};
    return net::fail(explain(code).code, sqlite3_errstr(code));
}

net::Error Database::explain(int code) const {
    const std::string name = file_.string();
    const std::string_view cause = sqlite3_errstr(code);
    switch (code & 0xFF) {
        case SQLITE_FULL:
            return {ErrorCode::exhausted,
                    fmt::format("the alert store '{}' cannot grow: its disk is full; free some space", name),
                    net::Reason::database_full,
                    {name}};
        case SQLITE_IOERR:
            return {
                ErrorCode::exhausted,
                fmt::format("the alert store '{}' cannot be written ({}): check its disk's space and health",
                            name, cause),
                net::Reason::database_failing,
                {name}};
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
            if (auto problem = net::access_problem(file_, kWhat)) return *std::move(problem);
            return {ErrorCode::unavailable,
                    fmt::format(
                        "the alert store '{}' cannot be opened for writing ({}): check that this user may "
                        "write to it, its folder, and the files '-wal' and '-shm' beside it",
                        name, cause),
                    net::Reason::database_unreachable,
                    {name}};
        case SQLITE_ERROR:  // a table or column that is not there
        case SQLITE_CONSTRAINT:
        case SQLITE_MISMATCH:
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return {
                ErrorCode::corrupt,
                fmt::format("the alert store '{}' is damaged or no alert store ({}): put a copy of it in its "
                            "place, or move it and its '-wal' aside, keep them for recovery, and start "
                            "again; consoles resynchronise with the new one",
                            name, cause),
                net::Reason::database_damaged,
                {name}};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {
                ErrorCode::unavailable,
                fmt::format("the alert store '{}' is locked by another program: stop the other one", name),
                net::Reason::database_locked,
                {name}};
        default:
            return {ErrorCode::internal,
                    fmt::format("the alert store '{}' failed ({}): end this program and start it again", name,
                                cause),
                    net::Reason::database_failed,
                    {name}};
    }
}

Statement& Statement::bind(int parameter, std::int64_t value) {
    sqlite3_bind_int64(statement_.get(), parameter, value);
    return *this;
}

Statement& Statement::bind_bytes(int parameter, std::string_view value) {
    sqlite3_bind_blob64(statement_.get(), parameter, value.data(), value.size(), SQLITE_STATIC);
    return *this;
}

Statement& Statement::bind_text(int parameter, std::string_view value) {
    sqlite3_bind_text64(statement_.get(), parameter, value.data(), value.size(), SQLITE_TRANSIENT,
                        SQLITE_UTF8);
    return *this;
}

net::Result<bool> Statement::step() {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    const net::Error error = database_->explain(code);
    sqlite3_reset(statement_.get());
    return tl::unexpected(error);
}

net::Result<void> Statement::finish() {
    net::Result<bool> row = true;
    while (row && *row) row = step();
    sqlite3_reset(statement_.get());
    sqlite3_clear_bindings(statement_.get());
    if (!row) return tl::unexpected(row.error());
    return {};
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}

std::string Statement::bytes(int column) const {
    const void* data = sqlite3_column_blob(statement_.get(), column);
    const int size = sqlite3_column_bytes(statement_.get(), column);
    return size == 0 ? std::string()
                     : std::string(static_cast<const char*>(data), static_cast<std::size_t>(size));
}

}  // namespace vigie::vision
