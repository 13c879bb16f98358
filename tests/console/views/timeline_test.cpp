// The timeline as it is drawn and pressed.
#include "console/views/timeline.hpp"

#include <gtest/gtest.h>

#include "console/views/heatmap.hpp"
#include "console/views/timeline_incidents.hpp"
#include "console/views/widgets.hpp"
#include "console/views/zone_load.hpp"
#include "tests/console/views/drawn_picture.hpp"
#include "tests/console/views/headless_console.hpp"
#include "tests/console/views/sample_console.hpp"
#include "tests/support/sample_messages.hpp"

namespace vigie::test {
namespace {

class Timeline : public ::testing::Test {
protected:
    explicit Timeline(Screen screen = {1400.0F, 240.0F, 1.0F})
        : console_(sample_venue(), screen, HeadlessConsole::panel(console::draw_timeline)) {
        speak("en");
        console_.frame();
    }
    HeadlessConsole console_;
};

TEST_F(Timeline, ClickOnAnIncidentSelectsIt) {
    set_incidents(console_.situation, {sample_incident(77)});
    console_.frame();
    console_.click("timeline.incident.77");
    EXPECT_EQ(console_.ui.selected, 77U);
}

TEST_F(Timeline, IncidentsStandWhereTheyHappened) {
    console::Incident older = sample_incident(1);
    older.opened = older.observed = at(-400.0);
    older.condition = console::ConditionState::cleared;
    older.changed = at(-390.0);
    older.history = {{1, at(-400.0), console::EntryKind::opened, "system", ""},
                     {2, at(-390.0), console::EntryKind::condition_cleared, "system", ""}};
    set_incidents(console_.situation, {sample_incident(2), older});
    console_.frame();
    const auto& items = console_.marks().items();
    const console::MarkRect first = items.at("timeline.incident.1");
    const console::MarkRect second = items.at("timeline.incident.2");
    EXPECT_LT(first.x + first.width, second.x);
    EXPECT_GT(second.x + second.width, 1380.0F);  // still active: reaches now
}

TEST_F(Timeline, WhatHasClearedIsHollowAndWhatIsActiveSolid) {
    console::Incident incident = sample_incident(1);
    incident.opened = incident.observed = at(-400.0);
    incident.history = {{1, at(-400.0), console::EntryKind::opened, "system", ""}};
    const ImU32 solid =
        console::with_alpha(console::colour_of(console_.theme().colour, incident.priority), 220);
    set_incidents(console_.situation, {incident});
    console_.frame();
    EXPECT_FALSE(drawn_in(solid).empty());
    incident.condition = console::ConditionState::cleared;
    incident.changed = at(-100.0);
    incident.history.push_back({2, at(-100.0), console::EntryKind::condition_cleared, "system", ""});
    set_incidents(console_.situation, {incident});
    console_.frame();
    EXPECT_TRUE(console_.shows("timeline.incident.1"));
    EXPECT_TRUE(drawn_in(solid).empty());
}

TEST_F(Timeline, HasAClockAtNowAndRoundMinutes) {
    EXPECT_TRUE(console_.reads("12:00:00"));
    EXPECT_TRUE(console_.reads("11:55"));
    EXPECT_FALSE(console_.reads("11:30"));
}

TEST_F(Timeline, SpanIsChosen) {
    console_.click("timeline.span.1");
    EXPECT_EQ(console_.ui.timeline_minutes, 60);
    EXPECT_TRUE(console_.reads("11:30"));
    console_.click("timeline.span.0");
    EXPECT_EQ(console_.ui.timeline_minutes, 10);
}

TEST_F(Timeline, TellsVenueCountAndLicensedCapacity) {
    EXPECT_TRUE(console_.reads("16,116 / 25,100"));
    EXPECT_TRUE(console_.reads("licensed capacity 25,100"));
}

TEST_F(Timeline, TellsTheBalanceOfLinesAndHowMuchOfItWasCorrected) {
    EXPECT_TRUE(console_.reads("By lines 16,140"));
    EXPECT_TRUE(console_.reads("Corrected by -45"));
    auto& node = console_.situation.nodes.front();
    node.occupancy_liveness = net::Liveness::silent;
    console_.frame();
    EXPECT_TRUE(console_.reads("By lines last 16,140"));
    auto occupancy = *node.occupancy;
    occupancy.venue_by_lines.reset();
    node.occupancy = std::make_shared<const net::Occupancy>(occupancy);
    console_.frame();
    EXPECT_FALSE(console_.reads("By lines")) << "this venue has no boundary lines";
}

TEST_F(Timeline, NamesALaneForEachZone) {
    for (const char* zone : {"Concourse 1", "Concourse 2", "Concourse 3", "Concourse 4"}) {
        EXPECT_TRUE(console_.reads(zone)) << zone;
    }
}

TEST_F(Timeline, WithoutAnythingKnownDrawsNoCurve) {
    console_.situation.venue_history = {};
    console_.situation.venue.reset();
    console_.frame();
    EXPECT_TRUE(console_.reads("– / 25,100"));
    const int without = console_.vertices();
    console_.situation.venue_history = {{at(-4.0), {5.0, 5.0, 5.0, false, false}},
                                        {at(-2.0), {5.0, 5.0, 5.0, false, false}}};
    console_.frame();
    EXPECT_GT(console_.vertices(), without);
}

TEST_F(Timeline, DrawsAsMeasuredOnlyWhatWasMeasured) {
    const ImU32 line = console_.theme().colour.accent;
    console_.situation.zones.resize(1);
    console::ZoneSituation& zone = console_.situation.zones.front();
    const auto with = [&](bool at_least, bool blind) {
        std::vector<console::OccupancySample> samples;
        samples.reserve(200);
        for (int i = 0; i < 200; ++i) {
            samples.push_back({at(-400.0 + 2.0 * i), {300.0, 300.0, 300.0, at_least, blind}});
        }
        const console::OccupancyHistory history(std::move(samples));
        console_.situation.venue_history = history;
        zone.history = history;
        console_.frame();
    };
    const ImU32 lane = console::scale_colour(console::zone_load(zone.configuration, 300.0).value() * 0.8);
    with(false, false);
    const std::size_t measured = drawn_in(line).size();
    EXPECT_GT(drawn_in(lane).size(), 0U);
    with(true, true);  // as it is while a node is silent
    EXPECT_LT(drawn_in(line).size(), measured);
    EXPECT_EQ(drawn_in(lane).size(), 0U);
    with(true, false);  // more than can be counted: the lane must not look emptier
    EXPECT_LT(drawn_in(line).size(), measured);
    EXPECT_GT(drawn_in(lane).size(), 0U);
}

TEST(ActiveSpans, LeaveOutTheTimesInWhichTheConditionHadCleared) {
    console::Incident incident = sample_incident(1);
    incident.opened = incident.observed = at(-400.0);
    incident.history = {{1, at(-400.0), console::EntryKind::opened, "system", ""},
                        {2, at(-300.0), console::EntryKind::condition_cleared, "system", ""},
                        {3, at(-250.0), console::EntryKind::note, "Camille Durand", "seen"},
                        {4, at(-200.0), console::EntryKind::worsened, "system", ""},
                        {5, at(-150.0), console::EntryKind::joined, "system", ""}};
    EXPECT_EQ(console::active_spans(incident),
              (std::vector<console::ActiveSpan>{{at(-400.0), at(-300.0)}, {at(-200.0), std::nullopt}}));
    incident.work = console::WorkState::resolved;
    incident.history.push_back({6, at(-100.0), console::EntryKind::resolved, "Camille Durand", ""});
    EXPECT_EQ(console::active_spans(incident).back(), (console::ActiveSpan{at(-200.0), at(-100.0)}));
}

class LowTimeline : public Timeline {
protected:
    LowTimeline() : Timeline({853.0F, 72.0F, 1.0F}) {}
};

TEST_F(Timeline, TheBalanceAndItsCorrectionShareALineWhereTheWindowIsLow) {
    HeadlessConsole low(sample_venue(), {1280.0F, 720.0F, 1.0F});
    EXPECT_TRUE(low.reads("16,116 / 25,100"));
    EXPECT_TRUE(low.reads("By lines 16,140 (-45)"));
    EXPECT_FALSE(low.reads("Corrected by"));
}

TEST_F(LowTimeline, GivesItsOnlyRowToWhatNobodyHasAcknowledged) {
    console::Incident taken = sample_incident(3);
    taken.work = console::WorkState::acknowledged;
    taken.priority = net::Priority::high;
    console::Incident fresh = sample_incident(4);
    fresh.priority = net::Priority::low;
    set_incidents(console_.situation, {taken, fresh});
    console_.frame();
    EXPECT_TRUE(console_.shows("timeline.incident.4"));
    EXPECT_FALSE(console_.shows("timeline.incident.3"));
}

TEST_F(LowTimeline, GivesItsOnlyRowToWhatIsActiveRatherThanToWhatHasCleared) {
    console::Incident cleared = sample_incident(3);
    cleared.condition = console::ConditionState::cleared;
    cleared.changed = at(-90.0);
    cleared.opened = cleared.observed = at(-120.0);
    cleared.history = {{1, at(-120.0), console::EntryKind::opened, "system", ""},
                       {2, at(-90.0), console::EntryKind::condition_cleared, "system", ""}};
    console::Incident active = sample_incident(4);
    active.priority = net::Priority::high;
    active.opened = active.observed = at(-110.0);
    set_incidents(console_.situation, {cleared, active});
    console_.frame();
    EXPECT_TRUE(console_.shows("timeline.incident.4"));
    EXPECT_FALSE(console_.shows("timeline.incident.3"));
}

TEST_F(LowTimeline, KeepsClockCurveAndIncidents) {
    set_incidents(console_.situation, {sample_incident(3)});
    console_.frame();
    EXPECT_TRUE(console_.reads("12:00:00"));
    EXPECT_TRUE(console_.reads("16,116"));
    EXPECT_TRUE(console_.shows("timeline.incident.3"));
    EXPECT_FALSE(console_.reads("Concourse 1"));
}

}  // namespace
}  // namespace vigie::test
