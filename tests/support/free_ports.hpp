// Ports of the loopback interface that nobody uses.
#pragma once

#include <cstdint>

namespace vigie::test {

/// The first of `count` free TCP ports in a row on 127.0.0.1, below the system's own range for clients.
/// Somebody else may take them before the caller does; tests that run side by side look in different places
/// first. Throws std::runtime_error when there are none.
[[nodiscard]] std::uint16_t free_ports(std::uint16_t count);

}  // namespace vigie::test
