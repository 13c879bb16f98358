#include "console/app/frame_loop.hpp"

namespace vigie::console {

FrameCounters run_frames(Window& window, Wake& wake, const RedrawPolicy& policy, const FrameWork& work,
                         const net::Clock& clock) {
    FrameCounters counters;
    RedrawScheduler scheduler(policy);
    while (work.keep_on() && !window.closing()) {
        ++counters.turns;
        window.wait_events(scheduler.wait(clock.mono()));
        if (window.take_activity() || !window.input().empty()) {
            scheduler.input();
        }
        // Taken before looking: what comes in between posts a new event.
        if (wake.take() && work.take_news()) {
            scheduler.data();
        }
        scheduler.set_visible(window.visible());
        const net::MonoTime now = clock.mono();
        if (scheduler.due(now)) {
            scheduler.set_caret(work.draw(now));
            scheduler.drawn(now);
            ++counters.frames;
            counters.drawing += clock.mono() - now;
        }
        work.settle(window.visible());
    }
    return counters;
}

}  // namespace vigie::console
