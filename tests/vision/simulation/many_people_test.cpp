// Two thousand people in one hall: every figure stays one, everybody inside, and one seed is one run.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/vision/simulation/scripts.hpp"

namespace vigie::test {
namespace {

using namespace vision;

constexpr std::size_t kPeople = 2000;
constexpr double kWidthM = 40.0;
constexpr double kHeightM = 30.0;

/// They stand close in the middle; some walk out at both ends, and after half a second something happens.
constexpr std::string_view kPackedHall = R"(
[run]
seed = 17
duration_s = 20
most_people = 2000
[[floor]]
id = "hall"
width_m = 40
height_m = 30
[[exit]]
id = "west"
from = [0, 12]
to = [0, 18]
[[exit]]
id = "east"
from = [40, 12]
to = [40, 18]
[[group]]
floor = "hall"
outline = [[4, 4], [26, 4], [26, 26], [4, 26]]
people = 1700
[[group]]
floor = "hall"
outline = [[28, 3], [36, 3], [36, 27], [28, 27]]
people = 300
activity = "walking"
route = ["west"]
[[event]]
kind = "disperse"
at_s = 0.5
floor = "hall"
at = [15, 15]
radius_m = 8
)";

TEST(ManyPeople, StayFiniteAndInsideAndTheSameForOneSeed) {
    const auto one = venue_of(kPackedHall);
    const auto other = venue_of(kPackedHall);
    std::size_t moved = 0;
    for (std::uint64_t step = 0; step <= 30; step += 10) {
        const auto state = one->at(step);
        const auto same = other->at(step);
        ASSERT_EQ(state->people.size(), kPeople) << step;
        ASSERT_EQ(same->people.size(), kPeople) << step;
        for (std::size_t i = 0; i < kPeople; ++i) {
            const auto& who = state->people[i];
            const auto& twin = same->people[i];
            ASSERT_EQ(who.id, twin.id);
            // Bit for bit: a last digit that differs is another crowd a minute later.
            ASSERT_EQ(who.at.x, twin.at.x) << who.id << " at step " << step;
            ASSERT_EQ(who.at.y, twin.at.y) << who.id << " at step " << step;
            ASSERT_EQ(who.velocity_m_per_s.x, twin.velocity_m_per_s.x) << who.id << " at step " << step;
            ASSERT_TRUE(std::isfinite(who.at.x) && std::isfinite(who.at.y)) << who.id << " at step " << step;
            const double speed = std::hypot(who.velocity_m_per_s.x, who.velocity_m_per_s.y);
            ASSERT_LT(speed, 6.0) << who.id << " at step " << step;
            ASSERT_TRUE(who.at.x >= 0.0 && who.at.x <= kWidthM && who.at.y >= 0.0 && who.at.y <= kHeightM)
                << who.id << " at " << who.at.x << ", " << who.at.y << " at step " << step;
            moved += step == 30 && speed > 0.5 ? 1U : 0U;
        }
    }
    EXPECT_GT(moved, kPeople / 10) << "who stands still proves nothing";
}

}  // namespace
}  // namespace vigie::test
