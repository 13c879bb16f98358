// People as they are drawn and as they move: never through walls, into each other, or quite still.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numbers>
#include <set>

#include "tests/vision/simulation/scripts.hpp"
#include "vision/simulation/arrivals.hpp"
#include "vision/simulation/floor_map.hpp"

namespace vigie::test {
namespace {

using namespace vision;

TEST(Population, DiffersInHeightPaceAndClothesWithinLimits) {
    Random random(9);
    const PopulationSettings settings;
    double sum = 0.0;
    double squares = 0.0;
    double speeds = 0.0;
    int bags = 0;
    int dark = 0;
    std::set<Colour> tops;
    constexpr int kPeople = 4000;
    for (int i = 0; i < kPeople; ++i) {
        const auto who = draw_person(settings, random);
        ASSERT_GE(who.height_m, 1.45);
        ASSERT_LE(who.height_m, 2.0);
        ASSERT_GE(who.build, 0.8);
        ASSERT_LE(who.build, 1.25);
        sum += who.height_m;
        squares += who.height_m * who.height_m;
        speeds += who.speed_m_per_s;
        bags += who.carried == Carried::bag ? 1 : 0;
        const auto& top = who.clothes.top;
        dark += top[0] < 70 && top[1] < 70 && top[2] < 80 ? 1 : 0;
        tops.insert(top);
    }
    const double mean = sum / kPeople;
    EXPECT_NEAR(mean, 1.70, 0.01);
    EXPECT_NEAR(std::sqrt(squares / kPeople - mean * mean), 0.09, 0.006);
    EXPECT_NEAR(speeds / kPeople, 1.34, 0.02);
    EXPECT_NEAR(bags, 0.25 * kPeople, 100);
    EXPECT_GT(dark, kPeople / 4) << "black, charcoal and navy are what most people wear";
    EXPECT_LT(dark, kPeople * 2 / 3);
    EXPECT_GT(tops.size(), 1000U);
}

TEST(Random, GivesTheSameNumbersEverywhere) {
    Random random(5489);
    // The 10000th number of mt19937_64 from its default seed is 9981545732273789042, by the standard.
    for (int i = 0; i < 9999; ++i) static_cast<void>(random.uniform());
    EXPECT_EQ(random.uniform(), static_cast<double>(9981545732273789042ULL >> 11) * 0x1.0p-53);
}

FloorMap floor_with(std::vector<net::Polygon<net::Floor>> obstacles) {
    ScriptFloor floor;
    floor.width_m = floor.height_m = 20.0;
    floor.obstacles = std::move(obstacles);
    return {floor, {}, 2.0};
}

FloorMap empty_floor() {
    return floor_with({});
}

TEST(Spread, PutsAllWhoAreCountedBesideAnObstacleAsLongAsTheyFindRoom) {
    Random random(4);
    const net::Polygon<net::Floor> square{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}};
    const auto half_covered = floor_with({{{{0, 0}, {5, 0}, {5, 10}, {0, 10}}}});
    const auto spots = spread(square, 200, 0.0, half_covered, random);
    EXPECT_EQ(spots.size(), 200U);
    for (const auto& at : spots) EXPECT_GE(at.x, 5.0);
    EXPECT_NEAR(static_cast<double>(spread(square, 600, 0.0, half_covered, random).size()), 375.0, 20.0);
    const auto covered = floor_with({{{{0, 0}, {11, 0}, {11, 11}, {0, 11}}}});
    EXPECT_TRUE(spread(square, 5, 0.0, covered, random).empty());
}

TEST(Spread, PutsAsManyPeopleAsTheDensityAsksForWithoutOverlap) {
    Random random(4);
    const net::Polygon<net::Floor> square{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}};
    for (const double density : {1.0, 3.0, 5.0}) {
        const auto spots = spread(square, 0, density, empty_floor(), random);
        EXPECT_EQ(spots.size(), static_cast<std::size_t>(100.0 * density));
        std::size_t middle = 0;
        double nearest = 10.0;
        for (std::size_t i = 0; i < spots.size(); ++i) {
            middle += spots[i].x > 2.5 && spots[i].x < 7.5 && spots[i].y > 2.5 && spots[i].y < 7.5 ? 1 : 0;
            for (std::size_t k = 0; k < i; ++k)
                nearest = std::min(nearest, net::distance(spots[i], spots[k]));
        }
        EXPECT_NEAR(static_cast<double>(middle) / 25.0, density, 0.12 * density) << "evenly";
        EXPECT_GT(nearest, 0.36) << "of " << density;
    }
}

