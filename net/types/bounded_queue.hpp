// A queue between threads with a bound, a policy when full, and a count of what was dropped.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace vigie::net {

enum class WhenFull {
    drop_oldest,  ///< for what is only worth showing while it is new
    refuse        ///< push returns false and the producer keeps the value
};

/// Any thread may call any member; the lock guards one queue end.
template <class T>
class BoundedQueue {
public:
    /// `bound` is at least 1.
    BoundedQueue(std::size_t bound, WhenFull policy) : bound_(bound), policy_(policy) {}

    /// False when the queue is full and refuses; the value is then left as it was.
    bool push(T&& value) {
        {
            const std::lock_guard lock(mutex_);
            if (items_.size() >= bound_) {
                ++dropped_;
                if (policy_ == WhenFull::refuse) {
                    return false;
                }
                items_.pop_front();
            }
            items_.push_back(std::move(value));
        }
        changed_.notify_one();
        return true;
    }
    bool push(const T& value) { return push(T(value)); }

    [[nodiscard]] std::optional<T> take() {
        const std::lock_guard lock(mutex_);
        return take_locked();
    }

    /// Waits for a value; nothing when `stop` was requested or `timeout` passed.
    template <class Rep, class Period>
    [[nodiscard]] std::optional<T> wait_take(const std::stop_token& stop,
                                             std::chrono::duration<Rep, Period> timeout) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, stop, timeout, [this] { return !items_.empty(); });
        return take_locked();
    }

    [[nodiscard]] std::size_t size() const {
        const std::lock_guard lock(mutex_);
        return items_.size();
    }

    /// Values dropped or refused because the queue was full.
    [[nodiscard]] std::uint64_t dropped() const {
        const std::lock_guard lock(mutex_);
        return dropped_;
    }

private:
    std::optional<T> take_locked() {
        if (items_.empty()) {
            return std::nullopt;
        }
        std::optional<T> value(std::move(items_.front()));
        items_.pop_front();
        return value;
    }

    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<T> items_;
    std::size_t bound_;
    WhenFull policy_;
    std::uint64_t dropped_ = 0;
};

}  // namespace vigie::net
