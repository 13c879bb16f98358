// Objects left and gone, people on the ground, smoke and fire, on hand-made signs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/vision/rules/watch.hpp"

namespace vigie::test {
namespace {

using net::RuleKind;
using net::SignKind;
using net::Transition;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct KindCase {
    RuleKind rule;
    SignKind sign;
    SignKind other;  ///< of another rule
    const char* evidence;
};

net::Sign sign_of(SignKind kind, double lasting_s, std::optional<net::Point<net::Floor>> at) {
    return {7, kind, {100.0, 200.0, 40.0, 30.0}, 0.75, lasting_s, at, ""};
}

/// A rule without delay over what lasts for 4 s: the sign itself has been watched for long enough.
net::RuleConfiguration four_seconds(RuleKind kind, const std::vector<std::string_view>& zones,
                                    const std::vector<std::string_view>& cameras = {}) {
    auto rule = a_rule(kind, 4.0, zones, cameras);
    rule.clear_below = 1.0;
    rule.min_duration_s = 0.0;
    return rule;
}

class SignRules : public ::testing::TestWithParam<KindCase> {
protected:
    static Watch over_vault() { return Watch(a_venue({four_seconds(GetParam().rule, {"vault"})})); }
    static Watch over_camera(std::string_view name) {
        Watch watch(a_venue({four_seconds(GetParam().rule, {}, {name})}));
        watch.seeing.insert(camera(name));
        return watch;
    }
    static net::Sign one(double lasting_s, std::optional<net::Point<net::Floor>> at = {{4.0, 4.0}}) {
        return sign_of(GetParam().sign, lasting_s, at);
    }
};

INSTANTIATE_TEST_SUITE_P(
    Kinds, SignRules,
    ::testing::Values(
        KindCase{RuleKind::abandoned_object, SignKind::left_object, SignKind::missing_object, "alone"},
        KindCase{RuleKind::removed_object, SignKind::missing_object, SignKind::left_object, "gone"},
        KindCase{RuleKind::person_down, SignKind::person_down, SignKind::smoke, "down"},
        KindCase{RuleKind::smoke_or_fire, SignKind::smoke, SignKind::person_down, "visible"},
        KindCase{RuleKind::smoke_or_fire, SignKind::flames, SignKind::left_object, "visible"}),
    [](const auto& kind) {
        return std::string(net::key_of(kind.param.rule)) + std::to_string(static_cast<int>(kind.param.sign));
    });

TEST_P(SignRules, FireOnceTheSignHasLastedAndShowTheFrame) {
    Watch watch = over_camera("plain");
    watch.signs[camera("plain")] = {one(3.9, std::nullopt)};
    EXPECT_THAT(watch.run(5.0), IsEmpty());
    watch.signs[camera("plain")] = {one(4.0, std::nullopt)};
    const auto alerts = watch.step();
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::raised));
    EXPECT_EQ(alerts[0].kind, GetParam().rule);
    EXPECT_EQ(alerts[0].camera, camera("plain"));
    EXPECT_FALSE(alerts[0].zone);
    EXPECT_EQ(alerts[0].frame, watch.stamp);
    EXPECT_EQ(alerts[0].at, watch.stamp.captured);
    ASSERT_GE(alerts[0].evidence.size(), 2U);
    EXPECT_EQ(alerts[0].evidence[0], (net::Evidence{GetParam().evidence, 4.0, std::nullopt, 4.0, "s"}));
    EXPECT_EQ(alerts[0].evidence[1], (net::Evidence{"confidence", 75.0, std::nullopt, std::nullopt, "%"}));
}

TEST_P(SignRules, AreNotToldAgainWhileItLastsAndClearWhenItHasEnded) {
    Watch watch = over_camera("plain");
    for (int i = 0; i < 100; ++i) {
        watch.signs[camera("plain")] = {one(0.1 * i, std::nullopt)};
        watch.step();
    }
    watch.signs[camera("plain")].clear();
    watch.run(2.0);
    EXPECT_THAT(transitions(watch.told), ElementsAre(Transition::raised));
    watch.run(0.2);
    EXPECT_THAT(transitions(watch.told), ElementsAre(Transition::raised, Transition::cleared));
}

TEST_P(SignRules, IgnoreOtherSigns) {
    Watch watch = over_camera("plain");
    watch.signs[camera("plain")] = {sign_of(GetParam().other, 60.0, std::nullopt),
                                    sign_of(SignKind::model_class, 60.0, std::nullopt)};
    EXPECT_THAT(watch.run(10.0), IsEmpty());
}

TEST_P(SignRules, OfACameraThatDoesNotSeeNeitherFireNorClear) {
    Watch watch = over_camera("plain");
    watch.signs[camera("plain")] = {one(9.0, std::nullopt)};
    watch.step();
    watch.seeing.erase(camera("plain"));
    watch.run(20.0);
    EXPECT_THAT(transitions(watch.told), ElementsAre(Transition::raised));
}

TEST_P(SignRules, FireForASignInTheirZoneAndSayWhere) {
    Watch watch = over_vault();
    watch.signs[camera("east")] = {one(2.0), one(8.0, net::Point<net::Floor>{3.0, 5.0})};
    const auto alerts = watch.step();
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::raised));
    EXPECT_EQ(alerts[0].zone, zone("vault"));
    EXPECT_EQ(alerts[0].camera, camera("east"));
    ASSERT_GE(alerts[0].evidence.size(), 4U);
    EXPECT_EQ(alerts[0].evidence[0].value, 8.0) << "the oldest one";
    EXPECT_EQ(alerts[0].evidence[2], (net::Evidence{"x", 3.0, std::nullopt, std::nullopt, "m"}));
    EXPECT_EQ(alerts[0].evidence[3], (net::Evidence{"y", 5.0, std::nullopt, std::nullopt, "m"}));
}

TEST_P(SignRules, DoNotFireForASignJustOutsideWithoutAPlaceOrOfAnotherCamera) {
    Watch watch = over_vault();
    watch.signs[camera("east")] = {one(60.0, net::Point<net::Floor>{6.01, 4.0}), one(60.0, std::nullopt)};
    watch.signs[camera("west")] = {one(60.0)};
    EXPECT_THAT(watch.run(10.0), IsEmpty());
}

TEST_P(SignRules, AreRaisedByTheCameraThatIsLeftButNotClearedByIt) {
    Watch watch(a_venue({four_seconds(GetParam().rule, {"shared"})}));
    watch.seeing.erase(camera("east"));
    watch.signs[camera("west")] = {one(5.0)};
    const auto alerts = watch.step();
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::raised));
    EXPECT_EQ(alerts[0].camera, camera("west"));
    watch.signs[camera("west")].clear();
    EXPECT_THAT(watch.run(20.0), IsEmpty()) << "east may still see it";
    watch.seeing.insert(camera("east"));
    EXPECT_THAT(transitions(watch.run(2.3)), ElementsAre(Transition::cleared));
}

TEST_P(SignRules, WatchAZoneOnlyThroughCalibratedCameras) {
    Watch watch(a_venue({four_seconds(GetParam().rule, {"dark"}, {"plain"})}));
    const auto health = watch.book.health(watch.stamp.captured);
    ASSERT_EQ(health.size(), 1U);
    EXPECT_TRUE(health[0].on) << "the camera is watched";
    EXPECT_THAT(health[0].why_off.english, ::testing::HasSubstr("zone 'dark' is not watched"));
}

}  // namespace
}  // namespace vigie::test
