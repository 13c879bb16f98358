// Who is on the ground and who is not, with tracks that change bodies: pictures and tracks made by hand.
#include <gtest/gtest.h>

#include "tests/vision/analysis/hand_made_tracks.hpp"
#include "tests/vision/analysis/sign_stage.hpp"
#include "vision/analysis/ground_watch.hpp"

namespace vigie::test {
namespace {

const cv::Point2d kPlace{300, 380};
const cv::Point2d kDoor{60, 380};
constexpr double kLookS = 0.2;

/// Places are those of a 640x480 picture; the view has half of it.
class GroundWatchOfTracks : public ::testing::Test {
protected:
    void SetUp() override { look_for(12.0); }

    static void suitcase(Brush& brush) { brush.thing(kPlace, 0.75, 0.8); }
    static void lying(Brush& brush) { brush.thing({kPlace.x + 40, kPlace.y}, 1.7, 0.4, kRed); }
    static void sitting(Brush& brush) { brush.thing(kPlace, 0.7, 1.2, kRed); }

    /// Too low for their track to have a head.
    static void sitting_low(Brush& brush) { brush.thing(kPlace, 0.7, 1.1, kRed); }

    /// They turn their head now and then, as everybody does.
    static Draw alive() {
        return [looks = 0](Brush& brush) mutable {
            sitting(brush);
            const double aside = ++looks / 20 % 2 == 0 ? -4.0 : 4.0;
            brush.thing({kPlace.x + aside, kPlace.y - 48.0}, 0.2, 0.2, kDark);
        };
    }

