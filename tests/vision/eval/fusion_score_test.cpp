#include "vision/eval/fusion_score.hpp"

#include <gtest/gtest.h>

#include "tests/support/sample_messages.hpp"

namespace vigie::vision {
namespace {

using test::id;

const auto kEast = id<net::CameraId>("east");
const auto kWest = id<net::CameraId>("west");

FloorPerson person(double x, std::vector<net::CameraTrack> tracks) {
    return {id<net::FloorId>("hall"), {{x, 2.0}, {0.01, 0.0, 0.01}, {}}, std::move(tracks)};
}

/// Persons 1 to 4 at 1 to 4 m stand in the zone, 5 at 9 m beside it.
class FusionScoreTest : public ::testing::Test {
protected:
    FusionScoreTest() {
        truth_.outline = {{{0.0, 0.0}, {5.0, 0.0}, {5.0, 5.0}, {0.0, 5.0}}};
        for (std::uint64_t i = 1; i <= 4; ++i) truth_.people[i] = {static_cast<double>(i), 2.0};
        truth_.people[5] = {9.0, 2.0};
        owners_ = {{{kEast, 1}, 1}, {{kEast, 2}, 2}, {{kWest, 1}, 1}, {{kWest, 3}, 3}, {{kWest, 5}, 5}};
    }
    [[nodiscard]] FusionScore score(const std::vector<FloorPerson>& people, const net::Count& count) const {
        FusionScorer scorer;
        scorer.add(truth_, owners_, people, count);
        return scorer.score();
    }

    TrueZone truth_;
    TrackOwners owners_;
};

TEST_F(FusionScoreTest, EachMistakeIsCountedAsWhatItIs) {
    const auto found = score({person(1.1, {{kEast, 1}}), person(1.4, {{kWest, 1}}),  // 1, twice
                              person(2.0, {{kEast, 2}, {kWest, 3}}),                 // 2, and 3 in them
                              person(4.9, {{kEast, 77}}),                            // nobody
                              person(9.0, {{kWest, 5}})},                            // beside the zone
                             {4.0, 3.0, 5.0, false, false});
    EXPECT_EQ(found.people, 4.0);
    EXPECT_EQ(found.count_error, 0.0);
    EXPECT_NEAR(found.doubled, 0.25, 1e-9);
    EXPECT_NEAR(found.merged, 0.25, 1e-9);
    EXPECT_NEAR(found.missed, 0.25, 1e-9) << "4";
    EXPECT_NEAR(found.nobody, 0.25, 1e-9);
    EXPECT_NEAR(found.place_error_m, 0.1, 1e-9) << "median of 0, 0.1, 0.4";
    EXPECT_EQ(found.covered, 1.0);
    EXPECT_NEAR(found.width, 0.5, 1e-9) << "3 to 5 of 4";
}

TEST_F(FusionScoreTest, ErrorAndBiasAreSharesOfTheTruth) {
    FusionScorer scorer;
    scorer.add(truth_, owners_, {}, {5.0, 5.0, 5.0, false, false});
    scorer.add(truth_, owners_, {}, {1.0, 1.0, 1.0, true, false});
    const auto found = scorer.score();
    EXPECT_EQ(found.moments, 2U);
    EXPECT_NEAR(found.count_error, (0.25 + 0.75) / 2.0, 1e-9);
    EXPECT_NEAR(found.count_bias, (0.25 - 0.75) / 2.0, 1e-9);
    EXPECT_EQ(found.covered, 0.0)
        << "five is above the four who are there, and one to one below, at least or not";
    EXPECT_NEAR(found.at_least, 0.5, 1e-9);
    EXPECT_EQ(found.missed, 1.0);
}

TEST_F(FusionScoreTest, AnEmptyZoneIsNoMoment) {
    truth_.people.clear();
    EXPECT_EQ(score({}, {}).moments, 0U);
}

}  // namespace
}  // namespace vigie::vision
