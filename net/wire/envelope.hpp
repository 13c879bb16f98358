// What every message begins with: protocol version, who sent it, in which run, its number and when.
#pragma once

#include <cstdint>
#include <string_view>

#include "net/types/ids.hpp"
#include "net/types/result.hpp"
#include "net/types/time.hpp"

namespace vigie::net {

/// Version of the protocol. Another major version is refused by name; a newer minor version only
/// adds fields, which older readers skip.
struct ProtocolVersion {
    std::uint32_t major = 0;
    std::uint32_t minor = 0;
    auto operator<=>(const ProtocolVersion&) const = default;
};

inline constexpr ProtocolVersion kProtocol{1, 4};

/// Head of a message. Its fields are the same in every protocol version, for ever.
struct Envelope {
    ProtocolVersion version = kProtocol;
    NodeId sender;             ///< node, or console (consoles have ids of the same form)
    std::uint64_t run = 0;     ///< random, of the sender's run; never 0
    std::uint64_t number = 0;  ///< per topic key or exchange, from 1
    UtcTime sent{};            ///< on the sender's clock
    bool operator==(const Envelope&) const = default;
};

/// The envelope of any message, also of another major version; invalid_input when there is none.
[[nodiscard]] Result<Envelope> peek_envelope(std::string_view bytes);

/// refused when `envelope` is of another major version; the message names both.
[[nodiscard]] Result<void> check_version(const Envelope& envelope);

}  // namespace vigie::net
