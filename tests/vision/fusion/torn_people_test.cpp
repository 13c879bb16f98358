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

net::Count between(double low, double people, double high) {
    net::Count out;
    out.people = people;
    out.low = low;
    out.high = high;
    return out;
}

TEST(TornPeople, WhatOneCameraOverlooksIsNoDoubtOnceOthersSeeIt) {
    const auto together = between(48.0, 50.0, 53.0);
    auto raised = together;
    raise(raised, between(42.0, 45.0, 100.0), together, 0.0);
    EXPECT_EQ(raised.people, 50.0);
    EXPECT_EQ(raised.high, 53.0) << "the others see whom it may have overlooked";
    raise(raised, between(45.0, 53.0, 90.0), together, 0.0);
    EXPECT_EQ(raised.people, 53.0);
    EXPECT_EQ(raised.high, 90.0) << "it sees more than all together can be";
    auto half = together;
    raise(half, between(47.0, 51.5, 90.0), together, 0.0);
    EXPECT_GT(half.high, 53.0);
    EXPECT_LT(half.high, 90.0);
}

TEST(TornPeople, ALowEndAndAtLeastAreNeverLost) {
    const auto together = between(48.0, 50.0, 53.0);
    auto camera = between(49.0, 49.0, 100.0);
    camera.at_least = true;
    auto raised = together;
    raise(raised, camera, together, 1.0);
    EXPECT_EQ(raised.low, 49.0);
    EXPECT_TRUE(raised.at_least);
}

}  // namespace
}  // namespace vigie::vision
