#include "console/app/redraw_scheduler.hpp"

#include <algorithm>

namespace vigie::console {

void RedrawScheduler::set_visible(bool visible) {
    if (visible && !visible_) {
        input();
    }
    visible_ = visible;
}

std::optional<net::MonoTime> RedrawScheduler::next() const {
    if (!visible_) {
        return std::nullopt;
    }
    if (!last_ || frames_at_once_ > 0) {
        return net::MonoTime::min();
    }
    const net::Microseconds tick = caret_ ? policy_.caret_tick : policy_.tick;
    return *last_ + (data_ ? std::min(policy_.data_period, tick) : tick);
}

bool RedrawScheduler::due(net::MonoTime now) const {
    const auto at = next();
    return at && *at <= now;
}

net::Microseconds RedrawScheduler::wait(net::MonoTime now) const {
    const auto at = next();
    if (!at) {
        return policy_.tick;
    }
    if (*at <= now) {
        return net::Microseconds::zero();
    }
    return std::min(policy_.tick, *at - now);
}

void RedrawScheduler::drawn(net::MonoTime started) {
    last_ = started;
    data_ = false;
    frames_at_once_ = std::max(0, frames_at_once_ - 1);
}

}  // namespace vigie::console
