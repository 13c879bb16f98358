// The demo's camera on the real video against the published ground truth: how well people must be seen and
// hidden.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/support/evaluation_data.hpp"
#include "tests/support/fake_clock.hpp"
#include "vision/configuration/node_configuration.hpp"
#include "vision/eval/camera_pipeline.hpp"
#include "vision/eval/evaluation.hpp"
#include "vision/eval/ground_truth.hpp"

namespace vigie {
namespace {

std::filesystem::path ground_truth() {
    return test::evaluation_data("mot15/PETS09-S2L1/gt/gt.txt");
}

class BarsTest : public ::testing::Test {
protected:
    void SetUp() override {
        for (const auto& file : {ground_truth(), test::real_video()}) {
            if (!std::filesystem::exists(file)) GTEST_SKIP() << test::is_absent(file);
        }
    }
    static vision::Evaluation evaluate(const char* camera) {
        const auto node =
            vision::load_node_configuration(VIGIE_SOURCE_DIR "/tests/support/forecourt/node.toml", "/state");
        const auto truth = vision::read_ground_truth(ground_truth());
        const auto pipeline = vision::camera_pipeline(*node, *net::CameraId::parse(camera));
        const test::FakeClock clock;
        const auto done = vision::evaluate(*pipeline, {test::real_video()}, *truth, {1, 397}, clock);
        EXPECT_TRUE(done) << done.error().message;
        EXPECT_EQ(done ? done->score.true_boxes : 0U, 2213U)
            << "another ground truth than the bars were set on";
        return done.value_or(vision::Evaluation{});
    }
};

TEST_F(BarsTest, ASurveyedCameraFindsFollowsPlacesAndHidesPeople) {
    const auto done = evaluate("forecourt");
    EXPECT_GE(done.score.f1, 0.9);
    EXPECT_LE(done.score.count_error, 0.45);
    EXPECT_GE(done.score.mota, 0.8);
    EXPECT_GE(done.score.idf1, 0.85);
    EXPECT_GE(done.interval_coverage, 0.85);
    EXPECT_LE(done.interval_coverage, 0.95);
    EXPECT_GE(done.mask.recall, 0.99);
    EXPECT_GE(done.mask_when_ready.recall, 0.99);
    EXPECT_LE(done.mask.area, 0.15);
    ASSERT_TRUE(done.foot_error_m && done.heatmap_correlation && done.crossings);
    EXPECT_LE(*done.foot_error_m, 0.2);
    EXPECT_GE(*done.heatmap_correlation, 0.85);
    EXPECT_GE(done.crossings->truth, 150U) << "too few to judge by";
    EXPECT_GE(done.crossings->recall, 0.95);
    EXPECT_GE(done.crossings->precision, 0.95);
}

TEST_F(BarsTest, ACameraThatNobodySurveyedFindsAndHidesPeople) {
    const auto done = evaluate("forecourt-b");
    EXPECT_GE(done.score.f1, 0.85);
    EXPECT_LE(done.score.count_error, 0.7);
    EXPECT_GE(done.mask.recall, 0.99);
    EXPECT_GE(done.mask_when_ready.recall, 0.99);
    EXPECT_LE(done.mask.area, 0.15);
}

}  // namespace
}  // namespace vigie
