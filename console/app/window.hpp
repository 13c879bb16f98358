// The operating system's window with an OpenGL 3.3 context: GLFW, behind one class.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "console/app/input_queue.hpp"
#include "console/app/jpeg_decoder.hpp"
#include "net/types/result.hpp"
#include "net/types/time.hpp"

struct GLFWwindow;
struct GLFWcursor;

namespace vigie::console {

enum class CursorShape : std::uint8_t { arrow, text, hand, resize_ew, resize_ns };

/// Owns GLFW and one window; made, used and destroyed on the main thread, one at a time (GLFW is global).
/// Events reach the InputQueue while wait_events runs.
class Window {
public:
    /// unavailable with what to do when there is no display or no OpenGL 3.3. The window is made current.
    [[nodiscard]] static net::Result<std::unique_ptr<Window>> open(const std::string& title, PixelSize size);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    /// Wakes wait_events; any thread, as long as the window lives.
    static void wake();

    /// Handles what is pending; when nothing is, waits until something happens or `timeout` has passed.
    void wait_events(net::Microseconds timeout);
    void swap();

    [[nodiscard]] InputQueue& input() { return input_; }
    /// Something happened that must be seen at once: input, a change of size or scale, exposure.
    [[nodiscard]] bool take_activity();
    [[nodiscard]] bool closing() const;
    /// Neither minimised nor without area.
    [[nodiscard]] bool visible() const;
    /// Size of what is drawn, pixels.
    [[nodiscard]] PixelSize framebuffer() const;
    /// Size in the units of the pointer.
    [[nodiscard]] PixelSize size() const;
    /// Of the screen: 1 at 96 dpi.
    [[nodiscard]] double content_scale() const { return content_scale_; }

    void set_cursor(CursorShape shape);
    void set_clipboard(const char* text);
    /// Valid until the next call; null when the clipboard holds no text.
    [[nodiscard]] const char* clipboard();

private:
    struct Glfw;
    Window(std::unique_ptr<Glfw> glfw, GLFWwindow* window);
    void connect();
    void push(const InputEvent& event);

    std::unique_ptr<Glfw> glfw_;
    GLFWwindow* window_;
    InputQueue input_;
    GLFWcursor* cursors_[5] = {};
    CursorShape cursor_ = CursorShape::arrow;
    double content_scale_ = 1.0;
    bool iconified_ = false;
    bool activity_ = true;
};

}  // namespace vigie::console
