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

TEST(ViewRules, HaveThresholdsThatHold) {
    struct Row {
        const char* kind;
        double threshold;
        double clear_below;
        double min_duration_s;
    };
    for (const Row& row : {Row{"camera_covered", 0.6, 0.4, 5.0}, Row{"camera_blurred", 0.6, 0.45, 10.0},
                           Row{"camera_moved", 0.02, 0.015, 5.0}, Row{"camera_glared", 0.2, 0.1, 10.0},
                           Row{"camera_blind", 10.0, 1.0, 0.0}}) {
        const auto read = with_rule("kind = \"" + std::string(row.kind) + "\"\ncameras = [\"west\"]");
        ASSERT_TRUE(read) << read.error().message;
        const auto& rule = read->record.rules.back();
        EXPECT_EQ(net::key_of(rule.kind), row.kind);
        EXPECT_EQ(rule.threshold, row.threshold) << row.kind;
        EXPECT_EQ(rule.clear_below, row.clear_below) << row.kind;
        EXPECT_EQ(rule.min_duration_s, row.min_duration_s) << row.kind;
        EXPECT_FALSE(with_rule("kind = \"" + std::string(row.kind) + "\"\nzones = [\"bar\"]")) << row.kind;
    }
    const auto share = with_rule("kind = \"camera_covered\"\ncameras = [\"west\"]\nthreshold = 1.5");
    ASSERT_FALSE(share);
    EXPECT_THAT(share.error().message, HasSubstr("threshold"));
}

TEST(ModelClassRule, NamesItsClassAndNoOtherRuleDoes) {
    const auto read =
        with_rule("kind = \"model_class\"\nzones = [\"bar\"]\ncameras = [\"west\"]\nlabel = \"weapon\"");
    ASSERT_TRUE(read) << read.error().message;
    const auto& rule = read->record.rules.back();
    EXPECT_EQ(rule.kind, net::RuleKind::model_class);
    EXPECT_EQ(rule.label, "weapon");
    EXPECT_EQ(rule.threshold, 1.0) << "seconds";
    const auto nameless = with_rule("kind = \"model_class\"\ncameras = [\"west\"]");
    ASSERT_FALSE(nameless);
    EXPECT_THAT(nameless.error().message, HasSubstr("label"));
    const auto misplaced = with_rule("kind = \"person_down\"\ncameras = [\"west\"]\nlabel = \"weapon\"");
    ASSERT_FALSE(misplaced);
    EXPECT_THAT(misplaced.error().message, HasSubstr("does not belong to a rule of kind person_down"));
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
