// Every scene of scenes.toml under one seed: the rule is raised in time with its evidence, or, beside its
// scene, never.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/places.hpp"
#include "vision/eval/scene_list.hpp"
#include "vision/eval/scene_run.hpp"

namespace vigie {
namespace {

constexpr std::uint64_t kSeed = 11;
/// Of the frames of a scene so many must have been judged ...
constexpr double kLeastSeen = 0.8;
/// ... and of one whose camera is made to fail: what comes before, at least.
constexpr double kLeastSeenBeside = 0.2;

const std::vector<vision::ScriptedScene>& all_scenes() {
    static const auto scenes = vision::load_scenes(VIGIE_SOURCE_DIR "/tests/scenes").value();
    return scenes;
}

double least_seen(const vision::SceneRun& run) {
    const bool fails = std::any_of(run.happened.begin(), run.happened.end(), [](const auto& happening) {
        return happening.kind == vision::EventKind::camera_fault;
    });
    return fails ? kLeastSeenBeside : kLeastSeen;
}

class Scenes : public ::testing::TestWithParam<vision::ScriptedScene> {};

TEST_P(Scenes, ComesOutAsItsListSays) {
    const auto& scene = GetParam();
    if (!vision::has_rule(scene.kind)) GTEST_SKIP() << "this build has no rule " << net::key_of(scene.kind);
    if (!scene.known.empty()) GTEST_SKIP() << "known: " << scene.known;
    const auto run = vision::run_scene(scene.node, scene.script, kSeed);
    ASSERT_TRUE(run) << run.error().message;
    EXPECT_EQ(run->refused, 0U);
    EXPECT_GE(static_cast<double>(run->seen), least_seen(*run) * static_cast<double>(run->frames))
        << "a rule that sees nothing proves nothing";
    const auto verdict = vision::judge_scene(scene, *run);
    EXPECT_TRUE(verdict.holds) << scene.what << ": " << verdict.why;
    EXPECT_EQ(verdict.fired, scene.fires);
    if (!scene.fires) return;

    const auto raised =
        std::find_if(run->alerts.begin(), run->alerts.end(), [&scene](const vision::SceneAlert& entry) {
            return entry.alert.kind == scene.kind && entry.alert.transition == net::Transition::raised;
        });
    ASSERT_NE(raised, run->alerts.end());
    const auto& alert = raised->alert;
    ASSERT_FALSE(alert.evidence.empty());
    const auto& figure = alert.evidence.front();
    ASSERT_TRUE(figure.threshold) << figure.name << " says what it was held against";
    EXPECT_GE(figure.value, *figure.threshold) << figure.name;
    EXPECT_TRUE(alert.zone || alert.camera || scene.kind == net::RuleKind::venue_over_capacity);
    // A silent camera has no frame that shows it; the others name the one that did.
    // No picture is about the venue as a whole, nor about a camera that sends none or the same one.
    const bool pictured = scene.kind != net::RuleKind::camera_silent &&
                          scene.kind != net::RuleKind::camera_frozen &&
                          scene.kind != net::RuleKind::venue_over_capacity;
    EXPECT_EQ(alert.frame.has_value(), pictured);
}

INSTANTIATE_TEST_SUITE_P(All, Scenes, ::testing::ValuesIn(all_scenes()), [](const auto& of) {
    std::string name = of.param.name;
    std::replace_if(
        name.begin(), name.end(), [](char letter) { return letter == '/' || letter == '-'; }, '_');
    return name;
});

TEST(ListOfScenes, HasForEachKindASceneThatFiresAndThreeNearMisses) {
    std::map<net::RuleKind, std::pair<int, int>> counted;
    for (const auto& scene : all_scenes()) {
        auto& [fires, near_misses] = counted[scene.kind];
        ++(scene.fires ? fires : near_misses);
    }
    for (int i = 1; i <= static_cast<int>(net::kLastRuleKind); ++i) {
        const auto kind = static_cast<net::RuleKind>(i);
        if (kind == net::RuleKind::model_class) continue;  // needs a model of the user's own
        const auto found = counted.find(kind);
        if (found == counted.end()) {
            EXPECT_FALSE(vision::has_rule(kind)) << net::key_of(kind) << " has a rule and no scene";
            continue;
        }
        EXPECT_GE(found->second.first, 1) << net::key_of(kind);
        EXPECT_GE(found->second.second, 3) << net::key_of(kind);
    }
}

}  // namespace
}  // namespace vigie
