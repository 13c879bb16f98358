#include "tests/support/free_ports.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace vigie::test {

namespace {

constexpr std::uint16_t kFirst = 15'000;
constexpr std::uint16_t kLast = 32'000;  // Linux hands out 32768 and up to clients

bool is_free(std::uint16_t port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    const bool bound = ::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(socket);
    return bound;
}

bool are_free(std::uint16_t first, std::uint16_t count) {
    for (std::uint16_t i = 0; i < count; ++i) {
        if (!is_free(static_cast<std::uint16_t>(first + i))) {
            return false;
        }
    }
    return true;
}

}  // namespace

std::uint16_t free_ports(std::uint16_t count) {
    const int places = (kLast - kFirst) / count;
    // A step that shares no factor with most numbers of places visits them in an order of its own.
    const auto start = static_cast<int>(::getpid() % places);
    for (int i = 0; i < places; ++i) {
        const int place = (start * 31 + i * 7) % places;
        const auto first = static_cast<std::uint16_t>(kFirst + place * count);
        if (are_free(first, count)) {
            return first;
        }
    }
    throw std::runtime_error("no free ports in a row on 127.0.0.1");
}

}  // namespace vigie::test
