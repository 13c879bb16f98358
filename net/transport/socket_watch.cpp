#include "net/transport/socket_watch.hpp"

#include <cstring>

#include <fmt/format.h>

#include "net/transport/socket.hpp"

namespace vigie::net {
namespace {

constexpr int kWatched = ZMQ_EVENT_ACCEPTED | ZMQ_EVENT_DISCONNECTED | ZMQ_EVENT_CONNECT_RETRIED |
                         ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL |
                         ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH;

std::optional<ConnectionEvent> meaning_of(int event) {
    switch (event) {
        case ZMQ_EVENT_ACCEPTED:
            return ConnectionEvent::accepted;
        case ZMQ_EVENT_HANDSHAKE_SUCCEEDED:
            return ConnectionEvent::handshake_done;
        case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH:
            return ConnectionEvent::refused;
        case ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL:
        case ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL:
            return ConnectionEvent::handshake_failed;
        case ZMQ_EVENT_CONNECT_RETRIED:
            return ConnectionEvent::retrying;
        case ZMQ_EVENT_DISCONNECTED:
            return ConnectionEvent::lost;
        default:
            return std::nullopt;
    }
}

}  // namespace

SocketWatch::SocketWatch(zmq::context_t& context, zmq::socket_t& socket)
    : watched_(socket.handle()), events_(context, zmq::socket_type::pair) {
    const auto address = fmt::format("inproc://watch-{:016x}", random_identity());
    if (zmq_socket_monitor(watched_, address.c_str(), kWatched) != 0) {
        throw zmq::error_t();
    }
    events_.set(zmq::sockopt::linger, 0);
    events_.connect(address);
}

SocketWatch::~SocketWatch() {
    zmq_socket_monitor(watched_, nullptr, 0);
}

std::optional<ConnectionEvent> SocketWatch::next() {
    while (auto parts = receive_parts(events_, 2)) {
        // First part: event id (16 bits) and value (32 bits); second: address (zmq_socket_monitor(3)).
        std::uint16_t id = 0;
        if (parts->front().size() < sizeof id) {
            continue;
        }
        std::memcpy(&id, parts->front().data(), sizeof id);
        if (const auto event = meaning_of(id)) {
            return event;
        }
    }
    return std::nullopt;
}

void HandshakeTally::observe(ConnectionEvent event, MonoTime now) {
    switch (event) {
        case ConnectionEvent::accepted:
            begun_.push_back(now);
            ++open_;
            break;
        case ConnectionEvent::handshake_done:
        case ConnectionEvent::refused:
            end_one();
            break;
        case ConnectionEvent::handshake_failed:
            end_one();
            ++failed_;
            break;
        case ConnectionEvent::lost:
            if (open_ > 0) {
                --open_;
            }
            break;
        case ConnectionEvent::retrying:
            break;
    }
}

void HandshakeTally::expire(MonoTime now) {
    constexpr Microseconds kGrace = std::chrono::milliseconds(500);
    while (!begun_.empty() && now - begun_.front() > kHandshakeLimit + kGrace) {
        begun_.pop_front();
        ++failed_;
    }
}

void HandshakeTally::end_one() {
    if (!begun_.empty()) {
        begun_.pop_front();
    }
}

}  // namespace vigie::net
