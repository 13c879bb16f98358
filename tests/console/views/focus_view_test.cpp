// One camera at full size.
#include "console/views/focus_view.hpp"

#include <gtest/gtest.h>

#include "tests/console/views/drawn_picture.hpp"
#include "tests/console/views/headless_console.hpp"
#include "tests/console/views/sample_console.hpp"
#include "tests/support/sample_messages.hpp"

namespace vigie::test {
namespace {

class FocusView : public ::testing::Test {
protected:
    explicit FocusView(Screen screen = {1160.0F, 760.0F, 1.0F})
        : console_(sample_venue(), screen, HeadlessConsole::panel(console::draw_focus_view)) {
        speak("en");
        set_incidents(console_.situation, {});
        net::Scene scene = sample_scene();
        scene.mask = net::MaskReason::people;
        scene.in_view = {12.0, 11.0, 13.0, false, false};
        scene.zones = {{id<net::ZoneId>("zone-2"), {7.0, 7.0, 7.0, false, false}, 0.4}};
        picture_ = sample_picture(std::make_shared<const net::Scene>(std::move(scene)));
        console_.picture = [this](const net::CameraId&) { return picture_; };
        console_.ui.focused = id<net::CameraId>("cam-1");
        console_.frames(2);
    }
    std::optional<console::PictureView> picture_;
    HeadlessConsole console_;
};

TEST_F(FocusView, MarksItsPictureAsFocusedAndNoOther) {
    EXPECT_TRUE(console_.shows("focus.cam-1"));
    EXPECT_FALSE(console_.shows("picture.cam-1"));
    const console::MarkRect picture = console_.marks().items().at("focus.cam-1");
    EXPECT_NEAR(picture.width / picture.height, 4.0 / 3.0, 0.01);
    EXPECT_GT(picture.width, 700.0F);
}

TEST_F(FocusView, TellsWhatIsKnownOfTheCamera) {
    for (const char* words : {"12 ± 1", "42 ms", "84 ms", "9.8 of 10.0 fps", "9.5 ms", "Surveyed", "Node 1",
                              "Running", "Concourse 2", "120 in · 98 out"}) {
        EXPECT_TRUE(console_.reads(words)) << words;
    }
}

TEST_F(FocusView, GoesBackAndToTheNeighbours) {
    console_.click("focus.next");
    EXPECT_EQ(console_.ui.focused.text(), "cam-2");
    console_.click("focus.previous");
    EXPECT_EQ(console_.ui.focused.text(), "cam-1");
    console_.click("focus.back");
    EXPECT_TRUE(console_.ui.focused.empty());
}

TEST_F(FocusView, SelectsTheIncidentThatItShows) {
    set_incidents(console_.situation, {sample_incident(9)});
    console_.frame();
    console_.click("focus.incident");
    EXPECT_EQ(console_.ui.selected, 9U);
}

TEST_F(FocusView, OfASilentCameraSaysWhyAndShowsNoFigures) {
    console_.situation.cameras.front().liveness = net::Liveness::silent;
    console_.situation.cameras.front().source = net::SourceState::failed;
    console_.situation.cameras.front().source_message = {"cable unplugged"};
    console_.frame();
    EXPECT_EQ(tint_of(picture_->texture), std::nullopt);
    EXPECT_TRUE(console_.reads("Silent"));
    EXPECT_TRUE(console_.reads("cable unplugged"));
    EXPECT_FALSE(console_.reads("12 ± 1"));
    EXPECT_FALSE(console_.reads("Capture to screen"));
    EXPECT_TRUE(console_.shows("focus.cam-1"));  // or its picture would never come back
}

TEST_F(FocusView, OfASilentNodeShowsItsIncidentAndNotWhatItSaidOfItsSourceLast) {
    ASSERT_TRUE(console_.reads("Running"));
    console_.situation.cameras.front().liveness = net::Liveness::silent;
    console_.situation.cameras.front().source_message = {"cable unplugged"};
    console_.situation.nodes.front().liveness = net::Liveness::silent;
    console::Incident silent = sample_incident(9);
    silent.kind = net::RuleKind::node_silent;
    silent.zone.reset();
    set_incidents(console_.situation, {silent});
    console_.frame();
    EXPECT_FALSE(console_.reads("Running"));
    console_.click("focus.node_incident");
    EXPECT_EQ(console_.ui.selected, 9U);
}

TEST_F(FocusView, HasNoRateUntilItIsMeasured) {
    picture_->shown_fps.reset();
    console_.frame();
    EXPECT_TRUE(console_.reads("– of 10.0 fps"));
}

TEST_F(FocusView, SaysThatTheCameraIsGone) {
    console_.ui.focused = id<net::CameraId>("cam-99");
    console_.frame();
    EXPECT_TRUE(console_.reads("no longer in any node's configuration"));
}

class NarrowFocusView : public FocusView {
protected:
    NarrowFocusView() : FocusView({340.0F, 260.0F, 1.0F}) {}
};

TEST_F(NarrowFocusView, KeepsPictureAndCount) {
    EXPECT_GT(console_.marks().items().at("focus.cam-1").height, 120.0F);
    EXPECT_TRUE(console_.reads("12 ± 1"));
    console_.click("focus.back");
    EXPECT_TRUE(console_.ui.focused.empty());
}

}  // namespace
}  // namespace vigie::test
