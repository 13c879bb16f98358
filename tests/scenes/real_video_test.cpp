// Every kind of rule on real videos: what truly happens there is told, and nothing else.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "tests/support/evaluation_data.hpp"
#include "vision/eval/alarm_run.hpp"

namespace vigie {
namespace {

/// What the node tells, held against its list.
vision::AlarmRun told_of(const char* name, const std::filesystem::path& video, double seconds) {
    auto measured = vision::run_real_video(
        std::filesystem::path(VIGIE_SOURCE_DIR "/tests/scenes/real") / name, video, seconds);
    EXPECT_TRUE(measured) << measured.error().message;
    if (!measured) return {};
    for (const auto& sentence : measured->wrong()) ADD_FAILURE() << sentence;
    return *std::move(measured);
}

TEST(RealVideos, OfPeopleWhoWalkAndStandOnlyWhatIsTrueIsToldInThreeLoops) {
    const auto video = test::real_video();
    if (!std::filesystem::exists(video)) GTEST_SKIP() << test::is_absent(video);
    const auto told = told_of("vtest", video, vision::kThreeLoopsS);
    for (const char* camera : {"forecourt", "unsurveyed"}) {
        EXPECT_EQ(told.run.frames_of.at(*net::CameraId::parse(camera)), 3U * 795U) << camera;
    }
    EXPECT_GE(told.run.seen, told.run.frames * 99 / 100) << "what is not seen proves nothing";
}

TEST(RealVideos, TheCameraIsTheDemosWithItsSurvey) {
    const auto real =
        vision::load_node_configuration(VIGIE_SOURCE_DIR "/tests/scenes/real/vtest/node.toml", "/state");
    const auto demo = vision::load_node_configuration(VIGIE_SOURCE_DIR "/config/demo/node.toml", "/state");
    ASSERT_TRUE(real) << real.error().message;
    ASSERT_TRUE(demo) << demo.error().message;
    EXPECT_EQ(real->record.cameras.front(), demo->record.cameras.front());
}

TEST(RealVideos, EveryKindOfRuleLooksAtThem) {
    const auto node =
        vision::load_node_configuration(VIGIE_SOURCE_DIR "/tests/scenes/real/vtest/node.toml", "/state");
    ASSERT_TRUE(node) << node.error().message;
    std::set<net::RuleKind> kinds;
    for (const auto& rule : node->record.rules) kinds.insert(rule.kind);
    for (int i = 1; i <= static_cast<int>(net::kLastRuleKind); ++i) {
        const auto kind = static_cast<net::RuleKind>(i);
        if (!net::is_of_nodes(kind) || kind == net::RuleKind::model_class) continue;  // needs a model
        EXPECT_TRUE(kinds.contains(kind)) << net::key_of(kind);
    }
}

TEST(RealVideos, TheBagIsToldOnceWhenItsOwnerHasLeft) {
    const auto video = test::evaluation_data("aboda/video4.avi");
    if (!std::filesystem::exists(video)) GTEST_SKIP() << test::is_absent(video);
    const auto told = told_of("aboda", video, vision::kLeftBagS);
    EXPECT_EQ(told.run.frames, 1169U);
    ASSERT_EQ(told.run.alerts.size(), 1U) << "raised, and not cleared as the bag stays";
    const auto& frame = told.run.alerts.front().alert.frame;
    ASSERT_TRUE(frame);
    EXPECT_GE(frame->number, 590U) << "the owner leaves";
    EXPECT_LE(frame->number, 760U);
}

}  // namespace
}  // namespace vigie
