// The analysis on drawn people against the truth: they must be about as hard to find as real ones.
#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "tests/support/evaluation_data.hpp"
#include "tests/support/fake_clock.hpp"
#include "vision/analysis/person_size.hpp"
#include "vision/configuration/node_configuration.hpp"
#include "vision/eval/camera_pipeline.hpp"
#include "vision/eval/drawn_forecourt.hpp"
#include "vision/eval/drawn_run.hpp"
#include "vision/eval/evaluation.hpp"
#include "vision/eval/ground_truth.hpp"
#include "vision/eval/score.hpp"

namespace vigie {
namespace {

constexpr int kFrames = 397;
constexpr const char* kTruth = "mot15/PETS09-S2L1/gt/gt.txt";

/// The same analysis on the real video; nothing where it or its ground truth is absent.
std::optional<vision::Score> real_score() {
    const auto truth_file = test::evaluation_data(kTruth);
    if (!std::filesystem::exists(truth_file) || !std::filesystem::exists(test::real_video())) return {};
    const auto node =
        vision::load_node_configuration(VIGIE_SOURCE_DIR "/tests/support/forecourt/node.toml", "/state");
    const auto truth = vision::read_ground_truth(truth_file);
    const auto pipeline = vision::camera_pipeline(*node, *net::CameraId::parse("forecourt"));
    const test::FakeClock clock;
    const auto done = vision::evaluate(*pipeline, {test::real_video()}, *truth, {1, kFrames}, clock);
    EXPECT_TRUE(done) << done.error().message;
    return done ? std::optional(done->score) : std::nullopt;
}

TEST(DrawnPeople, AreAsTallForTheAnalysisAsForThePainter) {
    const auto settings = vision::DrawnForecourt::camera();
    const auto camera = vision::PinholeCamera::create(settings.pose, settings.size).value();
    const auto map = net::Homography::fit(vision::surveyed_pairs(camera, 25.0, 24.0, {}).value());
    ASSERT_TRUE(map);
    const auto standing = vision::StandingProjection::from(*map, settings.size.width, settings.size.height);
    ASSERT_TRUE(standing);
    const auto head = standing->above({9.0, 12.0}, 1.75);
    const auto drawn = camera.pixel_of({9.0, 12.0, 1.75});
    ASSERT_TRUE(head && drawn);
    EXPECT_NEAR(head->x, drawn->x, 0.01);
    EXPECT_NEAR(head->y, drawn->y, 0.01);
}

TEST(DrawnPeople, AreAsHardToFindAsRealOnes) {
    const auto real = real_score();
    if (!real) GTEST_SKIP() << test::is_absent(test::evaluation_data(kTruth));
    constexpr std::uint64_t kSeeds = 3;
    double recall = 0.0;
    double precision = 0.0;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        const test::FakeClock clock;
        const auto run = vision::run_drawn(seed, kFrames, clock);
        ASSERT_TRUE(run) << run.error().message;
        recall += run->score.recall / kSeeds;
        precision += run->score.precision / kSeeds;
        RecordProperty("drawn_recall_" + std::to_string(seed), std::to_string(run->score.recall));
        EXPECT_GT(run->people, 4.0) << "a scene as full as the real one, seed " << seed;
        EXPECT_LT(run->people, 9.0) << seed;
        EXPECT_GT(run->interval_coverage, 0.5) << "intervals that say nothing, seed " << seed;
    }
    RecordProperty("real_recall", std::to_string(real->recall));
    EXPECT_NEAR(recall, real->recall, 0.05);
    EXPECT_NEAR(precision, real->precision, 0.05);
}

}  // namespace
}  // namespace vigie
