// The floor plan: figures on zones, staleness, incidents, floors.
#include "console/views/floor_plan.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "console/views/layout.hpp"
#include "tests/console/views/drawn_picture.hpp"
#include "tests/console/views/headless_console.hpp"
#include "tests/console/views/sample_console.hpp"
#include "tests/support/sample_messages.hpp"

namespace vigie::test {
namespace {

class FloorPlan : public ::testing::Test {
protected:
    explicit FloorPlan(const VenueSize& size = {.nodes = 1})
        : console_(sample_venue(size), {420.0F, 400.0F, 1.0F},
                   HeadlessConsole::panel(console::draw_floor_plan)) {
        speak("en");
        set_incidents(console_.situation, {});
        node().clock = net::ClockOffset{};
        set_age(0.4);
        console_.heatmap = [](const net::FloorId&) { return texture_handle(9); };
        console_.frames(2);
    }

    console::NodeSituation& node() { return console_.situation.nodes.front(); }
    void set_age(double seconds) {
        net::Occupancy occupancy = *node().occupancy;
        occupancy.at = at(-seconds);
        node().occupancy = std::make_shared<const net::Occupancy>(std::move(occupancy));
    }
    HeadlessConsole console_;
};

TEST_F(FloorPlan, NamesZonesWithCountAndShare) {
    EXPECT_TRUE(console_.reads("Concourse 1"));
    EXPECT_TRUE(console_.reads("210 · 35"));
}

TEST_F(FloorPlan, LateCountsKeepTheirZonesNamedWhereTheirAgeHasNoRoom) {
    set_age(2.6);
    node().occupancy_liveness = net::Liveness::late;
    for (console::ZoneSituation& zone : console_.situation.zones) {
        zone.liveness = net::Liveness::late;
    }
    console_.frame();
    const auto& texts = console_.marks().texts();
    const auto reads = [&texts](std::string_view words) {
        return std::any_of(texts.begin(), texts.end(),
                           [words](const console::Marks::Text& text) { return text.words == words; });
    };
    EXPECT_TRUE(reads("Concourse 1"));
    EXPECT_TRUE(reads("210")) << "neither share nor age";
    EXPECT_FALSE(drawn_in(console_.theme().colour.warn).empty());
}

TEST_F(FloorPlan, FiguresStandOnlyUnderTheNameOfTheirOwnZone) {
    // A strip too narrow for its name: its figures must not stand beside its neighbour.
    console_.situation.zones.front().configuration.outline = {
        {{2.0, 2.0}, {2.6, 2.0}, {2.6, 9.0}, {2.0, 9.0}}};
    console_.frame();
    EXPECT_FALSE(console_.reads("210 ·"));
    EXPECT_FALSE(console_.reads("Concourse 1"));
    EXPECT_TRUE(console_.reads("Concourse 2"));
}

TEST_F(FloorPlan, ZoneInAlarmIsNamedHoweverSmallItIs) {
    console_.situation.zones.front().configuration.outline = {
        {{2.0, 2.0}, {2.6, 2.0}, {2.6, 9.0}, {2.0, 9.0}}};
    set_incidents(console_.situation, {sample_incident(5)});
    console_.frame();
    EXPECT_TRUE(console_.reads("Concourse 1"));
    EXPECT_TRUE(console_.reads("210 · 35"));
}

TEST_F(FloorPlan, ZoneOfTheSelectedIncidentIsNamedWhenItHasCleared) {
    console_.situation.zones.front().configuration.outline = {
        {{2.0, 2.0}, {2.6, 2.0}, {2.6, 9.0}, {2.0, 9.0}}};
    console::Incident incident = sample_incident(5);
    incident.condition = console::ConditionState::cleared;
    set_incidents(console_.situation, {incident});
    console_.frame();
    EXPECT_FALSE(console_.reads("Concourse 1"));
    console_.ui.selected = 5;
    console_.frame();
    EXPECT_TRUE(console_.reads("Concourse 1"));
}

TEST_F(FloorPlan, TheLargerOfTwoCalmZonesInOnePlaceIsNamed) {
    auto& zones = console_.situation.zones;
    zones.resize(2);
    zones[0].configuration.outline = {{{2.0, 2.0}, {9.0, 2.0}, {9.0, 6.0}, {2.0, 6.0}}};
    zones[1].configuration.outline = {{{2.0, 2.0}, {9.0, 2.0}, {9.0, 7.0}, {2.0, 7.0}}};
    console_.frame();
    EXPECT_FALSE(console_.reads("Concourse 1"));
    EXPECT_TRUE(console_.reads("Concourse 2"));
    set_incidents(console_.situation, {sample_incident(5)});  // in the smaller one
    console_.frame();
    EXPECT_TRUE(console_.reads("Concourse 1"));
}

TEST_F(FloorPlan, ZoneWithoutCapacityHasNoShare) {
    console_.situation.zones.front().configuration.capacity.reset();
    console_.frame();
    EXPECT_TRUE(console_.reads("210"));
    EXPECT_FALSE(console_.reads("210 ·"));
}

TEST_F(FloorPlan, ZoneWithoutFiguresSaysSo) {
    console_.situation.zones.front().known = false;
    console_.frame();
    EXPECT_FALSE(console_.reads("210"));
    EXPECT_TRUE(console_.reads("–"));
}

TEST_F(FloorPlan, SaysWhenItWasUpdatedByTheNodesClockPutRight) {
    EXPECT_TRUE(console_.reads("updated 0.4 s ago"));
    node().clock = net::ClockOffset{-std::chrono::seconds(3), std::chrono::milliseconds(1)};
    set_age(3.7);
    console_.frame();
    EXPECT_TRUE(console_.reads("updated 0.7 s ago"));
}

class NarrowFloorPlan : public FloorPlan {
protected:
    NarrowFloorPlan() : FloorPlan({.nodes = 1, .long_names = true}) {}
};

TEST_F(NarrowFloorPlan, KeepsTheAgeWholeRatherThanTheNameOfTheOnlyFloor) {
    const auto& texts = console_.marks().texts();
    EXPECT_TRUE(std::any_of(texts.begin(), texts.end(), [](const console::Marks::Text& text) {
        return text.words == "updated 0.4 s ago" || text.words == "0.4 s ago";
    }));
}

TEST_F(FloorPlan, DrawsTheHeatmapFullyOnlyWhileItIsFresh) {
    EXPECT_EQ(tint_of(texture_handle(9)), IM_COL32_WHITE);
    node().occupancy_liveness = net::Liveness::late;
    set_age(2.4);
    console_.frame();
    const auto tint = tint_of(texture_handle(9));
    ASSERT_TRUE(tint.has_value());
    EXPECT_NE(*tint, IM_COL32_WHITE);
    EXPECT_TRUE(console_.reads("Counts late 2.4 s"));
}

TEST_F(FloorPlan, SilentCountsAreSaidWithTheirAge) {
    node().occupancy_liveness = net::Liveness::silent;
    set_age(12.0);
    console_.frame();
    EXPECT_TRUE(console_.reads("No counts for 12 s"));
}

TEST_F(FloorPlan, WhoIsSeenByTwoCamerasIsDrawnOnce) {
    auto& cameras = console_.situation.cameras;
    ASSERT_GE(cameras.size(), 2U);
    for (console::CameraSituation& camera : cameras) {
        auto scene = std::make_shared<net::Scene>(*camera.scene);
        scene->tracks.clear();
        camera.scene = scene;
    }
    const net::FloorEstimate place{{4.5, 6.25}, {0.0, 0.0, 0.0}, {0.0, 0.0}};
    for (std::size_t i = 0; i < 2; ++i) {
        auto scene = std::make_shared<net::Scene>(*cameras[i].scene);
        scene->tracks = {{i + 1, net::TrackState::confirmed, {}, 0.9, 9, place}};
        cameras[i].scene = scene;
        cameras[i].liveness = net::Liveness::live;
    }
    const auto dots = [this] {
        console_.frame();
        return drawn_in((console_.theme().colour.person & 0x00FFFFFFU) | 240U << 24U).size();
    };
    const auto twice = dots();
    ASSERT_GT(twice, 0U);
    net::Occupancy occupancy = *node().occupancy;
    occupancy.shared = {{{{cameras[1].camera, 2}, {cameras[0].camera, 1}}}};
    node().occupancy = std::make_shared<const net::Occupancy>(occupancy);
    EXPECT_EQ(dots(), twice / 2);
}

TEST_F(FloorPlan, HeatmapCanBeTurnedOff) {
    console_.click("plan.heatmap");
    EXPECT_FALSE(console_.ui.settings.heatmap);
    EXPECT_EQ(tint_of(texture_handle(9)), std::nullopt);
}

TEST_F(FloorPlan, IsHatchedWhereNobodyLooks) {
    console_.ui.settings.people = false;
    const auto vertices_with = [this](float density, std::size_t floors) {
        net::Occupancy occupancy = *node().occupancy;
        std::fill(occupancy.floors.front().people_per_m2.begin(),
                  occupancy.floors.front().people_per_m2.end(), density);
        occupancy.floors.resize(floors);
        node().occupancy = std::make_shared<const net::Occupancy>(std::move(occupancy));
        console_.frame();
        return console_.vertices();
    };
    const auto shared = node().occupancy;
    const int seen = vertices_with(0.5F, 1);
    EXPECT_GT(vertices_with(NAN, 1), seen);
    node().occupancy = shared;
    EXPECT_GT(vertices_with(0.5F, 0), seen);
    EXPECT_EQ(tint_of(texture_handle(9)), std::nullopt);
}

TEST_F(FloorPlan, IncidentMarkerSelectsItsIncident) {
    set_incidents(console_.situation, {sample_incident(5)});
    console_.frame();
    console_.click("plan.incident.5");
    EXPECT_EQ(console_.ui.selected, 5U);
}

TEST_F(FloorPlan, HasAScaleBar) {
    EXPECT_TRUE(console_.reads("5 m"));
}

TEST_F(FloorPlan, WithoutConfigurationSaysSo) {
    node().configuration.reset();
    console_.frame();
    EXPECT_TRUE(console_.reads("No floor plan yet"));
}

class TwoFloors : public FloorPlan {
protected:
    TwoFloors() : FloorPlan({.nodes = 2}) {}
};

TEST_F(TwoFloors, AreReachedRoundAndRound) {
    EXPECT_TRUE(console_.reads("Level 1"));
    console_.click("plan.next");
    EXPECT_EQ(console_.ui.floor.text(), "floor-2");
    EXPECT_TRUE(console_.reads("Level 2"));
    console_.click("plan.next");
    EXPECT_EQ(console_.ui.floor.text(), "floor-1");
    console_.click("plan.previous");
    EXPECT_EQ(console_.ui.floor.text(), "floor-2");
}

TEST_F(FloorPlan, SaysThatItsColoursAreOffWhereTheirLegendWouldStand) {
    EXPECT_TRUE(console_.reads("5+"));
    console_.ui.settings.heatmap = false;
    console_.frame();
    EXPECT_FALSE(console_.reads("5+"));
    EXPECT_TRUE(console_.reads("Density colours are off"));
}

TEST(SmallestFloorPlan, KeepsALegendOfOneLine) {
    speak("en");
    HeadlessConsole console(sample_venue(),
                            {console::kSmallestPlan.width, console::kSmallestPlan.height, 1.0F},
                            HeadlessConsole::panel(console::draw_floor_plan));
    console.frame();
    EXPECT_TRUE(console.reads("5+"));
    EXPECT_TRUE(console.reads("people/m²"));
}

}  // namespace
}  // namespace vigie::test
