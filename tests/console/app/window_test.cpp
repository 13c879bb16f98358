// The real window on a virtual screen, with real key presses.
#include "console/app/window.hpp"

#include <GLFW/glfw3.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui.h>

#include "console/app/imgui_host.hpp"
#include "console/app/texture_store.hpp"
#include "tests/support/virtual_display.hpp"

namespace vigie::console {
namespace {

class WindowTest : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_EQ(display_.problem(), "");
        auto opened = Window::open("vigie test", {640, 480});
        ASSERT_TRUE(opened) << opened.error().message;
        window_ = std::move(*opened);
        host_.emplace(*window_);
        host_->restyle([] { ImGui::GetIO().Fonts->AddFontDefault(); });
    }

    /// Draws frames until the program has ended and nothing is left to apply.
    template <class PerFrame>
    void draw_while(const std::vector<std::string>& words, PerFrame per_frame) {
        const net::SystemClock clock;
        const auto draw = [&] {
            host_->begin_frame(clock.mono());
            per_frame();
            clear_framebuffer(window_->framebuffer(), 0.0F, 0.5F, 1.0F);
            host_->end_frame();
            window_->swap();
        };
        // A text field has the keyboard from its second frame on.
        draw();
        draw();
        test::ChildProcess hands(words);
        const net::MonoTime deadline = clock.mono() + std::chrono::seconds(40);
        int idle = 0;
        while (idle < 3) {
            ASSERT_LT(clock.mono(), deadline) << "the events did not arrive in time";
            window_->wait_events(std::chrono::milliseconds(30));
            idle = hands.ended() && window_->input().empty() ? idle + 1 : 0;
            draw();
        }
        ASSERT_EQ(hands.wait(), 0) << "xdotool failed: install the package xdotool";
    }

    test::VirtualDisplay display_;
    std::unique_ptr<Window> window_;
    std::optional<ImGuiHost> host_;
};

TEST_F(WindowTest, LosesNoKeyPress) {
    int presses = 0;
    draw_while({"xdotool", "key", "--delay", "2",  "F5", "F5", "F5", "F5", "F5", "F5", "F5", "F5",
                "F5",      "F5",  "F5",      "F5", "F5", "F5", "F5", "F5", "F5", "F5", "F5", "F5"},
               [&] { presses += ImGui::IsKeyPressed(GLFW_KEY_F5, false) ? 1 : 0; });
    EXPECT_EQ(presses, 20);
}

TEST_F(WindowTest, TypesWhatIsTypedInOrder) {
    char text[64] = "";
    draw_while({"xdotool", "type", "--delay", "1", "Salle 12, porte B"}, [&] {
        ImGui::Begin("typing");
        ImGui::SetKeyboardFocusHere();
        ImGui::InputText("text", text, sizeof text);
        ImGui::End();
    });
    EXPECT_STREQ(text, "Salle 12, porte B");
}

TEST_F(WindowTest, ClicksWhereThePointerWas) {
    int clicks = 0;
    draw_while({"xdotool", "mousemove", "60", "60", "click", "1", "mousemove", "600", "400", "mousemove",
                "61", "61", "click", "1", "mousemove", "500", "300"},
               [&] {
                   ImGui::SetNextWindowPos({0, 0});
                   ImGui::SetNextWindowSize({200, 200});
                   ImGui::Begin("clicking", nullptr, ImGuiWindowFlags_NoDecoration);
                   clicks += ImGui::Button("here", {150, 150}) ? 1 : 0;
                   ImGui::End();
               });
    EXPECT_EQ(clicks, 2);
}

TEST_F(WindowTest, ReadsBackWhatWasDrawn) {
    clear_framebuffer(window_->framebuffer(), 0.0F, 0.5F, 1.0F);
    const auto rgba = read_framebuffer(window_->framebuffer());
    ASSERT_EQ(rgba.size(), 640U * 480U * 4U);
    EXPECT_EQ(rgba[0], 0);
    EXPECT_NEAR(rgba[1], 128, 1);
    EXPECT_EQ(rgba[2], 255);
}

DecodedPicture picture_of(net::PictureSize size, std::uint64_t frame, PixelSize pixels) {
    DecodedPicture picture;
    picture.feed = {net::CameraId::parse("gate").value(), size};
    picture.size = pixels;
    picture.rgba.assign(std::size_t{pixels.width} * pixels.height * 4, 77);
    auto scene = std::make_shared<net::Scene>();
    scene->camera = picture.feed.camera;
    scene->stamp.number = frame;
    scene->stamp.captured = net::UtcTime(std::chrono::milliseconds(100 * frame));
    picture.scene = scene;
    return picture;
}

TEST_F(WindowTest, KeepsOneTextureAFeedAndFreesThoseOfOtherCameras) {
    TextureStore store;
    const auto gate = net::CameraId::parse("gate").value();
    EXPECT_EQ(store.newest(gate), nullptr);
    store.upload(picture_of(net::PictureSize::tile, 1, {4, 2}));
    const auto first = store.newest(gate)->texture.name();
    store.upload(picture_of(net::PictureSize::tile, 2, {2, 2}));
    ASSERT_NE(store.newest(gate), nullptr);
    EXPECT_EQ(store.newest(gate)->texture.name(), first);
    EXPECT_EQ(store.newest(gate)->texture.size(), (PixelSize{2, 2}));
    store.keep_only({});
    EXPECT_EQ(store.newest(gate), nullptr);
}

TEST_F(WindowTest, ShowsTheNewestPictureAndAmongEquallyNewOnesTheLarger) {
    TextureStore store;
    const auto gate = net::CameraId::parse("gate").value();
    store.upload(picture_of(net::PictureSize::full, 7, {8, 8}));
    store.upload(picture_of(net::PictureSize::tile, 7, {4, 4}));
    EXPECT_EQ(store.newest(gate)->texture.size(), (PixelSize{8, 8}));
    store.upload(picture_of(net::PictureSize::tile, 8, {4, 4}));
    EXPECT_EQ(store.newest(gate)->texture.size(), (PixelSize{4, 4})) << "an old large picture must not stay";
}

TEST_F(WindowTest, TellsOfEachPictureOnceWhenItHasReachedTheScreen) {
    TextureStore store;
    std::vector<std::uint64_t> shown;
    const auto note = [&](const net::Scene& scene) { shown.push_back(scene.stamp.number); };
    store.upload(picture_of(net::PictureSize::tile, 1, {4, 2}));
    store.swapped(note);
    store.swapped(note);
    store.upload(picture_of(net::PictureSize::tile, 2, {4, 2}));
    store.swapped(note);
    EXPECT_EQ(shown, (std::vector<std::uint64_t>{1, 2}));
}

TEST(Window, SaysWhatToDoWithoutADisplay) {
    ::setenv("DISPLAY", ":63987", 1);
    const auto opened = Window::open("vigie test", {640, 480});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, net::ErrorCode::unavailable);
    EXPECT_THAT(opened.error().message, testing::HasSubstr("no window can be opened"));
    EXPECT_THAT(opened.error().message, testing::HasSubstr("xvfb-run"));
}

}  // namespace
}  // namespace vigie::console
