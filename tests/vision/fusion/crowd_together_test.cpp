#include "vision/fusion/crowd_together.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/support/sample_messages.hpp"

namespace vigie::vision {
namespace {

using test::id;

/// 4 x 2 m.
const net::Polygon<net::Floor> kZone{{{1.0, 1.0}, {5.0, 1.0}, {5.0, 3.0}, {1.0, 3.0}}};

/// A camera that looks at the floor from `from_x` to `to_x` metres, where so many stand on each square metre.
class Camera {
public:
    Camera(double people_per_m2, double from_x, double to_x) {
        net::DensityGrid grid{id<net::FloorId>("hall"), {0.0, 0.0}, 0.5, 12, 8, {}};
        for (std::uint32_t cell = 0; cell < grid.columns * grid.rows; ++cell) {
            const double x = (cell % grid.columns + 0.5) * grid.cell_m;
            const bool seen = x > from_x && x < to_x;
            grid.people_per_m2.push_back(seen ? static_cast<float>(people_per_m2) : NAN);
        }
        scene_.density = grid;
    }
    Camera& counts(net::Count count) {
        count_.count = count;
        return *this;
    }
    /// Tells so many apart, in the zone's first square metre.
    Camera& tells_apart(std::size_t people) {
        for (std::size_t i = 0; i < people; ++i) {
            scene_.tracks.push_back({i + 1,
                                     net::TrackState::confirmed,
                                     {},
                                     0.9,
                                     10,
                                     net::FloorEstimate{{1.5, 1.5}, {0.01, 0.0, 0.01}, {0.0, 0.0}}});
        }
        return *this;
    }
    [[nodiscard]] ZoneView view() const { return {&count_, &scene_}; }

private:
    net::Scene scene_;
    net::ZoneCount count_;
};

TEST(CrowdTogether, IsTheMeanOfThoseWhoEstimateTheSamePlaces) {
    const Camera east = Camera(2.0, 0.0, 6.0).counts({16.0, 12.0, 20.0, false, false});
    const Camera west = Camera(3.0, 0.0, 6.0).counts({24.0, 18.0, 36.0, false, false});
    const auto both = crowd_together(kZone, {east.view(), west.view()});
    ASSERT_TRUE(both);
    EXPECT_NEAR(both->people, 20.0, 1e-6);
    EXPECT_NEAR(both->low, 0.75 * 20.0, 1e-6) << "as wide as each of them";
    EXPECT_NEAR(both->high, (1.25 + 1.5) / 2.0 * 20.0, 1e-6);
    EXPECT_FALSE(both->at_least);
}

TEST(CrowdTogether, TwoWhoSeeOneHalfEachAddUp) {
    const Camera east = Camera(2.0, 0.0, 3.0).counts({8.0, 6.0, 10.0, false, false});
    const Camera west = Camera(3.0, 3.0, 6.0).counts({12.0, 9.0, 15.0, false, false});
    const auto both = crowd_together(kZone, {east.view(), west.view()});
    ASSERT_TRUE(both);
    EXPECT_NEAR(both->people, 20.0, 1e-6);
}

TEST(CrowdTogether, WhatACameraCountsIsSpreadAsItsDensities) {
    const Camera smeared = Camera(1.5, 0.0, 6.0).counts({16.0, 12.0, 20.0, false, false});
    const auto one = crowd_together(kZone, {smeared.view()});
    ASSERT_TRUE(one);
    EXPECT_NEAR(one->people, 16.0, 1e-6);
}

TEST(CrowdTogether, WhoTellsPeopleApartCountsWhereNobodyEstimates) {
    const Camera crowd = Camera(4.0, 0.0, 3.0).counts({16.0, 12.0, 20.0, false, false});
    const Camera apart = Camera(0.5, 0.0, 6.0).counts({4.0, 4.0, 5.0, false, false}).tells_apart(4);
    const auto both = crowd_together(kZone, {crowd.view(), apart.view()});
    ASSERT_TRUE(both);
    EXPECT_NEAR(both->people, 16.0 + 0.5 * 4.0, 1e-6) << "whom it hides is no reason to count fewer";
}

TEST(CrowdTogether, OneThatLooksFromAfarDoesNotHalveACrowd) {
    const Camera near = Camera(5.0, 0.0, 6.0).counts({40.0, 30.0, 55.0, false, false});
    const Camera far = Camera(0.5, 0.0, 6.0).counts({4.0, 3.0, 6.0, false, false});
    const auto both = crowd_together(kZone, {near.view(), far.view()});
    ASSERT_TRUE(both);
    EXPECT_NEAR(both->people, 30.0, 1e-6) << "so many there are, says the one that is near";
    EXPECT_NEAR(both->low, 30.0, 1e-6);
    EXPECT_NEAR(both->high, 55.0, 1e-6);
}

TEST(CrowdTogether, ABlindSpotOfOneIsNotEmpty) {
    const Camera east = Camera(2.0, 0.0, 6.0).counts({16.0, 12.0, 20.0, false, false});
    const Camera west = Camera(2.0, 4.0, 6.0).counts({4.0, 3.0, 5.0, false, false});
    EXPECT_NEAR(crowd_together(kZone, {east.view(), west.view()})->people, 16.0, 1e-6);
}

TEST(CrowdTogether, AZoneNarrowerThanACellIsCountedToo) {
    const Camera east = Camera(2.0, 0.0, 6.0).counts({16.0, 12.0, 20.0, false, false});
    const net::Polygon<net::Floor> lane{{{1.0, 1.3}, {5.0, 1.3}, {5.0, 1.5}, {1.0, 1.5}}};
    EXPECT_NEAR(crowd_together(lane, {east.view()})->people, 16.0, 1e-6);
    EXPECT_FALSE(crowd_together({}, {east.view()}));
}

TEST(CrowdTogether, WhoseDensitiesAreElsewhereLowersNobody) {
    const Camera east = Camera(2.0, 0.0, 6.0).counts({16.0, 12.0, 20.0, false, false});
    const Camera west = Camera(0.0, 0.0, 6.0).counts({12.0, 9.0, 15.0, false, false});
    EXPECT_NEAR(crowd_together(kZone, {east.view(), west.view()})->people, 16.0, 1e-6);
}

TEST(CrowdTogether, IsNothingWithoutAnEstimate) {
    const Camera apart = Camera(0.5, 0.0, 6.0).counts({4.0, 4.0, 5.0, false, false}).tells_apart(4);
    const Camera least = Camera(3.0, 0.0, 6.0).counts({24.0, 18.0, 36.0, true, false});
    EXPECT_FALSE(is_estimate(apart.view(), kZone));
    EXPECT_FALSE(is_estimate(least.view(), kZone)) << "a lower bound is not lowered by others";
    EXPECT_FALSE(crowd_together(kZone, {apart.view(), least.view()}));
}

}  // namespace
}  // namespace vigie::vision
