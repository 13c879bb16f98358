// Numbered publications on their way from any thread to the one that owns the socket. Private to
// net/transport.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace vigie::net {

struct QueuedPublication {
    std::string key;           ///< topic key with its NUL
    std::uint64_t number = 0;  ///< within the key, from 1
    std::string body;          ///< from encode_body
};

/// Any thread may call any member. Numbers are given before the bound is applied, so that a reader
/// sees a gap where the queue dropped something.
class PublicationQueue {
public:
    explicit PublicationQueue(std::size_t bound) : bound_(bound) {}

    /// Drops the oldest when full.
    void push(std::string key, std::string body) {
        const std::lock_guard lock(mutex_);
        const std::uint64_t number = ++numbers_[key];
        if (items_.size() >= bound_) {
            items_.pop_front();
            ++dropped_;
        }
        items_.push_back({std::move(key), number, std::move(body)});
    }

    [[nodiscard]] std::deque<QueuedPublication> take_all() {
        const std::lock_guard lock(mutex_);
        return std::exchange(items_, {});
    }

    [[nodiscard]] std::uint64_t dropped() const {
        const std::lock_guard lock(mutex_);
        return dropped_;
    }

private:
    mutable std::mutex mutex_;
    std::size_t bound_;
    std::map<std::string, std::uint64_t> numbers_;
    std::deque<QueuedPublication> items_;
    std::uint64_t dropped_ = 0;
};

}  // namespace vigie::net
