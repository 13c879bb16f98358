// The analysis on drawn people against the truth: they must be about as hard to find as real ones.
#include <gtest/gtest.h>

#include <filesystem>
#include <optional>
#include <string>

#include "tests/support/evaluation_data.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/vision/eval/forecourt.hpp"
#include "vision/analysis/analyser.hpp"
#include "vision/analysis/person_size.hpp"
#include "vision/configuration/node_configuration.hpp"
#include "vision/eval/camera_pipeline.hpp"
#include "vision/eval/evaluation.hpp"
#include "vision/eval/ground_truth.hpp"
#include "vision/eval/score.hpp"
#include "vision/rendering/painter.hpp"
#include "vision/rendering/truth.hpp"

namespace vigie {
namespace {

constexpr int kFrames = 397;
constexpr const char* kTruth = "mot15/PETS09-S2L1/gt/gt.txt";

vision::Score score_of(std::uint64_t seed) {
    const test::Forecourt forecourt(seed);
    auto camera = vision::SimulatedCamera::create(test::Forecourt::camera(), test::Forecourt::scenery());
    vision::AnalyserConfiguration configuration;
    configuration.camera.camera = test::Forecourt::camera().camera;
    configuration.camera.fps = test::Forecourt::kFps;
    net::Calibration calibration;
    calibration.floor = camera->scenery().floor;
    calibration.width = 768;
    calibration.height = 576;
    vision::SurveySettings survey;
    survey.error_px = 0.7;
    calibration.pairs = vision::surveyed_pairs(camera->view({}).projection, 25.0, 24.0, survey).value();
    configuration.camera.calibration = calibration;
    configuration.plan = net::FloorPlan{calibration.floor, "Forecourt", 25.0, 24.0, {}};
    const test::FakeClock clock;
    auto analyser = vision::Analyser::create(configuration, clock);
    vision::Painter painter(*camera);
    vision::Scorer scorer;
    for (int number = 1; number <= kFrames; ++number) {
        const auto state = forecourt.at((number - 1) / test::Forecourt::kFps);
        net::FrameStamp stamp;
        stamp.number = static_cast<std::uint64_t>(number);
        stamp.epoch = 1;
        stamp.stream = net::Microseconds((number - 1) * 1'000'000LL / 7);
        const auto analysis = (*analyser)->analyse(painter.picture(state, stamp.number), stamp);
        vision::TrueFrame truth;
        for (const auto& person : vision::truth_of(state, *camera)) {
            if (person.counts()) {
                truth.people.push_back({person.id, person.box});
            } else {
                truth.ignored.push_back({person.id, person.box});
            }
        }
        std::vector<vision::FoundBox> found;
        for (const auto& track : analysis->scene.tracks) {
            if (track.state != net::TrackState::tentative) found.push_back({track.number, track.box});
        }
        scorer.add(truth, found);
    }
    return scorer.score();
}

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
    const auto settings = test::Forecourt::camera();
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
    const auto score = score_of(2);
    RecordProperty("drawn_recall", std::to_string(score.recall));
    RecordProperty("real_recall", std::to_string(real->recall));
    EXPECT_NEAR(score.recall, real->recall, 0.05);
    EXPECT_NEAR(score.precision, real->precision, 0.05);
    const double people = static_cast<double>(score.true_boxes) / static_cast<double>(score.frames);
    EXPECT_GT(people, 4.0) << "a scene as full as the real one";
    EXPECT_LT(people, 9.0);
}

}  // namespace
}  // namespace vigie
