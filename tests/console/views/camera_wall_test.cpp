// The camera wall: what a click does, what is asked of the nodes, and how each state of a feed looks.
#include "console/views/camera_wall.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "console/views/camera_tile.hpp"
#include "console/views/layout.hpp"
#include "console/views/picture_overlay.hpp"
#include "console/views/words.hpp"
#include "tests/console/views/drawn_picture.hpp"
#include "tests/console/views/headless_console.hpp"
#include "tests/console/views/sample_console.hpp"
#include "tests/support/sample_messages.hpp"

namespace vigie::test {
namespace {

constexpr Screen kWide{1160.0F, 700.0F, 1.0F};

std::shared_ptr<const net::Scene> calm_scene() {
    net::Scene scene = sample_scene();
    scene.mask = net::MaskReason::people;
    scene.in_view = {12.0, 11.0, 13.0, false, false};
    return std::make_shared<const net::Scene>(std::move(scene));
}

class CameraWall : public ::testing::Test {
protected:
    explicit CameraWall(const VenueSize& size = {}, Screen screen = kWide)
        : console_(sample_venue(size), screen, HeadlessConsole::panel(console::draw_camera_wall)) {
        speak("en");
        set_incidents(console_.situation, {});
        console_.picture = [this](const net::CameraId&) { return picture_; };
        console_.frames(2);
    }

    console::CameraSituation& first() { return console_.situation.cameras.front(); }
    std::size_t pictures_marked() const {
        const auto& items = console_.marks().items();
        return static_cast<std::size_t>(std::count_if(
            items.begin(), items.end(), [](const auto& item) { return item.first.starts_with("picture."); }));
    }

