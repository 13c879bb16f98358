// SIGINT and SIGTERM as an ordinary call on an ordinary thread.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <thread>

namespace vigie::console {

/// Make it first in main(), before any other thread: the signals are blocked for every thread made after it,
/// and one thread waits for them. There is no handler, so nothing has to be async-signal-safe.
class StopSignals {
public:
    StopSignals();
    ~StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

    /// `stop` is called once, on the waiting thread, when the first signal comes (also when it came before
    /// this call). When forget() has not been called so long after it, `late` is called, on the same thread.
    /// It replaces an earlier one.
    void on_stop(std::function<void()> stop, std::chrono::milliseconds patience = {},
                 std::function<void()> late = {});
    /// What on_stop was given is not called any more. Destruction implies it.
    void forget();
    /// A signal has come. Any thread.
    [[nodiscard]] bool requested() const { return requested_; }

private:
    std::atomic<bool> requested_{false};
    int wake_ = -1;  ///< eventfd that ends the thread
    int signals_ = -1;
    std::jthread thread_;
};

}  // namespace vigie::console
