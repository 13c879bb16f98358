// Scripted scenes: what a list may say, when a run is as its scene says, and a small venue from picture to
// alert.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/support/temporary_folder.hpp"
#include "vision/eval/scene_list.hpp"
#include "vision/eval/scene_run.hpp"

namespace vigie {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view kNode = R"([node]
id = "edge-1"
key = "node.key"
[venue]
name = "Palais"
profile = "unrestricted"
[[floor]]
id = "hall"
name = "Hall"
width_m = 12.0
height_m = 8.0
[[camera]]
id = "south"
name = "South"
fps = 8.0
[camera.source]
simulation = "comes.toml"
size = [160, 120]
[camera.source.pose]
floor = "hall"
at = [6.0, 7.8]
height_m = 3.5
look_at = [6.0, 3.0]
[[rule]]
id = "silent"
name = "Silent"
kind = "camera_silent"
cameras = ["south"]
[rule.purpose]
legal_basis = "test"
authority = "test"
)";

constexpr std::string_view kScript = R"([run]
duration_s = 16.0
loop = false
[[floor]]
id = "hall"
width_m = 12.0
height_m = 8.0
[[event]]
at_s = 3.0
kind = "camera"
camera = "south"
fault = "silent"
duration_s = 4.0
)";

constexpr std::string_view kList = R"([[scene]]
rule = "camera_silent"
script = "comes.toml"
fires = true
earliest_s = 1.0
latest_s = 5.0
what = "The camera is silent"
)";

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
    std::string out(text);
    const auto at = out.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return out.replace(at, from.size(), to);
}

class SceneList : public ::testing::Test {
protected:
    SceneList() {
        static_cast<void>(folder_.write("node.toml", std::string(kNode)));
        static_cast<void>(folder_.write("comes.toml", std::string(kScript)));
    }
    std::string error_of(const std::string& list) {
        static_cast<void>(folder_.write("scenes.toml", list));
        const auto read = vision::load_scenes(folder_.path());
        return read ? "accepted" : read.error().message;
    }
    test::TemporaryFolder folder_;
};

TEST_F(SceneList, NamesTheScriptItsNodeAndWhatMustComeOfIt) {
    static_cast<void>(folder_.write("scenes.toml", std::string(kList)));
    const auto scenes = vision::load_scenes(folder_.path());
    ASSERT_TRUE(scenes) << scenes.error().message;
    ASSERT_EQ(scenes->size(), 1U);
    const auto& scene = scenes->front();
    EXPECT_EQ(scene.name, "comes");
    EXPECT_EQ(scene.kind, net::RuleKind::camera_silent);
    EXPECT_EQ(scene.node, folder_.path() / "node.toml") << "beside its script, unless it is named";
    EXPECT_TRUE(scene.fires);
    EXPECT_EQ(scene.earliest_s, 1.0);
    EXPECT_EQ(scene.latest_s, 5.0);
    EXPECT_FALSE(scene.clears);
}

TEST_F(SceneList, RefusesWhatMakesNoSense) {
    EXPECT_THAT(error_of(replaced(kList, "camera_silent", "camera_sleepy")),
                HasSubstr("scenes.toml:2: scene[1].rule 'camera_sleepy' is no kind of rule"));
    EXPECT_THAT(error_of(replaced(kList, "camera_silent", "node_silent")), HasSubstr("is no kind of rule"))
        << "a console's kind never comes from a node";
    EXPECT_THAT(error_of(replaced(kList, "\"comes.toml\"", "\"goes.toml\"")), HasSubstr("is no file"));
    EXPECT_THAT(error_of(replaced(kList, "latest_s = 5.0", "latest_s = 0.5")),
                HasSubstr("must be later than 'earliest_s'"));
    EXPECT_THAT(error_of(replaced(kList, "fires = true", "from_event = true")),
                HasSubstr("belongs to a scene that fires"));
    EXPECT_THAT(
        error_of(replaced(kList, "fires = true", "fires = true\nfrom_event = true\nfrom_in_zone = 9")),
        HasSubstr("two beginnings of one window"));
    EXPECT_THAT(error_of(std::string(kList) + std::string(kList)), HasSubstr("listed twice"));
    EXPECT_THAT(error_of("# nothing\n"), HasSubstr("add one [[scene]] at least"));
    EXPECT_THAT(error_of(replaced(kList, "fires = true\nearliest_s = 1.0\nlatest_s = 5.0\n", "")),
                HasSubstr("scene[1].truth is missing: say what must truly happen"))
        << "beside nothing, silence proves nothing";
}

