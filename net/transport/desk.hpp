// What the parts of a node server share. Private to net/transport.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <zmq.hpp>

#include "net/transport/keys.hpp"
#include "net/transport/log.hpp"
#include "net/types/ids.hpp"
#include "net/types/result.hpp"
#include "net/types/time.hpp"
#include "net/wire/envelope.hpp"

namespace vigie::net {

/// Counters that threads of one server add to.
struct DeskCounters {
    std::atomic<std::uint64_t> failed_handshakes{0};
    std::atomic<std::uint64_t> refused_clients{0};
    std::atomic<std::uint64_t> incompatible_clients{0};
    std::atomic<std::uint64_t> malformed_messages{0};
    std::atomic<std::uint64_t> oversized_messages{0};
    std::atomic<std::uint64_t> invalid_publications{0};
    std::atomic<std::uint64_t> requests_answered{0};
    std::atomic<std::uint64_t> pictures_sent{0};
    std::atomic<std::uint64_t> picture_bytes{0};
    std::atomic<std::uint64_t> pictures_unsent{0};
    std::atomic<std::uint64_t> connected_clients{0};
};

/// Outlives the desks; the same for all of them.
struct DeskSetting {
    NodeId node;
    std::uint64_t run = 0;
    const Clock& clock;
    DeskCounters& counters;
    Log log;  ///< never empty
    /// Name under which the key that key_of() gave stands in the allowlist now; nothing when it was taken
    /// out of it since the connection was made. Any thread.
    std::function<std::optional<std::string>(std::string_view)> name_of_key;

    [[nodiscard]] Envelope envelope(std::uint64_t number) const {
        return {kProtocol, node, run, number, clock.utc()};
    }
};

/// Binds and returns the address with its real port. Errors as listening_error().
[[nodiscard]] Result<std::string> bind_socket(zmq::socket_t& socket, const std::string& address,
                                              std::string_view what);

/// Why nobody can listen for `what` on `address`, and what to do, after the `code` (errno) of a failed bind:
/// unavailable for a port in use, refused for one that this user may not have, invalid_input for an address
/// that is none of this machine's.
[[nodiscard]] Error listening_error(int code, std::string_view what, std::string_view address);

}  // namespace vigie::net
