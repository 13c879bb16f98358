// A SQLite connection and its statements, closed by scope; failures become Results with words for people.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/files/kept_file.hpp"
#include "net/types/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace vigie::vision {

class Statement;

/// One connection. Owned and used by one thread at a time.
class Database {
public:
    enum class Access { read_write, read_only };

    /// Opens (and with read_write creates) the file in WAL mode with synchronous=FULL: a commit that
    /// returned survives a power cut. Errors as explain().
    [[nodiscard]] static net::Result<Database> open(const std::filesystem::path& file, Access access);

    /// Ends the saving of the file that a killed program began (net::finish_saving); before open(). `tables`
    /// as for bring_back(). What was done, if anything.
    [[nodiscard]] static net::Result<std::optional<net::Sentence>> finish_saving(
        const std::filesystem::path& file, const std::vector<std::string>& tables);

    /// Runs statements that return no rows.
    [[nodiscard]] net::Result<void> run(const std::string& sql);
    [[nodiscard]] net::Result<Statement> prepare(const std::string& sql) const;

    /// Whether the file that was opened still stands in its place: SQLite would go on writing one that does
    /// not, and all that it writes would be gone with this program. Of a read_write connection; cheap.
    [[nodiscard]] bool in_place() const { return kept_->place() == net::KeptFile::Place::held; }
    /// Saves all that a lost file holds (net::bring_back) and goes on with that; no statement may be in use.
    /// `tables` are those that another file must have the rows of to be taken for a copy.
    [[nodiscard]] net::Result<net::Refuge> bring_back(const std::vector<std::string>& tables);
    [[nodiscard]] const std::filesystem::path& file() const { return file_; }

    /// What `code` (a SQLite result code) means for this file, and what to do: exhausted for a full
    /// disk, corrupt for a damaged file, unavailable for one that is locked or cannot be opened.
    [[nodiscard]] net::Error explain(int code) const;

private:
    struct Close {
        void operator()(sqlite3* connection) const;
    };
    explicit Database(std::filesystem::path file) : file_(std::move(file)) {}

    [[nodiscard]] net::Result<void> copy_into(const std::filesystem::path& copy);

    std::filesystem::path file_;
    std::unique_ptr<sqlite3, Close> connection_;
    std::optional<net::KeptFile> kept_;  ///< of a read_write connection
};

/// One prepared statement; must not outlive its database. Parameters count from 1, columns from 0.
class Statement {
public:
    Statement& bind(int parameter, std::int64_t value);
    /// Binds a blob; `value` must live until the next step.
    Statement& bind_bytes(int parameter, std::string_view value);
    Statement& bind_text(int parameter, std::string_view value);

    /// True when a row is there, false at the end.
    [[nodiscard]] net::Result<bool> step();
    /// Runs to the end and makes the statement ready for its next use, bindings cleared.
    [[nodiscard]] net::Result<void> finish();

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string bytes(int column) const;

private:
    friend class Database;
    struct Finalise {
        void operator()(sqlite3_stmt* statement) const;
    };
    Statement(const Database& database, sqlite3_stmt* statement)
        : database_(&database), statement_(statement) {}

    const Database* database_;
    std::unique_ptr<sqlite3_stmt, Finalise> statement_;
};

}  // namespace vigie::vision
