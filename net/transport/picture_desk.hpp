// A node's pictures: sent against credits, on a thread of their own. Private to net/transport.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include <zmq.hpp>

#include "net/transport/credit_book.hpp"
#include "net/transport/desk.hpp"
#include "net/transport/socket_watch.hpp"
#include "net/transport/wake_up.hpp"

namespace vigie::net {

/// Owns the picture ROUTER and its thread. Any thread may call the public members after open().
class PictureDesk {
public:
    /// `demand_changed` may be empty. Throws zmq::error_t for what cannot be a user's fault.
    PictureDesk(zmq::context_t& context, const KeyPair& keys, std::function<void()> demand_changed,
                const DeskSetting& setting);
    ~PictureDesk() { stop(); }

    /// Binds and starts the thread; fills in the address as bound.
    [[nodiscard]] Result<void> open(std::string& address);
    void stop();

    // As NodeServer's.
    [[nodiscard]] bool wanted(const PictureFeed& feed, std::uint64_t frame) const;
    [[nodiscard]] std::vector<PictureFeed> wanted() const;
    void send(Picture picture);
    [[nodiscard]] std::size_t eyes() const;

private:
    /// The newest picture of a feed, ready to go. It stays for a second: a credit that arrives
    /// meanwhile is answered with it instead of a second encode.
    struct Offer {
        std::uint64_t frame = 0;
        std::string header;
        SharedBytes jpeg;
        MonoTime made{};
        bool sent = false;       ///< to at least one eye
        bool under_way = false;  ///< serve() is sending it: whether it was in vain is not known yet
    };

    void run(const std::stop_token& stop);
    bool take_credits();
    void serve_offers();
    void serve(const PictureFeed& feed, const Offer& offer);
    bool send_to(const CreditBook::Recipient& recipient, const Offer& offer, zmq::message_t& jpeg);
    void retire_offers();
    void count_connections();
    void tell_demand_changed();

    const DeskSetting& setting_;
    std::function<void()> demand_changed_;
    zmq::socket_t socket_;
    SocketWatch watch_;
    HandshakeTally tally_;
    std::uint64_t failed_reported_ = 0;
    std::uint64_t tickets_ = 0;
    WakeUp wake_up_;

    mutable std::mutex mutex_;  ///< guards what follows
    CreditBook book_;
    std::map<PictureFeed, Offer> offers_;

    std::jthread thread_;
};

}  // namespace vigie::net
