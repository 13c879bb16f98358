#include "vision/fusion/place_doubt.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace vigie::vision {
namespace {

/// Looks at pairs whose errors are `truth` of what is feared, for so many seconds.
double learnt(double truth, double seconds, double pairs = 200.0) {
    PlaceDoubt doubt{PlaceDoubtSettings{}};
    const double gate = 2.4 * 2.4;
    for (double t = 0.0; t < seconds; t += 0.1) {
        // Squared deviations of a Gaussian in the plane, in units of what is believed now.
        const double by = truth / doubt.share();
        const double below = 1.0 - std::exp(-0.5 * median_within(gate) / (by * by));
        const double within_gate = 1.0 - std::exp(-0.5 * gate / (by * by));
        doubt.learn({pairs * below, pairs * within_gate}, 0.1);
    }
    return doubt.share();
}

TEST(PlaceDoubt, FollowsHowWellCamerasAgree) {
    EXPECT_NEAR(learnt(0.4, 30.0), 0.4, 0.02);
    EXPECT_NEAR(learnt(1.0, 30.0), 1.0, 0.02);
    EXPECT_GT(learnt(0.4, 0.5), 0.7) << "not at once";
}

TEST(PlaceDoubt, StaysWithinItsLimits) {
    const PlaceDoubtSettings settings;
    EXPECT_EQ(learnt(0.01, 60.0), settings.least);
    EXPECT_EQ(learnt(3.0, 60.0), settings.most);
}

TEST(PlaceDoubt, IsWhatIsFearedUntilAnythingIsSeen) {
    EXPECT_EQ(learnt(0.3, 30.0, 0.0), 1.0);
}

TEST(PlaceDoubt, IsTheBetterKnownTheMorePairsWereSeen) {
    PlaceDoubt doubt{PlaceDoubtSettings{}};
    EXPECT_EQ(doubt.known(), 0.0);
    doubt.learn({5.0, 10.0}, 0.1);
    const double soon = doubt.known();
    EXPECT_GT(soon, 0.0);
    EXPECT_LT(soon, 0.1);
    for (int i = 0; i < 1000; ++i) doubt.learn({5.0, 10.0}, 0.1);
    EXPECT_GT(doubt.known(), 0.9);
}

TEST(PlaceDoubt, FewPairsTeachSlowly) {
    EXPECT_GT(learnt(0.4, 1.0, 2.0), learnt(0.4, 1.0, 200.0));
}

}  // namespace
}  // namespace vigie::vision