TEST(People, NeverPassThroughWallsOrEachOtherAndStayOnTheirFloor) {
    const auto script = read_script(kFoyer);
    const auto venue = SimulatedVenue::from(script);
    const FloorMap foyer(script.floors[0], {}, 1.5);
    std::map<std::uint64_t, std::pair<net::FloorId, Spot>> before;
    std::size_t most = 0;
    for (std::uint64_t step = 0; step < venue->steps(); ++step) {
        const auto state = venue->at(step);
        most = std::max(most, state->people.size());
        for (std::size_t i = 0; i < state->people.size(); ++i) {
            const auto& who = state->people[i];
            const bool ground = who.floor == script.floors[0].floor;
            const auto& floor = script.floors[ground ? 0 : 1];
            ASSERT_TRUE(who.at.x > 0.0 && who.at.y > 0.0 && who.at.x < floor.width_m &&
                        who.at.y < floor.height_m);
            ASSERT_TRUE(std::isfinite(who.heading_rad) && std::isfinite(who.gait_rad));
            const auto known = before.find(who.id);
            if (known != before.end() && known->second.first == who.floor) {
                ASSERT_LT(net::distance(known->second.second, who.at), 0.25)
                    << who.id << " jumps at " << step;
                if (ground) {
                    ASSERT_FALSE(foyer.blocks(known->second.second, who.at, {})) << who.id << " at " << step;
                }
            }
            before[who.id] = {who.floor, who.at};
            for (std::size_t k = 0; k < i && step % 10 == 0; ++k) {
                if (state->people[k].floor != who.floor) continue;
                ASSERT_GT(net::distance(state->people[k].at, who.at), 0.22) << who.id << " at " << step;
            }
        }
    }
    EXPECT_GT(most, 60U) << "a test of an empty foyer would prove nothing";
}

TEST(People, ReachEveryPlaceOfTheirRoutes) {
    const auto venue = venue_of(kFoyer);
    std::size_t bar = 0;
    std::size_t balcony = 0;
    std::size_t beyond = 0;
    std::size_t queue = 0;
    for (double t = 10.0; t < 90.0; t += 2.0) {
        const auto state = at_second(*venue, t);
        bar = std::max(bar, inside(*state, 12.0, 1.0, 19.0, 5.0));
        queue = std::max(queue, inside(*state, 14.5, 11.5, 15.5, 18.5));
        std::size_t up = 0;
        for (const auto& who : state->people) {
            up += who.floor.text() == "balcony" && who.at.x > 9.5 ? 1 : 0;
            beyond += who.at.x > 20.5 && who.at.x < 21.5 && who.at.y > 8.0 && who.at.y < 12.0 ? 1 : 0;
        }
        balcony = std::max(balcony, up);
    }
    EXPECT_GE(bar, 4U);
    EXPECT_GE(queue, 4U);
    EXPECT_GE(balcony, 3U);
    EXPECT_GE(beyond, 1U) << "through the gate";
}

