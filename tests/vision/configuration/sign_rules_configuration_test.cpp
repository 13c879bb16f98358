// Rules that watch for signs: of zones, of cameras, or of both.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/temporary_folder.hpp"
#include "tests/vision/configuration/good_node.hpp"
#include "vision/configuration/node_configuration.hpp"

namespace vigie {
namespace {

using ::testing::HasSubstr;

net::Result<vision::NodeConfiguration> load(const std::string& content) {
    const test::TemporaryFolder folder;
    return vision::load_node_configuration(folder.write("node.toml", content), "/state");
}

/// The good file with one more rule.
net::Result<vision::NodeConfiguration> with_rule(const std::string& lines) {
    std::string content(test::kGoodNode);
    content.append("\n[[rule]]\nid = \"more\"\nname = \"More\"\n");
    content.append(lines);
    content.append("\n[rule.purpose]\nlegal_basis = \"safety\"\nauthority = \"the venue\"\n");
    return load(content);
}

struct Defaults {
    const char* kind;
    net::RuleKind is;
    double threshold;
    double clear_after_s;
};

class SignRuleDefaults : public ::testing::TestWithParam<Defaults> {};

INSTANTIATE_TEST_SUITE_P(Kinds, SignRuleDefaults,
                         ::testing::Values(Defaults{"abandoned_object", net::RuleKind::abandoned_object, 30,
                                                    5},
                                           Defaults{"removed_object", net::RuleKind::removed_object, 10, 5},
                                           Defaults{"person_down", net::RuleKind::person_down, 4, 3},
                                           Defaults{"smoke_or_fire", net::RuleKind::smoke_or_fire, 5, 5}),
                         [](const auto& kind) { return std::string(kind.param.kind); });

TEST_P(SignRuleDefaults, MayWatchACameraWithoutCalibration) {
    const auto read = with_rule("kind = \"" + std::string(GetParam().kind) + "\"\ncameras = [\"west\"]");
    ASSERT_TRUE(read) << read.error().message;
    const auto& rule = read->record.rules.back();
    EXPECT_EQ(rule.kind, GetParam().is);
    EXPECT_EQ(rule.threshold, GetParam().threshold) << "seconds";
    EXPECT_EQ(rule.clear_below, 1.0);
    EXPECT_EQ(rule.min_duration_s, 0.0) << "the sign itself has lasted";
    EXPECT_EQ(rule.clear_after_s, GetParam().clear_after_s);
    EXPECT_TRUE(rule.zones.empty());
    ASSERT_EQ(rule.cameras.size(), 1U);
    EXPECT_EQ(rule.cameras[0].text(), "west");
}

TEST(SignRules, OfObjectsAndPeopleMayWatchZonesAndCamerasAtOnce) {
    for (const std::string kind : {"abandoned_object", "removed_object", "person_down"}) {
        const auto read = with_rule("kind = \"" + kind + "\"\nzones = [\"lawn\"]\ncameras = [\"west\"]");
        ASSERT_TRUE(read) << read.error().message;
        EXPECT_EQ(read->record.rules.back().zones.size(), 1U) << kind;
        EXPECT_EQ(read->record.rules.back().cameras.size(), 1U) << kind;
    }
}

TEST(SignRules, SayWhatTheyMayWatch) {
    const auto smoke = with_rule("kind = \"smoke_or_fire\"\nzones = [\"lawn\"]");
    ASSERT_FALSE(smoke);
    EXPECT_THAT(smoke.error().message,
                HasSubstr("zones does not belong to a rule of kind smoke_or_fire; use 'cameras'"));
    const auto nothing = with_rule("kind = \"person_down\"");
    ASSERT_FALSE(nothing);
    EXPECT_THAT(nothing.error().message, HasSubstr("zones must name at least one of the zones or cameras"));
    const auto unknown = with_rule("kind = \"person_down\"\ncameras = [\"roof\"]");
    ASSERT_FALSE(unknown);
    EXPECT_THAT(unknown.error().message, HasSubstr("cameras names 'roof', which does not exist"));
}

TEST(SignRules, WhatCountsAsAnObjectIsAMatterOfTheCamera) {
    std::string content(test::kGoodNode);
    const std::string head = "[camera.analysis]\n";
    const auto at = content.find(head);
    ASSERT_NE(at, std::string::npos);
    const auto with = [&](const std::string& lines) {
        std::string changed = content;
        return load(changed.insert(at + head.size(), lines));
    };
    const auto read = with(
        "object_near_m = 4.0\nobject_smallest_m = 0.3\nobject_largest_m = 2.0\nobject_known_s = 60.0\n"
        "object_forget_s = 600.0\n");
    ASSERT_TRUE(read) << read.error().message;
    const auto& object = read->cameras.front().analysis.sign.object;
    EXPECT_EQ(object.near_m, 4.0);
    EXPECT_EQ(object.smallest_m, 0.3);
    EXPECT_EQ(object.largest_m, 2.0);
    EXPECT_EQ(object.known_s, 60.0);
    EXPECT_EQ(object.forget_s, 600.0);
    const auto refused = with("object_near_m = 0.1\n");
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("object_near_m must be a number from 0.5 to 20"));
}

}  // namespace
}  // namespace vigie
