// The ledger's file: a SQLite database through SOCI, whose failures become sentences for people.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include <soci/soci.h>

#include "console/incidents/ledger_content.hpp"
#include "console/incidents/ledger_loss.hpp"
#include "net/files/kept_file.hpp"
#include "net/types/result.hpp"

namespace vigie::console {

/// One connection to a ledger that has its schema. Owned and used by one thread. No exception leaves it:
/// SOCI's texts may hold what was bound, so they are never shown.
class LedgerDatabase {
public:
    /// Opens the file, or makes it readable by its owner only. A commit that returned survives a power cut
    /// (WAL, synchronous=FULL). corrupt for a damaged file, refused for one that cannot be written,
    /// unavailable otherwise, each with what to do; the file is then left as it was. A copy that a killed
    /// program left is used first (net::finish_saving).
    [[nodiscard]] static net::Result<std::unique_ptr<LedgerDatabase>> open(const std::filesystem::path& file);
    ~LedgerDatabase();
    LedgerDatabase(const LedgerDatabase&) = delete;
    LedgerDatabase& operator=(const LedgerDatabase&) = delete;

    /// Runs `work(session)` (a Result) in one transaction that holds the write lock from the start: it is
    /// committed when the Result is good, else nothing has changed. A lost file is brought back first.
    template <class Work>
    std::invoke_result_t<Work&, soci::session&> write(Work&& work) {
        using Answer = std::invoke_result_t<Work&, soci::session&>;
        for (int attempt = 1;; ++attempt) {
            if (auto kept = keep(); !kept) {
                return tl::unexpected(std::move(kept).error());
            }
            bool moved = false;
            Answer answer = within("BEGIN IMMEDIATE", [&](soci::session& sql) -> Answer {
                // Whoever brings the file back holds the lock meanwhile: what it says now holds.
                moved = kept_->place() != net::KeptFile::Place::held || kept_->stamp() != checked_;
                return moved ? Answer(tl::unexpect, moved_just_now()) : remembered(sql, work);
            });
            if (!moved || attempt == kAttempts) {
                return answer;
            }
        }
    }
    /// The same for reading: one consistent state, and no lock that a writer would wait for.
    template <class Work>
    std::invoke_result_t<Work&, soci::session&> read(Work&& work) {
        return within("BEGIN", [&](soci::session& sql) { return remembered(sql, work); });
    }

    /// Looks whether the file still stands in its place, and brings it back with all that it holds when it
    /// was deleted, moved or replaced (net::bring_back). Reads all of it when
    /// somebody wrote into it, as SQLite does when it writes back from its log; what is not whole then was
    /// overwritten. The error says why it cannot be saved yet (try again), or, with corrupt, that it is lost.
    [[nodiscard]] net::Result<void> keep();
    /// What became of the file when it was lost, once each time.
    [[nodiscard]] std::optional<LedgerLoss> take_loss() { return std::exchange(loss_, std::nullopt); }

private:
    /// How often a transaction begins anew because the file was moved just then.
    static constexpr int kAttempts = 5;

    /// Rolls back on leaving whatever is not committed then.
    class Rollback {
    public:
        explicit Rollback(LedgerDatabase& database) : database_(database) {}
        ~Rollback() { database_.roll_back(); }
        Rollback(const Rollback&) = delete;
        Rollback& operator=(const Rollback&) = delete;

    private:
        LedgerDatabase& database_;
    };

    explicit LedgerDatabase(std::filesystem::path file) : file_(std::move(file)) {}
    /// Opens the file at file_ and uses that from now on; after a failure what was open stays so.
    [[nodiscard]] net::Result<void> connect();
    [[nodiscard]] net::Result<void> prepare_schema();
    [[nodiscard]] net::Result<void> copy_into(const std::filesystem::path& copy);
    [[nodiscard]] net::Error explain(const soci::soci_error& error) const;
    [[nodiscard]] net::Error moved_just_now() const;
    void roll_back() noexcept;
    [[nodiscard]] net::Result<void> save(const net::LostContent& content);
    /// For a file that was overwritten and bears this stamp.
    [[nodiscard]] net::Result<void> rescue(const net::KeptFile::Stamp& now);
    void remember(soci::session& sql);
    /// Closing what is open leaves the file as it is.
    void write_nothing_back() noexcept;

    template <class Work>
    std::invoke_result_t<Work&, soci::session&> remembered(soci::session& sql, Work&& work) {
        auto answer = work(sql);
        if (answer) {
            remember(sql);
        }
        return answer;
    }

    template <class Work>
    std::invoke_result_t<Work&, soci::session&> within(const char* begin, Work&& work) {
        using Answer = std::invoke_result_t<Work&, soci::session&>;
        const Rollback rollback(*this);
        try {
            *session_ << begin;
            Answer answer = work(*session_);
            if (answer) {
                *session_ << "COMMIT";
            }
            return answer;
        } catch (const soci::soci_error& error) {
            return Answer(tl::unexpect, explain(error));
        }
    }

    std::filesystem::path file_;
    std::unique_ptr<soci::session> session_;
    std::optional<net::KeptFile> kept_;  ///< what session_ has open
    net::KeptFile::Stamp checked_;       ///< with which the file was whole
    NewestEntry newest_;                 ///< ever seen in it
    std::optional<net::Error> overwritten_;
    net::KeptFile::Stamp damaged_;  ///< when overwritten_ was said
    bool final_ = false;            ///< nothing that happens to the file makes this connection usable again
    std::optional<LedgerLoss> loss_;
    bool aside_ = false;  ///< another file stands where the ledger was opened
};

}  // namespace vigie::console
