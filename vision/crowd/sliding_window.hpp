// The samples of the last so many seconds.
#pragma once

#include <cmath>
#include <deque>
#include <optional>
#include <utility>

#include "net/types/time.hpp"

namespace vigie::vision {

/// Samples with their times, which never decrease; those that are `length` old or older are dropped. A value;
/// owned by one thread.
template <class Sample>
class SlidingWindow {
public:
    /// `step`: samples that come sooner than this after the last are not due; it bounds how many there are.
    SlidingWindow(net::Microseconds length, net::Microseconds step) : length_(length), step_(step) {}

    /// True when a sample at `now` should be put.
    [[nodiscard]] bool due(net::Microseconds now) const {
        return samples_.empty() || now - samples_.back().first >= step_;
    }
    void put(net::Microseconds now, Sample sample) {
        if (!since_) since_ = now;
        samples_.emplace_back(now, std::move(sample));
        while (now - samples_.front().first >= length_) samples_.pop_front();
    }
    void clear() {
        samples_.clear();
        since_.reset();
    }

    /// True once samples have come for as long as the window is.
    [[nodiscard]] bool full() const {
        return since_ && !samples_.empty() && samples_.back().first - *since_ + step_ >= length_;
    }
    [[nodiscard]] const std::deque<std::pair<net::Microseconds, Sample>>& samples() const { return samples_; }
    [[nodiscard]] std::deque<std::pair<net::Microseconds, Sample>>& samples() { return samples_; }

private:
    net::Microseconds length_;
    net::Microseconds step_;
    std::optional<net::Microseconds> since_;
    std::deque<std::pair<net::Microseconds, Sample>> samples_;
};

/// Seconds as the microseconds of stream time.
[[nodiscard]] inline net::Microseconds stream_time(double seconds) {
    return net::Microseconds(std::llround(seconds * 1e6));
}
/// The other way round.
[[nodiscard]] inline double seconds_of(net::Microseconds time) {
    return static_cast<double>(time.count()) / 1e6;
}

}  // namespace vigie::vision
