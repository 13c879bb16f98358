// The whole evaluation on a small video of which everything is known.
#include "vision/eval/evaluation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include <opencv2/imgproc.hpp>
#include <opencv2/videoio.hpp>

#include "tests/support/fake_clock.hpp"
#include "tests/support/temporary_folder.hpp"

namespace vigie {
namespace {

constexpr int kFrames = 60;
constexpr int kEnters = 20;  ///< frame in which somebody comes in

/// A grey yard; from frame kEnters on somebody walks through it. Returns where that person is.
vision::GroundTruth write_video(const std::filesystem::path& file, double fps = 10.0) {
    cv::VideoWriter writer(file.string(), cv::CAP_FFMPEG, cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), fps,
                           {320, 240});
    vision::GroundTruth truth;
    for (int n = 1; n <= kFrames; ++n) {
        cv::Mat picture(240, 320, CV_8UC3, cv::Scalar(120, 125, 118));
        picture.rowRange(0, 80).setTo(cv::Scalar(90, 95, 88));  // a wall: a picture of one colour is doubted
        if (n >= kEnters) {
            const cv::Rect body(20 + 5 * (n - kEnters), 130, 18, 48);
            cv::rectangle(picture, body, cv::Scalar(40, 30, 160), cv::FILLED);
            truth[static_cast<std::uint64_t>(n)].people.push_back(
                {1, {static_cast<double>(body.x), 130.0, 18.0, 48.0}});
        } else {
            truth[static_cast<std::uint64_t>(n)] = {};
        }
        writer.write(picture);
    }
    return truth;
}

class EvaluationTest : public ::testing::Test {
protected:
    EvaluationTest() {
        pipeline_.camera.camera.camera = *net::CameraId::parse("yard");
        pipeline_.camera.camera.fps = 10.0;
        truth_ = write_video(video_);
    }
    vision::Evaluation run(vision::FrameRange range = {}, const vision::MeasureSettings& settings = {}) {
        const auto done = vision::evaluate(pipeline_, {video_}, truth_, range, clock_, settings);
        EXPECT_TRUE(done) << done.error().message;
        return done.value_or(vision::Evaluation{});
    }

