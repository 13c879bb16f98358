#include "console/app/imgui_host.hpp"

#include <algorithm>

#include <GLFW/glfw3.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

namespace vigie::console {

namespace {

void map_keys(ImGuiIO& io) {
    io.KeyMap[ImGuiKey_Tab] = GLFW_KEY_TAB;
    io.KeyMap[ImGuiKey_LeftArrow] = GLFW_KEY_LEFT;
    io.KeyMap[ImGuiKey_RightArrow] = GLFW_KEY_RIGHT;
    io.KeyMap[ImGuiKey_UpArrow] = GLFW_KEY_UP;
    io.KeyMap[ImGuiKey_DownArrow] = GLFW_KEY_DOWN;
    io.KeyMap[ImGuiKey_PageUp] = GLFW_KEY_PAGE_UP;
    io.KeyMap[ImGuiKey_PageDown] = GLFW_KEY_PAGE_DOWN;
    io.KeyMap[ImGuiKey_Home] = GLFW_KEY_HOME;
    io.KeyMap[ImGuiKey_End] = GLFW_KEY_END;
    io.KeyMap[ImGuiKey_Insert] = GLFW_KEY_INSERT;
    io.KeyMap[ImGuiKey_Delete] = GLFW_KEY_DELETE;
    io.KeyMap[ImGuiKey_Backspace] = GLFW_KEY_BACKSPACE;
    io.KeyMap[ImGuiKey_Space] = GLFW_KEY_SPACE;
    io.KeyMap[ImGuiKey_Enter] = GLFW_KEY_ENTER;
    io.KeyMap[ImGuiKey_Escape] = GLFW_KEY_ESCAPE;
    io.KeyMap[ImGuiKey_KeyPadEnter] = GLFW_KEY_KP_ENTER;
    io.KeyMap[ImGuiKey_A] = GLFW_KEY_A;
    io.KeyMap[ImGuiKey_C] = GLFW_KEY_C;
    io.KeyMap[ImGuiKey_V] = GLFW_KEY_V;
    io.KeyMap[ImGuiKey_X] = GLFW_KEY_X;
    io.KeyMap[ImGuiKey_Y] = GLFW_KEY_Y;
    io.KeyMap[ImGuiKey_Z] = GLFW_KEY_Z;
}

CursorShape shape_of(ImGuiMouseCursor cursor) {
    switch (cursor) {
        case ImGuiMouseCursor_TextInput:
            return CursorShape::text;
        case ImGuiMouseCursor_Hand:
            return CursorShape::hand;
        case ImGuiMouseCursor_ResizeEW:
            return CursorShape::resize_ew;
        case ImGuiMouseCursor_ResizeNS:
            return CursorShape::resize_ns;
        default:
            return CursorShape::arrow;
    }
}

}  // namespace

ImGuiHost::ImGuiHost(Window& window) : window_(window) {
    IMGUI_CHECKVERSION();
    context_ = ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.BackendPlatformName = "vigie";
    io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
    map_keys(io);
    connect_clipboard();
    ImGui_ImplOpenGL3_Init("#version 330 core");
}

ImGuiHost::~ImGuiHost() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext(context_);
}

void ImGuiHost::connect_clipboard() {
    ImGuiIO& io = ImGui::GetIO();
    io.ClipboardUserData = &window_;
    io.SetClipboardTextFn = [](void* window, const char* text) {
        static_cast<Window*>(window)->set_clipboard(text);
    };
    io.GetClipboardTextFn = [](void* window) { return static_cast<Window*>(window)->clipboard(); };
}

void ImGuiHost::restyle(const std::function<void()>& build) {
    ImGui::GetIO().Fonts->Clear();
    build();
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
}

void ImGuiHost::begin_frame(net::MonoTime now) {
    ImGuiIO& io = ImGui::GetIO();
    const PixelSize size = window_.size();
    const PixelSize pixels = window_.framebuffer();
    io.DisplaySize = ImVec2(static_cast<float>(size.width), static_cast<float>(size.height));
    if (size.width > 0 && size.height > 0) {
        io.DisplayFramebufferScale = ImVec2(static_cast<float>(pixels.width) / io.DisplaySize.x,
                                            static_cast<float>(pixels.height) / io.DisplaySize.y);
    }
    // ImGui refuses a frame without duration; after a long sleep nothing should leap.
    const float elapsed = std::chrono::duration<float>(now - last_frame_).count();
    io.DeltaTime = std::clamp(elapsed, 0.0001F, 1.0F);
    last_frame_ = now;
    window_.input().apply(io);
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
}

void ImGuiHost::end_frame() {
    show_cursor();
    ImGui::Render();
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void ImGuiHost::show_cursor() {
    if ((ImGui::GetIO().ConfigFlags & ImGuiConfigFlags_NoMouseCursorChange) == 0) {
        window_.set_cursor(shape_of(ImGui::GetMouseCursor()));
    }
}

bool ImGuiHost::wants_text() const {
    return ImGui::GetIO().WantTextInput;
}

}  // namespace vigie::console
