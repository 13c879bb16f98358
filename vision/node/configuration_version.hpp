// The version of a node's configuration record: grows with each change of content, over restarts.
#pragma once

#include <filesystem>

#include "net/types/result.hpp"
#include "net/types/venue.hpp"

namespace vigie::vision {

/// Sets the record's content_hash and version; the last ones are kept in `file`, which is replaced
/// whole. A missing or damaged file starts again at 1. Errors: unavailable when it cannot be written.
[[nodiscard]] net::Result<void> set_version(net::ConfigurationRecord& record,
                                            const std::filesystem::path& file);

}  // namespace vigie::vision
