// Where figures for machines go: found to be writable before hours of work, written after.
#pragma once

#include <filesystem>
#include <string_view>

#include "net/types/result.hpp"

namespace vigie::vision {

/// A file that will be written once. Moved, not copied; owned by one thread.
class JsonFile {
public:
    /// Opens it for writing and leaves its content as it is; a new one stays empty until write(). unavailable
    /// with the reason when that cannot be.
    [[nodiscard]] static net::Result<JsonFile> reserve(const std::filesystem::path& file);

    JsonFile(JsonFile&& other) noexcept;
    JsonFile& operator=(JsonFile&&) = delete;
    JsonFile(const JsonFile&) = delete;
    JsonFile& operator=(const JsonFile&) = delete;
    /// Without a write(), a file that was new is removed.
    ~JsonFile();

    /// Replaces the content. exhausted when it cannot be written.
    [[nodiscard]] net::Result<void> write(std::string_view text);

private:
    JsonFile(std::filesystem::path file, bool is_new);

    std::filesystem::path file_;
    bool remove_;
};

}  // namespace vigie::vision
