// Keyboard and mouse events, handed to ImGui in order and at most one transition of a key a frame, so that
// a key or button pressed and released between two slow frames is not lost.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <variant>

struct ImGuiIO;

namespace vigie::console {

/// A key went down or up; `key` is GLFW's number, 0 to kKeyCount - 1.
struct KeyEvent {
    int key = 0;
    bool down = false;
};
/// A character was typed.
struct TextEvent {
    std::uint32_t code_point = 0;
};
/// The pointer moved, pixels of the window.
struct PointerEvent {
    float x = 0.0F;
    float y = 0.0F;
};
/// A mouse button (0 left, 1 right, 2 middle, 3, 4) went down or up.
struct ButtonEvent {
    int button = 0;
    bool down = false;
};
struct WheelEvent {
    float dx = 0.0F;
    float dy = 0.0F;
};

using InputEvent = std::variant<KeyEvent, TextEvent, PointerEvent, ButtonEvent, WheelEvent>;

/// ImGui 1.86 has no input queue: what its GLFW backend sees within one frame is overwritten, and the
/// pointer is sampled late, so that a quick click lands beside its button. Owned by the UI thread.
class InputQueue {
public:
    static constexpr std::size_t kBound = 512;
    static constexpr int kKeyCount = 349;  ///< GLFW_KEY_LAST + 1
    static constexpr int kButtonCount = 5;
    static constexpr int kFocusFrames =
        2;  ///< a key moves the focus in its frame, the next field has it in the next
    /// A letter typed while no field has the keyboard may be a command that opens a form and gives its field
    /// the keyboard: until then what is typed waits.
    static constexpr int kCommandFrames = 4;

    /// Unknown keys and buttons are ignored; repeats of a key that is down too. Moves in a row become one.
    /// Past kBound events all that is pending is dropped and every key released: half of a press is worse
    /// than none.
    void push(const InputEvent& event);

    /// The keyboard went to another window: forgets what is pending and releases every key and button.
    void release_all();

    /// Before ImGui::NewFrame: applies events until one must wait for the next frame. True when anything
    /// changed.
    bool apply(ImGuiIO& io);

    /// False: draw another frame, even when nothing else is new.
    [[nodiscard]] bool empty() const { return pending_.empty() && !release_; }
    /// Events thrown away because the queue was full.
    [[nodiscard]] std::uint64_t dropped() const { return dropped_; }

private:
    struct Frame;
    bool apply_one(const InputEvent& event, Frame& frame, ImGuiIO& io);

    std::deque<InputEvent> pending_;
    std::bitset<kKeyCount> queued_keys_;  ///< as they will be once all pending events are applied
    std::bitset<kKeyCount> keys_;
    std::bitset<kButtonCount> buttons_;
    int focus_moves_ = 0;  ///< frames until typed characters reach the field that a key has moved to
    bool release_ = false;
    std::uint64_t dropped_ = 0;
};

}  // namespace vigie::console
