// The UI thread's loop: waits, looks at what is new, draws when the redraw policy says so.
#pragma once

#include <cstdint>
#include <functional>

#include "console/app/redraw_scheduler.hpp"
#include "console/app/wake.hpp"
#include "console/app/window.hpp"
#include "net/types/time.hpp"

namespace vigie::console {

/// What one console does in the loop. All are called on the UI thread.
struct FrameWork {
    /// Takes what other threads left; true when a frame should show it.
    std::function<bool()> take_news;
    /// Draws one frame and swaps; returns true while a text field has the keyboard.
    std::function<bool(net::MonoTime now)> draw;
    /// After each turn, drawn or not: what must follow from the window's state (minimised: nobody looks).
    std::function<void(bool visible)> settle;
    /// False ends the loop.
    std::function<bool()> keep_on;
};

/// What the loop did; for the log and for tests of the redraw policy.
struct FrameCounters {
    std::uint64_t turns = 0;
    std::uint64_t frames = 0;
    net::Microseconds drawing{};  ///< time spent in draw
};

/// Runs until keep_on says no or the window is closed. `wake` makes it look for news.
FrameCounters run_frames(Window& window, Wake& wake, const RedrawPolicy& policy, const FrameWork& work,
                         const net::Clock& clock);

}  // namespace vigie::console
