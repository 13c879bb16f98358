// A script as it is read from its file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/vision/simulation/scripts.hpp"

namespace vigie::test {
namespace {

using namespace vision;
using ::testing::ElementsAre;

TEST(Script, IsReadWithEveryField) {
    const auto script = read_script(kFoyer, R"(
[light]
amount = 0.8
shadow = [0.1, -0.6]
[people]
height_mean_m = 1.65
bag_share = 0.5
[behaviour]
fall_s = 1.0
[forces]
relaxation_s = 0.6
[[event]]
kind = "close"
at_s = 12.5
passage = "hall-gate"
density_per_m2 = 4
announced = true
)");
    EXPECT_EQ(script.seed, 3U);
    EXPECT_DOUBLE_EQ(script.duration_s, 90.0);
    EXPECT_EQ(script.most_people, 300U);
    EXPECT_TRUE(script.loop);
    EXPECT_DOUBLE_EQ(script.light, 0.8);
    EXPECT_DOUBLE_EQ(script.sun.y, -0.6);
    EXPECT_DOUBLE_EQ(script.population.height_mean_m, 1.65);
    EXPECT_DOUBLE_EQ(script.population.bag_share, 0.5);
    EXPECT_DOUBLE_EQ(script.behaviour.fall_s, 1.0);
    EXPECT_DOUBLE_EQ(script.forces.relaxation_s, 0.6);
    EXPECT_DOUBLE_EQ(script.forces.behind, SocialForceSettings{}.behind);
    ASSERT_EQ(script.floors.size(), 2U);
    EXPECT_EQ(script.floors[0].walls.size(), 2U);
    EXPECT_EQ(script.floors[0].obstacles.at(0).corners.size(), 4U);
    ASSERT_EQ(script.passages.size(), 2U);
    EXPECT_TRUE(script.passages[0].exit);
    EXPECT_FALSE(script.passages[1].exit);
    ASSERT_EQ(script.stairs.size(), 1U);
    EXPECT_EQ(script.stairs[0].upper.text(), "balcony");
    EXPECT_EQ(script.stairs[0].lower_end.to, (Spot{4.0, 18.0}));
    ASSERT_EQ(script.areas.size(), 3U);
    EXPECT_DOUBLE_EQ(script.areas[0].stay_most_s, 20.0);
    EXPECT_EQ(script.areas[1].facing, (Spot{19.0, 5.0}));
    ASSERT_EQ(script.queues.size(), 1U);
    EXPECT_EQ(script.queues[0].people, 3U);
    EXPECT_THAT(script.queues[0].route, ElementsAre("bar"));
    ASSERT_EQ(script.sources.size(), 2U);
    EXPECT_THAT(script.sources[0].route, ElementsAre("till", "seats"));
    EXPECT_DOUBLE_EQ(script.sources[0].companions, 0.4);
    ASSERT_EQ(script.groups.size(), 1U);
    EXPECT_DOUBLE_EQ(script.groups[0].density_per_m2, 3.0);
    ASSERT_EQ(script.objects.size(), 1U);
    EXPECT_EQ(script.objects[0].kind, "suitcase");
    ASSERT_EQ(script.events.size(), 1U);
    EXPECT_EQ(script.events[0].kind, EventKind::close);
    EXPECT_DOUBLE_EQ(script.events[0].at_s, 12.5);
    EXPECT_DOUBLE_EQ(script.events[0].density_per_m2, 4.0);
    EXPECT_TRUE(script.events[0].announced);
}

TEST(Script, RepeatsWhatComesAgain) {
    const auto script = read_script(kFoyer, R"(
[[source]]
at = "doors"
people_per_s = 1
start_s = 10
end_s = 15
every_s = 30
route = ["bar"]
[[event]]
kind = "close"
at_s = 5
every_s = 40
passage = "hall-gate"
)");
    ASSERT_EQ(script.sources.size(), 2U + 3U) << "the run lasts 90 s";
    EXPECT_DOUBLE_EQ(script.sources[3].start_s, 40.0);
    EXPECT_DOUBLE_EQ(script.sources[4].end_s, 75.0);
    EXPECT_THAT(script.sources[4].route, ElementsAre("bar"));
    ASSERT_EQ(script.events.size(), 3U);
    EXPECT_DOUBLE_EQ(script.events[0].at_s, 5.0);
    EXPECT_DOUBLE_EQ(script.events[2].at_s, 85.0);
    EXPECT_EQ(script.events[2].target, "hall-gate");
}

TEST(Script, NeedsNoFloorNameWhereThereIsOneFloor) {
    const auto script = read_script(kHall);
    EXPECT_EQ(script.passages.at(0).floor.text(), "hall");
}

TEST(Script, ThatIsMissingIsNotFound) {
    const auto read = load_script("/nowhere/script.toml");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, net::ErrorCode::not_found);
    EXPECT_THAT(read.error().message, ::testing::HasSubstr("/nowhere/script.toml"));
}

}  // namespace
}  // namespace vigie::test
