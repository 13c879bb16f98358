// A slow link: a TCP proxy on loopback that passes so many bytes a second and keeps almost none.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <list>
#include <string>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace vigie::test {

/// Bytes towards the client are limited by a token bucket of 20 ms; those towards the server are not. Buffers
/// are as small as the kernel allows, so that what waits waits with its sender, as on a real slow link.
class ThrottledProxy {
public:
    ThrottledProxy(std::uint16_t server_port, double bytes_per_second)
        : server_port_(server_port), rate_(bytes_per_second) {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        shrink(listener_);
        sockaddr_in here = loopback(0);
        ::bind(listener_, reinterpret_cast<const sockaddr*>(&here), sizeof here);
        ::listen(listener_, 8);
        socklen_t length = sizeof here;
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&here), &length);
        port_ = ntohs(here.sin_port);
        thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
    }
    ~ThrottledProxy() {
        thread_.request_stop();
        thread_.join();
        ::close(listener_);
    }
    ThrottledProxy(const ThrottledProxy&) = delete;
    ThrottledProxy& operator=(const ThrottledProxy&) = delete;

    /// From now on; any thread.
    void set_rate(double bytes_per_second) { rate_ = bytes_per_second; }

    /// While true nothing passes in either direction, as when a machine on the way stands still; any thread.
    void hold(bool held) { held_ = held; }

    [[nodiscard]] std::string address() const { return "tcp://127.0.0.1:" + std::to_string(port_); }

private:
    using Time = std::chrono::steady_clock;
    static constexpr std::size_t kSlice = 2048;

    struct Pair {
        int client = -1;
        int server = -1;
        bool open = true;
    };

    static sockaddr_in loopback(std::uint16_t port) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return address;
    }

    static void shrink(int fd) {
        const int size = 4096;
        ::setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
        ::setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
    }

    void accept_one() {
        Pair pair;
        pair.client = ::accept(listener_, nullptr, nullptr);
        pair.server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        shrink(pair.server);
        const sockaddr_in to = loopback(server_port_);
        pair.open = ::connect(pair.server, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
        pairs_.push_back(pair);
    }

    /// Passes one slice; false when a side has closed. The number of bytes passed is added to `passed`.
    static bool pass(int from, int to, std::size_t most, double& passed) {
        std::array<char, kSlice> buffer{};
        const auto got = ::recv(from, buffer.data(), std::min(most, buffer.size()), MSG_DONTWAIT);
        if (got < 0) {
            return errno == EAGAIN || errno == EWOULDBLOCK;
        }
        if (got == 0) {
            return false;
        }
        passed += static_cast<double>(got);
        return ::send(to, buffer.data(), static_cast<std::size_t>(got), MSG_NOSIGNAL) == got;
    }

    void run(const std::stop_token& stop) {
        double tokens = 0.0;
        auto filled = Time::now();
        while (!stop.stop_requested()) {
            if (held_) {
                ::poll(nullptr, 0, 5);
                continue;
            }
            const auto now = Time::now();
            const double rate = rate_;
            tokens =
                std::min(tokens + rate * std::chrono::duration<double>(now - filled).count(), rate * 0.02);
            filled = now;
            const bool may_pass = tokens >= static_cast<double>(kSlice) || tokens >= rate * 0.019;
            std::vector<pollfd> items{{listener_, POLLIN, 0}};
            for (const auto& pair : pairs_) {
                items.push_back({pair.client, POLLIN, 0});
                items.push_back({may_pass ? pair.server : -1, POLLIN, 0});
            }
            ::poll(items.data(), items.size(), may_pass ? 20 : 2);
            std::size_t i = 1;
            for (auto& pair : pairs_) {
                double upstream = 0.0;
                if (items[i].revents != 0) {
                    pair.open = pass(pair.client, pair.server, kSlice, upstream) && pair.open;
                }
                if (items[i + 1].revents != 0 && tokens > 0.0) {
                    double downstream = 0.0;
                    pair.open = pass(pair.server, pair.client, kSlice, downstream) && pair.open;
                    tokens -= downstream;
                }
                i += 2;
            }
            if (items[0].revents != 0) {
                accept_one();
            }
            close_dead();
        }
        for (auto& pair : pairs_) {
            pair.open = false;
        }
        close_dead();
    }

    void close_dead() {
        std::erase_if(pairs_, [](const Pair& pair) {
            if (!pair.open) {
                ::close(pair.client);
                ::close(pair.server);
            }
            return !pair.open;
        });
    }

    std::uint16_t server_port_;
    std::atomic<double> rate_;
    std::atomic<bool> held_{false};
    int listener_ = -1;
    std::uint16_t port_ = 0;
    std::list<Pair> pairs_;
    std::jthread thread_;
};

}  // namespace vigie::test
