// People whom cameras see in places too far apart to be put together.
#include "vision/fusion/torn_people.hpp"

#include <cstddef>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/sample_messages.hpp"

namespace vigie::vision {
namespace {

FloorPerson seen_by(std::size_t cameras, std::size_t coasting = 0) {
    FloorPerson out;
    for (std::size_t i = 0; i < cameras; ++i) {
        out.seen_by.push_back({test::id<net::CameraId>("eye-" + std::to_string(i)), i + 1});
    }
    out.coasting = coasting;
    return out;
}

PersonSight expected_of(double cameras) {
    PersonSight out;
    out.sightings = cameras;
    return out;
}

net::Count count(double people, double low) {
    return {people, low, people + 2.0, false, false};
}

const PresenceSettings kPresence;
const SightSettings kSight;

TEST(TornPeople, OneOfFourCamerasInThreePlacesIsStillOne) {
    double sum = 0.0;
    for (const std::size_t cameras : {2U, 1U, 1U}) {
        sum += share_of(seen_by(cameras), expected_of(4.0), kPresence);
    }
    EXPECT_NEAR(sum, 1.0, 0.05);
}

TEST(TornPeople, WhoIsSeenByAllWhoOughtToOrMoreIsOne) {
    EXPECT_NEAR(share_of(seen_by(3), expected_of(3.0), kPresence), 1.0, 0.05);
    EXPECT_EQ(share_of(seen_by(4), expected_of(2.0), kPresence), 1.0);
    EXPECT_NEAR(share_of(seen_by(1), expected_of(0.3), kPresence), 1.0, 0.05) << "hardly anybody could";
}

TEST(TornPeople, WhoIsOnlyPredictedCountsForLess) {
    EXPECT_LT(share_of(seen_by(2, 1), expected_of(4.0), kPresence),
              share_of(seen_by(2), expected_of(4.0), kPresence));
}

TEST(TornPeople, AreOnlyLookedForWhereCamerasAreKnownToDisagreeAndPeopleStandFree) {
    EXPECT_EQ(tornness(0.0, 1.0, kSight), 0.0) << "nothing is known";
    EXPECT_EQ(tornness(kSight.trusted_doubt, 1.0, kSight), 0.0) << "cameras agree";
    EXPECT_EQ(tornness(1.0, kSight.crowded, kSight), 0.0) << "in a crowd two are sooner taken for one";
    EXPECT_EQ(tornness(1.0, 1.0, kSight), 1.0);
    const double between = tornness(0.5 * (kSight.trusted_doubt + kSight.torn_doubt), 1.0, kSight);
    EXPECT_GT(between, 0.0);
    EXPECT_LT(between, 1.0);
}

TEST(TornPeople, OneCamerasNumberRaisesThatOfAllAsFarAsItIsSure) {
    EXPECT_EQ(raised_by(count(12.0, 8.0), 10.0, 0.0), 12.0) << "nothing is doubted";
    EXPECT_EQ(raised_by(count(12.0, 8.0), 10.0, 1.0), 10.0) << "it may well be ten";
    EXPECT_EQ(raised_by(count(20.0, 18.0), 10.0, 1.0), 20.0) << "there are surely more than ten";
    EXPECT_EQ(raised_by(count(5.0, 5.0), 10.0, 0.0), 10.0) << "it never lessens it";
}

}  // namespace
}  // namespace vigie::vision
