// Wakes a thread that waits in poll for its sockets.
#pragma once

#include <cstdint>

#include <sys/eventfd.h>
#include <unistd.h>

namespace vigie::net {

/// One thread waits on fd(), any thread rings. Rings before the wait are not lost.
class WakeUp {
public:
    WakeUp() : fd_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}
    ~WakeUp() { ::close(fd_); }
    WakeUp(const WakeUp&) = delete;
    WakeUp& operator=(const WakeUp&) = delete;

    [[nodiscard]] int fd() const { return fd_; }

    void ring() noexcept {
        const std::uint64_t one = 1;
        // Fails only when the counter is full, and then the waiter wakes anyway.
        [[maybe_unused]] const auto written = ::write(fd_, &one, sizeof one);
    }

    /// The waiter calls it before it looks for what it was woken for.
    void drain() noexcept {
        std::uint64_t rings = 0;
        [[maybe_unused]] const auto read = ::read(fd_, &rings, sizeof rings);
    }

private:
    int fd_;
};

}  // namespace vigie::net
