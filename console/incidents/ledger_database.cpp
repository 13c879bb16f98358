#include "console/incidents/ledger_database.hpp"

#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "console/incidents/ledger_content.hpp"
#include "console/incidents/ledger_place.hpp"
#include "console/incidents/ledger_schema.hpp"
#include "net/files/file_access.hpp"

namespace vigie::console {

using net::ErrorCode;
using net::Result;

namespace {

constexpr int kBusyTimeoutMs = 2000;

sqlite_api::sqlite3* connection_of(soci::session& session) {
    // Opened by this backend's factory; its type information is not exported for a dynamic_cast.
    return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

/// SQLite's code; SOCI's own failures are taken for an error in the statement.
int result_of(const soci::soci_error& error) {
    const auto* known = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
    return known != nullptr ? known->result() : SQLITE_ERROR;
}

/// How often a lost file is copied again because others wrote to it meanwhile.
constexpr int kCopies = 5;

/// What SQLite keeps beside a database.
const std::vector<std::string>& companions() {
    static const std::vector<std::string> endings = {"-wal", "-shm"};
    return endings;
}

}  // namespace

Result<std::unique_ptr<LedgerDatabase>> LedgerDatabase::open(const std::filesystem::path& file) {
    if (auto place = check_place(file); !place) {
        return tl::unexpected(place.error());
    }
    std::unique_ptr<LedgerDatabase> database(new LedgerDatabase(file));
    auto finished = net::finish_saving(file, companions(), kLedger, {is_whole_alone, holds_all});
    if (!finished) {
        return tl::unexpected(finished.error());
    }
    if (*finished) {
        database->loss_ = LedgerLoss{**std::move(finished), false};
    }
    make_file(file);
    if (auto connected = database->connect(); !connected) {
        return tl::unexpected(connected.error());
    }
    if (auto ready = database->prepare_schema(); !ready) {
        return tl::unexpected(ready.error());
    }
    return database;
}

LedgerDatabase::~LedgerDatabase() {
    // Another's file must not get what SQLite writes back from its log on closing.
    if (kept_ && kept_->stamp() != checked_ && !is_whole(file_, newest_)) {
        write_nothing_back();
    }
}

Result<void> LedgerDatabase::connect() {
    try {
        auto session = std::make_unique<soci::session>(*soci::factory_sqlite3(),
                                                       fmt::format("dbname=\"{}\"", file_.string()));
        sqlite_api::sqlite3* connection = connection_of(*session);
        sqlite_api::sqlite3_extended_result_codes(connection, 1);
        sqlite_api::sqlite3_busy_timeout(connection, kBusyTimeoutMs);
        std::string mode;
        *session << "PRAGMA journal_mode=WAL", soci::into(mode);
        if (mode != "wal") {
            return net::fail(ErrorCode::unavailable,
                             {fmt::format("the ledger '{}' lies on a disk without shared memory, such as a "
                                          "network drive: move it to a local disk",
                                          file_.string()),
                              net::Reason::ledger_on_shared_disk,
                              {file_.string()}});
        }
        *session << "PRAGMA synchronous=FULL";
        long long ignored = 0;  // the first to read makes the companions
        *session << "SELECT count(*) FROM sqlite_master", soci::into(ignored);
        kept_.emplace(file_, companions());
        checked_ = kept_->stamp();
        session_ = std::move(session);
    } catch (const soci::soci_error& error) {
        return tl::unexpected(explain(error));
    }
    return {};
}

Result<void> LedgerDatabase::keep() {
    if (kept_->place() != net::KeptFile::Place::held) {
        return save({[this](const std::filesystem::path& copy) { return copy_into(copy); }, holds_all});
    }
    const net::KeptFile::Stamp now = kept_->stamp();
    if (now == checked_) {
        return {};
    }
    if (overwritten_ && (final_ || now == damaged_)) {
        return tl::unexpected(*overwritten_);
    }
    if (!is_whole(file_, newest_)) {
        return rescue(now);
    }
    overwritten_.reset();
    // Anew, because the pages that a connection remembers may lie elsewhere in a copy.
    if (auto connected = connect(); !connected) {
        return connected;
    }
    checked_ = now;
    return {};
}

Result<void> LedgerDatabase::save(const net::LostContent& content) {
    const Rollback unlock(*this);
    const auto refuge = net::bring_back(*kept_, kLedger, content);
    if (!refuge) {
        return tl::unexpected(refuge.error());
    }
    const net::KeptFile lost = *kept_;
    file_ = refuge->file;
    if (lost.place() == net::KeptFile::Place::held) {
        write_nothing_back();
        lost.part_from_companions(false);
    }
    if (auto connected = connect(); !connected) {
        return connected;
    }
    aside_ = aside_ || refuge->kind == net::Refuge::Kind::aside;
    loss_ = LedgerLoss{net::describe(*refuge, lost.path(), kLedger), aside_};
    return {};
}

Result<void> LedgerDatabase::rescue(const net::KeptFile::Stamp& now) {
    write_nothing_back();
    if (now.size == 0) {
        // What SQLite reads now is of its log and memory alone; else pages of an older ledger could be among
        // it.
        const net::LostContent content{[this](const std::filesystem::path& copy) -> Result<void> {
                                           auto copied = copy_into(copy);
                                           if (copied && !is_whole(copy, newest_)) {
                                               return net::fail(ErrorCode::corrupt, "it is damaged");
                                           }
                                           return copied;
                                       },
                                       holds_all};
        auto saved = save(content);
        if (saved || saved.error().code != ErrorCode::corrupt) {
            return saved;
        }
    }
    // A whole ledger, such as a backup, is usable without what belongs to the one before.
    final_ = is_whole_alone(file_);
    if (final_) {
        kept_->part_from_companions(true);
    }
    damaged_ = now;
    overwritten_ = net::Error{
        ErrorCode::corrupt,
        fmt::format(
            "the ledger '{}' was overwritten while in use by what does not hold all that was "
            "recorded, and that cannot be saved: end this program, put the newest backup in its place "
            "without a '-wal' file, and start again; nodes send their alerts again",
            file_.string()),
        net::Reason::database_damaged,
        {file_.string()}};
    return tl::unexpected(*overwritten_);
}

Result<void> LedgerDatabase::copy_into(const std::filesystem::path& copy) {
    try {
        // So that a file that was moved is whole by itself, where that is possible.
        if (kept_->place() != net::KeptFile::Place::held) {
            sqlite_api::sqlite3_wal_checkpoint_v2(connection_of(*session_), nullptr,
                                                  SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
        }
        const std::string name = copy.string();
        for (int attempt = 0; attempt < kCopies; ++attempt) {
            std::filesystem::resize_file(copy, 0);
            long long before = 0;
            long long after = 0;
            *session_ << "PRAGMA data_version", soci::into(before);
            *session_ << "VACUUM INTO :copy", soci::use(name);
            *session_ << "BEGIN IMMEDIATE";
            *session_ << "PRAGMA data_version", soci::into(after);
            if (after == before) {
                return {};
            }
            roll_back();
        }
    } catch (const soci::soci_error& error) {
        return net::fail(explain(error).code, sqlite_api::sqlite3_errstr(result_of(error)));
    } catch (const std::filesystem::filesystem_error& error) {
        return net::fail(ErrorCode::unavailable, error.code().message());
    }
    return net::fail(ErrorCode::unavailable, "other programs keep writing to it");
}

Result<void> LedgerDatabase::prepare_schema() {
    const auto refuse = [this](const net::Error& error) {
        return net::fail(fmt::format("the ledger '{}'", file_.string()), error);
    };
    const auto ready = within("BEGIN", [](soci::session& sql) { return has_schema(sql); });
    if (!ready) {
        return ready.error().code == ErrorCode::invalid_input
                   ? Result<void>(refuse({ErrorCode::unavailable, ready.error().message}))
                   : Result<void>(tl::unexpected(ready.error()));
    }
    if (*ready) {
        return read([](soci::session&) -> Result<void> { return {}; });  // remembers the newest entry
    }
    // Not write(): it would take a ledger without tables for a damaged one.
    return within("BEGIN IMMEDIATE", [](soci::session& sql) -> Result<void> {
        // Another program may have made it since.
        const auto made = has_schema(sql);
        if (!made) {
            return tl::unexpected(made.error());
        }
        if (!*made) {
            make_schema(sql);
        }
        return {};
    });
}

void LedgerDatabase::remember(soci::session& sql) {
    // What was seen is never taken back: the file may be an older one by now.
    try {
        if (auto newest = read_newest(sql); newest.number > newest_.number) {
            newest_ = std::move(newest);
        }
    } catch (const soci::soci_error&) {
        return;  // whoever needs the entries says that they cannot be read
    }
}

void LedgerDatabase::write_nothing_back() noexcept {
    if (session_) {
        sqlite_api::sqlite3_db_config(connection_of(*session_), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    }
}

void LedgerDatabase::roll_back() noexcept {
    sqlite_api::sqlite3* connection = session_ ? connection_of(*session_) : nullptr;
    // SQLite has rolled back by itself after some failures; then this has nothing to do.
    if (connection != nullptr && sqlite_api::sqlite3_get_autocommit(connection) == 0) {
        sqlite_api::sqlite3_exec(connection, "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

net::Error LedgerDatabase::moved_just_now() const {
    return {ErrorCode::unavailable,
            fmt::format("the ledger '{}' was moved at this moment: try again", file_.string()),
            net::Reason::ledger_moved,
            {file_.string()}};
}

net::Error LedgerDatabase::explain(const soci::soci_error& error) const {
    const int code = result_of(error);
    const std::string name = file_.string();
    const std::string_view cause = sqlite_api::sqlite3_errstr(code);
    switch (code & 0xFF) {
        case SQLITE_FULL:
            return {ErrorCode::exhausted,
                    fmt::format("the ledger '{}' cannot grow: its disk is full; free some space", name),
                    net::Reason::database_full,
                    {name}};
        case SQLITE_IOERR:
            return {ErrorCode::exhausted,
                    fmt::format("the ledger '{}' cannot be read or written ({}): check its disk's space and "
                                "health",
                                name, cause),
                    net::Reason::database_failing,
                    {name}};
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
            if (auto problem = net::access_problem(file_, kLedger)) {
                return *std::move(problem);
            }
            return {
                ErrorCode::unavailable,
                fmt::format(
                    "the ledger '{}' cannot be opened for writing ({}): check that this user may write to "
                    "it, its folder, and the files '-wal' and '-shm' beside it",
                    name, cause),
                net::Reason::database_unreachable,
                {name}};
        case SQLITE_ERROR:  // a table or column that is not there
        case SQLITE_CONSTRAINT:
        case SQLITE_MISMATCH:
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return {ErrorCode::corrupt,
                    fmt::format(
                        "the ledger '{}' is damaged or no ledger ({}): put a copy of it in its place without "
                        "the '-wal' file beside it, or move it aside, keep it for recovery, and start again; "
                        "nodes send their alerts again",
                        name, cause),
                    net::Reason::database_damaged,
                    {name}};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {ErrorCode::unavailable,
                    fmt::format("the ledger '{}' is locked by another program: stop the other one", name),
                    net::Reason::database_locked,
                    {name}};
        case SQLITE_NOMEM:
            return {ErrorCode::exhausted,
                    fmt::format("the ledger '{}' cannot be used: memory is exhausted; close other programs",
                                name),
                    net::Reason::database_failed,
                    {name}};
        default:
            return {
                ErrorCode::internal,
                fmt::format("the ledger '{}' failed ({}): end this program and start it again", name, cause),
                net::Reason::database_failed,
                {name}};
    }
}

}  // namespace vigie::console
