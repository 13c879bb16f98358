// What happens to the connections of a socket: accepted, shaken hands, refused, lost. Private to
// net/transport.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>

#include <zmq.hpp>

#include "net/types/time.hpp"

namespace vigie::net {

enum class ConnectionEvent {
    accepted,          ///< server: somebody connected, no handshake yet
    handshake_done,    ///< encrypted and let in
    refused,           ///< the server's gatekeeper said no
    handshake_failed,  ///< wrong or no key, garbage, or nobody to ask
    retrying,          ///< client: cannot connect, tries again
    lost               ///< an established connection or a failed one ended
};

/// Reads a socket's monitor. Owned by the thread that owns the socket; destroy before the socket.
class SocketWatch {
public:
    /// Throws zmq::error_t.
    SocketWatch(zmq::context_t& context, zmq::socket_t& socket);
    ~SocketWatch();
    SocketWatch(const SocketWatch&) = delete;
    SocketWatch& operator=(const SocketWatch&) = delete;

    [[nodiscard]] zmq::socket_t& socket() { return events_; }
    /// The next event of interest; nothing when there is none.
    [[nodiscard]] std::optional<ConnectionEvent> next();

private:
    void* watched_;
    zmq::socket_t events_;
};

/// Counts handshakes that came to nothing, also those of which ZeroMQ says nothing: it closes on
/// some kinds of garbage without an event. Owned by one thread.
class HandshakeTally {
public:
    void observe(ConnectionEvent event, MonoTime now);
    /// Handshakes begun longer ago than the limit and not done have failed.
    void expire(MonoTime now);

    [[nodiscard]] std::uint64_t failed() const { return failed_; }
    /// Connections that are open now, also those that shake hands.
    [[nodiscard]] std::uint64_t open() const { return open_; }

private:
    void end_one();

    std::deque<MonoTime> begun_;
    std::uint64_t failed_ = 0;
    std::uint64_t open_ = 0;
};

}  // namespace vigie::net
