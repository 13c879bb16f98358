// Camera covered, blurred, moved, dazzled and blind, on hand-made figures.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/vision/rules/watch.hpp"

namespace vigie::test {
namespace {

using net::RuleKind;
using net::SourceState;
using net::Transition;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct ViewCase {
    RuleKind rule;
    double net::ViewQuality::*figure;
    const char* evidence;
};

class ViewRules : public ::testing::TestWithParam<ViewCase> {
protected:
    ViewRules() : watch(a_venue({rule()})) {}

    static net::RuleConfiguration rule() {
        auto out = a_rule(GetParam().rule, 0.6, {}, {"plain"});
        out.clear_below = 0.4;
        out.min_duration_s = 3.0;
        return out;
    }
    /// What "plain" shows from now on: this much wrong, in doubt, so that no other rule looks at it.
    void show(double share) {
        auto scene = std::make_shared<net::Scene>();
        scene->camera = camera("plain");
        scene->stamp = watch.stamp;
        scene->stamp.number = 77;
        scene->mask = net::MaskReason::in_doubt;
        scene->view.emplace();
        (*scene->view).*GetParam().figure = share;
        watch.cameras[camera("plain")].newest = std::move(scene);
    }
    void show_nothing() { watch.cameras[camera("plain")].newest = nullptr; }

    Watch watch;
};

INSTANTIATE_TEST_SUITE_P(
    Kinds, ViewRules,
    ::testing::Values(ViewCase{RuleKind::camera_covered, &net::ViewQuality::covered, "covered"},
                      ViewCase{RuleKind::camera_blurred, &net::ViewQuality::blur, "blur"},
                      ViewCase{RuleKind::camera_moved, &net::ViewQuality::moved, "moved"},
                      ViewCase{RuleKind::camera_glared, &net::ViewQuality::glare, "glare"}),
    [](const auto& kind) { return std::string(net::key_of(kind.param.rule)); });

TEST_P(ViewRules, FireWhileTheCameraIsBlindAndShowTheFrame) {
    show(0.75);
    const auto alerts = watch.run(3.2);
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::raised));
    EXPECT_EQ(alerts[0].camera, camera("plain"));
    ASSERT_TRUE(alerts[0].frame);
    EXPECT_EQ(alerts[0].frame->number, 77U);
    EXPECT_EQ(alerts[0].evidence[0], (net::Evidence{GetParam().evidence, 75.0, std::nullopt, 60.0, "%"}));
    EXPECT_THAT(watch.run(60.0), IsEmpty()) << "that it lasts is no news";
}

TEST_P(ViewRules, DoNotFireJustBelowOrForAMoment) {
    show(0.599);
    EXPECT_THAT(watch.run(30.0), IsEmpty());
    show(1.0);
    EXPECT_THAT(watch.run(2.8), IsEmpty());
    show(0.3);
    EXPECT_THAT(watch.run(1.0), IsEmpty());
    show(1.0);
    EXPECT_THAT(watch.run(2.8), IsEmpty());
}

TEST_P(ViewRules, AreClearedBelowTheirHysteresisOnly) {
    show(0.9);
    watch.run(4.0);
    show(0.5);
    EXPECT_THAT(watch.run(10.0), IsEmpty());
    show(0.1);
    EXPECT_THAT(transitions(watch.run(2.2)), ElementsAre(Transition::cleared));
}

TEST_P(ViewRules, ACameraThatSaysNothingNeitherRaisesNorClears) {
    show_nothing();
    EXPECT_THAT(watch.run(10.0), IsEmpty());
    show(0.9);
    watch.run(4.0);
    show_nothing();
    watch.cameras[camera("plain")].state = SourceState::silent;
    EXPECT_THAT(watch.run(60.0), IsEmpty());
}

TEST_P(ViewRules, LookAtTheirOwnFigureOnly) {
    auto scene = std::make_shared<net::Scene>();
    scene->camera = camera("plain");
    scene->view = net::ViewQuality{1.0, 1.0, 1.0, 1.0};
    (*scene->view).*GetParam().figure = 0.0;
    watch.cameras[camera("plain")].newest = std::move(scene);
    EXPECT_THAT(watch.run(10.0), IsEmpty());
}

TEST_P(ViewRules, AViewThatIsNotLearntYetSaysNothing) {
    auto scene = std::make_shared<net::Scene>();
    scene->camera = camera("plain");
    watch.cameras[camera("plain")].newest = std::move(scene);
    EXPECT_THAT(watch.run(10.0), IsEmpty());
}

Watch blind_rule() {
    auto rule = a_rule(RuleKind::camera_blind, 10.0, {}, {"east", "plain"});
    rule.clear_below = 1.0;
    rule.min_duration_s = 0.0;
    return Watch(a_venue({rule}));
}

TEST(CameraBlind, FiresWithTheSecondsForWhichNothingWasUnderstood) {
    Watch watch = blind_rule();
    watch.cameras[camera("east")].blind_s = 9.9;
    EXPECT_THAT(watch.run(5.0), IsEmpty());
    watch.cameras[camera("east")].blind_s = 10.0;
    const auto alerts = watch.step();
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::raised));
    EXPECT_EQ(alerts[0].camera, camera("east"));
    EXPECT_EQ(alerts[0].evidence[0], (net::Evidence{"blind", 10.0, std::nullopt, 10.0, "s"}));
    watch.cameras[camera("east")].blind_s = 0.0;
    EXPECT_THAT(transitions(watch.run(2.2)), ElementsAre(Transition::cleared));
}

TEST(CameraBlind, OfACameraThatFallsSilentNeitherFiresNorClears) {
    Watch watch = blind_rule();
    auto& east = watch.cameras[camera("east")];
    east.blind_s = 60.0;
    east.state = SourceState::silent;
    EXPECT_THAT(watch.run(5.0), IsEmpty());
    east.state = SourceState::running;
    EXPECT_THAT(transitions(watch.step()), ElementsAre(Transition::raised));
    east.state = SourceState::failed;
    east.blind_s = 0.0;
    EXPECT_THAT(watch.run(60.0), IsEmpty());
}

}  // namespace
}  // namespace vigie::test
