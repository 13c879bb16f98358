// Small files that must survive a power cut: replaced whole, or not at all.
#pragma once

#include <filesystem>
#include <string_view>

namespace vigie::vision {

/// Writes `content` beside `file`, then puts it in its place; true once that would outlast a power cut. False
/// when the folder or the disk does not allow it: `file` is then as it was.
[[nodiscard]] bool replace_durably(const std::filesystem::path& file, std::string_view content);

}  // namespace vigie::vision
