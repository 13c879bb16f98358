// People by lines of a boundary, flows a minute, halls that empty.
#include "vision/crowd/boundary_balance.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/vision/crowd/zone_film.hpp"
#include "vision/crowd/hall_phases.hpp"
#include "vision/crowd/line_flow.hpp"

namespace vigie::test {
namespace {

using net::VenuePhase;
using std::chrono::seconds;

/// A floor of 10 m x 10 m with one zone that covers `share` of it, a boundary line "door" and another, "bar".
net::ConfigurationRecord a_house(double share) {
    auto record = sample_configuration();
    record.floors = {{id<net::FloorId>("hall"), "Hall", 10.0, 10.0, {}}};
    record.zones[0].outline = rectangle(0.0, 0.0, 10.0, 10.0 * share);
    auto inner = record.lines[0];
    inner.line = id<net::LineId>("inner");
    inner.venue_boundary = false;
    record.lines.push_back(inner);
    return record;
}

class Balance : public ::testing::Test {
protected:
    net::LineBalance cross(std::uint64_t in, std::uint64_t out) {
        seen_.lines = {{id<net::LineId>("door"), in, out, {}, {}}, {id<net::LineId>("inner"), 50, 0, {}, {}}};
        return update();
    }
    net::LineBalance update(double later_s = 0.0) {
        now_ += net::Microseconds(static_cast<std::int64_t>(later_s * 1e6));
        return balance_.update(seen_, seen_.venue, now_).value();
    }
    void count(double people, bool at_least = false) {
        seen_.venue = {people, people - 1.0, people + 1.0, at_least, false};
    }

    vision::BoundaryBalance balance_ = vision::BoundaryBalance::of_venue(a_house(1.0), {});
    net::Occupancy seen_;
    net::MonoTime now_{seconds(100)};
};

TEST_F(Balance, IsWhoCameInLessWhoWentOutOverBoundaryLines) {
    EXPECT_EQ(cross(7, 2), (net::LineBalance{5.0, 0.0}));
    EXPECT_EQ(cross(9, 6), (net::LineBalance{3.0, 0.0}));
}

TEST_F(Balance, IsNeverNegativeAndSaysWhatItAdded) {
    EXPECT_EQ(cross(2, 5), (net::LineBalance{0.0, 3.0}));
    EXPECT_EQ(cross(4, 5), (net::LineBalance{2.0, 3.0}));
}

TEST_F(Balance, PeopleWhoAreCountedAreThere) {
    cross(5, 0);
    count(9.0);  // at least eight
    EXPECT_EQ(update(9.0).people, 5.0);
    EXPECT_EQ(update(9.9).people, 5.0) << "for less than ten seconds";
    EXPECT_EQ(update(0.2), (net::LineBalance{8.0, 3.0}));
}

TEST_F(Balance, APassingErrorOfTheCountCorrectsNothing) {
    cross(5, 0);
    for (int i = 0; i < 10; ++i) {
        count(9.0);
        EXPECT_EQ(update(6.0).people, 5.0);
        count(5.0);
        EXPECT_EQ(update(1.0).people, 5.0);
    }
}

TEST_F(Balance, OfCountsThatVaryTheLeastIsProven) {
    cross(5, 0);
    for (const double people : {20.0, 9.0, 30.0}) {
        count(people);
        EXPECT_EQ(update(4.0).people, 5.0);
    }
    EXPECT_EQ(update(4.0), (net::LineBalance{8.0, 3.0}));
}

TEST_F(Balance, WhereZonesCoverTheFloorsNoMoreAreThereThanCounted) {
    cross(20, 0);
    count(9.0);  // at most ten
    update();
    EXPECT_EQ(update(10.0), (net::LineBalance{10.0, -10.0}));
}

TEST_F(Balance, ALowerBoundProvesNothingAboutFewer) {
    cross(20, 0);
    count(9.0, true);
    update();
    EXPECT_EQ(update(60.0), (net::LineBalance{20.0, 0.0}));
}

TEST_F(Balance, AClosedVenueIsEmpty) {
    cross(20, 3);
    balance_.set_empty();
    EXPECT_EQ(update(), (net::LineBalance{0.0, -17.0}));
    EXPECT_EQ(cross(21, 3), (net::LineBalance{1.0, -17.0})) << "the guard comes in";
}

TEST_F(Balance, LinesThatAreCountedAnewTakeNobodyAway) {
    cross(20, 3);
    EXPECT_EQ(cross(1, 0), (net::LineBalance{18.0, 0.0}));
}

TEST(VenueBalance, WhereZonesLeaveFloorUncountedMoreMayBeThere) {
    auto balance = vision::BoundaryBalance::of_venue(a_house(0.5), {});
    net::Occupancy seen;
    seen.lines = {{id<net::LineId>("door"), 20, 0, {}, {}}};
    seen.venue = {9.0, 8.0, 10.0, false, false};
    ASSERT_EQ(balance.update(seen, seen.venue, net::MonoTime(seconds(1)))->people, 20.0);
    EXPECT_EQ(balance.update(seen, seen.venue, net::MonoTime(seconds(60)))->people, 20.0);
}

TEST(VenueBalance, WithoutBoundaryLinesThereIsNone) {
    auto record = a_house(1.0);
    record.lines[0].venue_boundary = false;
    auto balance = vision::BoundaryBalance::of_venue(record, {});
    EXPECT_EQ(balance.update({}, {}, net::MonoTime(seconds(1))), std::nullopt);
}

/// The zone of a house, entered over "door" and left over "inner"; its camera sees `share` of it.
net::ConfigurationRecord a_room(double share) {
    auto record = a_house(1.0);
    record.zones[0].entry_lines = {id<net::LineId>("door")};
    record.zones[0].exit_lines = {id<net::LineId>("inner")};
    record.cameras[0].calibration->field_of_view = rectangle(0.0, 0.0, 10.0, 10.0 * share);
    return record;
}

class ZoneBalance : public ::testing::Test {
protected:
    void SetUp() override { balance_ = of(1.0); }
    static vision::BoundaryBalance of(double seen_share) {
        const auto record = a_room(seen_share);
        return vision::BoundaryBalance::of_zone(record.zones[0], record, {});
    }
    /// "In" and "out" of the two lines.
    net::LineBalance cross(std::uint64_t door_in, std::uint64_t door_out, std::uint64_t inner_in,
                           std::uint64_t inner_out) {
        seen_.lines = {{id<net::LineId>("door"), door_in, door_out, {}, {}},
                       {id<net::LineId>("inner"), inner_in, inner_out, {}, {}},
                       {id<net::LineId>("elsewhere"), 99, 0, {}, {}}};
        return update();
    }
    net::LineBalance update(double later_s = 0.0) {
        now_ += net::Microseconds(static_cast<std::int64_t>(later_s * 1e6));
        return balance_->update(seen_, counted_, now_).value();
    }