vision::ScriptedScene silent_scene() {
    vision::ScriptedScene out;
    out.kind = net::RuleKind::camera_silent;
    out.fires = true;
    out.earliest_s = 10.0;
    out.latest_s = 14.0;
    return out;
}

vision::SceneAlert alert_at(double at_s, net::Transition transition,
                            net::RuleKind kind = net::RuleKind::camera_silent) {
    vision::SceneAlert out;
    out.at_s = at_s;
    out.alert.kind = kind;
    out.alert.transition = transition;
    out.alert.evidence = {{"silent", 3.2, std::nullopt, 3.0, "s"}};
    return out;
}

TEST(SceneVerdict, HoldsWhenTheRuleIsRaisedInItsWindow) {
    vision::SceneRun run;
    run.alerts = {alert_at(5.0, net::Transition::raised, net::RuleKind::camera_frozen),
                  alert_at(11.5, net::Transition::raised)};
    const auto verdict = vision::judge_scene(silent_scene(), run);
    EXPECT_TRUE(verdict.holds) << verdict.why;
    EXPECT_TRUE(verdict.fired);
    EXPECT_DOUBLE_EQ(verdict.delay_s, 1.5);
    EXPECT_EQ(vision::text_of(verdict.evidence), "silent 3.2 s (threshold 3)");
}

TEST(SceneVerdict, DoesNotHoldTooEarlyTooLateOrNever) {
    vision::SceneRun run;
    EXPECT_EQ(vision::judge_scene(silent_scene(), run).why, "not raised");
    run.alerts = {alert_at(9.0, net::Transition::raised), alert_at(11.0, net::Transition::raised)};
    EXPECT_EQ(vision::judge_scene(silent_scene(), run).why, "raised at 9.0 s, which is not in 10.0 to 14.0 s")
        << "an alarm before its reason is a false one, whatever comes after";
    run.alerts = {alert_at(14.5, net::Transition::raised)};
    EXPECT_FALSE(vision::judge_scene(silent_scene(), run).holds);
}

TEST(SceneVerdict, ANearMissThatRaisesDoesNotHold) {
    auto scene = silent_scene();
    scene.fires = false;
    vision::SceneRun run;
    EXPECT_TRUE(vision::judge_scene(scene, run).holds);
    run.alerts = {alert_at(20.0, net::Transition::raised)};
    const auto verdict = vision::judge_scene(scene, run);
    EXPECT_TRUE(verdict.fired);
    EXPECT_EQ(verdict.why, "raised at 20.0 s by silent 3.2 s (threshold 3)");
}

TEST(SceneVerdict, ANearMissNeedsWhatItIsNearTo) {
    auto scene = silent_scene();
    scene.fires = false;
    scene.truth.against = 1;
    vision::SceneRun run;
    EXPECT_EQ(vision::judge_scene(scene, run).why,
              "in truth 0 people walked against the zone's direction, 1 are wanted");
    run.truth[scene.kind].against = 1;
    EXPECT_TRUE(vision::judge_scene(scene, run).holds);
}

vision::WorldState with_people(const std::vector<net::Point<net::Floor>>& places) {
    vision::WorldState out;
    for (const auto& place : places) {
        vision::SimulatedPerson person;
        person.id = out.people.size() + 1;
        person.floor = *net::FloorId::parse("hall");
        person.at = place;
        out.people.push_back(person);
    }
    return out;
}

