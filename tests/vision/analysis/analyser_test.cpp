// The whole pipeline on drawn people.
#include "vision/analysis/analyser.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "tests/support/fake_clock.hpp"
#include "tests/vision/analysis/walking_scene.hpp"

namespace vigie {
namespace {

using test::DrawnPerson;

/// Feeds drawn frames one after the other.
class AnalyserTest : public ::testing::Test {
protected:
    void start(vision::AnalyserConfiguration configuration) {
        auto made = vision::Analyser::create(std::move(configuration), clock_);
        ASSERT_TRUE(made) << made.error().message;
        analyser_ = std::move(*made);
    }
    net::Scene see(const std::vector<DrawnPerson>& people) {
        ++number_;
        auto analysis = analyser_->analyse(test::draw_scene(people, static_cast<int>(number_)),
                                           test::stamp_of(number_, epoch_));
        EXPECT_TRUE(analysis) << analysis.error().message;
        return analysis ? analysis->scene : net::Scene{};
    }
    net::Scene see_empty(int frames) {
        net::Scene last;
        for (int i = 0; i < frames; ++i) {
            last = see({});
        }
        return last;
    }

    test::FakeClock clock_;
    std::unique_ptr<vision::Analyser> analyser_;
    std::uint64_t number_ = 0;
    net::SourceEpoch epoch_ = 1;
};

TEST_F(AnalyserTest, EmptySceneHoldsNobody) {
    start(test::drawn_camera(true));
    for (int i = 0; i < 60; ++i) {
        const auto scene = see({});
        EXPECT_EQ(scene.in_view.people, 0.0) << "frame " << i;
        EXPECT_TRUE(scene.tracks.empty()) << "frame " << i;
    }
}

TEST_F(AnalyserTest, WarmUpIsSaidAndEnds) {
    start(test::drawn_camera(true));
    EXPECT_EQ(see({}).mask, net::MaskReason::warming_up);
    EXPECT_EQ(see_empty(30).mask, net::MaskReason::people);
}

TEST_F(AnalyserTest, SaysSoForAsLongAsConfiguredAfterEachStartOfLearning) {
    auto configuration = test::drawn_camera(true);
    configuration.settings.background.warm_up_s = 5.0;
    start(configuration);
    EXPECT_EQ(see_empty(48).mask, net::MaskReason::warming_up);
    EXPECT_EQ(see_empty(4).mask, net::MaskReason::people);
    see_empty(80);  // long enough to be settled: new light is no longer adopted at once
    const auto bright = [&](int frames) {
        net::Scene last;
        for (int i = 0; i < frames; ++i) {
            ++number_;
            cv::Mat picture = test::draw_scene({}, static_cast<int>(number_));
            picture += cv::Scalar::all(70);
            last = analyser_->analyse(picture, test::stamp_of(number_))->scene;
        }
        return last;
    };
    EXPECT_EQ(bright(20).mask, net::MaskReason::in_doubt) << "for two seconds, then learnt anew";
    EXPECT_EQ(bright(48).mask, net::MaskReason::warming_up);
    EXPECT_EQ(bright(6).mask, net::MaskReason::people);
}

TEST_F(AnalyserTest, WhoLeavesDuringALongWarmUpWasNeverShownAndIsNoPartOfTheView) {
    auto configuration = test::drawn_camera(true);
    configuration.settings.background.warm_up_s = 8.0;
    start(configuration);
    for (int i = 0; i < 40; ++i) {
        EXPECT_EQ(see({{{280, 320}}}).mask, net::MaskReason::warming_up);
    }
    const auto empty = see_empty(60);
    EXPECT_EQ(empty.mask, net::MaskReason::people);
    EXPECT_TRUE(empty.tracks.empty()) << "no ghost is left";
    for (int i = 0; i < 40; ++i) {
        see({{{80.0 + 5 * i, 320}}});
    }
    EXPECT_EQ(see({{{280, 320}}}).in_view.people, 1.0) << "who walks to the same place and stops is seen";
}

TEST_F(AnalyserTest, CountsAndPlacesThreeWalkers) {
    start(test::drawn_camera(true));
    see_empty(30);
    net::Scene scene;
    for (int i = 0; i < 25; ++i) {
        const double x = 4.0 * i;
        scene = see({{{100 + x, 300}}, {{250 + x, 380}, {150, 60, 30}}, {{420 + x, 260}, {30, 140, 40}}});
    }
    ASSERT_EQ(test::counted(scene).size(), 3U);
    EXPECT_EQ(scene.in_view.people, 3.0);
    EXPECT_LE(scene.in_view.low, 3.0);
    EXPECT_GE(scene.in_view.high, 3.0);
    const auto floor = *net::Homography::fit(test::drawn_calibration().pairs);
    std::set<int> matched;
    const double x = 4.0 * 24;
    const std::vector<net::Point<net::Image>> feet{{100 + x, 300}, {250 + x, 380}, {420 + x, 260}};
    for (const auto& track : test::counted(scene)) {
        for (std::size_t i = 0; i < feet.size(); ++i) {
            const auto truth = *floor.floor_from_image(feet[i]);
            ASSERT_TRUE(track.floor);
            if (net::distance(track.floor->at, truth) < 0.6) {
                matched.insert(static_cast<int>(i));
                EXPECT_GT(track.floor->covariance.xx, 0.0);
                EXPECT_GT(track.floor->covariance.yy, track.floor->covariance.xx)
                    << "along the view a pixel is more metres than across";
                EXPECT_GT(track.floor->velocity_m_per_s.x, 0.3) << "they walk to the right";
            }
        }
    }
    EXPECT_EQ(matched.size(), 3U);
}

TEST_F(AnalyserTest, KeepsNumbersThroughAShortOcclusion) {
    start(test::drawn_camera(true));
    see_empty(30);
    // Two people of different clothes meet and pass; the nearer one hides the other for some frames.
    const auto at = [](int i) {
        return std::vector<DrawnPerson>{{{150.0 + 6 * i, 290}, {30, 30, 200}},
                                        {{450.0 - 6 * i, 310}, {200, 60, 30}}};
    };
    net::TrackNumber red = 0;
    net::TrackNumber blue = 0;
    for (int i = 0; i < 15; ++i) {
        for (const auto& track : test::counted(see(at(i)))) {
            (track.box.foot().x < 300 ? red : blue) = track.number;
        }
    }
    ASSERT_NE(red, 0U);
    ASSERT_NE(blue, 0U);
    net::Scene scene;
    for (int i = 15; i < 45; ++i) {
        scene = see(at(i));
        EXPECT_EQ(scene.in_view.people, 2.0) << "while they pass, frame " << i;
    }
    const auto end = test::counted(scene);
    ASSERT_EQ(end.size(), 2U);
    for (const auto& track : end) {
        EXPECT_EQ(track.number, track.box.foot().x > 300 ? red : blue);
    }
}

TEST_F(AnalyserTest, SomebodyWhoStandsStillDoesNotMelt) {
    start(test::drawn_camera(true));
    see_empty(30);
    for (int i = 0; i < 40; ++i) {
        see({{{80.0 + 5 * i, 320}}});
    }
    net::Scene scene;
    for (int i = 0; i < 1500; ++i) {  // two and a half minutes
        scene = see({{{280, 320}}});
    }
    EXPECT_EQ(scene.in_view.people, 1.0);
}

TEST_F(AnalyserTest, NewEpochRestartsTracksWithNewNumbers) {
    start(test::drawn_camera(true));
    see_empty(30);
    net::Scene scene;
    for (int i = 0; i < 12; ++i) {
        scene = see({{{200.0 + 5 * i, 330}}});
    }
    ASSERT_EQ(test::counted(scene).size(), 1U);
    const auto before = test::counted(scene).front().number;
    ++epoch_;
    scene = see({{{260, 330}}});
    EXPECT_TRUE(test::counted(scene).empty()) << "one frame confirms nobody";
    EXPECT_EQ(scene.mask, net::MaskReason::people) << "the background of the same camera is still known";
    for (int i = 0; i < 5; ++i) {
        scene = see({{{262.0 + 3 * i, 330}}});
    }
    ASSERT_EQ(test::counted(scene).size(), 1U);
    EXPECT_GT(test::counted(scene).front().number, before);
}

TEST_F(AnalyserTest, NumbersAreNotReusedAfterAChangeOfSize) {
    start(test::drawn_camera(true));
    see_empty(30);
    net::Scene scene;
    for (int i = 0; i < 10; ++i) {
        scene = see({{{200.0 + 5 * i, 330}}});
    }
    const auto before = test::counted(scene).front().number;
    ++epoch_;
    const auto half = [&](const std::vector<DrawnPerson>& people) {
        ++number_;
        cv::Mat small;
        cv::resize(test::draw_scene(people, static_cast<int>(number_)), small, {320, 240}, 0, 0,
                   cv::INTER_AREA);
        return analyser_->analyse(small, test::stamp_of(number_, epoch_))->scene;
    };
    EXPECT_EQ(half({}).mask, net::MaskReason::warming_up) << "another picture size is learnt anew";
    for (int i = 0; i < 30; ++i) {
        half({});
    }
    for (int i = 0; i < 10; ++i) {
        scene = half({{{200.0 + 5 * i, 330}}});
    }
    ASSERT_EQ(test::counted(scene).size(), 1U) << "the calibration follows the size";
    EXPECT_GT(test::counted(scene).front().number, before);
    EXPECT_EQ(scene.width, 320U);
}

TEST_F(AnalyserTest, WithoutCalibrationPeopleAreStillFoundAndCounted) {
    start(test::drawn_camera(false));
    see_empty(30);
    net::Scene scene;
    for (int i = 0; i < 30; ++i) {
        scene = see({{{100.0 + 4 * i, 400}}, {{500.0 - 4 * i, 330}, {150, 60, 30}}});
    }
    EXPECT_EQ(scene.in_view.people, 2.0);
    EXPECT_FALSE(scene.calibrated);
    EXPECT_FALSE(scene.density.has_value());
    EXPECT_TRUE(scene.zones.empty());
    for (const auto& track : scene.tracks) {
        EXPECT_FALSE(track.floor.has_value());
    }
}

TEST_F(AnalyserTest, DensityAddsUpToThePeopleAndIsUnknownWhereNobodyLooks) {
    auto configuration = test::drawn_camera(true);
    configuration.settings.count.density_s = 0.01;
    start(configuration);
    see_empty(30);
    net::Scene scene;
    for (int i = 0; i < 15; ++i) {
        scene = see({{{250.0 + 4 * i, 300}}, {{450.0 - 4 * i, 350}, {150, 60, 30}}});
    }
    ASSERT_TRUE(scene.density);
    EXPECT_EQ(scene.density->people_per_m2.size(), scene.density->columns * scene.density->rows);
    double people = 0.0;
    int unknown = 0;
    for (const float value : scene.density->people_per_m2) {
        if (std::isnan(value)) {
            ++unknown;
        } else {
            EXPECT_GE(value, 0.0F);
            people += static_cast<double>(value) * 0.25;
        }
    }
    EXPECT_NEAR(people, 2.0, 0.05);
    EXPECT_GT(unknown, 0);
}

TEST_F(AnalyserTest, ZonesAndLinesCountOnTheFloor) {
    auto configuration = test::drawn_camera(true);
    const auto floor = *net::Homography::fit(configuration.camera.calibration->pairs);
    const auto left = *floor.floor_from_image({200, 330});
    net::ZoneConfiguration zone;
    zone.zone = *net::ZoneId::parse("left");
    zone.floor = configuration.camera.calibration->floor;
    zone.outline.corners = {{left.x - 2, left.y - 2},
                            {left.x + 2, left.y - 2},
                            {left.x + 2, left.y + 2},
                            {left.x - 2, left.y + 2}};
    configuration.zones = {zone};
    const auto middle = *floor.floor_from_image({330, 330});
    net::LineConfiguration line;
    line.line = *net::LineId::parse("door");
    line.segment = {{middle.x, middle.y - 3}, {middle.x, middle.y + 3}};  // downwards: its left is the east
    configuration.lines = {line};
    start(configuration);
    see_empty(30);
    net::Scene scene;
    for (int i = 0; i < 14; ++i) {
        scene = see({{{190.0 + 2 * i, 330}}});
    }
    ASSERT_EQ(scene.zones.size(), 1U);
    EXPECT_EQ(scene.zones[0].count.people, 1.0);
    EXPECT_NEAR(*scene.zones[0].density_per_m2, 1.0 / 16.0, 1e-9);
    EXPECT_EQ(scene.lines[0].in + scene.lines[0].out, 0U);
    for (int i = 0; i < 50; ++i) {
        scene = see({{{218.0 + 4 * i, 330}}});
    }
    EXPECT_EQ(scene.zones[0].count.people, 0.0);
    EXPECT_EQ(scene.lines[0].in, 0U);
    EXPECT_EQ(scene.lines[0].out, 1U);
}

TEST_F(AnalyserTest, SuddenLightPutsEverythingInDoubtAndIsLearntAnew) {
    start(test::drawn_camera(true));
    see_empty(30);
    const auto bright = [&] {
        ++number_;
        cv::Mat picture = test::draw_scene({}, static_cast<int>(number_));
        picture += cv::Scalar::all(70);
        return analyser_->analyse(picture, test::stamp_of(number_))->scene;
    };
    const auto first = bright();
    EXPECT_EQ(first.mask, net::MaskReason::in_doubt);
    EXPECT_TRUE(test::counted(first).empty());
    net::Scene scene;
    for (int i = 0; i < 60; ++i) {
        scene = bright();
    }
    EXPECT_EQ(scene.mask, net::MaskReason::people);
    EXPECT_EQ(scene.in_view.people, 0.0);
}

TEST_F(AnalyserTest, RefusesWhatItCannotAnalyse) {
    start(test::drawn_camera(true));
    const auto message = [&](const cv::Mat& frame) {
        const auto result = analyser_->analyse(frame, test::stamp_of(++number_));
        return result ? std::string("accepted") : result.error().message;
    };
    EXPECT_THAT(message(cv::Mat()), ::testing::HasSubstr("camera drawn, frame 1: the frame has no pixels"));
    EXPECT_THAT(message(cv::Mat(480, 640, CV_8UC1)), ::testing::HasSubstr("CV_8UC1"));
    EXPECT_THAT(message(cv::Mat(480, 640, CV_16UC3)), ::testing::HasSubstr("CV_16UC3"));
    EXPECT_THAT(message(cv::Mat(20, 20, CV_8UC3)), ::testing::HasSubstr("20x20"));
    EXPECT_THAT(message(cv::Mat::zeros(640, 480, CV_8UC3)), ::testing::HasSubstr("another shape"));
    EXPECT_EQ(see({}).in_view.people, 0.0) << "and goes on with the next good one";
}

TEST_F(AnalyserTest, RefusesACollinearCalibrationByName) {
    auto configuration = test::drawn_camera(true);
    configuration.camera.calibration->pairs = {
        {{10, 10}, {1, 1}}, {{20, 20}, {2, 2}}, {{30, 30}, {3, 3}}, {{40, 40}, {4, 4}}};
    const auto made = vision::Analyser::create(configuration, clock_);
    ASSERT_FALSE(made);
    EXPECT_THAT(made.error().message,
                ::testing::HasSubstr("camera drawn, calibration: the image points are collinear"));
}

}  // namespace
}  // namespace vigie
