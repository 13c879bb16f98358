// Copies of lost files while they are made: "NAME.saving-XXXXXX" beside the file. Private to net/files.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "net/types/result.hpp"

namespace vigie::net {

/// One copy, claimed by a lock that ends with its program: what nobody claims was left by one that was
/// killed.
class SavingCopy {
public:
    /// An empty file beside `file`, readable by its owner only until it has everything.
    [[nodiscard]] static Result<SavingCopy> make(const std::filesystem::path& file);
    /// Nothing when a running program claims the copy, or it is gone.
    [[nodiscard]] static Result<std::optional<SavingCopy>> claim(const std::filesystem::path& copy);

    SavingCopy(SavingCopy&& other) noexcept
        : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}
    SavingCopy& operator=(SavingCopy&&) = delete;
    ~SavingCopy();

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    SavingCopy(std::filesystem::path path, int descriptor)
        : path_(std::move(path)), descriptor_(descriptor) {}

    std::filesystem::path path_;
    int descriptor_;
};

/// All copies of `file` that stand beside it, the newest first, claimed or not.
[[nodiscard]] std::vector<std::filesystem::path> saving_copies(const std::filesystem::path& file);

/// Links followed, as SQLite does, also to where nothing stands; the path itself where that cannot be told.
[[nodiscard]] std::filesystem::path real_path(const std::filesystem::path& path);

/// To disk, with these permissions.
[[nodiscard]] Result<void> flush(const std::filesystem::path& file, std::optional<mode_t> mode);

/// Durable. False when something stands at `to`, which then stays as it is.
[[nodiscard]] Result<bool> move_to(const std::filesystem::path& from, const std::filesystem::path& to);

/// Moves the copy beside `file` under a name of its own ("ledger-saved-1.db"), or finds it there with all
/// that it holds, as another program that shares the file brought it. Returns where.
[[nodiscard]] Result<std::filesystem::path> put_aside(
    const std::filesystem::path& file, const std::filesystem::path& copy,
    const std::function<bool(const std::filesystem::path&, const std::filesystem::path&)>& holds_all);

}  // namespace vigie::net
