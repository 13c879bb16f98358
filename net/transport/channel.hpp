// One encrypted connection of a console to one port of a node, kept alive. Private to net/transport.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <zmq.hpp>

#include "net/transport/keys.hpp"
#include "net/transport/socket.hpp"
#include "net/transport/socket_watch.hpp"
#include "net/types/time.hpp"

namespace vigie::net {

/// How to make the socket, again and again.
struct ChannelPlan {
    zmq::socket_type type = zmq::socket_type::dealer;
    SocketBounds bounds;
    std::string address;
    std::vector<std::string> subscriptions;  ///< prefixes, for SUB
};

/// ZeroMQ reconnects by itself but for one case: a client that was refused never tries again. Then
/// the socket is made anew, after 0.1 s and up to a second. Owned by one thread.
class Channel {
public:
    /// Throws zmq::error_t for an address that ZeroMQ does not understand. All outlive the channel.
    Channel(zmq::context_t& context, const KeyPair& keys, const PublicKey& server_key, ChannelPlan plan);

    [[nodiscard]] zmq::socket_t& socket() { return *socket_; }
    [[nodiscard]] zmq::socket_t& events() { return watch_->socket(); }
    /// The next thing that happened to the connection, after acting on it.
    [[nodiscard]] std::optional<ConnectionEvent> next_event(MonoTime now);
    /// Makes the socket anew at the next reopen_when_due(): for a peer that says that we may not stay.
    void reopen(MonoTime now) { reopen_at_ = now; }
    /// Makes the socket anew when it is time; true when it did.
    bool reopen_when_due(MonoTime now);
    [[nodiscard]] bool is_connected() const { return connected_; }

private:
    void open();

    zmq::context_t& context_;
    const KeyPair& keys_;
    const PublicKey& server_key_;
    ChannelPlan plan_;
    std::optional<zmq::socket_t> socket_;
    std::unique_ptr<SocketWatch> watch_;
    std::optional<MonoTime> reopen_at_;
    Microseconds back_off_{};
    bool connected_ = false;
};

}  // namespace vigie::net
