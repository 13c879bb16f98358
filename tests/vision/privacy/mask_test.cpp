// What is covered, when everything is, and that what is covered cannot be made out.
#include "vision/privacy/mask.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include <opencv2/imgproc.hpp>

namespace vigie {
namespace {

using vision::apply_mask;
using vision::covered_at;
using vision::make_mask;
using vision::Mask;
using vision::MaskSettings;

net::Scene scene_of(std::vector<net::Track> tracks) {
    net::Scene out;
    out.width = 640;
    out.height = 480;
    out.mask = net::MaskReason::people;
    out.tracks = std::move(tracks);
    return out;
}

net::Track track_at(const net::Box& box, net::TrackState state) {
    net::Track out;
    out.number = 1;
    out.state = state;
    out.box = box;
    return out;
}

cv::Mat nothing() {
    return cv::Mat::zeros(240, 320, CV_8U);
}

bool covers(const Mask& mask, const cv::Rect& area) {
    const cv::Mat covered = covered_at(mask, {640, 480});
    return cv::countNonZero(covered(area)) == area.area();
}

TEST(Mask, EmptySceneStaysClear) {
    const auto mask = make_mask(MaskSettings{}, nothing(), scene_of({}));
    EXPECT_EQ(mask.reason, net::MaskReason::people);
    EXPECT_EQ(mask.share, 0.0);
    cv::Mat picture(480, 640, CV_8UC3);
    cv::randu(picture, 0, 255);
    const cv::Mat before = picture.clone();
    ASSERT_TRUE(apply_mask(picture, mask));
    EXPECT_EQ(cv::norm(picture, before, cv::NORM_INF), 0.0);
}

TEST(Mask, CoversForegroundThatNoTrackKnows) {
    cv::Mat foreground = nothing();
    cv::rectangle(foreground, {100, 100, 12, 30}, 255, cv::FILLED);
    const auto mask = make_mask(MaskSettings{}, foreground, scene_of({}));
    EXPECT_TRUE(covers(mask, {198, 198, 28, 64})) << "and a margin around it";
    EXPECT_LT(mask.share, 0.02);
}

TEST(Mask, CoversEveryKindOfTrackEvenWithoutForeground) {
    using net::TrackState;
    for (const auto state : {TrackState::tentative, TrackState::confirmed, TrackState::coasting}) {
        const auto mask =
            make_mask(MaskSettings{}, nothing(), scene_of({track_at({300, 200, 40, 110}, state)}));
        EXPECT_TRUE(covers(mask, {308, 198, 24, 112})) << static_cast<int>(state);
        EXPECT_LT(mask.share, 0.05);
    }
}

TEST(Mask, CoversTracksAtThePicturesEdge) {
    const auto mask = make_mask(MaskSettings{}, nothing(),
                                scene_of({track_at({-20, -30, 40, 110}, net::TrackState::confirmed),
                                          track_at({620, 420, 40, 110}, net::TrackState::confirmed)}));
    EXPECT_TRUE(covers(mask, {0, 0, 12, 60}));
    EXPECT_TRUE(covers(mask, {630, 430, 10, 50}));
}

TEST(Mask, FailsClosed) {
    const MaskSettings settings;
    auto warming = scene_of({});
    warming.mask = net::MaskReason::warming_up;
    auto doubtful = scene_of({});
    doubtful.mask = net::MaskReason::in_doubt;
    const auto broken = scene_of(
        {track_at({std::numeric_limits<double>::quiet_NaN(), 0, 10, 10}, net::TrackState::confirmed)});
    const auto is_whole = [](const Mask& mask, net::MaskReason reason) {
        return mask.reason == reason && mask.share == 1.0 && mask.covered.empty();
    };
    EXPECT_TRUE(is_whole(make_mask(settings, nothing(), warming), net::MaskReason::warming_up));
    EXPECT_TRUE(is_whole(make_mask(settings, nothing(), doubtful), net::MaskReason::in_doubt));
    EXPECT_TRUE(is_whole(make_mask(settings, cv::Mat(), scene_of({})), net::MaskReason::in_doubt));
    EXPECT_TRUE(is_whole(make_mask(settings, cv::Mat::zeros(240, 240, CV_8U), scene_of({})),
                         net::MaskReason::in_doubt));
    EXPECT_TRUE(is_whole(make_mask(settings, cv::Mat::zeros(240, 320, CV_32F), scene_of({})),
                         net::MaskReason::in_doubt));
    EXPECT_TRUE(is_whole(make_mask(settings, nothing(), broken), net::MaskReason::in_doubt));
    EXPECT_TRUE(is_whole(make_mask(settings, nothing(), net::Scene{}), net::MaskReason::warming_up))
        << "a scene that nobody filled";
    EXPECT_TRUE(is_whole(Mask{}, net::MaskReason::in_doubt)) << "a mask that nobody made";
}

TEST(Mask, RefusesAPictureThatItDoesNotBelongTo) {
    const auto mask = make_mask(MaskSettings{}, nothing(), scene_of({}));
    cv::Mat square(480, 480, CV_8UC3, cv::Scalar::all(9));
    cv::Mat grey(480, 640, CV_8UC1);
    cv::Mat none;
    EXPECT_THAT(apply_mask(square, mask).error().message, ::testing::HasSubstr("320x240 does not belong"));
    EXPECT_THAT(apply_mask(grey, mask).error().message, ::testing::HasSubstr("must be 8-bit BGR"));
    EXPECT_FALSE(apply_mask(none, Mask{}));
}

/// Fine detail, as a face has it: a checkerboard of one-pixel fields.
cv::Mat detailed() {
    cv::Mat out(480, 640, CV_8UC3);
    for (int y = 0; y < out.rows; ++y) {
        for (int x = 0; x < out.cols; ++x) {
            out.at<cv::Vec3b>(y, x) =
                (x / 3 + y / 3) % 2 == 0 ? cv::Vec3b(20, 20, 20) : cv::Vec3b(220, 220, 220);
        }
    }
    return out;
}

double contrast(const cv::Mat& part) {
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(part, mean, deviation);
    return deviation[0];
}

TEST(Mask, WipesOutDetailInsideAndNothingOutside) {
    cv::Mat picture = detailed();
    const cv::Mat before = picture.clone();
    const auto mask = make_mask(MaskSettings{}, nothing(),
                                scene_of({track_at({300, 200, 60, 160}, net::TrackState::confirmed)}));
    ASSERT_TRUE(apply_mask(picture, mask));
    EXPECT_GT(contrast(before({315, 210, 30, 140})), 80.0);
    EXPECT_LT(contrast(picture({315, 210, 30, 140})), 16.0);
    const cv::Mat outside = covered_at(mask, picture.size()) == 0;
    cv::Mat difference;
    cv::absdiff(picture, before, difference);
    EXPECT_EQ(cv::sum(cv::mean(difference, outside))[0], 0.0);
}

TEST(Mask, WholePictureIsWipedOut) {
    cv::Mat picture = detailed();
    ASSERT_TRUE(apply_mask(picture, Mask{}));
    EXPECT_LT(contrast(picture), 16.0);
}

TEST(Mask, WhatIsSaidToBeCoveredIsCoveredInThePicture) {
    // Pixel by pixel: inside as if the whole picture were wiped, outside untouched. So a measure of
    // covered_at is a measure of what is encoded.
    cv::RNG random(17);
    for (int round = 0; round < 40; ++round) {
        cv::Mat foreground = nothing();
        for (int i = random.uniform(1, 6); i > 0; --i) {
            const cv::Point at(random.uniform(-10, 320), random.uniform(-10, 240));
            const cv::Size size(random.uniform(1, 60), random.uniform(1, 90));
            cv::rectangle(foreground, {at, size}, 255, random.uniform(0, 3) == 0 ? 3 : cv::FILLED);
        }
        const double x = random.uniform(-30.0, 640.0);
        const auto mask = make_mask(
            MaskSettings{}, foreground,
            scene_of({track_at({x, random.uniform(-50.0, 480.0), 40, 110}, net::TrackState::coasting)}));
        cv::Mat picture(480, 640, CV_8UC3);
        cv::randu(picture, 0, 255);
        cv::Mat wiped = picture.clone();
        cv::Mat masked = picture.clone();
        ASSERT_TRUE(apply_mask(wiped, Mask{mask.reason, {}, 1.0, mask.block_px}));
        ASSERT_TRUE(apply_mask(masked, mask));
        const cv::Mat covered = covered_at(mask, picture.size());
        // Where two figures are neighbours, the second one is wiped out of what the first one left.
        EXPECT_LE(cv::norm(masked, wiped, cv::NORM_INF, covered), 20.0) << "of 255, round " << round;
        EXPECT_EQ(cv::norm(masked, picture, cv::NORM_INF, covered == 0), 0.0) << "round " << round;
    }
}

TEST(Mask, KeepsPosture) {
    // Somebody who lies is told from somebody who stands: the large shape survives.
    cv::Mat picture(480, 640, CV_8UC3, cv::Scalar::all(200));
    cv::rectangle(picture, {200, 300, 150, 45}, cv::Scalar::all(20), cv::FILLED);
    cv::Mat foreground = nothing();
    cv::rectangle(foreground, {100, 150, 75, 23}, 255, cv::FILLED);
    ASSERT_TRUE(apply_mask(picture, make_mask(MaskSettings{}, foreground, scene_of({}))));
    cv::Mat dark;
    cv::inRange(picture, cv::Scalar::all(0), cv::Scalar::all(110), dark);
    const cv::Rect shape = cv::boundingRect(dark);
    EXPECT_NEAR(shape.width, 150, 14);
    EXPECT_NEAR(shape.height, 45, 14);
}

}  // namespace
}  // namespace vigie
