// Of its own, because Xlib's header defines macros with names of everyday words.
#include "console/app/map_window.hpp"

#include <chrono>

#define GLFW_EXPOSE_NATIVE_X11
#include <GLFW/glfw3.h>
#include <GLFW/glfw3native.h>

namespace vigie::console {

namespace {

using std::chrono::steady_clock;

constexpr auto kAskAgainAfter = std::chrono::milliseconds(500);
constexpr auto kGiveUpAfter = std::chrono::seconds(5);

bool is_viewable(GLFWwindow* window) {
    return glfwGetWindowAttrib(window, GLFW_VISIBLE) == GLFW_TRUE;
}

}  // namespace

void map_window(GLFWwindow* window) {
    const auto begin = steady_clock::now();
    auto next_ask = begin;
    while (!is_viewable(window) && steady_clock::now() - begin < kGiveUpAfter) {
        if (steady_clock::now() >= next_ask) {
            // A window manager that is just starting may lose the first request.
            XMapRaised(glfwGetX11Display(), glfwGetX11Window(window));
            XFlush(glfwGetX11Display());
            next_ask += kAskAgainAfter;
        }
        glfwWaitEventsTimeout(0.02);
    }
    // Before it is viewable X11 answers with an error that ends the program.
    if (is_viewable(window)) {
        glfwFocusWindow(window);
    }
}

}  // namespace vigie::console
