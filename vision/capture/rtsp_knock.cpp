#include "vision/capture/rtsp_knock.hpp"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <string_view>

#include "vision/capture/rtsp_address.hpp"

namespace vigie::vision {

namespace {

struct FreeAddresses {
    void operator()(addrinfo* list) const { freeaddrinfo(list); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

class Socket {
public:
    explicit Socket(int handle) : handle_(handle) {}
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    ~Socket() {
        if (handle_ >= 0) ::close(handle_);
    }
    [[nodiscard]] int get() const { return handle_; }

private:
    int handle_;
};

/// What is left of one timeout over several waits.
class Deadline {
public:
    Deadline(std::chrono::milliseconds timeout, const net::Clock& clock)
        : clock_(clock), at_(clock.mono() + timeout) {}

    /// False when the time is over first, or the connection broke.
    [[nodiscard]] bool wait(const Socket& socket, short events) const {
        pollfd entry{socket.get(), events, 0};
        int ready = 0;
        do {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(at_ - clock_.mono()).count();
            ready = ::poll(&entry, 1, static_cast<int>(std::max<std::int64_t>(left, 0)));
        } while (ready < 0 && errno == EINTR);
        return ready > 0 && (entry.revents & events) != 0;
    }

private:
    const net::Clock& clock_;
    net::MonoTime at_;
};

bool connect_to(const Socket& socket, const addrinfo& address, const Deadline& deadline) {
    if (::connect(socket.get(), address.ai_addr, address.ai_addrlen) == 0) return true;
    if (errno != EINPROGRESS || !deadline.wait(socket, POLLOUT)) return false;
    int error = 0;
    socklen_t size = sizeof error;
    return ::getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
}

enum class Answer { rtsp, another, none };

Answer ask(const Socket& socket, const RtspAddress& address, const Deadline& deadline) {
    const std::string request =
        "OPTIONS " + address.without_secrets() + "/ RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: vigie\r\n\r\n";
    if (!deadline.wait(socket, POLLOUT) ||
        ::send(socket.get(), request.data(), request.size(), MSG_NOSIGNAL) < 0) {
        return Answer::none;
    }
    constexpr std::string_view kGreeting = "RTSP/";
    std::string answer;
    std::array<char, 256> buffer{};
    while (answer.size() < kGreeting.size()) {
        if (!deadline.wait(socket, POLLIN)) return Answer::none;
        const ssize_t got = ::recv(socket.get(), buffer.data(), buffer.size(), 0);
        if (got <= 0) return Answer::none;
        answer.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return answer.starts_with(kGreeting) ? Answer::rtsp : Answer::another;
}

}  // namespace

net::Result<void> knock(const std::string& url, std::chrono::milliseconds timeout, const net::Clock& clock) {
    const RtspAddress address = RtspAddress::parse(url);
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* raw = nullptr;
    if (address.host.empty() ||
        ::getaddrinfo(address.host.c_str(), address.port.c_str(), &wanted, &raw) != 0) {
        return net::fail(
            net::ErrorCode::unavailable,
            {"has no known host: check the address, and the name service", net::Reason::source_unknown_host});
    }
    const Addresses list(raw);
    const Deadline deadline(timeout, clock);
    for (const addrinfo* at = list.get(); at != nullptr; at = at->ai_next) {
        const Socket socket(::socket(at->ai_family, at->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        if (socket.get() < 0 || !connect_to(socket, *at, deadline)) continue;
        const Answer answer = address.encrypted() ? Answer::rtsp : ask(socket, address, deadline);
        if (answer == Answer::rtsp) return {};
        if (answer == Answer::another) {
            return net::fail(net::ErrorCode::unavailable,
                             {"answers, but is no RTSP server: check the port of its address",
                              net::Reason::source_not_rtsp});
        }
    }
    return net::fail(
        net::ErrorCode::unavailable,
        {"does not answer: check the camera, its cable and its address", net::Reason::source_not_answering});
}

}  // namespace vigie::vision
