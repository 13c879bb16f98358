// The density of a crowd from the gaps in it: silhouettes of upright bodies, no clothes, no light.
#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "tests/vision/analysis/silhouettes.hpp"

namespace vigie {
namespace {

using CrowdDensityTest = test::SilhouettesTest;

TEST_F(CrowdDensityTest, IsOfWhoStandsAtRandomPlaces) {
    for (const double per_m2 : {1.0, 2.0}) {
        double sum = 0.0;
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            sum += density().estimate(seen(crowd(per_m2, seed))).people / 3.0;
        }
        EXPECT_NEAR(sum, 36.0 * per_m2, 0.25 * 36.0 * per_m2) << per_m2;
    }
}

TEST_F(CrowdDensityTest, NobodyIsNobodyAndGapsCloseAsPeopleCome) {
    EXPECT_EQ(density().estimate(seen({})).people, 0.0);
    double vacant = 1.0;
    double people = 0.0;
    for (const double per_m2 : {0.5, 1.0, 2.0, 3.0, 5.0}) {
        const auto piece = density().estimate(seen(crowd(per_m2, 4)));
        EXPECT_LT(piece.vacant, vacant) << per_m2;
        EXPECT_GT(piece.people, people) << per_m2;
        vacant = piece.vacant;
        people = piece.people;
    }
}

TEST_F(CrowdDensityTest, KnowsHowSteeplyTheCameraLooksDown) {
    const auto near = density().estimate(seen({{10.0, 18.0}, {10.5, 18.0}, {11.0, 18.0}}));
    const auto far = density().estimate(seen({{10.0, 8.0}, {10.5, 8.0}, {11.0, 8.0}}));
    ASSERT_GT(near.people, 0.0);
    ASSERT_GT(far.people, 0.0);
    EXPECT_GT(near.steepness, 1.3 * far.steepness) << "further away a camera looks flatter";
    EXPECT_GT(far.steepness, 0.1);
    EXPECT_EQ(density().estimate(seen({})).steepness, 0.0);
}

TEST_F(CrowdDensityTest, PutsPeopleWhereTheyStand) {
    std::vector<net::Point<net::Floor>> people;
    for (const auto& at : crowd(1.5, 7)) {
        people.push_back({at.x < 10.0 ? at.x : 20.0 - at.x, at.y});  // all in the left half
    }
    double left = 0.0;
    double all = 0.0;
    for (const auto& place : density().estimate(seen(people)).places) {
        all += place.people;
        left += place.at.x < 10.3 ? place.people : 0.0;
    }
    EXPECT_GT(left, 0.9 * all);
    EXPECT_GT(all, 0.0);
}

}  // namespace
}  // namespace vigie
