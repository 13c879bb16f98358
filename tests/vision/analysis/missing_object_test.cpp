// Things that are taken away, on drawn pictures.
#include <gtest/gtest.h>

#include "tests/vision/analysis/objects_by_hand.hpp"
#include "tests/vision/analysis/sign_stage.hpp"

namespace vigie::test {
namespace {

using net::SignKind;

const cv::Point2d kDoor{20, 400};
const cv::Point2d kPlace{330, 396};

class MissingObject : public ::testing::Test {
protected:
    static void statue(Brush& brush) { brush.thing({370, 400}, 0.6, 0.9, kBlue); }

    void stand_for(double seconds) {
        stage.film_for(seconds, [](Brush& brush, double) { statue(brush); });
    }
    /// Somebody comes and goes; the statue goes with them if they take it.
    void visit(bool take) {
        const double there = way_s(kDoor, kPlace);
        stage.film_for(there, [](Brush& brush, double t) {
            statue(brush);
            brush.person(on_the_way(kDoor, kPlace, t));
        });
        stage.film_for(2.0, [](Brush& brush, double) {
            statue(brush);
            brush.person(kPlace);
        });
        stage.film_for(there, [take](Brush& brush, double t) {
            if (!take) statue(brush);
            brush.person(on_the_way(kPlace, kDoor, t));
        });
    }

    /// Somebody comes to a thing so high and is lost with it.
    void vanish_with(double height_m) {
        const auto thing = [&](Brush& brush) { brush.thing({370, 400}, 0.6, height_m, kBlue); };
        const cv::Point2d beside{346, 402};
        stage.film_for(45.0, [&](Brush& brush, double) { thing(brush); });
        stage.film_for(way_s(kDoor, beside), [&](Brush& brush, double t) {
            thing(brush);
            brush.person(on_the_way(kDoor, beside, t));
        });
        stage.film_for(10.0);
    }

    SignStage stage{true};
};

TEST_F(MissingObject, IsNoticedAndEndsWhenItIsPutBack) {
    stand_for(45.0);
    visit(true);
    stage.film_for(10.0);
    const auto* sign = stage.sign(SignKind::missing_object);
    ASSERT_NE(sign, nullptr);
    EXPECT_NEAR(sign->box.foot().x, 185.0, 6.0);
    EXPECT_GT(sign->lasting_s, 9.0);
    EXPECT_EQ(stage.ever(SignKind::left_object), 0U);
    stage.film_for(30.0);
    EXPECT_EQ(stage.ever(SignKind::missing_object), 1U);
    ASSERT_NE(stage.sign(SignKind::missing_object), nullptr) << "for as long as it is gone";
    stand_for(3.0);
    EXPECT_EQ(stage.sign(SignKind::missing_object), nullptr);
    EXPECT_EQ(stage.ever(SignKind::left_object), 0U) << "what is put back is not left";
}

TEST_F(MissingObject, IsNoticedWhenItsGapIsAsHighAsWhoSitsAndNobodyIsSeenToLeave) {
    vanish_with(1.1);
    ASSERT_NE(stage.sign(SignKind::missing_object), nullptr) << "a gap is nobody";
}

TEST_F(MissingObject, IsNoticedWhenItsGapIsAsLowAsWhoLiesAndNobodyIsSeenToLeave) {
    vanish_with(0.9);
    ASSERT_NE(stage.sign(SignKind::missing_object), nullptr) << "a gap is nobody";
}

TEST_F(MissingObject, IsNoneWhenSomebodyOnlyLooksAtIt) {
    stand_for(45.0);
    visit(false);
    stand_for(10.0);
    EXPECT_EQ(stage.ever(SignKind::missing_object), 0U);
}

TEST_F(MissingObject, IsNoneWhenTheSceneHasNotHeldItForLong) {
    stand_for(25.0);
    visit(true);
    stage.film_for(15.0);
    EXPECT_EQ(stage.ever(SignKind::missing_object), 0U);
    EXPECT_EQ(stage.ever(SignKind::left_object), 0U);
}

TEST_F(MissingObject, IsNoneForSomethingLeftAndTakenAgain) {
    stage.film_for(45.0);
    stage.film_for(10.0, [](Brush& brush, double) { statue(brush); });
    stage.film_for(10.0);
    EXPECT_EQ(stage.ever(SignKind::missing_object), 0U);
}

/// Something that was there from the start is gone, and a track begins there.
class MissingObjectByTracks : public ObjectsByHand {
protected:
    void SetUp() override {
        look_for(50.0, {}, [](Brush& brush) { brush.thing(kPlace, 0.6, 0.9, kBlue); });
        look_for(1.0, {track(1, kPlace)});
    }
    void walk(cv::Point2d from, double seconds) {
        for (double t = 0.0; t < seconds; t += kLookS) {
            const cv::Point2d at{from.x + 60.0 * t, from.y};
            look({track(1, at)}, [&](Brush& brush) { brush.person(at); });
        }
    }
};

TEST_F(MissingObjectByTracks, IsNoneWhereSomebodyWalksOff) {
    walk(kPlace, 4.0);
    look_for(3.0);
    EXPECT_TRUE(signs().empty()) << "they had stood there while the view was learnt";
}

TEST_F(MissingObjectByTracks, IsNoticedThoughATrackJumpsFromItsGapToAPasserBy) {
    walk({kPlace.x + 150.0, kPlace.y}, 2.0);
    look_for(3.0);
    ASSERT_EQ(signs().size(), 1U);
    EXPECT_EQ(signs().front().kind, SignKind::missing_object);
}

}  // namespace
}  // namespace vigie::test
