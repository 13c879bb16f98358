// Dear ImGui's context, fed from the window's input queue and drawn by its OpenGL 3 backend.
#pragma once

#include <cstdint>
#include <functional>

#include <imgui.h>

#include "console/app/window.hpp"
#include "net/types/time.hpp"

namespace vigie::console {

/// An OpenGL texture as views name it.
[[nodiscard]] inline ImTextureID texture_id(std::uint32_t name) {
    return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(name));
}

/// Owned by the UI thread; `window` outlives it. One at a time: ImGui's current context is global.
class ImGuiHost {
public:
    explicit ImGuiHost(Window& window);
    ~ImGuiHost();
    ImGuiHost(const ImGuiHost&) = delete;
    ImGuiHost& operator=(const ImGuiHost&) = delete;

    /// Between frames: empties the font atlas, lets `build` fill it and set the style, and uploads it.
    void restyle(const std::function<void()>& build);

    /// Applies input and begins a frame.
    void begin_frame(net::MonoTime now);
    /// Ends the frame and draws it into the current framebuffer (which the caller has cleared).
    void end_frame();

    /// A text field has the keyboard.
    [[nodiscard]] bool wants_text() const;

private:
    void connect_clipboard();
    void show_cursor();

    Window& window_;
    ImGuiContext* context_;
    net::MonoTime last_frame_{};
};

}  // namespace vigie::console
