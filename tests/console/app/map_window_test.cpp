// A window beside window managers that lose or refuse its requests, on a virtual screen.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

#include "console/app/window.hpp"
#include "tests/support/virtual_display.hpp"

#include <poll.h>
// Last: it defines macros with names of everyday words.
#include <X11/Xatom.h>
#include <X11/Xlib.h>

namespace vigie::console {
namespace {

/// Manages the display's windows like one that has just started: of each window it touches a property at
/// once, but shows none before it was asked more than `lost` times.
class ForgetfulWindowManager {
public:
    explicit ForgetfulWindowManager(int lost) : lost_(lost), display_(XOpenDisplay(nullptr)) {
        if (display_ != nullptr) {
            XSelectInput(display_, DefaultRootWindow(display_), SubstructureRedirectMask);
            XSync(display_, False);
            thread_ = std::jthread([this](const std::stop_token& stop) { manage(stop); });
        }
    }
    ForgetfulWindowManager(const ForgetfulWindowManager&) = delete;
    ForgetfulWindowManager& operator=(const ForgetfulWindowManager&) = delete;
    ~ForgetfulWindowManager() {
        if (display_ != nullptr) {
            thread_ = {};
            XCloseDisplay(display_);
        }
    }

    [[nodiscard]] bool runs() const { return display_ != nullptr; }
    [[nodiscard]] int requests() const { return requests_; }

private:
    void manage(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            pollfd readable{ConnectionNumber(display_), POLLIN, 0};
            poll(&readable, 1, 20);
            while (XPending(display_) > 0) {
                XEvent event;
                XNextEvent(display_, &event);
                if (event.type == MapRequest) answer(event.xmaprequest.window);
            }
        }
    }

    void answer(::Window window) {
        const unsigned char seen = 1;
        XChangeProperty(display_, window, XInternAtom(display_, "_SEEN", False), XA_CARDINAL, 8,
                        PropModeReplace, &seen, 1);
        if (++requests_ > lost_) XMapWindow(display_, window);
        XFlush(display_);
    }

    int lost_;
    Display* display_;
    std::atomic<int> requests_{0};
    std::jthread thread_;
};

/// Whether some window of the display is on the screen.
bool something_is_viewable() {
    const std::unique_ptr<Display, int (*)(Display*)> display(XOpenDisplay(nullptr), XCloseDisplay);
    ::Window root = 0;
    ::Window parent = 0;
    ::Window* children = nullptr;
    unsigned count = 0;
    XQueryTree(display.get(), DefaultRootWindow(display.get()), &root, &parent, &children, &count);
    const std::unique_ptr<::Window, int (*)(void*)> owned(children, XFree);
    for (unsigned i = 0; i < count; ++i) {
        XWindowAttributes attributes;
        // Helper windows without a picture are never mapped.
        if (XGetWindowAttributes(display.get(), children[i], &attributes) != 0 &&
            attributes.map_state == IsViewable) {
            return true;
        }
    }
    return false;
}

class MapWindow : public testing::Test {
protected:
    void SetUp() override { ASSERT_EQ(display_.problem(), ""); }
    test::VirtualDisplay display_;
};

TEST_F(MapWindow, AsksAgainWhenAStartingWindowManagerLosesTheRequest) {
    const ForgetfulWindowManager manager(2);
    ASSERT_TRUE(manager.runs());
    const auto opened = Window::open("vigie test", {640, 480});
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_EQ(manager.requests(), 3);
    EXPECT_TRUE(something_is_viewable());
}

TEST_F(MapWindow, OpensAllTheSameWhereTheWindowManagerNeverShowsIt) {
    const ForgetfulWindowManager manager(1'000'000);
    ASSERT_TRUE(manager.runs());
    const auto opened = Window::open("vigie test", {640, 480});
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_GT(manager.requests(), 1);
    EXPECT_FALSE(something_is_viewable());
}

TEST_F(MapWindow, NeedsNoWindowManager) {
    const auto opened = Window::open("vigie test", {640, 480});
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_TRUE(something_is_viewable());
}

}  // namespace
}  // namespace vigie::console
