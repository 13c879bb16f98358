// Waiting that a stop request ends at once.
#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>

#include "net/types/time.hpp"

namespace vigie::vision {

/// Returns after `time`, or as soon as `stop` is requested.
inline void pause(const std::stop_token& stop, net::Microseconds time) {
    if (time <= net::Microseconds::zero()) return;
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, time, [] { return false; });
}

}  // namespace vigie::vision
