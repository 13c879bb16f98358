// A password from a file, so that it is in no command line, environment or history.
#pragma once

#include <filesystem>
#include <string>

#include "net/types/result.hpp"

namespace vigie::console {

/// The first line of a file, which may be a pipe, without its line end. not_found, unavailable or
/// invalid_input with what to do; never repeats what the file holds. A regular file that others may read is
/// refused.
[[nodiscard]] net::Result<std::string> read_password(const std::filesystem::path& file);

}  // namespace vigie::console
