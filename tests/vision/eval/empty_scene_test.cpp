// A video without its people: what stays, what goes.
#include "vision/eval/empty_scene.hpp"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>
#include <opencv2/videoio.hpp>

#include "tests/support/fake_clock.hpp"
#include "tests/support/temporary_folder.hpp"

namespace vigie {
namespace {

constexpr int kFrames = 40;

/// Grey, before a wall: a picture of one colour is doubted.
cv::Mat yard() {
    cv::Mat picture(240, 320, CV_8UC3, cv::Scalar(120, 125, 118));
    picture.rowRange(0, 80).setTo(cv::Scalar(90, 95, 88));
    return picture;
}

class EmptySceneTest : public ::testing::Test {
protected:
    /// A noisy yard that somebody crosses.
    void SetUp() override {
        cv::VideoWriter writer(video_.string(), cv::CAP_FFMPEG, cv::VideoWriter::fourcc('M', 'J', 'P', 'G'),
                               10.0, {320, 240});
        cv::RNG random(5);
        for (int n = 0; n < kFrames; ++n) {
            cv::Mat noise(240, 320, CV_16SC3);
            random.fill(noise, cv::RNG::NORMAL, 0.0, 3.0);
            cv::Mat picture = yard();
            cv::rectangle(picture, cv::Rect(10 + 7 * n, 100, 20, 60), cv::Scalar(20, 20, 200), cv::FILLED);
            cv::add(picture, noise, picture, cv::noArray(), CV_8UC3);
            writer.write(picture);
        }
        settings_.frames = 20;
        settings_.median_of = 20;
        settings_.repeats = 3;
    }

    test::TemporaryFolder folder_;
    std::filesystem::path video_ = folder_.path() / "yard.avi";
    vision::EmptySceneSettings settings_;
};

TEST_F(EmptySceneTest, TakesPeopleOutAndLeavesTheNoise) {
    const auto scene = vision::empty_scene(video_, {1, kFrames}, settings_);
    ASSERT_TRUE(scene) << scene.error().message;
    ASSERT_EQ(scene->frames.size(), 20U);
    for (const auto& frame : scene->frames) {
        cv::Mat away;
        cv::absdiff(frame, yard(), away);
        double most = 0.0;
        cv::minMaxLoc(away.reshape(1), nullptr, &most);
        EXPECT_LT(most, 45.0) << "nobody red is left";
    }
    // The figure is 1200 of 76800 pixels, and its margin.
    EXPECT_GT(scene->replaced, 0.015);
    EXPECT_LT(scene->replaced, 0.15);
    EXPECT_GT(scene->noise_sigma, 0.7) << "noise was kept";
    EXPECT_GT(cv::norm(scene->frames[0], scene->frames[1], cv::NORM_L1), 0.0);
}

TEST_F(EmptySceneTest, CostsAreOfAllPassesButTheFirstAndNobodyIsFound) {
    const auto scene = vision::empty_scene(video_, {1, kFrames}, settings_);
    ASSERT_TRUE(scene) << scene.error().message;
    vision::Pipeline pipeline;
    pipeline.camera.camera.camera = *net::CameraId::parse("yard");
    pipeline.camera.camera.fps = 10.0;
    const test::FakeClock clock;
    const auto cost = vision::cost_of_empty_scene(pipeline, *scene, settings_, clock);
    ASSERT_TRUE(cost) << cost.error().message;
    EXPECT_EQ(cost->frames, 40U);
    EXPECT_EQ(cost->mean_people, 0.0);
    EXPECT_LT(cost->mask_area, 0.02) << "ready in every measured frame";
    EXPECT_EQ(cost->stages.size(), vision::kStages.size() + 1);
}

/// Each reading is one millisecond after the one before.
class SteppingClock final : public net::Clock {
public:
    [[nodiscard]] net::UtcTime utc() const override { return {}; }
    [[nodiscard]] net::MonoTime mono() const override {
        now_ += net::Microseconds(1000);
        return net::MonoTime(now_);
    }

private:
    mutable net::Microseconds now_{0};
};

TEST_F(EmptySceneTest, LeavesEncodingOutOfTheCost) {
    const auto scene = vision::empty_scene(video_, {1, kFrames}, settings_);
    ASSERT_TRUE(scene);
    vision::Pipeline pipeline;
    pipeline.camera.camera.camera = *net::CameraId::parse("yard");
    const SteppingClock clock;
    const auto cost = vision::cost_of_empty_scene(pipeline, *scene, settings_, clock);
    ASSERT_TRUE(cost);
    double sum = 0.0;
    for (const auto& stage : cost->stages) {
        if (stage.stage != "encode" && stage.stage != "decode" && stage.stage != "whole pipeline") {
            sum += stage.median_ms;
        }
    }
    EXPECT_DOUBLE_EQ(cost->without_encode.median_ms, sum);
    EXPECT_DOUBLE_EQ(cost->stages.back().median_ms, sum + 1.0) << "encoding is one reading more";
}

TEST_F(EmptySceneTest, NamesAVideoThatIsNotThere) {
    const auto none = vision::empty_scene("/nowhere/x.avi", {1, 10}, settings_);
    ASSERT_FALSE(none);
    EXPECT_NE(none.error().message.find("/nowhere/x.avi"), std::string::npos);
}

}  // namespace
}  // namespace vigie
