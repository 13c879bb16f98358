#include "net/transport/socket.hpp"

#include <csignal>
#include <random>

namespace vigie::net {
namespace {

// zmq.h guards it as draft; Debian's library honours it.
constexpr int kEnforceZapDomain = 93;
constexpr int kCurveOverhead = 64;
constexpr std::string_view kZapDomain = "vigie";

int milliseconds(std::chrono::milliseconds time) {
    return static_cast<int>(time.count());
}

}  // namespace

zmq::socket_t make_socket(zmq::context_t& context, zmq::socket_type type, const SocketBounds& bounds) {
    zmq::socket_t socket(context, type);
    socket.set(zmq::sockopt::linger, 0);
    socket.set(zmq::sockopt::sndtimeo, 0);
    socket.set(zmq::sockopt::rcvtimeo, 0);
    socket.set(zmq::sockopt::sndhwm, bounds.send_queue);
    socket.set(zmq::sockopt::rcvhwm, bounds.receive_queue);
    socket.set(zmq::sockopt::maxmsgsize, static_cast<std::int64_t>(bounds.largest_part) + kCurveOverhead);
    socket.set(zmq::sockopt::heartbeat_ivl, milliseconds(bounds.heartbeat));
    socket.set(zmq::sockopt::heartbeat_timeout, milliseconds(bounds.heartbeat_timeout));
    socket.set(zmq::sockopt::heartbeat_ttl, milliseconds(bounds.heartbeat_timeout));
    socket.set(zmq::sockopt::handshake_ivl, milliseconds(kHandshakeLimit));
    socket.set(zmq::sockopt::connect_timeout, milliseconds(kHandshakeLimit));
    socket.set(zmq::sockopt::reconnect_ivl, 50);
    socket.set(zmq::sockopt::reconnect_ivl_max, 1000);
    return socket;
}

void serve_curve(zmq::socket_t& socket, const KeyPair& keys) {
    socket.set(zmq::sockopt::curve_server, 1);
    socket.set(zmq::sockopt::curve_secretkey, keys.secret_key.z85());
    socket.set(zmq::sockopt::zap_domain, kZapDomain);
    const int enforce = 1;
    if (zmq_setsockopt(socket.handle(), kEnforceZapDomain, &enforce, sizeof enforce) != 0) {
        throw zmq::error_t();
    }
}

void use_curve(zmq::socket_t& socket, const KeyPair& keys, const PublicKey& server_key) {
    socket.set(zmq::sockopt::curve_serverkey, server_key.z85());
    socket.set(zmq::sockopt::curve_publickey, keys.public_key.z85());
    socket.set(zmq::sockopt::curve_secretkey, keys.secret_key.z85());
}

void wait_readable(std::span<zmq_pollitem_t> items, Microseconds timeout) {
    const auto rounded =
        std::chrono::ceil<std::chrono::milliseconds>(std::max(timeout, Microseconds::zero()));
    if (zmq_poll(items.data(), static_cast<int>(items.size()), static_cast<long>(rounded.count())) < 0 &&
        zmq_errno() != EINTR) {
        throw zmq::error_t();
    }
}

zmq_pollitem_t readable(zmq::socket_t& socket) {
    return {socket.handle(), 0, ZMQ_POLLIN, 0};
}

zmq_pollitem_t readable(int fd) {
    return {nullptr, fd, ZMQ_POLLIN, 0};
}

std::optional<std::vector<zmq::message_t>> receive_parts(zmq::socket_t& socket, std::size_t most) {
    std::vector<zmq::message_t> parts;
    bool more = true;
    while (more) {
        zmq::message_t part;
        if (!socket.recv(part, zmq::recv_flags::dontwait)) {
            return std::nullopt;
        }
        more = part.more();
        if (parts.size() < most) {
            parts.push_back(std::move(part));
        } else if (parts.size() == most) {
            parts.emplace_back();
        }
    }
    return parts;
}

bool send_parts(zmq::socket_t& socket, std::span<zmq::message_t> parts) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto flags = i + 1 < parts.size() ? zmq::send_flags::sndmore : zmq::send_flags::none;
        // Once the first part is taken ZeroMQ takes the others, or drops all with their peer.
        if (!socket.send(parts[i], flags | zmq::send_flags::dontwait)) {
            return false;
        }
    }
    return true;
}

std::string key_of(zmq::message_t& part) {
    const char* key = zmq_msg_gets(part.handle(), "User-Id");
    return key == nullptr ? "" : key;
}

std::uint64_t random_identity() {
    std::random_device device;
    std::uint64_t value = 0;
    while (value == 0) {
        value = (std::uint64_t{device()} << 32U) | device();
    }
    return value;
}

void leave_signals_to_main() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

}  // namespace vigie::net