    test::FakeClock clock_;
    test::TemporaryFolder folder_;
    std::filesystem::path video_ = folder_.path() / "yard.avi";
    vision::Pipeline pipeline_;
    vision::GroundTruth truth_;
};

TEST_F(EvaluationTest, FindsTheWalkerAndCoversTheHead) {
    const auto all = run();
    EXPECT_EQ(all.frames.last, static_cast<std::uint64_t>(kFrames));
    EXPECT_EQ(all.score.frames, static_cast<std::uint64_t>(kFrames));
    EXPECT_EQ(all.score.true_boxes, static_cast<std::uint64_t>(kFrames - kEnters + 1));
    EXPECT_GT(all.score.recall, 0.8);
    EXPECT_LT(all.score.count_error, 0.2);
    EXPECT_EQ(all.mask.recall, 1.0);
    EXPECT_FALSE(all.foot_error_m) << "no calibration, no metres";
    EXPECT_FALSE(all.crossings);
    EXPECT_FALSE(all.heatmap_correlation);
}

TEST_F(EvaluationTest, CountsTheWarmUpIntoTheAreaAndShowsWhatItIsWithout) {
    const auto all = run();
    EXPECT_GT(all.mask.area, 14.0 / kFrames) << "the whole picture for 1.5 s of 6";
    EXPECT_LT(all.mask_when_ready.area, 0.1);
    pipeline_.camera.settings.background.warm_up_s = 100.0;
    const auto never_ready = run();
    EXPECT_EQ(never_ready.mask.recall, 1.0);
    EXPECT_EQ(never_ready.mask.area, 1.0);
    EXPECT_EQ(never_ready.mask_when_ready.recall, 0.0)
        << "no such frame: nothing that could look like a success";
}

TEST_F(EvaluationTest, WithoutARateOfTheCameraTakesTheFilesOwn) {
    truth_ = write_video(video_, 20.0);
    const auto area = [&](double fps) {
        pipeline_.camera.camera.fps = fps;
        return run().mask.area;
    };
    EXPECT_EQ(area(0.0), area(20.0));
    EXPECT_GT(area(20.0), area(10.0)) << "the warm-up is twice as many frames";
    write_video(video_, 1000.0);
    pipeline_.camera.camera.fps = 0.0;
    const auto refused = vision::evaluate(pipeline_, {video_}, truth_, {}, clock_);
    ASSERT_FALSE(refused);
    EXPECT_THAT(
        refused.error().message,
        ::testing::HasSubstr("yard.avi says that it has 1000 pictures a second, which is not believed"));
}

TEST_F(EvaluationTest, ScoresOnlyTheRangeButAnalysesFromTheBeginning) {
    const auto end = run({41, 50});
    EXPECT_EQ(end.score.frames, 10U);
    EXPECT_EQ(end.score.true_boxes, 10U);
    EXPECT_EQ(end.score.f1, 1.0) << "long known by then";
    EXPECT_LT(end.mask.area, 0.1);
}

/// The yard seen straight from above the wall: 20 pixels a metre, so that the walker does 0.25 m a frame.
void survey(vision::Pipeline& pipeline) {
    net::Calibration calibration;
    calibration.floor = *net::FloorId::parse("yard");
    calibration.width = 320;
    calibration.height = 240;
    for (const double v : {100.0, 230.0}) {
        for (const double u : {10.0, 310.0}) {
            calibration.pairs.push_back({{u, v}, {u / 20.0, v / 20.0}});
        }
    }
    pipeline.camera.plan = net::FloorPlan{calibration.floor, "Yard", 16.0, 12.0, {}};
    pipeline.camera.camera.calibration = std::move(calibration);
    pipeline.camera.settings.person.height_m = 2.4;  // 48 pixels
}

TEST_F(EvaluationTest, MeasuresPlacesCrossingsAndTheHeatmapOfASurveyedCamera) {
    survey(pipeline_);
    vision::MeasureSettings settings;
    settings.line_spacing_m = 4.0;
    const auto all = run({}, settings);
    ASSERT_TRUE(all.foot_error_m && all.foot_error_p95_m && all.heatmap_correlation && all.crossings);
    EXPECT_LT(*all.foot_error_m, 0.3);
    EXPECT_GE(*all.foot_error_p95_m, *all.foot_error_m);
    EXPECT_GT(*all.heatmap_correlation, 0.5);
    // The survey spans x 0.5 to 15.5 and y 5 to 11.5: lines at x 4.5, 8.5, 12.5 and y 9. The walker's foot
    // goes from x 1.45 to 11.45 at y 8.9.
    EXPECT_EQ(all.crossings->lines, 4U);
    EXPECT_EQ(all.crossings->truth, 2U);
    EXPECT_EQ(all.crossings->matched, 2U);
}

TEST_F(EvaluationTest, CrossingsBeforeTheRangeDoNotCount) {
    survey(pipeline_);
    vision::MeasureSettings settings;
    settings.line_spacing_m = 4.0;
    const auto end = run({41, 60}, settings);  // x 4.5 is crossed in frame 33, x 8.5 in frame 50
    ASSERT_TRUE(end.crossings);
    EXPECT_EQ(end.crossings->truth, 1U);
    EXPECT_EQ(end.crossings->found, 1U);
    EXPECT_EQ(end.crossings->matched, 1U);
}

TEST_F(EvaluationTest, SomebodyInAnIgnoredRegionNeitherHelpsNorHurts) {
    for (auto& [number, frame] : truth_) {
        for (const auto& person : frame.people) {
            frame.ignored.push_back(person);
        }
        frame.people.clear();
    }
    const auto all = run();
    EXPECT_EQ(all.score.true_boxes, 0U);
    EXPECT_LE(all.score.found_boxes, 2U) << "all but the first uncertain boxes lie in ignored regions";
    EXPECT_GT(all.interval_coverage, 0.9) << "the interval is held against those whom it could see";
}

TEST_F(EvaluationTest, WhatChangesThePicturesChangesWhatIsFound) {
    std::vector<std::uint64_t> numbers;
    const auto black = [&numbers](cv::Mat& picture, std::uint64_t number) {
        numbers.push_back(number);
        picture.setTo(cv::Scalar::all(0));
    };
    const auto done = vision::evaluate(pipeline_, {video_, black}, truth_, {}, clock_);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(done->score.found_boxes, 0U);
    ASSERT_EQ(numbers.size(), static_cast<std::size_t>(kFrames));
    EXPECT_EQ(numbers.front(), 1U);
    EXPECT_EQ(numbers.back(), static_cast<std::uint64_t>(kFrames));
}

TEST_F(EvaluationTest, NamesTheLengthOfAVideoThatIsTooShort) {
    truth_[90] = {};
    const auto done = vision::evaluate(pipeline_, {video_}, truth_, {}, clock_);
    ASSERT_FALSE(done);
    EXPECT_THAT(done.error().message,
                ::testing::HasSubstr("yard.avi has 60 frames, not the 90 that are asked "
                                     "for: give --frames 1-60"));
}

TEST_F(EvaluationTest, NamesTheEndOfTheGroundTruthThatIsPassed) {
    const auto beyond = vision::evaluate(pipeline_, {video_}, truth_, {41, 90}, clock_);
    ASSERT_FALSE(beyond);
    EXPECT_THAT(beyond.error().message, ::testing::HasSubstr("ends with frame 60"));
    EXPECT_THAT(beyond.error().message, ::testing::HasSubstr("frames 61-90: give --frames 41-60"));
    const auto outside = vision::evaluate(pipeline_, {video_}, truth_, {80, 90}, clock_);
    ASSERT_FALSE(outside);
    EXPECT_THAT(outside.error().message, ::testing::HasSubstr("frames 80-90: give --frames 1-60"));
}

TEST(Evaluate, NamesAMissingVideoAndABadRange) {
    const test::FakeClock clock;
    vision::Pipeline pipeline;
    pipeline.camera.camera.camera = *net::CameraId::parse("any");
    const vision::GroundTruth truth{{1, {}}};
    const auto missing = vision::evaluate(pipeline, {"/nowhere/video.avi"}, truth, {}, clock);
    ASSERT_FALSE(missing);
    EXPECT_THAT(missing.error().message, ::testing::HasSubstr("cannot open the video /nowhere/video.avi"));
    EXPECT_THAT(vision::evaluate(pipeline, {"x"}, truth, {5, 2}, clock).error().message,
                ::testing::HasSubstr("frames 5-2 are no range"));
    EXPECT_FALSE(vision::evaluate(pipeline, {"x"}, {}, {}, clock));
}

}  // namespace
}  // namespace vigie
