// Writing a file so that readers see the old or the new content, never half of it.
#pragma once

#include <filesystem>
#include <string_view>

#include "net/types/result.hpp"

namespace vigie::console {

/// Writes `content` beside `file`, flushes it to disk and renames it into place (mode 0600 before umask).
/// unavailable with the system's reason; the old content then stays.
[[nodiscard]] net::Result<void> replace_file(const std::filesystem::path& file, std::string_view content);

}  // namespace vigie::console
