#include "console/situation/arrival_rate.hpp"

#include <algorithm>
#include <chrono>

namespace vigie::console {

namespace {

/// At least a second: what waited somewhere and arrives at once is no fast feed.
double seconds_between(net::MonoTime from, net::MonoTime to) {
    return std::max(1.0, std::chrono::duration<double>(to - from).count());
}

}  // namespace

void ArrivalRate::add(net::MonoTime at) {
    arrivals_.push_back(at);
    if (arrivals_.size() > kKept) {
        arrivals_.pop_front();
    }
}

double ArrivalRate::per_second(net::MonoTime now, net::Microseconds window) const {
    const auto oldest = std::lower_bound(arrivals_.begin(), arrivals_.end(), now - window);
    const auto count = static_cast<double>(arrivals_.end() - oldest);
    if (count < 2.0) {
        return 0.0;
    }
    // The second figure counts the interval that is still running, and is the smaller one from the moment
    // when that interval is longer than the mean.
    return std::min((count - 1.0) / seconds_between(*oldest, arrivals_.back()),
                    count / seconds_between(*oldest, now));
}

}  // namespace vigie::console
