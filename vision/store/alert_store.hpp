// The node's own record of alerts: numbered, durable before they are announced, never changed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "net/types/alert.hpp"
#include "net/types/result.hpp"
#include "vision/store/database.hpp"

namespace vigie::vision {

/// Where the store's file is: it moves when that was lost. Any thread.
class StorePlace {
public:
    explicit StorePlace(std::filesystem::path file) : file_(std::move(file)) {}
    void moved_to(std::filesystem::path file) {
        const std::lock_guard lock(mutex_);
        file_ = std::move(file);
        ++moves_;
    }
    /// With how often it was lost: the same path may hold another file.
    [[nodiscard]] std::pair<std::filesystem::path, std::uint64_t> now() const {
        const std::lock_guard lock(mutex_);
        return {file_, moves_};
    }

private:
    mutable std::mutex mutex_;
    std::filesystem::path file_;
    std::uint64_t moves_ = 0;
};

/// Writes alerts. Owned and used by one thread; one writer a file.
class AlertStore {
public:
    /// Opens the store, or makes a new one whose archive id comes from two calls of `random`.
    /// corrupt for a damaged file or one whose newest checksum does not match, invalid_input for a database
    /// of something else or of another version; nothing is added to them. Otherwise errors as
    /// Database::explain.
    [[nodiscard]] static net::Result<std::unique_ptr<AlertStore>> open(
        const std::filesystem::path& file, const std::function<std::uint64_t()>& random);

    /// Gives the alert its archive and the next number, and a raised one its condition
    /// ("rule/subject#number"), and commits it. When it returns, the alert survives kill -9 and a
    /// power cut; when it fails, nothing has changed and the same alert may be tried again.
    [[nodiscard]] net::Result<net::Alert> append(net::Alert alert);

    /// Looks whether the file still stands in its place, and saves it with all that it holds when it was
    /// deleted, moved or replaced; append() does that first. Cheap while all is well. Error: why it cannot be
    /// saved now.
    [[nodiscard]] net::Result<void> keep();
    /// What became of a lost file, once each time: database_saved or database_aside.
    [[nodiscard]] std::optional<net::Sentence> take_loss() { return std::exchange(loss_, std::nullopt); }

    /// The newest alert of each condition that was raised and not cleared, oldest first: what a restart
    /// must close or adopt.
    [[nodiscard]] net::Result<std::vector<net::Alert>> open_conditions() const;

    [[nodiscard]] const net::ArchiveId& archive() const { return archive_; }
    /// Number of the newest alert; 0 when there is none.
    [[nodiscard]] net::AlertNumber head() const { return head_; }

private:
    friend class AlertReader;
    explicit AlertStore(Database database)
        : database_(std::move(database)), place_(std::make_shared<StorePlace>(database_.file())) {}
    [[nodiscard]] net::Result<void> prepare_schema(const std::string& name,
                                                   const std::function<std::uint64_t()>& random);
    [[nodiscard]] net::Result<void> read_chain(const std::string& name);
    [[nodiscard]] net::Result<void> write(const net::Alert& alert, const std::string& bytes,
                                          std::uint64_t checksum);

    Database database_;
    std::shared_ptr<StorePlace> place_;
    std::optional<net::Sentence> loss_;
    net::ArchiveId archive_;
    net::AlertNumber head_ = 0;
    std::uint64_t checksum_ = 0;
};

/// Answers "everything after n" from a connection of its own, so that a pull never waits for a
/// commit. Owned and used by one thread.
class AlertReader {
public:
    /// Of a store of this program: follows it when its file is lost and saved.
    [[nodiscard]] static net::Result<std::unique_ptr<AlertReader>> open(const AlertStore& store);
    /// Of a store that exists already.
    [[nodiscard]] static net::Result<std::unique_ptr<AlertReader>> open(const std::filesystem::path& file);

    /// Up to `most` alerts after the cursor. diverged when the cursor is of another archive, lies beyond
    /// the newest alert, or its checksum is not that of its number: this store was rolled back or made anew.
    [[nodiscard]] net::Result<net::AlertBatch> after(const net::AlertCursor& cursor, std::size_t most);

private:
    explicit AlertReader(std::shared_ptr<const StorePlace> place) : place_(std::move(place)) {}
    [[nodiscard]] net::Result<void> follow();
    [[nodiscard]] net::Result<bool> belongs(const net::AlertCursor& cursor) const;

    std::shared_ptr<const StorePlace> place_;
    std::optional<Database> database_;
    std::uint64_t moves_ = 0;  ///< of the place, when database_ was opened
    net::ArchiveId archive_;
};

}  // namespace vigie::vision
