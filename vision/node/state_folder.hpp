// The node's own folder: made when missing, and used by one node at a time.
#pragma once

#include <filesystem>

#include "net/types/result.hpp"

namespace vigie::vision {

/// Holds the folder from open() until destruction, also against another process: two writers would give
/// one alert number to two alerts. The hold ends with the process, however that ends.
class StateFolder {
public:
    /// unavailable when the folder cannot be made or written; conflict when another node uses it.
    [[nodiscard]] static net::Result<StateFolder> open(const std::filesystem::path& folder);
    ~StateFolder();
    StateFolder(StateFolder&& other) noexcept;
    StateFolder& operator=(StateFolder&&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    StateFolder(std::filesystem::path path, int lock);

    std::filesystem::path path_;
    int lock_;  ///< file descriptor; -1 once moved from
};

}  // namespace vigie::vision
