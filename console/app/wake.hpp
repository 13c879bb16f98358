// How other threads wake the UI thread: a flag and one posted event, however many call.
#pragma once

#include <atomic>
#include <functional>
#include <utility>

namespace vigie::console {

/// signal() from any thread, take() from the UI thread. `post` must be callable from any thread (it is
/// glfwPostEmptyEvent in the program) and outlive nothing: give it before the first thread starts.
class Wake {
public:
    explicit Wake(std::function<void()> post) : post_(std::move(post)) {}
    Wake(const Wake&) = delete;
    Wake& operator=(const Wake&) = delete;

    /// Something new is there. Posts at most one event until it is taken.
    void signal() {
        if (!pending_.exchange(true)) {
            post_();
        }
    }

    /// True when signal() was called since the last take(). Call before looking at what may be new.
    [[nodiscard]] bool take() { return pending_.exchange(false); }

private:
    std::function<void()> post_;
    std::atomic<bool> pending_{false};
};

}  // namespace vigie::console