TEST(SceneTruth, CountsPeopleInTheRulesZonesAndWhoGoesBackTwoMetres) {
    net::ConfigurationRecord record;
    record.zones.resize(1);
    auto& zone = record.zones.front();
    zone.zone = *net::ZoneId::parse("way");
    zone.floor = *net::FloorId::parse("hall");
    zone.outline = {{{0.0, 0.0}, {10.0, 0.0}, {10.0, 4.0}, {0.0, 4.0}}};
    zone.direction = net::Vector<net::Floor>{2.0, 0.0};
    record.rules.resize(1);
    record.rules.front().kind = net::RuleKind::counter_flow;
    record.rules.front().zones = {zone.zone};
    vision::TruthWatch watch(record);
    watch.see(with_people({{1.0, 1.0}, {9.0, 1.0}, {5.0, 8.0}}), 1.0);
    watch.see(with_people({{4.0, 1.0}, {7.5, 1.0}, {2.0, 8.0}}), 2.0);
    EXPECT_EQ(watch.truth_for(net::RuleKind::counter_flow).against, 0U) << "a metre and a half is no way";
    watch.see(with_people({{6.0, 1.0}, {6.9, 1.0}}), 3.0);
    const auto truth = watch.truth_for(net::RuleKind::counter_flow);
    EXPECT_EQ(truth.people, 3U);
    EXPECT_EQ(truth.passed, 3U);
    EXPECT_EQ(truth.in_zone, 2U);
    EXPECT_THAT(truth.in_zone_from_s, ElementsAre(1.0, 1.0))
        << "one, then two, both from the first second on";
    EXPECT_EQ(truth.against, 1U);
    EXPECT_EQ(watch.truth_for(net::RuleKind::intrusion).in_zone, 0U) << "no rule of that kind";
}

TEST(SceneTruth, CountsWhoStandsInTheRulesZonesAndWhoIsClose) {
    net::ConfigurationRecord record;
    record.zones.resize(1);
    auto& zone = record.zones.front();
    zone.zone = *net::ZoneId::parse("place");
    zone.floor = *net::FloorId::parse("hall");
    zone.outline = {{{0.0, 0.0}, {10.0, 0.0}, {10.0, 4.0}, {0.0, 4.0}}};
    record.rules.resize(1);
    record.rules.front().kind = net::RuleKind::over_density;
    record.rules.front().zones = {zone.zone};
    vision::TruthWatch watch(record);
    for (double at_s = 0.0; at_s < 5.0; at_s += 1.0) {
        watch.see(with_people({{1.0, 1.0}, {1.9, 1.0}, {4.0 + 0.3 * at_s, 1.0}, {1.0, 4.5}}), at_s);
    }
    auto truth = watch.truth_for(net::RuleKind::over_density);
    EXPECT_EQ(truth.standing, 0U) << "not for five seconds yet";
    EXPECT_EQ(truth.close, 2U) << "who is outside of the zone is close to nobody in it";
    watch.see(with_people({{1.0, 1.0}, {1.9, 1.0}, {5.5, 1.0}, {1.0, 4.5}}), 5.0);
    truth = watch.truth_for(net::RuleKind::over_density);
    EXPECT_EQ(truth.standing, 2U) << "who goes on slowly does not stand";
    EXPECT_EQ(watch.truth_for(net::RuleKind::intrusion).standing, 0U) << "no rule of that kind";
}

TEST(SceneVerdict, CountsFromWhatTrulyHappenedAndNeedsItToHappen) {
    auto scene = silent_scene();
    scene.from_event = true;
    scene.earliest_s = 1.0;
    scene.latest_s = 4.0;
    vision::SceneRun run;
    run.alerts = {alert_at(11.0, net::Transition::raised)};
    EXPECT_EQ(vision::judge_scene(scene, run).why, "what its window begins with did not happen");
    run.happened = {{vision::EventKind::phase, 1.0, {}, {}, {}, {}, {}, ""},
                    {vision::EventKind::fall, 9.0, {}, {}, {}, {}, {}, ""}};
    const auto verdict = vision::judge_scene(scene, run);
    EXPECT_TRUE(verdict.holds) << verdict.why;
    EXPECT_DOUBLE_EQ(verdict.delay_s, 1.0);
}

