// A node's publications and its answers to requests, on one thread. Private to net/transport.
#pragma once

#include <array>
#include <memory>
#include <stop_token>
#include <string>
#include <thread>

#include <zmq.hpp>

#include "net/transport/desk.hpp"
#include "net/transport/node_server.hpp"
#include "net/transport/publication_queue.hpp"
#include "net/transport/socket_watch.hpp"
#include "net/transport/throttled_log.hpp"
#include "net/transport/wake_up.hpp"
#include "net/wire/exchange.hpp"

namespace vigie::net {

/// Owns the XPUB and the request ROUTER and their thread. publish() may be called from any thread.
class FrontDesk {
public:
    /// Throws zmq::error_t for what cannot be a user's fault.
    FrontDesk(zmq::context_t& context, const KeyPair& keys, const NodeServices& services,
              const DeskSetting& setting);
    ~FrontDesk() { stop(); }

    /// Binds both sockets and starts the thread; fills in the addresses as bound.
    [[nodiscard]] Result<void> open(Endpoints& endpoints);
    void stop();

    /// `body` is from encode_body.
    void publish(std::string key, std::string body);
    [[nodiscard]] std::uint64_t dropped() const { return queue_.dropped(); }

private:
    void run(const std::stop_token& stop);
    void send_publications();
    void drop_upstream();
    void answer_requests();
    void answer(std::vector<zmq::message_t> parts);
    ReplyBody reply_to(const Request& request, UtcTime received, const std::string& key_name);
    void send_reply(zmq::message_t eye, std::uint64_t request, ReplyBody body);
    void count_connections();

    const NodeServices& services_;
    const DeskSetting& setting_;
    zmq::socket_t publications_;
    zmq::socket_t requests_;
    SocketWatch publications_watch_;
    SocketWatch requests_watch_;
    std::array<HandshakeTally, 2> tallies_;
    std::uint64_t failed_reported_ = 0;
    std::uint64_t replies_ = 0;
    ThrottledLog greetings_;
    ThrottledLog refusals_;
    PublicationQueue queue_;
    WakeUp wake_up_;
    std::jthread thread_;
};

}  // namespace vigie::net
