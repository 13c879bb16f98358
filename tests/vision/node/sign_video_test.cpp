// Signs, the view and their rules on real videos: the bag of ABODA's fourth video is told once, the people of
// vtest.avi never.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <opencv2/videoio.hpp>

#include "tests/support/fake_clock.hpp"
#include "tests/support/places.hpp"
#include "vision/analysis/analyser.hpp"
#include "vision/rules/rule_book.hpp"

namespace vigie {
namespace {

std::filesystem::path evaluation_data() {
    const char* named = std::getenv("VIGIE_EVAL_DATA");
    return named != nullptr ? std::filesystem::path(named)
                            : std::filesystem::path(VIGIE_DATA_DIR) / "../../../shared/data";
}

std::filesystem::path real_video() {
    const char* named = std::getenv("VIGIE_VTEST");
    return named != nullptr ? std::filesystem::path(named)
                            : std::filesystem::path(VIGIE_DATA_DIR "/vtest.avi");
}

net::RuleConfiguration rule(net::RuleKind kind, double threshold) {
    net::RuleConfiguration out;
    out.rule = *net::RuleId::parse(net::key_of(kind));
    out.kind = kind;
    out.cameras = {*net::CameraId::parse("real")};
    out.threshold = threshold;
    out.clear_below = std::min(1.0, threshold);
    out.clear_after_s = 5.0;
    out.purpose = {"test", "test", "", std::nullopt, std::nullopt};
    return out;
}

/// Plays a video to an uncalibrated camera with default settings and to its rules.
class Player {
public:
    explicit Player(double fps) : fps_(fps), record_(record()), book_(record_) {
        vision::AnalyserConfiguration configuration;
        configuration.camera = record_.cameras.front();
        configuration.camera.fps = fps;
        analyser_ = std::move(*vision::Analyser::create(configuration, clock_));
    }
    /// At most `most` frames, as the next epoch.
    void play(const std::filesystem::path& file, int most) {
        cv::VideoCapture video(file.string(), cv::CAP_FFMPEG);
        ++stamp_.epoch;
        cv::Mat frame;
        for (int number = 1; number <= most && video.read(frame); ++number) {
            ++stamp_.number;
            const net::Microseconds step(static_cast<std::int64_t>(1e6 / fps_));
            stamp_.stream = number * step;
            stamp_.captured += step;
            stamp_.captured_mono += step;
            auto analysis = analyser_->analyse(frame, stamp_);
            ASSERT_TRUE(analysis) << analysis.error().message;
            std::map<net::CameraId, std::shared_ptr<const net::Scene>> scenes;
            const auto& camera = record_.cameras.front().camera;
            scenes.emplace(camera, std::make_shared<net::Scene>(std::move(analysis->scene)));
            vision::CameraObservations cameras;
            cameras[camera].state = net::SourceState::running;
            cameras[camera].newest = scenes.at(camera);
            for (auto& alert : book_.evaluate(
                     {stamp_.captured, stamp_.captured_mono, record_, net::Occupancy{}, scenes, cameras})) {
                alerts.push_back(std::move(alert));
            }
        }
    }
    std::vector<net::Alert> alerts;

private:
    static net::ConfigurationRecord record() {
        net::ConfigurationRecord out;
        out.profile = net::LegalProfile::unrestricted;
        out.cameras.resize(1);
        out.cameras.front().camera = *net::CameraId::parse("real");
        out.rules = {rule(net::RuleKind::abandoned_object, 2.5), rule(net::RuleKind::removed_object, 2.5),
                     rule(net::RuleKind::person_down, 4.0), rule(net::RuleKind::smoke_or_fire, 3.0),
                     // Well below their usual thresholds, and at once.
                     rule(net::RuleKind::camera_covered, 0.3), rule(net::RuleKind::camera_blurred, 0.4),
                     rule(net::RuleKind::camera_moved, 0.01), rule(net::RuleKind::camera_glared, 0.1)};
        return out;
    }

    test::FakeClock clock_;
    double fps_;
    net::ConfigurationRecord record_;
    vision::RuleBook book_;
    std::unique_ptr<vision::Analyser> analyser_;
    net::FrameStamp stamp_;
};

TEST(SignsOnRealVideo, TheBagIsToldOnceWhenItsOwnerHasLeft) {
    const auto file = evaluation_data() / "aboda/video4.avi";
    if (!std::filesystem::exists(file)) {
        GTEST_SKIP() << "aboda/video4.avi is absent at " << file << ": set VIGIE_EVAL_DATA";
    }
    Player player(29.97);
    player.play(file, 1169);
    ASSERT_EQ(player.alerts.size(), 1U) << "raised, and not cleared as the bag stays";
    const auto& alert = player.alerts.front();
    EXPECT_EQ(alert.kind, net::RuleKind::abandoned_object);
    EXPECT_EQ(alert.transition, net::Transition::raised);
    ASSERT_TRUE(alert.frame);
    EXPECT_GE(alert.frame->number, 590U) << "the owner leaves";
    EXPECT_LE(alert.frame->number, 760U);
}

TEST(SignsOnRealVideo, PeopleWhoWalkAndStandRaiseNothingNorDoesTheJumpOfALoop) {
    if (!std::filesystem::exists(real_video())) {
        GTEST_SKIP() << "vtest.avi is absent at " << real_video()
                     << ": ./run test fetches it, or set VIGIE_VTEST";
    }
    Player player(7.0);
    player.play(real_video(), 795);
    player.play(real_video(), 795);
    player.play(real_video(), 200);
    for (const auto& alert : player.alerts) {
        ADD_FAILURE() << net::key_of(alert.kind) << " at frame " << alert.frame->number;
    }
}

}  // namespace
}  // namespace vigie
