// ZeroMQ sockets as this project wants them: encrypted, bounded, never blocking. Private to net/transport.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <zmq.hpp>

#include "net/transport/keys.hpp"
#include "net/types/time.hpp"

namespace vigie::net {

/// Bounds of one socket.
struct SocketBounds {
    int send_queue = 64;     ///< messages for one peer
    int receive_queue = 64;  ///< messages of one peer
    std::size_t largest_part = 4096;
    std::chrono::milliseconds heartbeat{300};
    std::chrono::milliseconds heartbeat_timeout{900};
};

/// How long a peer may take for its handshake.
inline constexpr std::chrono::milliseconds kHandshakeLimit{2000};

/// A socket with those bounds, LINGER 0 and no blocking calls. Throws zmq::error_t.
[[nodiscard]] zmq::socket_t make_socket(zmq::context_t& context, zmq::socket_type type,
                                        const SocketBounds& bounds);

/// Makes it a CURVE server that nobody passes without the gatekeeper of its context.
void serve_curve(zmq::socket_t& socket, const KeyPair& keys);
/// Makes it a CURVE client that talks to the holder of `server_key` only.
void use_curve(zmq::socket_t& socket, const KeyPair& keys, const PublicKey& server_key);

/// Waits until one is readable; EINTR counts as nothing. At most `timeout`, rounded up to a millisecond.
void wait_readable(std::span<zmq_pollitem_t> items, Microseconds timeout);

[[nodiscard]] zmq_pollitem_t readable(zmq::socket_t& socket);
[[nodiscard]] zmq_pollitem_t readable(int fd);

/// The next message's parts; nothing when there is none. Parts beyond `most` are read and
/// dropped, and one empty part more than `most` tells that there were some.
[[nodiscard]] std::optional<std::vector<zmq::message_t>> receive_parts(zmq::socket_t& socket,
                                                                       std::size_t most);

[[nodiscard]] inline std::string_view bytes_of(const zmq::message_t& part) {
    return {static_cast<const char*>(part.data()), part.size()};
}

/// False when the peer's queue is full or there is no peer; then nothing was sent.
bool send_parts(zmq::socket_t& socket, std::span<zmq::message_t> parts);

/// The sender's public key (Z85), as the gatekeeper that let it in was shown it; empty without one.
[[nodiscard]] std::string key_of(zmq::message_t& part);

/// 64 random bits, never 0, from the system: identities of runs and sessions.
[[nodiscard]] std::uint64_t random_identity();

/// Signals are for the program's main thread: no call of this thread is interrupted any more.
void leave_signals_to_main();

}  // namespace vigie::net
