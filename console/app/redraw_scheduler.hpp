// When to draw: input at once, new pictures at a capped rate, clocks once a second, else not at all.
#pragma once

#include <optional>

#include "net/types/time.hpp"

namespace vigie::console {

/// On a software renderer a frame costs tens of milliseconds, so that drawing is most of what the
/// console costs.
struct RedrawPolicy {
    net::Microseconds data_period =
        std::chrono::milliseconds(100);                ///< least time between frames drawn for data
    net::Microseconds tick = std::chrono::seconds(1);  ///< clocks and ages move at least this often
    net::Microseconds caret_tick = std::chrono::milliseconds(400);  ///< while a text caret blinks
    int settle_frames = 2;  ///< frames after one with input: hover and layout settle a frame later
};

/// Decides; draws nothing itself. Owned by the UI thread.
class RedrawScheduler {
public:
    explicit RedrawScheduler(const RedrawPolicy& policy) : policy_(policy) {}

    /// A key, the mouse, a change of size: draw at once.
    void input() { frames_at_once_ = 1 + policy_.settle_frames; }
    /// A situation or a picture arrived: draw when the cap allows.
    void data() { data_ = true; }
    /// Nothing is drawn while the window is minimised or covered by nothing to draw on.
    void set_visible(bool visible);
    /// A text field has the keyboard.
    void set_caret(bool blinking) { caret_ = blinking; }

    /// Whether to draw now.
    [[nodiscard]] bool due(net::MonoTime now) const;
    /// How long to wait for events before asking again, 0 to 1 s.
    [[nodiscard]] net::Microseconds wait(net::MonoTime now) const;
    /// A frame was drawn; `started` is when its drawing began.
    void drawn(net::MonoTime started);

private:
    [[nodiscard]] std::optional<net::MonoTime> next() const;

    RedrawPolicy policy_;
    std::optional<net::MonoTime> last_;
    int frames_at_once_ = 1;
    bool data_ = false;
    bool visible_ = true;
    bool caret_ = false;
};

}  // namespace vigie::console
