// A simulated camera that is covered, and one that is turned: from its pictures to the alerts.
#include <gtest/gtest.h>

#include <memory>
#include <utility>
#include <vector>

#include "tests/support/fake_clock.hpp"
#include "tests/vision/node/view_stage.hpp"
#include "vision/analysis/analyser.hpp"
#include "vision/node/judge.hpp"

namespace vigie::test {
namespace {

using net::RuleKind;
using net::Transition;
using vision::CameraFault;

net::RuleConfiguration view_rule(RuleKind kind, double threshold, double clear_below, double min_duration_s) {
    net::RuleConfiguration out;
    out.rule = *net::RuleId::parse(net::key_of(kind));
    out.kind = kind;
    out.cameras = {watched_camera().camera};
    out.threshold = threshold;
    out.clear_below = clear_below;
    out.min_duration_s = min_duration_s;
    out.clear_after_s = 2.0;
    out.purpose = {"test", "test", "", std::nullopt, std::nullopt};
    return out;
}

net::ConfigurationRecord one_eye() {
    net::ConfigurationRecord out;
    out.profile = net::LegalProfile::unrestricted;
    out.time_zone = "Europe/Paris";
    out.cameras.resize(1);
    out.cameras.front().camera = watched_camera().camera;
    out.cameras.front().fps = 4.0;
    // With the thresholds that they have unless the configuration says otherwise.
    out.rules = {view_rule(RuleKind::camera_covered, 0.6, 0.4, 5.0),
                 view_rule(RuleKind::camera_blurred, 0.6, 0.45, 10.0),
                 view_rule(RuleKind::camera_moved, 0.02, 0.015, 5.0),
                 view_rule(RuleKind::camera_glared, 0.2, 0.1, 10.0),
                 view_rule(RuleKind::camera_blind, 10.0, 1.0, 0.0)};
    return out;
}

/// Four pictures a second through the analysis to the judge.
class Post {
public:
    Post() : record_(one_eye()), judge_(record_, mono_, {}) {
        vision::AnalyserConfiguration configuration;
        configuration.camera = record_.cameras.front();
        analyser_ = std::move(*vision::Analyser::create(configuration, clock_));
        stamp_.epoch = 1;
    }
    void film_for(double seconds) {
        for (double at = 0.0; at < seconds; at += 0.25) {
            const net::Microseconds step(250'000);
            mono_ += step;
            ++stamp_.number;
            stamp_.stream += step;
            stamp_.captured += step;
            stamp_.captured_mono = mono_;
            auto analysis = analyser_->analyse(painter_.picture(state, stamp_.number), stamp_);
            ASSERT_TRUE(analysis) << analysis.error().message;
            mask = analysis->scene.mask;
            judge_.see(std::make_shared<net::Scene>(std::move(analysis->scene)));
            vision::CameraReport report;
            report.fps = 4.0;
            report.warm_up_s = 1.5;
            report.capture.state = vision::CaptureState::running;
            report.capture.last_frame_mono = report.capture.last_change_mono = mono_;
            auto verdict = judge_.look(stamp_.captured, mono_, {{watched_camera().camera, report}});
            for (auto& alert : verdict.alerts) {
                told.push_back(std::move(alert));
            }
        }
    }
    void fault(CameraFault kind, double amount) {
        state.faults = {{watched_camera().camera, kind, 1.0, amount}};
    }
    [[nodiscard]] std::vector<std::pair<RuleKind, Transition>> kinds() const {
        std::vector<std::pair<RuleKind, Transition>> out;
        for (const auto& alert : told) out.emplace_back(alert.kind, alert.transition);
        return out;
    }

    vision::WorldState state;
    std::vector<net::Alert> told;
    net::MaskReason mask = net::MaskReason::warming_up;

private:
    FakeClock clock_;
    vision::SimulatedCamera camera_ = *vision::SimulatedCamera::create(watched_camera(), watched_hall());
    vision::Painter painter_{camera_};
    net::ConfigurationRecord record_;
    net::MonoTime mono_{std::chrono::seconds(100)};
    vision::Judge judge_;
    std::unique_ptr<vision::Analyser> analyser_;
    net::FrameStamp stamp_;
};

using Kinds = std::vector<std::pair<RuleKind, Transition>>;

TEST(CoveredCamera, IsToldWhileItIsCoveredAndClearedWhenItSeesAgain) {
    Post post;
    post.film_for(15.0);
    EXPECT_TRUE(post.told.empty());
    EXPECT_EQ(post.mask, net::MaskReason::people);
    post.fault(CameraFault::covered, 1.0);
    post.film_for(25.0);
    EXPECT_EQ(post.mask, net::MaskReason::in_doubt) << "what it shows is not believed";
    EXPECT_EQ(post.kinds(), (Kinds{{RuleKind::camera_covered, Transition::raised},
                                   {RuleKind::camera_blind, Transition::raised}}));
    post.told.clear();
    post.state.faults.clear();
    post.film_for(12.0);
    EXPECT_EQ(post.mask, net::MaskReason::people);
    ASSERT_EQ(post.told.size(), 2U);
    EXPECT_EQ(post.told[0].transition, Transition::cleared);
    EXPECT_EQ(post.told[1].transition, Transition::cleared);
}

TEST(TurnedCamera, IsToldForAsLongAsItsPeopleAreNotToBeBelieved) {
    Post post;
    post.film_for(15.0);
    post.fault(CameraFault::turned, 10.0);
    post.film_for(55.0);
    EXPECT_EQ(post.mask, net::MaskReason::in_doubt);
    EXPECT_EQ(post.kinds(), (Kinds{{RuleKind::camera_moved, Transition::raised},
                                   {RuleKind::camera_blind, Transition::raised}}));
    post.told.clear();
    post.film_for(20.0);
    EXPECT_EQ(post.mask, net::MaskReason::people) << "the new view is learnt";
    EXPECT_EQ(post.told.size(), 2U) << "both are cleared";
    post.told.clear();
    post.film_for(20.0);
    EXPECT_TRUE(post.told.empty());
}

}  // namespace
}  // namespace vigie::test
