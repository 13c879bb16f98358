// Files with one mistake in them, for tests of how it is told.
#pragma once

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace vigie::test {

/// `text` with `to` where `from` is first. Throws where it is nowhere.
inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    if (at == std::string::npos) throw std::invalid_argument("nothing to replace: " + std::string(from));
    return text.replace(at, from.size(), to);
}

/// One place of a good file that is put wrong, and what its reader is to say of that.
struct Mistake {
    const char* name;
    std::string_view from;     ///< in the good file, where it is first ...
    std::string_view to;       ///< ... becomes this; where `from` is empty it is added at the end
    std::string_view line_of;  ///< the error names the line where this begins
    std::string_view message;  ///< what follows "FILE:LINE: "
};

inline std::string with_mistake(std::string good, const Mistake& mistake) {
    return mistake.from.empty() ? good.append(mistake.to)
                                : replaced(std::move(good), mistake.from, mistake.to);
}

/// How the error about the mistake must begin when `content` stands in `file`. Throws where the line is not.
inline std::string told(const Mistake& mistake, const std::filesystem::path& file, std::string_view content) {
    const auto at = content.find(mistake.line_of);
    if (at == std::string::npos) throw std::invalid_argument("no line of " + std::string(mistake.line_of));
    const auto line =
        1 + std::count(content.begin(), content.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    return file.string() + ":" + std::to_string(line) + ": " + std::string(mistake.message);
}

}  // namespace vigie::test
