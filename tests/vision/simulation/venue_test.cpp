// One world for all cameras: the same states for whoever asks, whenever and in whatever order.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <set>
#include <thread>
#include <tuple>

#include "tests/vision/simulation/scripts.hpp"

namespace vigie::test {
namespace {

using namespace vision;

/// All of a state that is not a name, bit for bit.
std::string bits_of(const WorldState& state) {
    std::string bits;
    const auto add = [&bits](auto value) {
        char bytes[sizeof value];
        std::memcpy(bytes, &value, sizeof value);
        bits.append(bytes, sizeof value);
    };
    add(state.step);
    add(state.time_s);
    add(state.light);
    for (const auto& who : state.people) {
        add(who.id);
        bits += who.floor.text();
        for (const double value :
             {who.at.x, who.at.y, who.velocity_m_per_s.x, who.velocity_m_per_s.y, who.heading_rad,
              who.posture_progress, who.gait_rad, who.height_m, who.build}) {
            add(value);
        }
        add(who.posture);
        add(who.carried);
        add(who.clothes.top);
        add(who.clothes.trousers);
    }
    for (const auto& object : state.objects) {
        add(object.id);
        add(object.at.x);
    }
    for (const auto& smoke : state.smoke) add(smoke.opacity);
    for (const auto& fault : state.faults) add(fault.progress);
    return bits;
}

constexpr std::string_view kEvents = R"(
[[event]]
kind = "disperse"
at_s = 6
floor = "foyer"
at = [24, 5]
[[event]]
kind = "leave_bag"
at_s = 3
floor = "foyer"
at = [5, 10]
)";

TEST(SimulatedVenue, GivesTheSameStatesBitForBitFromTheSameScript) {
    const auto one = venue_of(kFoyer, kEvents);
    const auto other = venue_of(kFoyer, kEvents);
    for (std::uint64_t step = 0; step < 400; step += 13) {
        ASSERT_EQ(bits_of(*one->at(step)), bits_of(*other->at(step))) << step;
    }
    EXPECT_EQ(one->happened(400), other->happened(400));
}

TEST(SimulatedVenue, GivesOtherPeopleFromAnotherSeed) {
    auto script = read_script(kFoyer);
    const auto one = SimulatedVenue::from(script);
    ++script.seed;
    const auto other = SimulatedVenue::from(script);
    EXPECT_NE(bits_of(*one->at(100)), bits_of(*other->at(100)));
}

TEST(SimulatedVenue, GivesTheSameStatesInWhateverOrderCamerasAsk) {
    const auto calm = venue_of(kFoyer, kEvents);
    std::vector<std::string> expected;
    for (std::uint64_t step = 0; step <= 300; ++step) expected.push_back(bits_of(*calm->at(step)));
    const auto hasty = venue_of(kFoyer, kEvents);
    for (const std::uint64_t step : {300U, 299U, 150U, 300U, 2U, 0U, 90U, 89U, 290U}) {
        EXPECT_EQ(bits_of(*hasty->at(step)), expected[step]) << step;
    }
}

TEST(SimulatedVenue, IsAskedByManyCamerasAtOnce) {
    const auto calm = venue_of(kFoyer, kEvents);
    std::vector<std::string> expected;
    for (std::uint64_t step = 0; step <= 120; ++step) expected.push_back(bits_of(*calm->at(step)));
    const auto shared = venue_of(kFoyer, kEvents);
    std::vector<int> wrong(3);
    {
        std::vector<std::jthread> cameras;
        for (std::size_t camera = 0; camera < wrong.size(); ++camera) {
            cameras.emplace_back([&, camera] {
                for (std::uint64_t step = camera; step <= 120; step += 1 + camera) {
                    if (bits_of(*shared->at(step)) != expected[step]) ++wrong[camera];
                }
            });
        }
    }
    EXPECT_THAT(wrong, ::testing::Each(0));
}

TEST(SimulatedVenue, KeepsRecentMomentsSoThatCamerasShareThem) {
    const auto venue = venue_of(kHall);
    const auto moment = venue->at(100);
    static_cast<void>(venue->at(299));
    EXPECT_EQ(venue->at(100), moment) << "10 s are 200 steps";
    static_cast<void>(venue->at(300));
    const auto again = venue->at(100);
    EXPECT_NE(again, moment) << "forgotten, and computed once more";
    EXPECT_EQ(bits_of(*again), bits_of(*moment));
}

TEST(SimulatedVenue, BeginsTheSameRunAgainAtItsEndAndKeepsTheTailForLateCameras) {
    const auto venue = venue_of(kHall);
    ASSERT_EQ(venue->steps(), 2400U);
    const auto tail = venue->at(2390);
    const auto next = venue->at(2405);
    EXPECT_EQ(next->step, 5U);
    EXPECT_DOUBLE_EQ(next->time_s, 0.25);
    EXPECT_EQ(venue->at(2390), tail);
    EXPECT_EQ(bits_of(*venue->at(2405)), bits_of(*venue_of(kHall)->at(5)));
}

TEST(SimulatedVenue, GoesBackToOldMomentsAndFarAheadOverWholeRuns) {
    const auto calm = venue_of(kHall);
    const auto late = bits_of(*calm->at(700));
    const auto later = bits_of(*calm->at(1210));
    const auto venue = venue_of(kHall);
    static_cast<void>(venue->at(1500));
    EXPECT_EQ(bits_of(*venue->at(1210)), later);
    EXPECT_EQ(bits_of(*venue->at(700)), late);
    EXPECT_EQ(bits_of(*venue->at(2400ULL * 100'000 + 1210)), later);
    EXPECT_EQ(bits_of(*venue->at(1210)), later);
    EXPECT_EQ(venue->happened(1210), calm->happened(1210));
}

TEST(SimulatedVenue, StandsStillAtItsEndWhereTheScriptDoesNotLoop) {
    auto script = read_script(kHall);
    script.loop = false;
    const auto venue = SimulatedVenue::from(script);
    EXPECT_EQ(venue->at(5000)->step, 2399U);
    EXPECT_EQ(venue->at(5000), venue->at(2399));
}

TEST(SimulatedVenue, CountsPeopleByIdsThatAreNeverUsedAgain) {
    const auto venue = venue_of(kHall);
    std::set<std::uint64_t> known;
    std::set<std::uint64_t> gone;
    for (std::uint64_t step = 0; step < venue->steps(); step += 5) {
        std::set<std::uint64_t> here;
        for (const auto& who : venue->at(step)->people) {
            EXPECT_TRUE(here.insert(who.id).second);
            EXPECT_FALSE(gone.contains(who.id));
        }
        for (const auto id : known) {
            if (!here.contains(id)) gone.insert(id);
        }
        known = here;
    }
    EXPECT_GT(gone.size(), 15U) << "people come and go";
}

TEST(SimulatedVenue, NeverHoldsMorePeopleThanTheScriptAllows) {
    auto script = read_script(kHall);
    script.most_people = 5;
    const auto venue = SimulatedVenue::from(script);
    for (std::uint64_t step = 0; step < 1200; step += 10) ASSERT_LE(venue->at(step)->people.size(), 5U);
    EXPECT_EQ(venue->at(1000)->people.size(), 5U);
}

TEST(SimulatedVenue, RefusesACrowdWhoseFloorIsCoveredAndPlacesAllOfOneThatFindsRoom) {
    const TemporaryFolder folder;
    const auto load = [&](const std::string& people, const std::string& obstacle) {
        return SimulatedVenue::load(folder.write(
            "covered.toml", std::string(kHall) + "[[group]]\noutline = [[2, 2], [8, 2], [8, 8], [2, 8]]\n" +
                                people + "\n[[floor.obstacle]]\noutline = " + obstacle + "\n"));
    };
    const auto half = load("people = 90", "[[1, 1], [5, 1], [5, 9], [1, 9]]");
    ASSERT_TRUE(half) << half.error().message;
    EXPECT_EQ((*half)->at(0)->people.size(), 90U) << "beside the obstacle, none of them lost";
    for (const char* people : {"people = 200", "people = 1", "density_per_m2 = 2"}) {
        const bool all = std::string(people) != "people = 200";
        const auto refused =
            load(people, all ? "[[1, 1], [9, 1], [9, 9], [1, 9]]" : "[[1, 1], [5, 1], [5, 9], [1, 9]]");
        ASSERT_FALSE(refused) << people;
        EXPECT_EQ(refused.error().code, net::ErrorCode::invalid_input);
        EXPECT_NE(refused.error().message.find("covered.toml: group[1] of "), std::string::npos)
            << refused.error().message;
        EXPECT_NE(refused.error().message.find("ask for fewer"), std::string::npos);
    }
}

TEST(SimulatedVenue, SaysWhoFoundNoRoomAndWhatNobodyDid) {
    auto script = read_script(kHall, "[[event]]\nkind = \"fall\"\nat_s = 10\nat = [15, 6]\n");
    script.most_people = 1;
    script.sources[0].people_per_s = 2.0;
    script.sources[0].start_s = 45.0;
    const auto venue = SimulatedVenue::from(script);
    EXPECT_TRUE(venue->shortfall(45 * 20).given_up == std::vector<std::size_t>{0});
    EXPECT_EQ(venue->shortfall(45 * 20).turned_away, 0U);
    EXPECT_GT(venue->shortfall(110 * 20).turned_away, 20U) << "of 130, beside 60 who wait";
    EXPECT_EQ(SimulatedVenue::from(read_script(kHall))->shortfall(110 * 20).turned_away, 0U);
}

TEST(SimulatedVenue, SaysWhatFellShortSoFarWithoutWhatMayStillComeTrue) {
    auto script = read_script(kHall, "[[event]]\nkind = \"fall\"\nat_s = 100\nat = [15, 6]\n");
    script.sources.clear();
    const auto venue = SimulatedVenue::from(script);
    std::ignore = venue->at(110 * 20);
    EXPECT_TRUE(venue->shortfall_so_far().given_up.empty()) << "somebody may still come by";
    std::ignore = venue->at(125 * 20);
    EXPECT_EQ(venue->shortfall_so_far().given_up, std::vector<std::size_t>{0}) << "the run is over";
    std::ignore = venue->at(130 * 20);
    EXPECT_EQ(venue->shortfall_so_far().given_up, std::vector<std::size_t>{0}) << "not forgotten by the next";
}

TEST(Sources, BringAsManyPeopleASecondAsTheScriptSaysAndOnlyMeanwhile) {
    auto script = read_script(kHall);
    script.sources[0].start_s = 10.0;
    script.sources[0].end_s = 110.0;
    const auto venue = SimulatedVenue::from(script);
    EXPECT_TRUE(at_second(*venue, 9.9)->people.empty());
    const auto state = at_second(*venue, 119.0);
    ASSERT_FALSE(state->people.empty());
    // 0.4 a second for 100 s: 40, with a deviation of 6.
    EXPECT_NEAR(static_cast<double>(state->people.back().id), 40.0, 15.0);
    EXPECT_GT(state->people.front().at.x, 5.0) << "nobody came for nine seconds";
}

}  // namespace
}  // namespace vigie::test
