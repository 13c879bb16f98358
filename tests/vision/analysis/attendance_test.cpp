// Who attends to a thing that was put down: pictures and tracks made by hand.
#include <gtest/gtest.h>

#include "tests/vision/analysis/objects_by_hand.hpp"

namespace vigie::test {
namespace {

const cv::Point2d kPlace{300, 380};

class AttendanceOfTracks : public ObjectsByHand {
protected:
    void SetUp() override { look_for(50.0); }

    static void suitcase(Brush& brush) { brush.thing(kPlace, 0.6, 0.8); }
    /// So tall that it might be somebody.
    static void large_suitcase(Brush& brush) { brush.thing(kPlace, 0.6, 1.05); }

    /// Its owner stands beside the suitcase and goes; their track stays on it.
    void leave() {
        const cv::Point2d beside{kPlace.x - 34, kPlace.y};
        look_for(2.4, {track(1, beside)}, [&](Brush& brush) {
            suitcase(brush);
            brush.person(beside, kBlue);
        });
        look_for(6.0, {track(1, kPlace)}, suitcase);
    }
    /// For how long it has been alone, seconds; 0 while somebody attends to it.
    [[nodiscard]] double alone_s() const { return signs().empty() ? 0.0 : signs().front().lasting_s; }
};

TEST_F(AttendanceOfTracks, ATrackThatStaysOnTheThingIsNobodyWhoeverWalksByBehindIt) {
    leave();
    const double before = alone_s();
    ASSERT_GT(before, 3.0);
    // Two people who follow each other, and nobody follows them.
    for (double x = 240.0; x < 400.0; x += 16.0) {
        look({track(1, kPlace)}, [&](Brush& brush) {
            brush.person({x, kPlace.y - 16}, kBlue);
            brush.person({x - 40, kPlace.y - 16}, kRed);
            suitcase(brush);
        });
    }
    look_for(2.0, {track(1, kPlace)}, suitcase);
    EXPECT_NEAR(alone_s(), before + 4.0, 0.5);
}

TEST_F(AttendanceOfTracks, APasserByWhoTakesOverTheOwnersTrackFromTheThingIsNoOwner) {
    leave();
    const double before = alone_s();
    ASSERT_GT(before, 3.0);
    for (double x = kPlace.x + 40.0; x < kPlace.x + 160.0; x += 12.0) {
        look({walking_track(1, {x, kPlace.y - 16}, 1.0)}, [&](Brush& brush) {
            brush.person({x, kPlace.y - 16}, kBlue);
            suitcase(brush);
        });
    }
    EXPECT_GT(alone_s(), before + 1.5);
}

TEST_F(AttendanceOfTracks, WhoComesAndStandsBehindItUnderThatNumberAttendsToIt) {
    leave();
    ASSERT_GT(alone_s(), 3.0);
    look_for(6.0, {track(1, kPlace)}, [](Brush& brush) {
        brush.person({kPlace.x, kPlace.y - 16}, kBlue);
        suitcase(brush);
    });
    EXPECT_EQ(alone_s(), 0.0);
}

TEST_F(AttendanceOfTracks, APasserByWhoIsLostBehindALargeThingHasNotBecomeIt) {
    look_for(1.0, {}, large_suitcase);
    const cv::Point2d foot{kPlace.x, kPlace.y - 8};
    look_for(0.6, {walking_track(5, foot, 1.3)}, [&](Brush& brush) {
        brush.person(foot, kBlue);
        large_suitcase(brush);
    });
    look_for(8.0, {}, large_suitcase);
    EXPECT_GT(alone_s(), 3.0);
}

}  // namespace
}  // namespace vigie::test
