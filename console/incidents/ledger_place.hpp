// Whether a ledger can be where it is said to be. Private to console/incidents.
#pragma once

#include <filesystem>

#include "net/types/result.hpp"

namespace vigie::console {

/// What messages call it.
inline constexpr const char* kLedger = "the ledger";

/// unavailable for a place that cannot hold a ledger, refused for one that this user may not read and write,
/// each with what to do.
[[nodiscard]] net::Result<void> check_place(const std::filesystem::path& file);

/// Makes the file, readable by its owner only, where there is none and one can be made.
void make_file(const std::filesystem::path& file);

}  // namespace vigie::console
