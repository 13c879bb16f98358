#include "console/app/input_queue.hpp"

#include <algorithm>

#include <GLFW/glfw3.h>
#include <imgui.h>

#include "console/views/shortcuts.hpp"

namespace vigie::console {

static_assert(InputQueue::kKeyCount == GLFW_KEY_LAST + 1);
static_assert(InputQueue::kKeyCount <= IM_ARRAYSIZE(ImGuiIO::KeysDown));

namespace {

/// Keys that edit or move rather than type: their order against typed characters matters.
bool edits(int key) {
    return key >= GLFW_KEY_ESCAPE && key < GLFW_KEY_LEFT_SHIFT;
}

/// Keys that hand the keyboard to another field, which happens within the following frame.
bool moves_focus(int key) {
    return key == GLFW_KEY_TAB || key == GLFW_KEY_ENTER || key == GLFW_KEY_KP_ENTER;
}

}  // namespace

/// What has changed already in the frame being made.
struct InputQueue::Frame {
    std::bitset<kKeyCount> keys;
    std::bitset<kButtonCount> buttons;
    bool edited = false;
    bool typed = false;
    bool wheeled = false;
};

void InputQueue::push(const InputEvent& event) {
    if (const auto* key = std::get_if<KeyEvent>(&event)) {
        if (key->key < 0 || key->key >= kKeyCount) {
            return;
        }
        const auto index = static_cast<std::size_t>(key->key);
        if (queued_keys_[index] == key->down) {
            return;
        }
        queued_keys_[index] = key->down;
    } else if (const auto* button = std::get_if<ButtonEvent>(&event)) {
        if (button->button < 0 || button->button >= kButtonCount) {
            return;
        }
    } else if (std::holds_alternative<PointerEvent>(event) && !pending_.empty() &&
               std::holds_alternative<PointerEvent>(pending_.back())) {
        pending_.back() = event;
        return;
    }
    if (pending_.size() >= kBound) {
        dropped_ += pending_.size() + 1;
        release_all();
        return;
    }
    pending_.push_back(event);
}

void InputQueue::release_all() {
    pending_.clear();
    queued_keys_.reset();
    release_ = true;
}

bool InputQueue::apply(ImGuiIO& io) {
    bool changed = false;
    if (release_) {
        keys_.reset();
        buttons_.reset();
        release_ = false;
        changed = true;
    }
    focus_moves_ = std::max(0, focus_moves_ - 1);
    Frame frame;
    while (!pending_.empty() && apply_one(pending_.front(), frame, io)) {
        pending_.pop_front();
        changed = true;
    }
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        io.KeysDown[i] = keys_[i];
    }
    for (std::size_t i = 0; i < buttons_.size(); ++i) {
        io.MouseDown[i] = buttons_[i];
    }
    io.KeyCtrl = keys_[GLFW_KEY_LEFT_CONTROL] || keys_[GLFW_KEY_RIGHT_CONTROL];
    io.KeyShift = keys_[GLFW_KEY_LEFT_SHIFT] || keys_[GLFW_KEY_RIGHT_SHIFT];
    io.KeyAlt = keys_[GLFW_KEY_LEFT_ALT] || keys_[GLFW_KEY_RIGHT_ALT];
    io.KeySuper = keys_[GLFW_KEY_LEFT_SUPER] || keys_[GLFW_KEY_RIGHT_SUPER];
    return changed;
}

/// False when the event must wait for the next frame.
bool InputQueue::apply_one(const InputEvent& event, Frame& frame, ImGuiIO& io) {
    if (const auto* key = std::get_if<KeyEvent>(&event)) {
        const auto index = static_cast<std::size_t>(key->key);
        if (frame.keys[index] || (edits(key->key) && key->down && frame.typed)) {
            return false;
        }
        frame.keys[index] = true;
        frame.edited = frame.edited || (edits(key->key) && key->down);
        if (key->down && moves_focus(key->key)) {
            focus_moves_ = kFocusFrames;
        }
        keys_[index] = key->down;
        return true;
    }
    if (const auto* text = std::get_if<TextEvent>(&event)) {
        if (frame.edited || focus_moves_ > 0) {
            return false;
        }
        frame.typed = true;
        if (!io.WantTextInput && opens_a_field(text->code_point)) {
            focus_moves_ = kCommandFrames;
        }
        io.AddInputCharacter(text->code_point);
        return true;
    }
    if (const auto* pointer = std::get_if<PointerEvent>(&event)) {
        if (frame.buttons.any() || frame.wheeled) {
            return false;
        }
        io.MousePos = ImVec2(pointer->x, pointer->y);
        return true;
    }
    if (const auto* button = std::get_if<ButtonEvent>(&event)) {
        const auto index = static_cast<std::size_t>(button->button);
        if (frame.buttons[index]) {
            return false;
        }
        frame.buttons[index] = true;
        buttons_[index] = button->down;
        return true;
    }
    const auto& wheel = std::get<WheelEvent>(event);
    if (frame.buttons.any()) {
        return false;
    }
    frame.wheeled = true;
    io.MouseWheelH += wheel.dx;
    io.MouseWheel += wheel.dy;
    return true;
}

}  // namespace vigie::console