    std::optional<console::PictureView> picture_ = sample_picture(calm_scene());
    HeadlessConsole console_;
};

TEST_F(CameraWall, ClickOnATileFocusesItsCamera) {
    const console::Actions actions = console_.click("camera.cam-3");
    const auto* focus = find_action<console::FocusCamera>(actions);
    ASSERT_NE(focus, nullptr);
    EXPECT_EQ(focus->camera.text(), "cam-3");
}

TEST_F(CameraWall, ColumnsAndOverlaysAreChosenInTheHeader) {
    console_.click("wall.columns.4");
    EXPECT_EQ(console_.ui.settings.columns, 5);
    console_.click("wall.people");
    EXPECT_FALSE(console_.ui.settings.people);
    console_.click("wall.zones");
    EXPECT_FALSE(console_.ui.settings.zones);
    console_.click("wall.labels");
    EXPECT_FALSE(console_.ui.settings.labels);
}

TEST_F(CameraWall, MarksTheNumberOfColumnsThatIsDrawn) {
    console_.situation.cameras.resize(2);
    console_.ui.settings.columns = 5;
    console_.frame();
    const auto& items = console_.marks().items();
    EXPECT_EQ(items.at("camera.cam-1").y, items.at("camera.cam-2").y);
    const console::MarkRect two = items.at("wall.columns.1");
    const console::MarkRect five = items.at("wall.columns.4");
    const std::vector<ImVec2> marked = drawn_in(console::with_alpha(console_.theme().colour.accent, 48));
    const auto is_marked = [&](const console::MarkRect& segment) {
        return std::any_of(marked.begin(), marked.end(), [&](const ImVec2& point) {
            return contains(segment, point.x - 1.0F, point.y - 1.0F);
        });
    };
    EXPECT_TRUE(is_marked(two));
    EXPECT_FALSE(is_marked(five));
}

TEST_F(CameraWall, SaysHowManyAreLive) {
    first().liveness = net::Liveness::silent;
    console_.frame();
    EXPECT_TRUE(console_.reads("5 of 6 live"));
}

TEST_F(CameraWall, PictureKeepsItsProportionsWithinItsTile) {
    console_.ui.settings.columns = 1;  // a low panel: bars beside the picture
    console_.frames(2);
    const console::MarkRect picture = console_.marks().items().at("picture.cam-1");
    EXPECT_NEAR(picture.width / picture.height, 4.0 / 3.0, 0.01);
}

TEST_F(CameraWall, TileTellsCountRateAndAge) {
    EXPECT_TRUE(console_.reads("12 ± 1 in view"));
    EXPECT_TRUE(console_.reads("9.8 fps · 42 ms"));
}

TEST_F(CameraWall, TileHasNoRateAndNoWarningUntilItIsMeasured) {
    const ImU32 warn = console_.theme().colour.warn;
    const std::size_t before = drawn_in(warn).size();
    picture_->shown_fps.reset();
    console_.frame();
    EXPECT_TRUE(console_.reads("– fps · 42 ms"));
    EXPECT_EQ(drawn_in(warn).size(), before);
}

TEST_F(CameraWall, CountIsThatOfThePictureThatIsShown) {
    net::Scene newer = *calm_scene();
    newer.in_view = {99.0, 99.0, 99.0, false, false};
    first().scene = std::make_shared<const net::Scene>(newer);
    console_.frame();
    EXPECT_FALSE(console_.reads("99"));
}

TEST_F(CameraWall, CountBeyondWhatIsMeasuredReadsAtLeast) {
    net::Scene crowd = *calm_scene();
    crowd.in_view = {60.0, 55.0, 60.0, true, false};
    picture_->scene = std::make_shared<const net::Scene>(crowd);
    console_.frame();
    EXPECT_TRUE(console_.reads("at least 60 in view"));
}

TEST_F(CameraWall, LivePictureIsShownAsItIs) {
    EXPECT_EQ(tint_of(picture_->texture), IM_COL32_WHITE);
}

TEST_F(CameraWall, LatePictureIsDimmedAndSaysHowOldItIs) {
    picture_->age_ms = 1400.0;
    console_.frame();
    const auto tint = tint_of(picture_->texture);
    ASSERT_TRUE(tint.has_value());
    EXPECT_LT(*tint & 0xFFU, 160U);
    EXPECT_TRUE(console_.reads("Late 1.4 s"));
}

TEST_F(CameraWall, FrozenPictureIsDimmedAndSaysSo) {
    for (console::CameraSituation& camera : console_.situation.cameras) {
        camera.liveness = net::Liveness::frozen;
    }
    console_.frame();
    const auto tint = tint_of(picture_->texture);
    ASSERT_TRUE(tint.has_value());
    EXPECT_LT(*tint & 0xFFU, 160U);
    EXPECT_TRUE(console_.reads("Frozen"));
}

TEST_F(CameraWall, SilentCameraShowsNoPictureButWhenAndWhy) {
    for (console::CameraSituation& camera : console_.situation.cameras) {
        camera.liveness = net::Liveness::silent;
        camera.last_scene = net::MonoTime(std::chrono::seconds(1000 - 161));
        camera.source_message = {"cable unplugged"};
    }
    console_.frame();
    EXPECT_EQ(tint_of(picture_->texture), std::nullopt);
    EXPECT_TRUE(console_.reads("Silent"));
    EXPECT_TRUE(console_.reads("Last frame 2 min 41 s ago"));
    EXPECT_TRUE(console_.reads("cable unplugged"));
    EXPECT_FALSE(console_.reads("in view"));
}

TEST_F(CameraWall, ReasonIsTheLinkWhenTheNodeIsAway) {
    first().liveness = net::Liveness::silent;
    first().source_message = {"cable unplugged"};
    console_.situation.nodes.front().link = console::LinkState::refused;
    console_.situation.nodes.front().link_reason = {"Key refused"};
    console_.frame();
    EXPECT_TRUE(console_.reads("No contact with " + console_.situation.nodes.front().name));
    EXPECT_FALSE(console_.reads("Key refused")) << "long, and said by the nodes' panel";
    EXPECT_FALSE(console_.reads("cable unplugged"));
}

TEST_F(CameraWall, CameraThatWasNeverSeenIsWaitedFor) {
    first().liveness = net::Liveness::never_seen;
    console_.frame();
    EXPECT_TRUE(console_.reads("Waiting for first picture"));
}

TEST_F(CameraWall, CameraThatNeverGaveAPictureSaysFirstWhatIsWrong) {
    first().liveness = net::Liveness::never_seen;
    first().source_message = {"no file", net::Reason::source_missing, {"/srv/vigie/video/forecourt.avi"}};
    console_.frame();
    EXPECT_TRUE(console_.reads("No video file"));
    EXPECT_FALSE(console_.reads("Waiting for first picture"));
    EXPECT_FALSE(console_.reads("/srv/vigie")) << "a tile has no room for it";
}

TEST_F(CameraWall, FileThatChangesItsSizeIsNotBlamedOnTheSurvey) {
    first().liveness = net::Liveness::never_seen;
    first().source_message = {
        "changes size", net::Reason::source_changes_size, {"/srv/hall.ts", "640x480", "1280x720"}};
    console_.frame();
    EXPECT_TRUE(console_.reads("Picture size changes within the file"));
    EXPECT_FALSE(console_.reads("surveyed"));
}

TEST_F(CameraWall, LiveCameraWithoutPictureIsWaitedForInOtherWords) {
    picture_.reset();
    console_.frame();
    EXPECT_TRUE(console_.reads("Waiting for picture"));
    EXPECT_FALSE(console_.reads("Waiting for first picture"));
    EXPECT_EQ(pictures_marked(), 6U);  // or it would never come
}

TEST_F(CameraWall, SaysWhenThePictureIsMaskedAsAWhole) {
    net::Scene scene = *calm_scene();
    scene.mask = net::MaskReason::warming_up;
    picture_->scene = std::make_shared<const net::Scene>(scene);
    console_.frame();
    EXPECT_TRUE(console_.reads("Warming up: whole picture masked"));
    scene.mask = net::MaskReason::in_doubt;
    picture_->scene = std::make_shared<const net::Scene>(scene);
    console_.frame();
    EXPECT_TRUE(console_.reads("In doubt: whole picture masked"));
}

TEST_F(CameraWall, SaysWhenACameraIsNotCalibrated) {
    net::Scene scene = *calm_scene();
    scene.calibrated = false;
    picture_->scene = std::make_shared<const net::Scene>(scene);
    console_.frame();
    EXPECT_TRUE(console_.reads("Not calibrated: no floor positions"));
}

TEST_F(CameraWall, ActiveIncidentPutsItsRuleOnTheTile) {
    set_lasting_incident(console_.situation, sample_incident(1));
    console_.frame();
    EXPECT_TRUE(console_.reads(console::chip_of(net::RuleKind::over_capacity)));
    console::Incident cleared = sample_incident(1);
    cleared.condition = console::ConditionState::cleared;
    set_incidents(console_.situation, {cleared});
    console_.frame();
    EXPECT_FALSE(console_.reads(console::chip_of(net::RuleKind::over_capacity)));
}

TEST_F(CameraWall, AlarmWhoseZoneIsBackWithinItsLimitIsClearing) {
    const console::Incident over = sample_incident(1);
    const double limit = over.evidence.front().threshold.value();
    set_incidents(console_.situation, {over});
    net::Count& count = console_.situation.zones.front().count.count;
    count.people = limit + 1.0;
    console_.frame();
    EXPECT_TRUE(console_.reads("OVER LIMIT"));
    count.people = limit;
    console_.frame();
    EXPECT_TRUE(console_.reads("CLEARING"));
    EXPECT_FALSE(console_.reads("OVER LIMIT"));
    count.at_least = true;
    console_.frame();
    EXPECT_TRUE(console_.reads("OVER LIMIT")) << "a lower limit proves nothing";
    count.at_least = false;
    console_.situation.zones.front().liveness = net::Liveness::silent;
    console_.frame();
    EXPECT_TRUE(console_.reads("OVER LIMIT")) << "nor does an old count";
}

TEST_F(CameraWall, ChipOfASilentCameraSaysSilentBesideItsIncident) {
    set_lasting_incident(console_.situation, sample_incident(1));
    first().liveness = net::Liveness::silent;
    console_.frame();
    const console::MarkRect tile = console_.marks().items().at("camera.cam-1");
    const auto& texts = console_.marks().texts();
    const auto in_last_line = [&](std::string_view words) {
        return std::any_of(texts.begin(), texts.end(), [&](const console::Marks::Text& text) {
            return text.words == words && text.rect.x >= tile.x && text.rect.x < tile.x + tile.width &&
                   text.rect.y > tile.y + tile.height - 26.0F && text.rect.y < tile.y + tile.height;
        });
    };
    EXPECT_TRUE(in_last_line("Silent"));
    EXPECT_TRUE(in_last_line(console::chip_of(net::RuleKind::over_capacity)));
}

TEST_F(CameraWall, WithoutCamerasSaysWhatItWaitsFor) {
    console_.situation.cameras.clear();
    for (console::NodeSituation& node : console_.situation.nodes) {
        node.configuration.reset();
    }
    console_.frame();
    EXPECT_TRUE(console_.reads("No cameras yet"));
}

class SparseWall : public CameraWall {
protected:
    SparseWall() : CameraWall({.cameras_a_node = 3}) { console_.ui.settings.columns = 4; }
};

TEST_F(SparseWall, FillsItsPlaceWithFewerColumnsThanWereChosen) {
    console_.frames(2);
    const auto& items = console_.marks().items();
    const console::MarkRect first_tile = items.at("camera.cam-1");
    EXPECT_GT(items.at("camera.cam-3").y, first_tile.y);
    EXPECT_GT(items.at("picture.cam-1").width, 1160.0F / 3.0F);
    EXPECT_EQ(console_.ui.settings.columns, 4);
}

/// Tiles of the least width, at several scales.
class NarrowTiles : public ::testing::TestWithParam<float> {};

TEST_P(NarrowTiles, TellPeopleRateAndAgeUnderAnyNameAndBesideAnyChip) {
    const float scale = GetParam();
    for (const bool long_names : {false, true}) {
        for (const char* language : {"en", "fr"}) {
            speak(language);
            const float width = (2.0F * console::kLeastTileWidth + 34.0F) * scale;
            HeadlessConsole wall(sample_venue({.cameras_a_node = 2, .long_names = long_names}),
                                 {width, 340.0F * scale, scale},
                                 HeadlessConsole::panel(console::draw_camera_wall));
            set_lasting_incident(wall.situation, sample_incident(1));
            wall.situation.cameras.push_back(wall.situation.cameras.back());
            wall.situation.cameras.back().camera = id<net::CameraId>("cam-3");
            wall.ui.settings.columns = 2;
            wall.picture = [](const net::CameraId&) { return sample_picture(calm_scene()); };
            wall.frames(2);
            for (const char* name : {"camera.cam-1", "camera.cam-2"}) {
                const console::MarkRect tile = wall.marks().items().at(name);
                ASSERT_LT(tile.width, 1.2F * console::kLeastTileWidth * scale);
                std::string read;
                for (const console::Marks::Text& text : wall.marks().texts()) {
                    if (contains(tile, text.rect.x, text.rect.y)) {
                        read += text.words + "|";
                    }
                }
                const bool english = std::string_view(language) == "en";
                EXPECT_NE(read.find("42"), std::string::npos) << read;
                EXPECT_NE(read.find(english ? " fps" : " i/s"), std::string::npos) << read;
                EXPECT_NE(read.find("12"), std::string::npos) << read;
            }
        }
    }
    speak("en");
}

INSTANTIATE_TEST_SUITE_P(Scales, NarrowTiles, testing::Values(0.75F, 1.0F, 1.25F, 1.5F));

class WallOfTwo : public CameraWall {
protected:
    WallOfTwo() : CameraWall({.cameras_a_node = 2}) {}
};

TEST_F(WallOfTwo, StandsInTheMiddleOfItsPlace) {
    const console::MarkRect tile = console_.marks().items().at("camera.cam-1");
    const float above = tile.y - 74.0F;  // header and attention line
    const float below = 700.0F - (tile.y + tile.height);
    EXPECT_NEAR(above, below, 12.0F);
    EXPECT_GT(below, 40.0F);
}

class CrowdedWall : public CameraWall {
protected:
    CrowdedWall() : CameraWall({.cameras_a_node = 40}) {}
};

TEST_F(CrowdedWall, MarksOnlyPicturesInSight) {
    const std::size_t marked = pictures_marked();
    EXPECT_GT(marked, 3U);
    EXPECT_LT(marked, 16U);
    EXPECT_TRUE(console_.shows("picture.cam-1"));
    EXPECT_FALSE(console_.shows("picture.cam-40"));
}

TEST_F(CrowdedWall, ScrollingBringsOthersIntoSightAndTakesTheFirstOut) {
    console_.point_at("camera.cam-1");
    for (int i = 0; i < 40; ++i) {
        console_.scroll(-5.0F);
    }
    EXPECT_TRUE(console_.shows("picture.cam-40"));
    EXPECT_FALSE(console_.shows("picture.cam-1"));
}

TEST_F(CrowdedWall, TilesAreNeverSqueezedBelowTheirLeastWidth) {
    console_.ui.settings.columns = 6;
    console_.frames(2);
    EXPECT_GE(console_.marks().items().at("camera.cam-1").width, console::kLeastTileWidth);
}

class NarrowWall : public CameraWall {
protected:
    NarrowWall() : CameraWall({.cameras_a_node = 12}, {340.0F, 260.0F, 1.0F}) {}
};

TEST_F(NarrowWall, HasFewerColumnsThanWereChosen) {
    console_.ui.settings.columns = 6;
    console_.frames(2);
    EXPECT_GE(console_.marks().items().at("camera.cam-1").width, console::kLeastTileWidth);
    EXPECT_EQ(console_.marks().items().at("camera.cam-1").y, console_.marks().items().at("camera.cam-2").y);
    EXPECT_LT(console_.marks().items().at("camera.cam-1").y, console_.marks().items().at("camera.cam-3").y);
}

TEST(PersonBoxes, LandOnALetterboxedPictureAndLeaveTentativeOnesOut) {
    console::Situation situation = sample_venue();
    set_incidents(situation, {});
    const auto scene = std::make_shared<const net::Scene>(sample_scene());
    const console::ActiveIncidents active(situation);
    const console::MarkRect rect = console::letterbox({0.0F, 0.0F, 512.0F, 288.0F}, 384.0F, 288.0F);
    const console::PictureScene picture{situation.cameras.front(), *scene,
                                        console::ImageTransform(rect, scene->width, scene->height), active};
    const auto boxes = console::person_boxes(situation, picture);
    ASSERT_EQ(boxes.size(), 2U);
    EXPECT_FLOAT_EQ(boxes[0].box.x, 64.0F + 5.25F);
    EXPECT_FLOAT_EQ(boxes[0].box.y, 10.125F);
    EXPECT_FLOAT_EQ(boxes[0].box.width, 15.0F);
    EXPECT_FLOAT_EQ(boxes[0].box.height, 45.0F);
    EXPECT_FALSE(boxes[0].coasting);
    EXPECT_TRUE(boxes[1].coasting);
}

TEST(PersonBoxes, AreInAlarmOnlyWhereTheIncidentIs) {
    console::Situation situation = sample_venue();
    set_incidents(situation, {sample_incident(1)});  // zone-1: 2 to 9 m by 2 to 8 m
    net::Scene scene = sample_scene();
    scene.tracks.resize(1);
    scene.tracks.push_back(scene.tracks.front());
    scene.tracks.back().floor->at = {30.0, 20.0};
    const console::ActiveIncidents active(situation);
    const console::PictureScene picture{situation.cameras.front(), scene,
                                        console::ImageTransform({0.0F, 0.0F, 768.0F, 576.0F}, 768.0, 576.0),
                                        active};
    const auto boxes = console::person_boxes(situation, picture);
    ASSERT_EQ(boxes.size(), 2U);
    ASSERT_NE(boxes[0].incident, nullptr);
    EXPECT_EQ(boxes[0].incident->number, 1U);
    EXPECT_EQ(boxes[1].incident, nullptr);
}

TEST(PictureOverlay, SwitchedOffStillShowsWhoIsInAlarm) {
    net::Scene scene = sample_scene();
    scene.tracks.resize(1);
    scene.tracks.push_back(scene.tracks.front());
    scene.tracks.back().floor->at = {30.0, 20.0};
    HeadlessConsole console(
        sample_venue(), {768.0F, 576.0F, 1.0F},
        [&scene](const console::UiContext& context, console::Actions&) {
            const console::ActiveIncidents active(context.situation);
            const console::PictureScene picture{
                context.situation.cameras.front(), scene,
                console::ImageTransform({0.0F, 0.0F, 768.0F, 576.0F}, 768.0, 576.0), active};
            console::LabelRoom room;
            console::draw_picture_overlay(context, console::Pen(context, "wall"), picture, room, 1.0F);
        });
    const ImU32 alarm = console.theme().colour.critical;
    const ImU32 person = console::with_alpha(console.theme().colour.person, 190);
    set_incidents(console.situation, {sample_incident(1)});
    console.frame();
    EXPECT_FALSE(drawn_in(alarm).empty());
    EXPECT_FALSE(drawn_in(person).empty());
    console.ui.settings.people = console.ui.settings.zones = false;
    console.frame();
    EXPECT_FALSE(drawn_in(alarm).empty()) << "the intruder has no box";
    EXPECT_TRUE(drawn_in(person).empty());
    set_incidents(console.situation, {});
    console.frame();
    EXPECT_TRUE(drawn_in(alarm).empty());
}

}  // namespace
}  // namespace vigie::test
