#include "console/incidents/ledger_content.hpp"

#include <memory>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace vigie::console {

namespace {

/// The record; all else in a ledger follows from it.
constexpr const char* kRecords[] = {"entries", "alerts", "operators"};

constexpr std::string_view kWords =
    "at_us || ' ' || incident || ' ' || version || ' ' || kind || ' ' || actor || ' ' || text";

struct Close {
    void operator()(sqlite_api::sqlite3* connection) const { sqlite_api::sqlite3_close_v2(connection); }
    void operator()(sqlite_api::sqlite3_stmt* statement) const { sqlite_api::sqlite3_finalize(statement); }
};

/// A connection that only reads.
class Reader {
public:
    explicit Reader(const std::string& name) {
        sqlite_api::sqlite3* raw = nullptr;
        opened_ = sqlite_api::sqlite3_open_v2(name.c_str(), &raw, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
                                              nullptr) == SQLITE_OK;
        connection_.reset(raw);
    }

    /// What the query's first step says; a failure too is a code of SQLite's. `value` is bound where there is
    /// a parameter.
    [[nodiscard]] int first_step(const std::string& sql, const std::string& value = {}) const {
        if (!opened_) {
            return SQLITE_CANTOPEN;
        }
        sqlite_api::sqlite3_stmt* raw = nullptr;
        const int code = sqlite_api::sqlite3_prepare_v2(connection_.get(), sql.c_str(), -1, &raw, nullptr);
        const std::unique_ptr<sqlite_api::sqlite3_stmt, Close> statement(raw);
        if (code != SQLITE_OK) {
            return code;
        }
        // Refused without a parameter.
        sqlite_api::sqlite3_bind_text(raw, 1, value.c_str(), static_cast<int>(value.size()), SQLITE_STATIC);
        return sqlite_api::sqlite3_step(raw);
    }

    /// The file's structure, its indexes, and that no number is missing.
    [[nodiscard]] bool whole() const {
        return first_step("SELECT 1 FROM pragma_integrity_check(1) WHERE integrity_check = 'ok'") ==
                   SQLITE_ROW &&
               first_step(
                   "SELECT 1 FROM ledger WHERE entry = (SELECT count(*) FROM entries) AND alert = "
                   "(SELECT count(*) FROM alerts)") == SQLITE_ROW;
    }

private:
    bool opened_ = false;
    std::unique_ptr<sqlite_api::sqlite3, Close> connection_;
};

/// The path as part of a "file:" address.
std::string escaped(const std::filesystem::path& path) {
    std::string out;
    for (const char letter : std::filesystem::absolute(path).string()) {
        out += letter == '%' || letter == '?' || letter == '#'
                   ? fmt::format("%{:02x}", static_cast<unsigned char>(letter))
                   : std::string(1, letter);
    }
    return out;
}

}  // namespace

NewestEntry read_newest(soci::session& sql) {
    NewestEntry newest;
    sql << fmt::format("SELECT number, {} FROM entries ORDER BY number DESC LIMIT 1", kWords),
        soci::into(newest.number), soci::into(newest.words);
    return newest;
}

bool is_whole(const std::filesystem::path& file, const NewestEntry& newest) {
    std::error_code error;
    if (const auto size = std::filesystem::file_size(file, error); error || size == 0) {
        return false;  // SQLite would delete the log beside it
    }
    const Reader reader("file:" + escaped(file));
    // One state of it, whatever others write meanwhile.
    if (reader.first_step("BEGIN") != SQLITE_DONE || !reader.whole()) {
        return false;
    }
    return newest.number == 0 ||
           reader.first_step(
               fmt::format("SELECT 1 FROM entries WHERE number = {} AND {} = ?1", newest.number, kWords),
               newest.words) == SQLITE_ROW;
}

bool is_whole_alone(const std::filesystem::path& file) {
    return Reader("file:" + escaped(file) + "?immutable=1").whole();
}

bool holds_all(const std::filesystem::path& other, const std::filesystem::path& copy) {
    const Reader reader("file:" + escaped(other));
    if (reader.first_step("ATTACH ?1 AS copy", "file:" + escaped(copy)) != SQLITE_DONE) {
        return false;
    }
    for (const char* table : kRecords) {
        const std::string missing =
            fmt::format("SELECT * FROM copy.{0} EXCEPT SELECT * FROM main.{0} LIMIT 1", table);
        if (reader.first_step(missing) != SQLITE_DONE) {
            return false;
        }
    }
    return true;
}

}  // namespace vigie::console
