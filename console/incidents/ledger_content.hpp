// Whether a file holds a whole ledger, looked at with a connection of its own. Private to console/incidents.
#pragma once

#include <filesystem>
#include <string>

#include <soci/soci.h>

namespace vigie::console {

/// The newest entry of a ledger, by which that is told from an older one and from another.
struct NewestEntry {
    long long number = 0;  ///< 0 before the first
    std::string words;     ///< who did what, when and where, in one line
};

/// Throws soci_error.
[[nodiscard]] NewestEntry read_newest(soci::session& sql);

/// Whether the file is undamaged and has all entries up to `newest` at least, each with its alert. Reads all
/// of it (a second for some hundred megabytes), with its companions, and changes nothing.
[[nodiscard]] bool is_whole(const std::filesystem::path& file, const NewestEntry& newest);

/// The same for the file without its companions: what it would be if they did not stand beside it.
[[nodiscard]] bool is_whole_alone(const std::filesystem::path& file);

/// Whether the ledger at `other` has each record that is in `copy`. Changes neither.
[[nodiscard]] bool holds_all(const std::filesystem::path& other, const std::filesystem::path& copy);

}  // namespace vigie::console