TEST(SceneVerdict, CountsFromWhenSoManyWereInTheZoneAndNeedsThemThere) {
    auto scene = silent_scene();
    scene.from_in_zone = 2;
    scene.earliest_s = 1.0;
    scene.latest_s = 4.0;
    vision::SceneRun run;
    run.alerts = {alert_at(11.0, net::Transition::raised)};
    run.truth[scene.kind].in_zone = 1;
    run.truth[scene.kind].in_zone_from_s = {3.0};
    EXPECT_EQ(vision::judge_scene(scene, run).why, "what its window begins with did not happen");
    run.truth[scene.kind].in_zone = 2;
    run.truth[scene.kind].in_zone_from_s = {3.0, 9.5};
    EXPECT_DOUBLE_EQ(vision::judge_scene(scene, run).delay_s, 0.5) << "after the window's beginning";
    EXPECT_TRUE(vision::judge_scene(scene, run).holds);
    run.truth[scene.kind].in_zone_from_s = {3.0, 10.5};
    EXPECT_EQ(vision::judge_scene(scene, run).why, "raised at 11.0 s, which is not in 11.5 to 14.5 s")
        << "an alarm before its reason";
}

TEST(SceneVerdict, ARuleThatWasOffProvesNothingAndWhatMustEndMustEnd) {
    auto scene = silent_scene();
    scene.clears = true;
    vision::SceneRun run;
    run.alerts = {alert_at(11.0, net::Transition::raised)};
    EXPECT_EQ(vision::judge_scene(scene, run).why, "raised and not cleared");
    run.alerts.push_back(alert_at(16.0, net::Transition::cleared));
    EXPECT_TRUE(vision::judge_scene(scene, run).holds);
    net::RuleHealth off;
    off.rule = *net::RuleId::parse("silent");
    off.on = false;
    off.why_off.english = "no order was entered";
    run.off = {off};
    EXPECT_EQ(vision::judge_scene(scene, run).why, "rule silent was off: no order was entered");
}

TEST_F(SceneList, ARunIsAWholeNodeInTheScriptsOwnTime) {
    const auto run = vision::run_scene(folder_.path() / "node.toml", folder_.path() / "comes.toml", 3);
    ASSERT_TRUE(run) << run.error().message;
    ASSERT_EQ(run->alerts.size(), 2U);
    EXPECT_EQ(run->alerts[0].alert.kind, net::RuleKind::camera_silent);
    EXPECT_EQ(run->alerts[0].alert.transition, net::Transition::raised);
    EXPECT_NEAR(run->alerts[0].at_s, 6.0, 0.3) << "three seconds after the last picture";
    EXPECT_EQ(run->alerts[1].alert.transition, net::Transition::cleared);
    ASSERT_EQ(run->happened.size(), 1U);
    EXPECT_NEAR(run->happened[0].start_s, 3.0, 0.1);
    EXPECT_LT(run->frames, 96U) << "none while it is silent";
    EXPECT_GT(run->frames, 50U);
    EXPECT_EQ(run->refused, 0U);
    EXPECT_TRUE(run->off.empty());

    const auto again = vision::run_scene(folder_.path() / "node.toml", folder_.path() / "comes.toml", 3);
    ASSERT_EQ(again->alerts.size(), run->alerts.size());
    EXPECT_EQ(again->alerts[0].at_s, run->alerts[0].at_s);
    EXPECT_EQ(again->alerts[0].alert, run->alerts[0].alert) << "the same seed, the same run";
}

TEST_F(SceneList, ARunSaysWhichCameraIsLive) {
    const auto node = folder_.write(
        "file.toml", replaced(replaced(kNode, "simulation = \"comes.toml\"\nsize = [160, 120]\n",
                                       "rtsp = \"rtsp://127.0.0.1/live\"\n"),
                              "[camera.source.pose]\nfloor = \"hall\"\nat = [6.0, 7.8]\nheight_m = 3.5\n"
                              "look_at = [6.0, 3.0]\n",
                              ""));
    const auto run = vision::run_scene(node, folder_.path() / "comes.toml", 1);
    ASSERT_FALSE(run);
    EXPECT_THAT(run.error().message, HasSubstr("camera 'south' is live"));
}

}  // namespace
}  // namespace vigie
