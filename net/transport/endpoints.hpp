// Where a node listens: three addresses, so that pictures never stand in front of alerts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "net/types/result.hpp"

namespace vigie::net {

/// ZeroMQ addresses of one node ("tcp://127.0.0.1:7401"). A node may listen on port 0: any free one.
struct Endpoints {
    std::string publications;  ///< scenes, occupancy, health, announcements
    std::string requests;      ///< hello, configuration, alerts after n, clock
    std::string pictures;      ///< pictures by credit
    bool operator==(const Endpoints&) const = default;

    /// Three ports in a row: base_port, +1, +2; all three free ones when it is 0. `host` is an
    /// IPv4 address or, for a client, a host name. invalid_input when empty, for an IPv6 address, with
    /// characters that neither can have, or when the ports pass 65535.
    [[nodiscard]] static Result<Endpoints> at(std::string_view host, std::uint16_t base_port);
};

}  // namespace vigie::net
