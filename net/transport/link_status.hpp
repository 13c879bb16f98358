// What is said of the connection to a node, and why. Private to net/transport.
#pragma once

#include <string>

#include <fmt/format.h>

#include "net/transport/node_client.hpp"
#include "net/transport/socket_watch.hpp"
#include "net/types/time.hpp"

namespace vigie::net {

/// Pure state machine fed with what happens on the request channel. Owned by one thread.
class LinkStatus {
public:
    /// `own_key` is this client's, for the advice when it is refused.
    LinkStatus(const NodeAddress& address, PublicKey own_key, MonoTime now);

    void observe(ConnectionEvent event);
    /// The node answered a hello, as the right node in the right version.
    void welcomed();
    /// A request got no answer within its deadline.
    void expired();
    /// The node speaks another protocol or is another node.
    void incompatible(Sentence reason);
    void tick(MonoTime now);

    [[nodiscard]] LinkState state() const { return state_; }
    [[nodiscard]] const Sentence& reason() const { return reason_; }
    /// True once after state or reason changed.
    [[nodiscard]] bool take_change();
    /// Times that a connection came back after it was up.
    [[nodiscard]] std::uint64_t reconnects() const { return reconnects_; }

private:
    void set(LinkState state, Sentence reason);
    /// `english` has a place for the address of requests, and nothing else.
    [[nodiscard]] Sentence about_address(fmt::format_string<const std::string&> english, Reason reason) const;
    [[nodiscard]] Sentence unreachable() const;
    [[nodiscard]] Sentence handshake_fails() const;

    NodeAddress address_;
    PublicKey own_key_;
    MonoTime started_;
    LinkState state_ = LinkState::connecting;
    Sentence reason_;
    bool changed_ = true;
    bool was_up_ = false;
    bool key_worked_ = false;    ///< a handshake was done: the node has the key that is configured here
    int retries_ = 0;            ///< in a row, without any handshake
    int failed_handshakes_ = 0;  ///< in a row
    std::uint64_t reconnects_ = 0;
};

}  // namespace vigie::net
