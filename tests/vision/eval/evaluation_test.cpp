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
vision::GroundTruth write_video(const std::filesystem::path& file) {
    cv::VideoWriter writer(file.string(), cv::CAP_FFMPEG, cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), 10.0,
                           {320, 240});
    vision::GroundTruth truth;
    for (int n = 1; n <= kFrames; ++n) {
        cv::Mat picture(240, 320, CV_8UC3, cv::Scalar(120, 125, 118));
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
    vision::Evaluation run(vision::FrameRange range = {}) {
        const auto done = vision::evaluate(pipeline_, video_, truth_, range, clock_);
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
    EXPECT_EQ(all.mask_recall, 1.0);
    EXPECT_EQ(all.foot_error_m, 0.0) << "no calibration, no metres";
}

TEST_F(EvaluationTest, CountsTheWarmUpIntoTheAreaAndShowsWhatItIsWithout) {
    const auto all = run();
    EXPECT_GT(all.mask_area, 14.0 / kFrames) << "the whole picture for 1.5 s of 6";
    EXPECT_LT(all.mask_area_when_ready, 0.1);
    pipeline_.camera.settings.background.warm_up_s = 100.0;
    const auto never_ready = run();
    EXPECT_EQ(never_ready.mask_recall, 1.0);
    EXPECT_EQ(never_ready.mask_area, 1.0);
    EXPECT_EQ(never_ready.mask_recall_when_ready, 0.0)
        << "no such frame: nothing that could look like a success";
}

TEST_F(EvaluationTest, ScoresOnlyTheRangeButAnalysesFromTheBeginning) {
    const auto end = run({41, 50});
    EXPECT_EQ(end.score.frames, 10U);
    EXPECT_EQ(end.score.true_boxes, 10U);
    EXPECT_EQ(end.score.f1, 1.0) << "long known by then";
    EXPECT_LT(end.mask_area, 0.1);
}

TEST_F(EvaluationTest, SomebodyInAnIgnoredRegionNeitherHelpsNorHurts) {
    for (auto& [number, frame] : truth_) {
        for (const auto& person : frame.people) {
            frame.ignored.push_back(person.box);
        }
        frame.people.clear();
    }
    const auto all = run();
    EXPECT_EQ(all.score.true_boxes, 0U);
    EXPECT_LE(all.score.found_boxes, 2U) << "all but the first uncertain boxes lie in ignored regions";
    EXPECT_GT(all.interval_hit, 0.9) << "the interval is held against those whom it could see";
}

TEST_F(EvaluationTest, AddsUpTheStagesOfTheWholePipeline) {
    const auto all = run();
    ASSERT_EQ(all.costs.size(), 9U);
    EXPECT_EQ(all.costs.front().stage, "decode");
    EXPECT_EQ(all.costs[7].stage, "encode");
    EXPECT_EQ(all.costs.back().stage, "whole pipeline");
}

TEST_F(EvaluationTest, NamesTheLengthOfAVideoThatIsTooShort) {
    truth_[90] = {};
    const auto done = vision::evaluate(pipeline_, video_, truth_, {}, clock_);
    ASSERT_FALSE(done);
    EXPECT_THAT(done.error().message,
                ::testing::HasSubstr("yard.avi has 60 frames, not the 90 that are asked "
                                     "for: give --frames 1-60"));
}

TEST_F(EvaluationTest, NamesTheEndOfTheGroundTruthThatIsPassed) {
    const auto beyond = vision::evaluate(pipeline_, video_, truth_, {41, 90}, clock_);
    ASSERT_FALSE(beyond);
    EXPECT_THAT(beyond.error().message, ::testing::HasSubstr("ends with frame 60"));
    EXPECT_THAT(beyond.error().message, ::testing::HasSubstr("frames 61-90: give --frames 41-60"));
    const auto outside = vision::evaluate(pipeline_, video_, truth_, {80, 90}, clock_);
    ASSERT_FALSE(outside);
    EXPECT_THAT(outside.error().message, ::testing::HasSubstr("frames 80-90: give --frames 1-60"));
}

}  // namespace
}  // namespace vigie
