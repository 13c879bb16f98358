// The demo's camera on the real video against the published ground truth: how well people must be seen and
// hidden. VIGIE_EVAL_DATA names the folder that holds mot15/, else ../shared/data beside the repository is
// tried.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "tests/support/fake_clock.hpp"
#include "vision/configuration/node_configuration.hpp"
#include "vision/eval/evaluation.hpp"
#include "vision/eval/ground_truth.hpp"

namespace vigie {
namespace {

constexpr const char* kTruth = "mot15/PETS09-S2L1/gt/gt.txt";

std::filesystem::path ground_truth() {
    const char* named = std::getenv("VIGIE_EVAL_DATA");
    return (named != nullptr ? std::filesystem::path(named)
                             : std::filesystem::path(VIGIE_SOURCE_DIR "/../shared/data")) /
           kTruth;
}

class BarsTest : public ::testing::TestWithParam<const char*> {
protected:
    void SetUp() override {
        for (const auto& file : {ground_truth(), std::filesystem::path(VIGIE_DATA_DIR "/vtest.avi")}) {
            if (!std::filesystem::exists(file)) {
                GTEST_SKIP()
                    << file
                    << " is absent: ./run fetches the video; for the ground truth set VIGIE_EVAL_DATA "
                       "to a folder that holds "
                    << kTruth;
            }
        }
    }
    vision::Evaluation evaluate() {
        const auto node =
            vision::load_node_configuration(VIGIE_SOURCE_DIR "/config/demo/node.toml", "/state");
        const auto truth = vision::read_ground_truth(ground_truth());
        const auto camera = vision::analyser_configuration(*node, *net::CameraId::parse(GetParam()));
        const vision::Pipeline pipeline{*camera, node->cameras[0].mask, 80};
        const test::FakeClock clock;
        const auto done = vision::evaluate(pipeline, VIGIE_DATA_DIR "/vtest.avi", *truth, {1, 397}, clock);
        EXPECT_TRUE(done) << done.error().message;
        return done.value_or(vision::Evaluation{});
    }
};

INSTANTIATE_TEST_SUITE_P(Demo, BarsTest, ::testing::Values("forecourt", "forecourt-b"),
                         [](const auto& camera) {
                             return camera.param == std::string("forecourt") ? "Calibrated" : "Uncalibrated";
                         });

TEST_P(BarsTest, PeopleAreFoundCountedAndHidden) {
    const auto figures = evaluate();
    EXPECT_EQ(figures.score.true_boxes, 2213U) << "another ground truth than the bars were set on";
    EXPECT_GE(figures.score.f1, 0.85);
    EXPECT_LE(figures.score.count_error, 0.7);
    EXPECT_GE(figures.mask_recall, 0.97);
    EXPECT_GE(figures.mask_recall_when_ready, 0.97);
    EXPECT_LE(figures.mask_area, 0.2);
}

}  // namespace
}  // namespace vigie
