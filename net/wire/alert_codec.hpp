// Alerts as bytes: stored, announced, pulled and ingested verbatim, chained by a checksum.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "net/types/alert.hpp"
#include "net/types/result.hpp"

namespace vigie::net {

/// Most bytes that one encoded alert may have.
inline constexpr std::size_t kAlertSizeLimit = 16 * 1024;

/// The bytes that a node stores under the alert's number; equal alerts have equal bytes.
/// invalid_input, naming the field, for an alert that decode_alert would refuse.
[[nodiscard]] Result<std::string> encode_alert(const Alert& alert);

/// invalid_input, naming the field, for anything but an alert of this protocol's major version.
[[nodiscard]] Result<Alert> decode_alert(std::string_view bytes);

/// Checksum after the alert `bytes`, given the one after the alert before it (0 before the first):
/// XXH3-64 of `bytes` seeded with `previous`. Nodes and ledgers compare these to notice a store
/// that was rolled back. It protects against accidents, not against forgers: CURVE does that.
[[nodiscard]] std::uint64_t alert_checksum(std::uint64_t previous, std::string_view bytes);

}  // namespace vigie::net
