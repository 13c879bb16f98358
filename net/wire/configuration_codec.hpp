// The configuration record as bytes, and the hash of its content.
#pragma once

#include <string>
#include <string_view>

#include "net/types/result.hpp"
#include "net/types/venue.hpp"

namespace vigie::net {

inline constexpr std::size_t kConfigurationSizeLimit = 4 * 1024 * 1024;

/// invalid_input, naming the field, for a record that decode_configuration would refuse: a node
/// checks its own record so at start.
[[nodiscard]] Result<std::string> encode_configuration(const ConfigurationRecord& record);

/// invalid_input, naming the field. References between parts (zone to floor, rule to zone) are checked too.
[[nodiscard]] Result<ConfigurationRecord> decode_configuration(std::string_view bytes);

/// 16 hex digits (XXH3-64) over everything but `version` and `content_hash`.
[[nodiscard]] Result<std::string> content_hash_of(const ConfigurationRecord& record);

}  // namespace vigie::net
