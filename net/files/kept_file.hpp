// A file that a program keeps open for long: whether it still stands at its path, and how it comes back
// there.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/types/result.hpp"

namespace vigie::net {

/// Knows a file by device and inode: writing to one that was deleted, moved or replaced succeeds, and is lost
/// with the program. A value; any thread.
class KeptFile {
public:
    enum class Place {
        held,    ///< it stands there, or its folder may not be looked into
        absent,  ///< nothing stands there
        taken    ///< another file does
    };

    /// The file that stands at `path` now, links followed, and its companions, such as "-wal": files of that
    /// name with this ending. Call it right after opening them.
    KeptFile(const std::filesystem::path& path, const std::vector<std::string>& companions);

    /// What each write to a file changes, whoever writes: nanoseconds of the system's clock, bytes.
    struct Stamp {
        std::int64_t changed_ns = 0;
        std::int64_t size = 0;
        bool operator==(const Stamp&) const = default;
    };

    /// Costs a look at the folder, no more.
    [[nodiscard]] Place place() const;
    /// Of what stands at the path now. Costs as little.
    [[nodiscard]] Stamp stamp() const;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// Permissions that it had.
    [[nodiscard]] mode_t mode() const { return mode_; }
    /// Removes what would be taken for a companion of the next file at the path: all there is when it is
    /// absent, only this file's own when it is taken.
    void leave_no_companions() const;
    /// Takes this file's own companions away from what was written over it: removes them, or, with `keep`,
    /// gives each the further ending ".lost" (in place of an earlier one).
    void part_from_companions(bool keep) const;

private:
    struct Identity {
        dev_t device = 0;
        ino_t inode = 0;
        bool operator==(const Identity&) const = default;
    };
    struct Companion {
        std::filesystem::path path;
        Identity identity;
    };
    [[nodiscard]] static Identity identify(const std::filesystem::path& path);

    std::filesystem::path path_;
    Identity identity_;
    mode_t mode_ = 0600;
    std::vector<Companion> companions_;
};

/// Where the content of a lost file is now, durable.
struct Refuge {
    enum class Kind {
        anew,  ///< written again at its path
        copy,  ///< somebody put a file in its place that holds everything
        aside  ///< another file stands at its path, untouched; this one is beside it under a new name
    };
    Kind kind = Kind::anew;
    std::filesystem::path file;
};

/// What only those can do who have the lost file open.
struct LostContent {
    /// Writes all that the lost file holds into the empty file at `copy`. When it returns, nobody else writes
    /// to the lost file until bring_back() has returned. Its error is a bare cause, as "database or disk is
    /// full".
    std::function<Result<void>(const std::filesystem::path& copy)> copy_into;
    /// Whether the file at `other` holds all that `copy` does; false when it cannot be read.
    std::function<bool(const std::filesystem::path& other, const std::filesystem::path& copy)> holds_all;
};

/// Brings back a file that does not hold its place: at its path where nothing stands there, beside it
/// otherwise ("ledger-saved-1.db"). Several programs that share it come to the same file. Call it again after
/// a failure. `what` names the file in the error, as "the ledger"; it says what to do and has the code of its
/// cause.
[[nodiscard]] Result<Refuge> bring_back(const KeptFile& lost, std::string_view what,
                                        const LostContent& content);

/// What a program that opens a file can say of the copies of it.
struct CopyContent {
    /// Whether the copy is complete and undamaged. Changes nothing.
    std::function<bool(const std::filesystem::path& copy)> whole;
    /// As LostContent::holds_all.
    std::function<bool(const std::filesystem::path& other, const std::filesystem::path& copy)> holds_all;
};

/// Ends what a program that was killed within bring_back() left undone; call it before opening the file at
/// `path`, whose companions have these endings; the first one holds records of it. A whole copy comes to its
/// place where nothing stands there, beside it when what stands there does not hold all of it; all others are
/// removed. Copies that a running program makes are left alone. Returns what was done, nothing when no copy
/// was needed. unavailable when the file is missing and its copy is not whole or under way, or its first
/// companion stands there without it, which a new file would destroy; else the code of the cause.
[[nodiscard]] Result<std::optional<Sentence>> finish_saving(const std::filesystem::path& path,
                                                            const std::vector<std::string>& companions,
                                                            std::string_view what,
                                                            const CopyContent& content);

/// What became of `lost`, in one sentence that begins small and has no full stop.
[[nodiscard]] Sentence describe(const Refuge& refuge, const std::filesystem::path& lost,
                                std::string_view what);

}  // namespace vigie::net