    void look(const std::vector<vision::Walker>& tracks = {}, const Draw& draw = {}) {
        cv::Mat picture(240, 320, CV_8UC3, cv::Scalar(130, 134, 124));
        Brush brush(picture);
        if (draw) draw(brush);
        view_.look(picture, kLookS);
        if (!view_.knows()) return;
        const vision::SignSight sight{view_, tracks, ground_, size_, 2.0, kLookS, {640, 480}};
        signs_ = watch_.look(sight);
        for (const auto& each : signs_) {
            ever_ = true;
            longest_s_ = std::max(longest_s_, each.lasting_s);
        }
    }
    void look_for(double seconds, const std::vector<vision::Walker>& tracks = {}, const Draw& draw = {}) {
        for (long i = 0; i < std::lround(seconds / kLookS); ++i) look(tracks, draw);
    }
    /// Somebody walks with that number; `others` and `draw` are there too.
    void walk(net::TrackNumber number, cv::Point2d from, cv::Point2d to,
              const std::vector<vision::Walker>& others = {}, const Draw& draw = {}) {
        for (double t = 0.0; t <= way_s(from, to); t += kLookS) {
            const auto foot = on_the_way(from, to, t);
            auto tracks = others;
            tracks.push_back(track(number, foot));
            look(tracks, [&](Brush& brush) {
                if (draw) draw(brush);
                brush.person(foot, kBlue);
            });
        }
    }
    [[nodiscard]] bool is_down() const { return !signs_.empty(); }
    [[nodiscard]] bool ever_down() const { return ever_; }
    [[nodiscard]] const net::Sign& sign() const { return signs_.front(); }
    [[nodiscard]] double longest_s() const { return longest_s_; }
    /// Of all who lie or sit.
    [[nodiscard]] std::vector<cv::Rect> places() const {
        auto out = watch_.people_down().lying;
        const auto seated = watch_.people_down().seated;
        out.insert(out.end(), seated.begin(), seated.end());
        return out;
    }

private:
    vision::PersonSettings person_;
    net::Homography floor_ = *net::Homography::fit(drawn_calibration().pairs);
    vision::PersonSize size_{person_, floor_, std::nullopt, 640, 480};
    vision::Ground ground_{person_, floor_, size_};
    vision::LongView view_{vision::LongViewSettings{}};
    vision::SignNumbers numbers_;
    vision::GroundWatch watch_{vision::GroundWatchSettings{}, numbers_};
    std::vector<net::Sign> signs_;
    bool ever_ = false;
    double longest_s_ = 0.0;
};

TEST_F(GroundWatchOfTracks, WhoFallsIsDown) {
    walk(1, kDoor, kPlace);
    look_for(5.0, {track(1, kPlace)}, lying);
    EXPECT_TRUE(is_down());
}

TEST_F(GroundWatchOfTracks, ATrackThatStaysOnASuitcaseWhileAnotherOneTakesItsOwnerOverIsNobody) {
    walk(1, kDoor, kPlace, {coasting(2, kPlace)});
    // They walk off as number 2, which was there before, and number 1 stands on their suitcase.
    walk(2, {kPlace.x + 40, kPlace.y}, {600, 380}, {track(1, kPlace)}, suitcase);
    look_for(5.0, {track(1, kPlace)}, suitcase);
    EXPECT_FALSE(ever_down());
    EXPECT_TRUE(places().empty()) << "it is a thing";
}

TEST_F(GroundWatchOfTracks, WhoStandsUpUnderAnotherNumberWasTheOneWhoCrouched) {
    walk(1, kDoor, kPlace, {coasting(2, kPlace)});
    look_for(1.4, {track(1, kPlace), coasting(2, kPlace)},
             [](Brush& brush) { brush.thing(kPlace, 0.8, 0.9, kBlue); });
    walk(2, {kPlace.x + 30, kPlace.y}, {600, 380}, {track(1, kPlace)}, suitcase);
    look_for(5.0, {track(1, kPlace)}, suitcase);
    EXPECT_LT(longest_s(), 2.0) << "they crouched for a moment";
    EXPECT_TRUE(places().empty());
}

TEST_F(GroundWatchOfTracks, ASuitcaseThatStoodThereIsNotThePasserByWhoIsLostBesideIt) {
    walk(1, kDoor, kPlace);
    walk(1, kPlace, {600, 380}, {}, suitcase);
    look_for(3.0, {}, suitcase);
    walk(2, kDoor, {kPlace.x - 30, kPlace.y}, {}, suitcase);
    look_for(5.0, {}, suitcase);
    EXPECT_FALSE(ever_down());
    EXPECT_TRUE(places().empty());
}

TEST_F(GroundWatchOfTracks, WhoFallsBesideASuitcaseThatStoodThereIsDown) {
    const auto far_suitcase = [](Brush& brush) { brush.thing({kPlace.x - 60, kPlace.y}, 0.75, 0.8); };
    look_for(4.0, {}, far_suitcase);
    walk(1, {620, 380}, kPlace, {}, far_suitcase);
    look_for(5.0, {track(1, kPlace)}, [&](Brush& brush) {
        far_suitcase(brush);
        lying(brush);
    });
    EXPECT_TRUE(is_down());
}

TEST_F(GroundWatchOfTracks, APasserByBehindWhoLiesThereIsNotTheirHead) {
    walk(1, kDoor, kPlace);
    look_for(1.0, {track(1, kPlace)}, lying);
    walk(2, {100, 340}, {560, 340}, {track(1, kPlace)}, lying);
    EXPECT_TRUE(is_down());
    EXPECT_EQ(places().size(), 1U);
}

TEST_F(GroundWatchOfTracks, APasserByWhoseTrackBeginsBehindWhoHasJustFallenDoesNotGetUpForThem) {
    walk(1, kDoor, kPlace);
    look_for(1.0, {track(1, kPlace)}, lying);
    for (double x = kPlace.x + 10; x < 560.0; x += 16.0) {
        look({track(1, kPlace), track(2, {x, kPlace.y - 30})}, [&](Brush& brush) {
            brush.person({x, kPlace.y - 30}, kBlue);
            lying(brush);
        });
    }
    look_for(3.0, {track(1, kPlace)}, lying);
    ASSERT_TRUE(is_down());
    EXPECT_GT(sign().lasting_s, 5.0);
}

TEST_F(GroundWatchOfTracks, APasserByWhoTakesTheNumberOfWhoLiesThereDoesNotGetUpForThem) {
    walk(1, kDoor, kPlace);
    look_for(5.0, {track(1, kPlace)}, lying);
    walk(2, {100, 390}, {kPlace.x - 20, 390}, {track(1, kPlace)}, lying);
    ASSERT_TRUE(is_down());
    const auto number = sign().number;
    walk(1, {kPlace.x, 390}, {600, 390}, {track(2, kPlace)}, lying);
    ASSERT_TRUE(is_down());
    EXPECT_EQ(sign().number, number);
}

TEST_F(GroundWatchOfTracks, ATrackThatMovesOnOverWhoLiesThereIsNotTheirGettingUp) {
    walk(1, kDoor, kPlace);
    look_for(0.6, {track(1, kPlace)}, [](Brush& brush) { brush.thing(kPlace, 1.0, 0.7, kBlue); });
    // What lies there is where the head of somebody would be whose feet are nearer.
    for (double y = kPlace.y; y < 460.0; y += 12.0) {
        look({track(1, {kPlace.x + 20, y})}, lying);
    }
    look_for(3.0, {}, lying);
    ASSERT_TRUE(is_down());
    EXPECT_GT(sign().lasting_s, 4.0);
}

TEST_F(GroundWatchOfTracks, APasserByWhoTakesTheNumberOfWhoLiesThereAndLooksOtherwiseDoesNotGetUpForThem) {
    walk(1, kDoor, kPlace);
    look_for(0.8, {track(1, kPlace)}, [](Brush& brush) { brush.thing(kPlace, 1.0, 0.7, kBlue); });
    look_for(5.0, {track(1, kPlace)}, lying);
    walk(1, {420, 460}, {600, 460}, {}, lying);
    look_for(1.0, {}, lying);
    ASSERT_TRUE(is_down());
    EXPECT_GT(sign().lasting_s, 6.0);
}

TEST_F(GroundWatchOfTracks, WhoFallsBesideOthersWhoHideThemIsDownOnceTheyHavePassed) {
    const cv::Point2d beside{kPlace.x + 30, kPlace.y + 6};
    const auto askew = [](Brush& brush) { brush.thing({kPlace.x + 30, kPlace.y}, 1.3, 0.5, kRed); };
    walk(1, kDoor, kPlace, {track(2, beside)}, [&](Brush& brush) { brush.person(beside, kBlue); });
    look_for(5.0, {track(1, kPlace), track(2, beside)}, [&](Brush& brush) {
        askew(brush);
        brush.person(beside, kBlue);
    });
    EXPECT_FALSE(is_down()) << "one shape with somebody who stands";
    walk(2, beside, {600, 386}, {track(1, kPlace)}, askew);
    look_for(2.0, {track(1, kPlace)}, askew);
    EXPECT_TRUE(is_down());
}

TEST_F(GroundWatchOfTracks, WhoLiesThereWhileOthersWalkByIsDownThoughNeverSeenApart) {
    const cv::Point2d behind{kPlace.x - 12, 384};
    walk(1, kDoor, kPlace, {track(2, behind)}, [&](Brush& brush) { brush.person(behind, kBlue); });
    for (int passer = 0; passer < 6; ++passer) {
        for (double y = 384.0; y < 470.0; y += 16.0) {
            const cv::Point2d foot{kPlace.x - 12, y};
            look({track(1, kPlace), track(2, foot)}, [&](Brush& brush) {
                lying(brush);
                brush.person(foot, passer % 2 == 0 ? kBlue : kDark);
            });
        }
    }
    EXPECT_TRUE(is_down());
}

TEST_F(GroundWatchOfTracks, ThreeWhoStandSideBySideAreNobodyOnTheGround) {
    walk(1, kDoor, kPlace);
    const auto three = [](Brush& brush) {
        for (const double x : {0.0, 30.0, 60.0}) brush.person({kPlace.x + x, kPlace.y}, kRed);
    };
    look_for(8.0, {track(1, {kPlace.x + 15, kPlace.y + 60})}, three);
    EXPECT_FALSE(ever_down());
}

TEST_F(GroundWatchOfTracks, ASuitcaseWhereSomebodyWasLostLongAgoIsNobody) {
    walk(1, kDoor, kPlace);
    look_for(5.0);
    look_for(5.0, {}, suitcase);
    EXPECT_FALSE(ever_down());
}

TEST_F(GroundWatchOfTracks, WhoIsSeenHalfWayDownAndThenHiddenHasNotSatDownAndGotUp) {
    const cv::Point2d beside{kPlace.x + 60, kPlace.y + 6};
    walk(1, kDoor, kPlace);
    look({track(1, kPlace)}, sitting_low);
    ASSERT_EQ(places().size(), 1U);
    look_for(1.6, {track(1, kPlace), track(2, beside)}, [&](Brush& brush) {
        brush.thing({kPlace.x + 40, kPlace.y}, 1.7, 0.3, kRed);
        brush.person(beside, kBlue);
    });
    EXPECT_TRUE(places().empty());
    look_for(4.0, {track(1, kPlace)}, lying);
    EXPECT_TRUE(is_down());
}

TEST_F(GroundWatchOfTracks, WhoSitsOnTheFloorIsNeitherDownNorAThingUntilTheyGetUp) {
    walk(1, kDoor, kPlace);
    look_for(20.0, {}, alive());
    EXPECT_FALSE(ever_down());
    ASSERT_EQ(places().size(), 1U);
    EXPECT_NEAR(places().front().x + places().front().width / 2.0, kPlace.x / 2, 3.0);
    walk(7, kPlace, {600, 380});
    EXPECT_TRUE(places().empty());
}

TEST_F(GroundWatchOfTracks, WhatDoesNotMoveAtAllSitsForAMomentOnly) {
    walk(1, kDoor, kPlace);
    look_for(4.0, {track(1, kPlace)}, sitting_low);
    ASSERT_EQ(places().size(), 1U);
    look_for(10.0, {track(1, kPlace)}, sitting_low);
    EXPECT_TRUE(places().empty()) << "it is a thing";
}

TEST_F(GroundWatchOfTracks, PassersByBeforeThemAreNeitherTheirMovesNorTheirStillness) {
    for (const bool lives : {true, false}) {
        const Draw who = lives ? alive() : Draw(sitting);
        walk(1, kDoor, kPlace);
        look_for(2.0, {}, who);
        for (const net::TrackNumber passer : {2U, 3U, 4U}) walk(passer, {100, 400}, {560, 400}, {}, who);
        EXPECT_EQ(places().size(), lives ? 1U : 0U) << lives;
        look_for(4.0);
    }
}

TEST_F(GroundWatchOfTracks, WhoIsLowForAMomentAndThenSitsIsNoThingEither) {
    walk(1, kDoor, kPlace);
    look_for(0.6, {}, [](Brush& brush) { brush.thing(kPlace, 0.75, 0.9, kRed); });
    look_for(20.0, {}, alive());
    EXPECT_FALSE(is_down());
    EXPECT_LT(longest_s(), 2.5);
    EXPECT_EQ(places().size(), 1U);
    walk(7, kPlace, {600, 380});
    EXPECT_TRUE(places().empty());
}

TEST_F(GroundWatchOfTracks, WhoSitsOnLooksAsBeforeAndIsNoThingAfterAPasserBy) {
    const auto sits = [](Brush& brush) { brush.thing(kPlace, 0.75, 0.9, kRed); };
    walk(1, kDoor, kPlace);
    look_for(1.0, {track(1, kPlace)}, sits);
    look_for(0.4, {track(1, kPlace)}, [&](Brush& brush) {
        brush.person({kPlace.x, kPlace.y - 30}, kBlue);
        sits(brush);
    });
    // Their shadow is told to be theirs once it has stood still.
    look_for(10.0, {track(1, kPlace)}, sitting_low);
    EXPECT_EQ(places().size(), 1U);
}

TEST_F(GroundWatchOfTracks, WhoIsSeenForAMomentBesideSomebodyWhoFallsHasNotGotUpForThem) {
    const cv::Point2d beside{kPlace.x + 30, kPlace.y};
    walk(1, kDoor, kPlace);
    look({track(1, kPlace), track(2, beside)}, [&](Brush& brush) {
        brush.person(kPlace, kBlue);
        brush.person(beside, kBlue);
    });
    look({track(1, kPlace), track(2, beside)}, [&](Brush& brush) { brush.person(kPlace, kBlue); });
    look_for(5.0, {track(1, kPlace)}, lying);
    EXPECT_TRUE(is_down());
}

TEST_F(GroundWatchOfTracks, APasserByBehindWhoSitsThereDoesNotGetUpForThem) {
    walk(1, kDoor, kPlace);
    look_for(3.0, {track(1, kPlace)}, sitting_low);
    ASSERT_EQ(places().size(), 1U);
    // Nobody follows them, and their body is where the head of the track that sits would be.
    for (double x = 220.0; x < 400.0; x += 16.0) {
        look({track(1, kPlace)}, [&](Brush& brush) {
            brush.person({x, kPlace.y - 30}, kBlue);
            sitting_low(brush);
        });
    }
    look_for(5.0, {track(1, kPlace)}, sitting_low);
    EXPECT_EQ(places().size(), 1U);
}

TEST_F(GroundWatchOfTracks, APasserByWhoseTrackBeginsBehindWhoSitsThereDoesNotGetUpForThem) {
    walk(1, kDoor, kPlace);
    look_for(3.0, {track(1, kPlace)}, sitting_low);
    for (double x = 220.0; x < 400.0; x += 16.0) {
        const cv::Point2d foot{x, kPlace.y - 30};
        auto tracks = std::vector{track(1, kPlace)};
        if (x > kPlace.x) tracks.push_back(track(2, foot));
        look(tracks, [&](Brush& brush) {
            brush.person(foot, kBlue);
            sitting_low(brush);
        });
    }
    look_for(5.0, {track(1, kPlace)}, sitting_low);
    EXPECT_EQ(places().size(), 1U);
}

TEST_F(GroundWatchOfTracks, WhoCrouchesBesideASuitcaseAndGoesWithoutBeingFollowedDoesNotSitThere) {
    walk(1, kDoor, kPlace);
    const auto left_one = [](Brush& brush) { brush.thing({kPlace.x + 20, kPlace.y}, 0.55, 1.1); };
    look_for(1.4, {track(1, kPlace)}, [&](Brush& brush) {
        brush.thing({kPlace.x - 6, kPlace.y}, 0.7, 1.1, kBlue);
        left_one(brush);
    });
    ASSERT_EQ(places().size(), 1U);
    look_for(5.0, {track(1, kPlace)}, left_one);
    EXPECT_TRUE(places().empty());
}

TEST_F(GroundWatchOfTracks, ASuitcaseThatWasSeenBeforeATrackOnItWasLostIsNobody) {
    const cv::Point2d owner{kPlace.x - 32, kPlace.y};
    const cv::Point2d between{kPlace.x - 12, kPlace.y};
    walk(1, kDoor, owner);
    // One shape with its owner, until they go.
    look_for(3.0, {track(1, between)}, [&](Brush& brush) {
        suitcase(brush);
        brush.person(owner, kBlue);
    });
    look_for(5.0, {track(1, between)}, suitcase);
    EXPECT_FALSE(ever_down());
    EXPECT_TRUE(places().empty());
}

}  // namespace
}  // namespace vigie::test