    std::optional<vision::BoundaryBalance> balance_;
    net::Occupancy seen_;
    net::Count counted_;
    net::MonoTime now_{seconds(100)};
};

TEST_F(ZoneBalance, CountsALineThatLeadsOutTheOtherWayRound) {
    balance_ = of(0.0);
    EXPECT_EQ(cross(9, 2, 0, 0), (net::LineBalance{7.0, 0.0}));
    EXPECT_EQ(cross(9, 2, 4, 1), (net::LineBalance{4.0, 0.0}));
}

TEST_F(ZoneBalance, IsNeverNegativeAndSaysWhatItAdded) {
    EXPECT_EQ(cross(1, 0, 4, 0), (net::LineBalance{0.0, 3.0}));
}

TEST_F(ZoneBalance, PeopleWhoAreCountedAreThere) {
    cross(5, 0, 0, 0);
    counted_ = {9.0, 8.0, 10.0, true, false};
    EXPECT_EQ(update(9.0).people, 5.0);
    EXPECT_EQ(update(10.1), (net::LineBalance{8.0, 3.0}));
}

TEST_F(ZoneBalance, WhereItsCamerasSeeAllOfItNoMoreAreThereThanCounted) {
    counted_ = {9.0, 8.0, 10.0, false, false};
    cross(20, 0, 0, 0);
    EXPECT_EQ(update(10.0), (net::LineBalance{10.0, -10.0}));
}

TEST_F(ZoneBalance, WhereTheyDoNotMoreMayBeThere) {
    balance_ = of(0.8);
    counted_ = {9.0, 8.0, 10.0, false, false};
    cross(20, 0, 0, 0);
    EXPECT_EQ(update(60.0), (net::LineBalance{20.0, 0.0}));
}

TEST_F(ZoneBalance, ABlindOrFullCountProvesNothingAboutFewer) {
    for (const auto& count :
         {net::Count{9.0, 0.0, 10.0, true, true}, net::Count{9.0, 8.0, 10.0, true, false}}) {
        balance_ = of(1.0);
        counted_ = count;
        cross(20, 0, 0, 0);
        EXPECT_EQ(update(60.0), (net::LineBalance{20.0, 0.0}));
    }
}

TEST_F(ZoneBalance, LinesThatAreCountedAnewTakeNobodyAway) {
    balance_ = of(0.0);
    cross(20, 3, 2, 0);
    EXPECT_EQ(cross(1, 0, 0, 0), (net::LineBalance{16.0, 0.0}));
}

TEST_F(ZoneBalance, WithoutLinesThereIsNone) {
    auto record = a_room(1.0);
    record.zones[0].entry_lines.clear();
    record.zones[0].exit_lines.clear();
    auto balance = vision::BoundaryBalance::of_zone(record.zones[0], record, {});
    EXPECT_EQ(balance.update(seen_, counted_, now_), std::nullopt);
}

net::LineCount flow_after(vision::LineFlow& flow, int from_s, int to_s, std::uint64_t in_a_second) {
    net::LineCount count{id<net::LineId>("door"), 0, 0, {}, {}};
    for (int s = from_s; s <= to_s; ++s) {
        count.in = 10 + in_a_second * static_cast<std::uint64_t>(s);
        flow.put(seconds(s), count);
    }
    flow.fill(count);
    return count;
}

TEST(LineFlow, IsWhoCrossedInTheLastMinute) {
    vision::LineFlow flow{vision::BalanceSettings{}};
    EXPECT_EQ(flow_after(flow, 0, 58, 2).in_per_min, std::nullopt) << "not yet a minute";
    const auto count = flow_after(flow, 59, 60, 2);
    EXPECT_EQ(count.in_per_min, 120.0);
    EXPECT_EQ(count.out_per_min, 0.0);
    EXPECT_EQ(flow_after(flow, 61, 90, 2).in_per_min, 120.0);
}

TEST(LineFlow, ForgetsWhatIsOlder) {
    vision::LineFlow flow{vision::BalanceSettings{}};
    flow_after(flow, 0, 60, 2);
    net::LineCount still{id<net::LineId>("door"), 130, 0, {}, {}};
    for (int s = 61; s <= 121; ++s) flow.put(seconds(s), still);
    flow.fill(still);
    EXPECT_EQ(still.in_per_min, 0.0);
}

net::Occupancy full_house(double people, std::optional<double> out_per_min, double in_per_min = 0.0) {
    net::Occupancy seen;
    seen.zones = {{id<net::ZoneId>("bar"), {people, people - 3.0, people + 4.0, false, true}, {}},
                  {id<net::ZoneId>("roof"), {50.0, 50.0, 50.0, false, false}, {}}};
    seen.lines = {{id<net::LineId>("door"), 0, 10, in_per_min, out_per_min}};
    return seen;
}

TEST(HallPhases, TellsWhoRemainsTheFlowOutAndTheTimeThatItTakes) {
    const vision::HallPhases halls(sample_configuration(), at(0.0), {});
    const auto states = halls.states(full_house(40.0, 80.0));
    ASSERT_EQ(states.size(), 1U);
    EXPECT_EQ(states[0].phase, VenuePhase::doors) << "as configured";
    EXPECT_EQ(states[0].since, at(0.0));
    EXPECT_EQ(states[0].remaining, (net::Count{40.0, 37.0, 44.0, false, true}))
        << "the roof is no part of it";
    EXPECT_EQ(states[0].exit_per_min, 80.0);
    EXPECT_EQ(states[0].time_to_clear_s, 30.0);
}

TEST(HallPhases, WhileNobodyLeavesThereIsNoTimeToClear) {
    const vision::HallPhases halls(sample_configuration(), at(0.0), {});
    EXPECT_EQ(halls.states(full_house(40.0, 0.0))[0].time_to_clear_s, std::nullopt);
    EXPECT_EQ(halls.states(full_house(40.0, 0.0))[0].exit_per_min, 0.0);
    EXPECT_EQ(halls.states(full_house(40.0, std::nullopt))[0].exit_per_min, std::nullopt);
}

TEST(HallPhases, WhoComesInAgainTakesTimeToClear) {
    const vision::HallPhases halls(sample_configuration(), at(0.0), {});
    const auto state = halls.states(full_house(40.0, 80.0, 20.0))[0];
    EXPECT_EQ(state.exit_per_min, 80.0) << "who leaves, whoever else comes";
    EXPECT_EQ(state.time_to_clear_s, 40.0);
    EXPECT_EQ(halls.states(full_house(40.0, 80.0, 80.0))[0].time_to_clear_s, std::nullopt);
}

TEST(HallPhases, AreSwitchedOneByOne) {
    vision::HallPhases halls(sample_configuration(), at(0.0), {});
    const auto main = id<net::HallId>("main");
    EXPECT_TRUE(halls.set(main, VenuePhase::evacuation, at(9.0)));
    EXPECT_EQ(halls.states({})[0].since, at(9.0));
    EXPECT_TRUE(halls.set(main, VenuePhase::evacuation, at(12.0)));
    EXPECT_EQ(halls.states({})[0].since, at(12.0)) << "who switches it knows since when it stands";
    EXPECT_FALSE(halls.all_closed());
    EXPECT_TRUE(halls.set(main, VenuePhase::closed, at(20.0)));
    EXPECT_TRUE(halls.all_closed());
    const auto unknown = halls.set(id<net::HallId>("annex"), VenuePhase::show, at(1.0));
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, net::ErrorCode::not_found);
    EXPECT_THAT(unknown.error().message, ::testing::HasSubstr("'annex'"));
}

}  // namespace
}  // namespace vigie::test
