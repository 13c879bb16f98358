#include "net/types/liveness.hpp"

#include <algorithm>

namespace vigie::net {

Liveness liveness_at(MonoTime now, const FeedTimes& feed, const TopicPromise& promise,
                     std::optional<Microseconds> period) {
    if (!feed.last_message) {
        return Liveness::never_seen;
    }
    const Microseconds own = period.value_or(Microseconds::zero());
    const Microseconds since_message = now - *feed.last_message;
    if (since_message > std::max(promise.silent_after, own * 8)) {
        return Liveness::silent;
    }
    if (promise.frozen_after && feed.last_change &&
        now - *feed.last_change > std::max(*promise.frozen_after, own * 8)) {
        return Liveness::frozen;
    }
    if (feed.age_at_arrival + since_message > std::max(promise.late_after, own * 3)) {
        return Liveness::late;
    }
    return Liveness::live;
}

}  // namespace vigie::net
