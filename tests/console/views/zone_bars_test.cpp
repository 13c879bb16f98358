// Zones against their capacity.
#include "console/views/zone_bars.hpp"

#include <gtest/gtest.h>

#include "console/views/layout.hpp"
#include "console/views/zone_load.hpp"
#include "tests/console/views/drawn_picture.hpp"
#include "tests/console/views/headless_console.hpp"
#include "tests/console/views/sample_console.hpp"
#include "tests/support/sample_messages.hpp"

namespace vigie::test {
namespace {

using console::LoadBand;

console::ZoneSituation zone_with(double people, std::optional<std::uint32_t> capacity) {
    console::ZoneSituation zone;
    zone.configuration.capacity = capacity;
    zone.configuration.outline = {{{0.0, 0.0}, {10.0, 0.0}, {10.0, 5.0}, {0.0, 5.0}}};
    zone.configuration.bands = {1.0, 2.0, 4.0};
    zone.count.count = {people, people, people, false, false};
    zone.known = true;
    zone.liveness = net::Liveness::live;
    return zone;
}

TEST(ZoneLoad, HasItsBandsAt85And100Percent) {
    EXPECT_EQ(load_band(zone_with(84.9, 100)), LoadBand::calm);
    EXPECT_EQ(load_band(zone_with(85.0, 100)), LoadBand::filling);
    EXPECT_EQ(load_band(zone_with(99.9, 100)), LoadBand::filling);
    EXPECT_EQ(load_band(zone_with(100.0, 100)), LoadBand::full);
}

TEST(ZoneLoad, OfAZoneWithoutCapacityIsCalmAndMeasuredByItsArea) {
    const console::ZoneSituation zone = zone_with(100.0, std::nullopt);
    EXPECT_EQ(load_band(zone), LoadBand::calm);
    EXPECT_EQ(console::share_of_capacity(zone.configuration, 100.0), std::nullopt);
    EXPECT_DOUBLE_EQ(console::zone_load(zone.configuration, 100.0).value(), 0.5);  // 50 m2 at 4 people per m2
}

TEST(ZoneLoad, IsAbsentWithNothingToMeasureBy) {
    console::ZoneSituation zone = zone_with(100.0, std::nullopt);
    zone.configuration.bands = {};
    EXPECT_EQ(console::zone_load(zone.configuration, 100.0), std::nullopt);
    EXPECT_EQ(console::share_of_capacity(zone_with(1.0, 0).configuration, 1.0), std::nullopt);
}

TEST(ZoneLoad, IsUnknownBeforeAnyCount) {
    console::ZoneSituation zone = zone_with(100.0, 10);
    zone.known = false;
    EXPECT_EQ(load_band(zone), LoadBand::unknown);
}

TEST(ZoneOrder, IsWorstFirstAndKeepsThePlaceOfEquals) {
    const std::vector<console::ZoneSituation> zones{zone_with(10, 100), zone_with(90, 100),
                                                    zone_with(50, 100), zone_with(120, 100)};
    EXPECT_EQ(console::zones_worst_first(zones), (std::vector<std::size_t>{3, 1, 0, 2}));
}

TEST(ZoneOrder, HoldsForHalfAMinuteWhenACountWavers) {
    console::ZoneSituation wavering = zone_with(84, 100);
    wavering.history = {{at(-40.0), {99, 99, 99, false, false}},
                        {at(-20.0), {86, 86, 86, false, false}},
                        {at(0.0), {84, 84, 84, false, false}}};
    EXPECT_EQ(console::zones_worst_first({zone_with(50, 100), wavering}), (std::vector<std::size_t>{1, 0}));
    wavering.history = {{at(-40.0), {99, 99, 99, false, false}}, {at(0.0), {84, 84, 84, false, false}}};
    EXPECT_EQ(console::zones_worst_first({zone_with(50, 100), wavering}), (std::vector<std::size_t>{0, 1}));
}

TEST(LicensedCapacity, IsTheLargestThatANodeTells) {
    console::Situation situation = sample_venue({.nodes = 2});
    EXPECT_DOUBLE_EQ(licensed_capacity(situation).value(), 25'100.0);
    for (console::NodeSituation& node : situation.nodes) {
        node.configuration.reset();
    }
    EXPECT_EQ(licensed_capacity(situation), std::nullopt);
}

class ZoneBars : public ::testing::Test {
protected:
    explicit ZoneBars(Screen screen = {400.0F, 300.0F, 1.0F})
        : console_(sample_venue({.zones_a_node = 5}), screen,
                   HeadlessConsole::panel(console::draw_zone_bars)) {
        speak("en");
        set_incidents(console_.situation, {});
        console_.frame();
    }
    console::ZoneSituation& first() { return console_.situation.zones.front(); }
    float row_of(const std::string& zone) { return console_.marks().items().at("zone." + zone).y; }
    HeadlessConsole console_;
};

TEST_F(ZoneBars, TellPeopleAndCapacity) {
    EXPECT_TRUE(console_.reads("Concourse 1"));
    EXPECT_TRUE(console_.reads("210"));
    EXPECT_TRUE(console_.reads(" / 600"));
}

TEST_F(ZoneBars, PutTheWorstZoneFirst) {
    EXPECT_LT(row_of("zone-1"), row_of("zone-2"));
    console_.situation.zones[1].count.count.people = 1500.0;
    console_.frame();
    EXPECT_LT(row_of("zone-2"), row_of("zone-1"));
}

TEST_F(ZoneBars, PutAZoneWithAnActiveIncidentBeforeAFullerOne) {
    console_.situation.zones[1].count.count.people = 1500.0;
    console::Incident incident = sample_incident(9);
    incident.kind = net::RuleKind::intrusion;
    incident.zone = console_.situation.zones[2].configuration.zone;
    set_incidents(console_.situation, {incident});
    console_.frame();
    EXPECT_LT(row_of("zone-3"), row_of("zone-2"));
    EXPECT_TRUE(console_.shows("zone.incident.zone-3"));
    EXPECT_FALSE(console_.shows("zone.incident.zone-2"));
}

TEST_F(ZoneBars, CurvesFillTheStretchOfTimeThatTheirHeadTells) {
    EXPECT_TRUE(console_.reads("10 min"));
    console_.situation.zones.resize(1);
    std::vector<console::OccupancySample> samples;
    samples.reserve(61);
    for (int i = 0; i <= 60; ++i) {
        samples.push_back({at(-60.0 + i), {100.0, 100.0, 100.0, false, false}});
    }
    first().history = console::OccupancyHistory(std::move(samples));
    console_.frame();
    EXPECT_TRUE(console_.reads("2 min"));
    const console::MarkRect row = console_.marks().items().at("zone.zone-1");
    float left = console::right_of(row);
    for (const ImVec2& point : drawn_in(console_.theme().colour.text_dim)) {
        left = point.x > console::right_of(row) - 64.0F ? std::min(left, point.x) : left;
    }
    EXPECT_NEAR(console::right_of(row) - left, 32.0F, 4.0F) << "one minute of two, of a column of 64 pixels";
}

TEST_F(ZoneBars, SayAtLeastAndPartlyBlind) {
    first().count.count.at_least = true;
    first().count.count.partly_blind = true;
    console_.frame();
    EXPECT_TRUE(console_.reads("at least 210"));
    EXPECT_TRUE(console_.reads("Partly blind"));
}

TEST_F(ZoneBars, SayWhenTheCountIsTheLastOne) {
    first().liveness = net::Liveness::silent;
    console_.frame();
    EXPECT_TRUE(console_.reads("No counts now"));
}

TEST_F(ZoneBars, WithoutCapacityShowTheCountAlone) {
    first().configuration.capacity.reset();
    console_.frame();
    EXPECT_TRUE(console_.reads("210"));
    EXPECT_FALSE(console_.reads(" / 600"));
}

TEST_F(ZoneBars, BeforeAnyCountSaySo) {
    first().known = false;
    console_.frame();
    EXPECT_TRUE(console_.reads("no count yet"));
    EXPECT_FALSE(console_.reads("210"));
}

TEST_F(ZoneBars, WithoutZonesSaySo) {
    console_.situation.zones.clear();
    console_.frame();
    EXPECT_TRUE(console_.reads("No zones yet"));
}

class LowZoneBars : public ZoneBars {
protected:
    LowZoneBars() : ZoneBars({230.0F, 84.0F, 1.0F}) {}
};

TEST_F(LowZoneBars, KeepTheWorstAndCountTheRest) {
    console_.situation.zones[4].count.count.people = 5000.0;
    console_.frame();
    EXPECT_TRUE(console_.shows("zone.zone-5"));
    EXPECT_FALSE(console_.shows("zone.zone-4"));
    EXPECT_TRUE(console_.reads("+ 4 more"));
}

TEST_F(LowZoneBars, ShowTheOthersWhenScrolled) {
    const auto shown = [this] {
        std::vector<int> zones;
        for (int i = 1; i <= 5; ++i) {
            if (console_.shows("zone.zone-" + std::to_string(i))) {
                zones.push_back(i);
            }
        }
        return zones;
    };
    const std::vector<int> first = shown();
    ASSERT_EQ(first.size(), 1U);
    console_.point_at("zone.zone-" + std::to_string(first.front()));
    for (int i = 0; i < 20; ++i) {
        console_.scroll(-2.0F);
    }
    ASSERT_FALSE(shown().empty());
    EXPECT_NE(shown().back(), first.front());
}

class DenseZoneBars : public ZoneBars {
protected:
    DenseZoneBars() : ZoneBars({400.0F, 210.0F, 1.0F}) {}
};

TEST_F(DenseZoneBars, GiveUpTheLineOfWordsBeforeAZone) {
    first().count.count.partly_blind = true;
    console_.frame();
    EXPECT_TRUE(console_.shows("zone.zone-5"));
    EXPECT_FALSE(console_.reads("more"));
    EXPECT_FALSE(console_.reads("Partly blind"));
}

class TightZoneBars : public ZoneBars {
protected:
    TightZoneBars() : ZoneBars({400.0F, 250.0F, 1.0F}) {}
};

TEST_F(TightZoneBars, ShareTheRoomThatWouldStayEmptyWithOneMoreZone) {
    EXPECT_TRUE(console_.shows("zone.zone-5"));
    EXPECT_FALSE(console_.reads("more"));
}

}  // namespace
}  // namespace vigie::test
