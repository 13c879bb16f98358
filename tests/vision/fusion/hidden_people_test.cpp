// Who was counted a while ago and is hidden from every camera: still there, found again, or gone.
#include "vision/fusion/hidden_people.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/support/sample_messages.hpp"

namespace vigie::vision {
namespace {

using test::id;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const auto kHall = id<net::FloorId>("hall");
const auto kEast = id<net::CameraId>("east");
const auto kWest = id<net::CameraId>("west");

FloorPerson person(net::Point<net::Floor> at, std::vector<net::CameraTrack> seen_by,
                   net::Vector<net::Floor> velocity = {}) {
    return {kHall, {at, {0.01, 0.0, 0.01}, velocity}, std::move(seen_by)};
}

/// Somebody whom no camera can see, and somebody whom two would surely see.
const PersonSight kInTheThick{0.2, 0.2, 0.5, 1.0, 0.5};
const PersonSight kInTheOpen{1.94, 0.9991, 0.5, 1.0, 0.0};

class HiddenPeopleTest : public ::testing::Test {
protected:
    /// Looks for so long, ten times a second.
    void look(const std::vector<FloorPerson>& seen, double seconds, const PersonSight& sight = kInTheThick) {
        for (double t = 0.05; t < seconds; t += 0.1) {
            now_s_ += 0.1;
            people_.look(seen, cameras_, net::MonoTime(net::Microseconds(std::llround(now_s_ * 1e6))));
            people_.weigh(std::vector<double>(seen.size(), 0.97),
                          std::vector<PersonSight>(people_.hidden().size(), sight));
        }
    }

    FloorPeople cameras_{{}};
    HiddenPeople people_{{}};
    double now_s_ = 1.0;
};

TEST_F(HiddenPeopleTest, NobodyIsHiddenWhileAllAreSeen) {
    look({person({4.0, 5.0}, {{kEast, 1}}), person({7.0, 5.0}, {{kWest, 1}})}, 3.0);
    EXPECT_THAT(people_.hidden(), IsEmpty());
}

TEST_F(HiddenPeopleTest, WhoIsLostInTheThickOfACrowdIsStillThere) {
    look({person({4.0, 5.0}, {{kEast, 1}})}, 5.0);
    look({}, 1.0);
    ASSERT_THAT(people_.hidden(), SizeIs(1));
    EXPECT_GT(people_.hidden()[0].chance, 0.8);
    EXPECT_THAT(people_.hidden()[0].person.seen_by, IsEmpty());
    EXPECT_NEAR(people_.hidden()[0].person.estimate.at.x, 4.0, 1e-9);
    EXPECT_GT(people_.hidden()[0].person.estimate.covariance.xx, 0.2) << "a second's walk is half a metre";
}

TEST_F(HiddenPeopleTest, WhoIsLostInTheOpenIsGone) {
    look({person({4.0, 5.0}, {{kEast, 1}, {kWest, 1}})}, 5.0);
    look({}, 0.5, kInTheOpen);
    for (const auto& hidden : people_.hidden()) EXPECT_LT(hidden.chance, 0.15);
    look({}, 3.0, kInTheOpen);
    EXPECT_THAT(people_.hidden(), IsEmpty());
}

TEST_F(HiddenPeopleTest, NobodyIsBelievedForEver) {
    look({person({4.0, 5.0}, {{kEast, 1}})}, 5.0);
    look({}, 5.0);
    const double before = people_.hidden().at(0).chance;
    look({}, 20.0);
    for (const auto& hidden : people_.hidden()) EXPECT_LT(hidden.chance, before);
    look({}, 100.0);
    EXPECT_THAT(people_.hidden(), IsEmpty());
}

TEST_F(HiddenPeopleTest, WhoWasSeenForAMomentIsNotMissed) {
    look({person({4.0, 5.0}, {{kEast, 1}})}, 0.2);
    look({}, 0.2);
    for (const auto& hidden : people_.hidden()) EXPECT_LT(hidden.chance, 0.5);
}

TEST_F(HiddenPeopleTest, WhoseTrackComesBackIsFound) {
    look({person({4.0, 5.0}, {{kEast, 1}, {kWest, 9}})}, 3.0);
    look({}, 1.0);
    look({person({5.5, 5.0}, {{kWest, 9}})}, 0.1);
    EXPECT_THAT(people_.hidden(), IsEmpty());
}

TEST_F(HiddenPeopleTest, WhoAppearsWhereSomebodyWasHiddenIsThey) {
    look({person({4.0, 5.0}, {{kEast, 1}}, {0.5, 0.0})}, 3.0);
    look({}, 1.0);
    EXPECT_NEAR(people_.hidden().at(0).person.estimate.at.x, 4.32, 0.05) << "who slows down within a second";
    look({person({4.6, 5.0}, {{kWest, 20}})}, 0.1);
    EXPECT_THAT(people_.hidden(), IsEmpty());
}

TEST_F(HiddenPeopleTest, WhoAppearsElsewhereIsSomebodyElse) {
    look({person({4.0, 5.0}, {{kEast, 1}})}, 3.0);
    look({}, 1.0);
    look({person({9.0, 5.0}, {{kWest, 20}})}, 0.1);
    EXPECT_THAT(people_.hidden(), SizeIs(1));
}

TEST_F(HiddenPeopleTest, WhoAppearsAsTheDoubleOfSomebodySeenFindsNobodyAgain) {
    const auto stays = person({5.0, 5.0}, {{kEast, 2}});
    look({person({4.0, 5.0}, {{kEast, 1}}), stays}, 3.0);
    look({stays}, 1.0);
    look({stays, person({4.9, 5.1}, {{kWest, 20}})}, 0.1);
    EXPECT_THAT(people_.hidden(), SizeIs(1));
}

TEST_F(HiddenPeopleTest, WhoseTracksHaveBecomeSomebodyElsesWasThatPerson) {
    look({person({4.0, 5.0}, {{kEast, 1}}), person({4.2, 5.0}, {{kWest, 2}})}, 3.0);
    look({person({4.1, 5.0}, {{kEast, 1}, {kWest, 2}})}, 1.0);
    EXPECT_THAT(people_.hidden(), IsEmpty());
    look({}, 0.5);
    EXPECT_THAT(people_.hidden(), SizeIs(1));
}

}  // namespace
}  // namespace vigie::vision
