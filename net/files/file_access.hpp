// Why a file cannot be read and written, in words for people.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "net/types/result.hpp"

namespace vigie::net {

/// Nothing when this user may read and write the file (or make it, where there is none) and make others
/// beside it, as a database needs. Else why not and what to do: unavailable for a folder that does not exist,
/// refused otherwise. `what` names the file, as "the ledger".
[[nodiscard]] std::optional<Error> access_problem(const std::filesystem::path& file, std::string_view what);

}  // namespace vigie::net
