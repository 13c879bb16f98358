// A class of the user's own model, on hand-made signs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/vision/rules/watch.hpp"

namespace vigie::test {
namespace {

using net::RuleKind;
using net::Transition;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

net::RuleConfiguration weapon(const std::vector<std::string_view>& zones,
                              const std::vector<std::string_view>& cameras = {}) {
    auto rule = a_rule(RuleKind::model_class, 1.0, zones, cameras);
    rule.label = "weapon";
    rule.clear_below = 0.5;
    rule.min_duration_s = 0.0;
    return rule;
}

net::Sign seen(const std::string& label, double lasting_s,
               std::optional<net::Point<net::Floor>> at = {{4.0, 4.0}}) {
    return {3, net::SignKind::model_class, {10.0, 20.0, 30.0, 12.0}, 0.8, lasting_s, at, label};
}

Watch with_models(net::RuleConfiguration rule, const std::vector<std::string_view>& cameras) {
    Watch watch(a_venue({std::move(rule)}));
    for (const auto& name : cameras) {
        watch.seeing.insert(camera(name));
        watch.cameras[camera(name)].labels = {"fire engine", "weapon"};
    }
    return watch;
}

TEST(ModelClass, FiresForItsOwnClassAndSaysHowSureTheModelIs) {
    Watch watch = with_models(weapon({}, {"plain"}), {"plain"});
    watch.signs[camera("plain")] = {seen("fire engine", 60.0), seen("weapon", 0.9)};
    EXPECT_THAT(watch.run(5.0), IsEmpty());
    watch.signs[camera("plain")] = {seen("fire engine", 60.0), seen("weapon", 1.0)};
    const auto alerts = watch.step();
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::raised));
    EXPECT_EQ(alerts[0].evidence[0], (net::Evidence{"visible", 1.0, std::nullopt, 1.0, "s"}));
    EXPECT_EQ(alerts[0].evidence[1], (net::Evidence{"confidence", 80.0, std::nullopt, std::nullopt, "%"}));
    EXPECT_TRUE(alerts[0].frame);
    watch.signs.clear();
    EXPECT_THAT(transitions(watch.run(2.2)), ElementsAre(Transition::cleared));
}

TEST(ModelClass, InAZoneOnlyWhatStandsInItCounts) {
    Watch watch = with_models(weapon({"vault"}), {"east"});
    watch.signs[camera("east")] = {seen("weapon", 9.0, {{1.9, 4.0}}), seen("weapon", 9.0, std::nullopt)};
    EXPECT_THAT(watch.run(5.0), IsEmpty());
    watch.signs[camera("east")] = {seen("weapon", 9.0)};
    const auto alerts = watch.step();
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::raised));
    EXPECT_EQ(alerts[0].zone, zone("vault"));
}

TEST(ModelClass, IsNoOtherSignThatBearsTheSameName) {
    Watch watch = with_models(weapon({}, {"plain"}), {"plain"});
    auto bag = seen("weapon", 60.0);
    bag.kind = net::SignKind::left_object;
    watch.signs[camera("plain")] = {bag, seen("Weapon", 60.0), seen("weapon rack", 60.0), seen("", 60.0)};
    EXPECT_THAT(watch.run(5.0), IsEmpty());
}

TEST(ModelClass, ManyThatAreEachSeenForAMomentAreNotOneThatLasts) {
    Watch watch = with_models(weapon({}, {"plain"}), {"plain"});
    for (net::SignNumber number = 1; number < 30; ++number) {
        auto moment = seen("weapon", 0.9);
        moment.number = number;
        watch.signs[camera("plain")] = {moment, moment};
        EXPECT_THAT(watch.step(), IsEmpty());
    }
}

TEST(ModelClass, ASignOfACameraThatDoesNotSeeTheZoneIsNoneInIt) {
    Watch watch = with_models(weapon({"vault"}), {"east", "west"});  // west does not look at the vault
    watch.signs[camera("west")] = {seen("weapon", 60.0)};
    EXPECT_THAT(watch.run(5.0), IsEmpty());
}

TEST(ModelClass, ACameraWhoseModelLooksForSomethingElseDoesNotClear) {
    Watch watch = with_models(weapon({"shared"}), {"east"});  // west sees the zone too, without a model
    watch.signs[camera("east")] = {seen("weapon", 9.0)};
    ASSERT_THAT(transitions(watch.step()), ElementsAre(Transition::raised));
    watch.seeing.erase(camera("east"));
    EXPECT_THAT(watch.run(30.0), IsEmpty());
}

TEST(ModelClass, WithoutAModelThatLooksForItTheRuleIsOffAndSaysSo) {
    Watch watch = with_models(weapon({}, {"plain"}), {});
    watch.seeing.insert(camera("plain"));
    watch.signs[camera("plain")] = {seen("weapon", 9.0)};
    EXPECT_THAT(watch.run(5.0), IsEmpty());
    auto health = watch.book.health(watch.stamp.captured);
    ASSERT_EQ(health.size(), 1U);
    EXPECT_FALSE(health[0].on);
    EXPECT_EQ(health[0].why_off.reason, net::Reason::rule_without_model);
    EXPECT_EQ(health[0].why_off.about, std::vector<std::string>{"weapon"});

    watch.cameras[camera("plain")].labels = {"weapon"};  // loaded
    EXPECT_THAT(transitions(watch.step()), ElementsAre(Transition::raised));
    health = watch.book.health(watch.stamp.captured);
    EXPECT_TRUE(health[0].on);
    EXPECT_TRUE(health[0].why_off.empty());
}

TEST(ModelClass, IsOnWhileOneCameraOfSeveralHasAModelAndNamesTheOther) {
    Watch watch = with_models(weapon({}, {"plain", "east"}), {"plain"});
    watch.step();
    const auto health = watch.book.health(watch.stamp.captured);
    EXPECT_TRUE(health[0].on);
    EXPECT_EQ(health[0].why_off.reason, net::Reason::rule_without_model);
    EXPECT_THAT(health[0].why_off.english, ::testing::HasSubstr("camera 'east'"));
}

}  // namespace
}  // namespace vigie::test
