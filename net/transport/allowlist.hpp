// Who may connect: a file in the style of ssh's authorized_keys, read again when it changes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/transport/keys.hpp"
#include "net/types/result.hpp"

namespace vigie::net {

/// Keys and their names, and what was wrong with other lines. Immutable value.
struct Allowlist {
    std::map<PublicKey, std::string> names;
    std::vector<std::string> bad_lines;  ///< one sentence each, with the line's number
};

/// One "PUBLIC-KEY name" a line; the name has the form of an id. Empty lines and lines that begin
/// with '#' are skipped (no key begins so: '#' is the largest digit of Z85, and five of them would
/// exceed 32 bits). A bad or repeated line is reported; the others hold. `origin` is the file's name
/// in messages.
[[nodiscard]] Allowlist parse_allowlist(std::string_view text, std::string_view origin);

/// Follows a file. Owned by one thread.
class AllowlistFile {
public:
    explicit AllowlistFile(std::filesystem::path file) : file_(std::move(file)) {}

    /// Reads the file if it changed since the last call (inode, size, times); true when it did.
    /// A file that cannot be read becomes an empty list with one bad line that says so.
    bool refresh();
    [[nodiscard]] const Allowlist& list() const { return list_; }
    [[nodiscard]] const std::filesystem::path& file() const { return file_; }
    /// False when the last refresh could not read the file.
    [[nodiscard]] bool is_readable() const { return readable_; }

private:
    struct Identity {
        std::uint64_t inode = 0;
        std::int64_t size = 0;
        std::int64_t changed_ns = 0;
        bool operator==(const Identity&) const = default;
    };

    std::filesystem::path file_;
    std::optional<Identity> seen_;
    bool tried_ = false;
    bool readable_ = false;
    Allowlist list_;
};

}  // namespace vigie::net
