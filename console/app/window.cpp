#include "console/app/window.hpp"

#include <cfloat>

#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include "console/app/map_window.hpp"

namespace vigie::console {

namespace {

std::string last_error() {
    const char* description = nullptr;
    glfwGetError(&description);
    return description != nullptr ? description : "unknown reason";
}

Window& owner(GLFWwindow* window) {
    return *static_cast<Window*>(glfwGetWindowUserPointer(window));
}

constexpr int kShapes[] = {GLFW_ARROW_CURSOR, GLFW_IBEAM_CURSOR, GLFW_HAND_CURSOR, GLFW_HRESIZE_CURSOR,
                           GLFW_VRESIZE_CURSOR};

}  // namespace

struct Window::Glfw {
    bool ready = glfwInit() == GLFW_TRUE;
    Glfw() = default;
    Glfw(const Glfw&) = delete;
    Glfw& operator=(const Glfw&) = delete;
    ~Glfw() {
        if (ready) {
            glfwTerminate();
        }
    }
};

net::Result<std::unique_ptr<Window>> Window::open(const std::string& title, PixelSize size) {
    auto glfw = std::make_unique<Glfw>();
    if (!glfw->ready) {
        return net::fail(
            net::ErrorCode::unavailable,
            fmt::format("no window can be opened ({}); start it in a graphical session, or with xvfb-run "
                        "where there is no screen",
                        last_error()));
    }
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
    GLFWwindow* window = glfwCreateWindow(static_cast<int>(size.width), static_cast<int>(size.height),
                                          title.c_str(), nullptr, nullptr);
    if (window == nullptr) {
        return net::fail(
            net::ErrorCode::unavailable,
            fmt::format("no window with OpenGL 3.3 can be opened ({}); install a graphics driver "
                        "(Debian: libgl1-mesa-dri draws without a graphics card)",
                        last_error()));
    }
    std::unique_ptr<Window> opened(new Window(std::move(glfw), window));
    map_window(window);
    return opened;
}

Window::Window(std::unique_ptr<Glfw> glfw, GLFWwindow* window) : glfw_(std::move(glfw)), window_(window) {
    glfwMakeContextCurrent(window_);
    glfwSwapInterval(1);
    float x_scale = 1.0F;
    glfwGetWindowContentScale(window_, &x_scale, nullptr);
    content_scale_ = static_cast<double>(x_scale);
    for (std::size_t i = 0; i < std::size(kShapes); ++i) {
        cursors_[i] = glfwCreateStandardCursor(kShapes[i]);
    }
    connect();
}

Window::~Window() {
    for (GLFWcursor* cursor : cursors_) {
        if (cursor != nullptr) {
            glfwDestroyCursor(cursor);
        }
    }
    glfwDestroyWindow(window_);
}

void Window::connect() {
    glfwSetWindowUserPointer(window_, this);
    glfwSetKeyCallback(window_, [](GLFWwindow* w, int key, int, int action, int) {
        if (action != GLFW_REPEAT) {
            owner(w).push(KeyEvent{key, action == GLFW_PRESS});
        }
    });
    glfwSetCharCallback(window_, [](GLFWwindow* w, unsigned c) { owner(w).push(TextEvent{c}); });
    glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double x, double y) {
        owner(w).push(PointerEvent{static_cast<float>(x), static_cast<float>(y)});
    });
    glfwSetCursorEnterCallback(window_, [](GLFWwindow* w, int entered) {
        if (entered == GLFW_FALSE) {
            owner(w).push(PointerEvent{-FLT_MAX, -FLT_MAX});
        }
    });
    glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int button, int action, int) {
        owner(w).push(ButtonEvent{button, action == GLFW_PRESS});
    });
    glfwSetScrollCallback(window_, [](GLFWwindow* w, double dx, double dy) {
        owner(w).push(WheelEvent{static_cast<float>(dx), static_cast<float>(dy)});
    });
    glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int focused) {
        if (focused == GLFW_FALSE) {
            owner(w).input_.release_all();
        }
        owner(w).activity_ = true;
    });
    glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* w, int, int) { owner(w).activity_ = true; });
    glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { owner(w).activity_ = true; });
    glfwSetWindowIconifyCallback(window_, [](GLFWwindow* w, int iconified) {
        owner(w).iconified_ = iconified == GLFW_TRUE;
        owner(w).activity_ = true;
    });
    glfwSetWindowContentScaleCallback(window_, [](GLFWwindow* w, float x_scale, float) {
        owner(w).content_scale_ = static_cast<double>(x_scale);
        owner(w).activity_ = true;
    });
}

void Window::push(const InputEvent& event) {
    input_.push(event);
    activity_ = true;
}

void Window::wake() {
    glfwPostEmptyEvent();
}

void Window::wait_events(net::Microseconds timeout) {
    if (timeout <= net::Microseconds::zero()) {
        glfwPollEvents();
    } else {
        glfwWaitEventsTimeout(std::chrono::duration<double>(timeout).count());
    }
}

void Window::swap() {
    glfwSwapBuffers(window_);
}

bool Window::take_activity() {
    return std::exchange(activity_, false);
}

bool Window::closing() const {
    return glfwWindowShouldClose(window_) == GLFW_TRUE;
}

bool Window::visible() const {
    const PixelSize pixels = framebuffer();
    return !iconified_ && pixels.width > 0 && pixels.height > 0;
}

PixelSize Window::framebuffer() const {
    int width = 0;
    int height = 0;
    glfwGetFramebufferSize(window_, &width, &height);
    return {static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height)};
}

PixelSize Window::size() const {
    int width = 0;
    int height = 0;
    glfwGetWindowSize(window_, &width, &height);
    return {static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height)};
}

void Window::set_cursor(CursorShape shape) {
    if (shape != cursor_) {
        cursor_ = shape;
        glfwSetCursor(window_, cursors_[static_cast<std::size_t>(shape)]);
    }
}

void Window::set_clipboard(const char* text) {
    glfwSetClipboardString(window_, text);
}

const char* Window::clipboard() {
    return glfwGetClipboardString(window_);
}

}  // namespace vigie::console
