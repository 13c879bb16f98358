// Clients that do not keep to the protocol: bare TCP, and ZeroMQ without our manners.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zmq.hpp>

#include "net/transport/keys.hpp"

namespace vigie::test {

/// Port number at the end of "tcp://127.0.0.1:PORT".
inline std::uint16_t port_of(std::string_view address) {
    return static_cast<std::uint16_t>(std::stoi(std::string(address.substr(address.rfind(':') + 1))));
}

/// A TCP connection to loopback.
class RawConnection {
public:
    explicit RawConnection(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(fd_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
    }
    ~RawConnection() { ::close(fd_); }
    RawConnection(const RawConnection&) = delete;
    RawConnection& operator=(const RawConnection&) = delete;

    [[nodiscard]] bool is_connected() const { return connected_; }
    void send(std::string_view bytes) const {
        [[maybe_unused]] const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }
    /// Reads until the other side closes; true when it did within ten seconds.
    [[nodiscard]] bool is_closed_by_peer() const {
        const timeval patience{10, 0};
        ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        char buffer[4096];
        ssize_t got = 0;
        do {
            got = ::recv(fd_, buffer, sizeof buffer, 0);
        } while (got > 0);
        return got == 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
    }

private:
    int fd_;
    bool connected_ = false;
};

/// A DEALER with or without keys that sends whatever it is given.
class RudeClient {
public:
    /// With keys: a known client that does not keep to the protocol.
    RudeClient(const std::string& address, const net::KeyPair& keys, const net::PublicKey& server_key) {
        socket_.set(zmq::sockopt::curve_serverkey, server_key.z85());
        socket_.set(zmq::sockopt::curve_publickey, keys.public_key.z85());
        socket_.set(zmq::sockopt::curve_secretkey, keys.secret_key.z85());
        open(address);
    }
    /// Without: ZeroMQ's NULL mechanism.
    explicit RudeClient(const std::string& address) { open(address); }

    void send(const std::string& bytes) { socket_.send(zmq::buffer(bytes), zmq::send_flags::none); }
    void send_two(const std::string& first, const std::string& second) {
        socket_.send(zmq::buffer(first), zmq::send_flags::sndmore);
        socket_.send(zmq::buffer(second), zmq::send_flags::none);
    }
    /// The next answer; empty when none comes within `patience`.
    std::string receive(std::chrono::milliseconds patience) {
        socket_.set(zmq::sockopt::rcvtimeo, static_cast<int>(patience.count()));
        zmq::message_t message;
        return socket_.recv(message) ? message.to_string() : std::string();
    }

private:
    void open(const std::string& address) {
        socket_.set(zmq::sockopt::linger, 0);
        socket_.set(zmq::sockopt::sndtimeo, 5000);
        socket_.connect(address);
    }

    zmq::context_t context_{1};
    zmq::socket_t socket_{context_, zmq::socket_type::dealer};
};

}  // namespace vigie::test
