// A slot that holds the newest value: newest wins, and what was overwritten unseen is counted.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace vigie::net {

/// One-place mailbox between threads. Any thread may call any member; the lock guards one move.
template <class T>
class Latest {
public:
    /// Replaces the value; one that nobody took counts as dropped.
    void put(T value) {
        {
            const std::lock_guard lock(mutex_);
            if (value_) {
                ++dropped_;
            }
            value_ = std::move(value);
        }
        changed_.notify_one();
    }

    /// The value, if a new one is there; leaves the slot empty.
    [[nodiscard]] std::optional<T> take() {
        const std::lock_guard lock(mutex_);
        return std::exchange(value_, std::nullopt);
    }

    /// Waits for a value; nothing when `stop` was requested or `timeout` passed.
    template <class Rep, class Period>
    [[nodiscard]] std::optional<T> wait_take(const std::stop_token& stop,
                                             std::chrono::duration<Rep, Period> timeout) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, stop, timeout, [this] { return value_.has_value(); });
        return std::exchange(value_, std::nullopt);
    }

    /// Values that were overwritten before anybody took them.
    [[nodiscard]] std::uint64_t dropped() const {
        const std::lock_guard lock(mutex_);
        return dropped_;
    }

private:
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::optional<T> value_;
    std::uint64_t dropped_ = 0;
};

}  // namespace vigie::net