TEST(Queue, IsServedFromTheFrontAndMovesUpOneBehindTheOther) {
    auto script = read_script(kFoyer);
    script.sources.clear();
    const auto venue = SimulatedVenue::from(script);
    const auto start = venue->at(0);
    std::vector<SimulatedPerson> line;
    for (const auto& who : start->people) {
        if (who.at.x > 14.5 && who.at.x < 15.5 && who.at.y > 16.0) line.push_back(who);
    }
    ASSERT_EQ(line.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_LT(net::distance(line[i].at, {15.0, 18.0 - 0.7 * static_cast<double>(i)}), 0.05);
    }
    std::vector<double> left_s;  // when each one has gone from the service point
    for (double t = 0.0; t < 40.0 && left_s.size() < 3; t += 0.25) {
        const auto state = at_second(*venue, t);
        const auto* first = find_person(*state, line[left_s.size()].id);
        ASSERT_NE(first, nullptr);
        const bool served = left_s.empty() || t > left_s.back() + 2.0;
        if (served && net::distance(first->at, {15.0, 18.0}) > 0.8) left_s.push_back(t);
    }
    ASSERT_EQ(left_s.size(), 3U) << "in the order in which they stood";
    // Each one is served for 2 to 6 s, and takes a second or two to move up and to leave.
    EXPECT_GT(left_s[0], 2.0);
    EXPECT_LT(left_s[0], 8.0);
    EXPECT_GT(left_s[2], left_s[1] + 2.0);
    EXPECT_LT(left_s[2], left_s[1] + 10.0);
}

TEST(StandingCrowd, KeepsItsDensityForTwentyMinutesAndNeverStandsQuiteStill) {
    const auto script = read_script(R"(
[run]
duration_s = 1300
steps_per_second = 10
[[floor]]
id = "square"
width_m = 12
height_m = 12
[[group]]
outline = [[4, 4], [8, 4], [8, 8], [4, 8]]
density_per_m2 = 5
facing = [6, 0]
)");
    const auto venue = SimulatedVenue::from(script);
    const auto start = venue->at(0);
    ASSERT_EQ(start->people.size(), 80U);
    const auto later = at_second(*venue, 1200.0);
    EXPECT_NEAR(static_cast<double>(inside(*later, 4.5, 4.5, 7.5, 7.5)) / 9.0, 5.0, 0.6);
    std::size_t moved = 0;
    const auto soon = at_second(*venue, 1202.0);
    for (const auto& who : start->people) {
        const auto& now = *find_person(*later, who.id);
        EXPECT_LT(net::distance(now.at, who.at), 0.5) << "nobody drifts away";
        EXPECT_EQ(now.posture, Posture::standing);
        const double swayed = net::distance(find_person(*soon, who.id)->at, now.at);
        moved += swayed > 0.0005 ? 1 : 0;
        EXPECT_LT(swayed, 0.12);
    }
    EXPECT_GE(moved, 78U);
}

TEST(Walkers, TakeStepsAsLongAsTheirHeightAsksFor) {
    const auto venue = venue_of(kHall);
    const auto state = at_second(*venue, 40.0);
    const auto next = at_second(*venue, 45.0);
    int measured = 0;
    for (const auto& who : state->people) {
        const auto* later = find_person(*next, who.id);
        if (later == nullptr || who.posture != Posture::walking) continue;
        const double way_m = net::distance(who.at, later->at);
        if (way_m < 4.0) continue;
        const double steps = (later->gait_rad - who.gait_rad) / std::numbers::pi;
        EXPECT_NEAR(way_m / steps / who.height_m, 0.41, 0.11) << who.id;
        EXPECT_NEAR(std::cos(later->heading_rad), 1.0, 0.3) << "looks to the east, where it goes";
        ++measured;
    }
    EXPECT_GE(measured, 3);
}

TEST(Companions, WalkBesideEachOther) {
    auto script = read_script(kHall);
    script.sources[0].companions = 1.0;
    const auto venue = SimulatedVenue::from(script);
    double together_s = 0.0;
    double walked_s = 0.0;
    for (double t = 30.0; t < 60.0; t += 1.0) {
        const auto state = at_second(*venue, t);
        for (const auto& who : state->people) {
            if (who.at.x < 5.0 || who.at.x > 25.0) continue;
            walked_s += 1.0;
            together_s += std::any_of(state->people.begin(), state->people.end(),
                                      [&](const auto& other) {
                                          return other.id != who.id && net::distance(other.at, who.at) < 1.3;
                                      })
                              ? 1.0
                              : 0.0;
        }
    }
    EXPECT_GT(walked_s, 50.0);
    EXPECT_GT(together_s / walked_s, 0.8);
}

}  // namespace
}  // namespace vigie::test
