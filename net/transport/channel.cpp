#include "net/transport/channel.hpp"

#include <algorithm>
#include <utility>

namespace vigie::net {
namespace {

constexpr Microseconds kFirstBackOff = std::chrono::milliseconds(100);
constexpr Microseconds kLongestBackOff = std::chrono::seconds(1);

}  // namespace

Channel::Channel(zmq::context_t& context, const KeyPair& keys, const PublicKey& server_key, ChannelPlan plan)
    : context_(context),
      keys_(keys),
      server_key_(server_key),
      plan_(std::move(plan)),
      back_off_(kFirstBackOff) {
    open();
}

void Channel::open() {
    watch_.reset();
    socket_.emplace(make_socket(context_, plan_.type, plan_.bounds));
    // Messages wait for nobody: what cannot go now is made anew when there is a connection.
    socket_->set(zmq::sockopt::immediate, true);
    for (const auto& prefix : plan_.subscriptions) {
        socket_->set(zmq::sockopt::subscribe, prefix);
    }
    use_curve(*socket_, keys_, server_key_);
    watch_ = std::make_unique<SocketWatch>(context_, *socket_);
    socket_->connect(plan_.address);
    connected_ = false;
}

std::optional<ConnectionEvent> Channel::next_event(MonoTime now) {
    const auto event = watch_->next();
    if (!event) {
        return std::nullopt;
    }
    switch (*event) {
        case ConnectionEvent::handshake_done:
            connected_ = true;
            back_off_ = kFirstBackOff;
            break;
        case ConnectionEvent::refused:
            connected_ = false;
            reopen_at_ = now + back_off_;
            back_off_ = std::min(back_off_ * 2, kLongestBackOff);
            break;
        case ConnectionEvent::lost:
        case ConnectionEvent::handshake_failed:
            connected_ = false;
            break;
        case ConnectionEvent::accepted:
        case ConnectionEvent::retrying:
            break;
    }
    return event;
}

bool Channel::reopen_when_due(MonoTime now) {
    if (!reopen_at_ || now < *reopen_at_) {
        return false;
    }
    reopen_at_.reset();
    open();
    return true;
}

}  // namespace vigie::net
