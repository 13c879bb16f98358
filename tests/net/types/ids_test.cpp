#include "net/types/ids.hpp"

#include <unordered_set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/types/alert.hpp"
#include "net/types/phase.hpp"
#include "net/types/topics.hpp"

namespace vigie::net {
namespace {

using ::testing::HasSubstr;

TEST(Ids, ValidOnes) {
    for (const std::string& text : {std::string("a"), std::string("0"), std::string("cam-1"),
                                    std::string("hall.a_2"), std::string(48, 'x')}) {
        const auto id = CameraId::parse(text);
        ASSERT_TRUE(id) << text;
        EXPECT_EQ(id->text(), text);
        EXPECT_FALSE(id->empty());
    }
}

TEST(Ids, InvalidOnesAreNamedWithTheirKind) {
    for (const std::string& text : {std::string(), std::string("A"), std::string("-a"), std::string(".a"),
                                    std::string("_a"), std::string("a b"), std::string("a/b"),
                                    std::string("caf\u00e9"), std::string("a\0b", 3), std::string(49, 'x')}) {
        const auto id = ZoneId::parse(text);
        ASSERT_FALSE(id) << text;
        EXPECT_EQ(id.error().code, ErrorCode::invalid_input);
        EXPECT_THAT(id.error().message, HasSubstr("zone id"));
    }
}

TEST(Ids, LongInputIsCutInTheMessage) {
    EXPECT_LT(NodeId::parse(std::string(1'000'000, 'x')).error().message.size(), 300U);
}

TEST(Ids, EmptyByDefaultComparableAndHashable) {
    EXPECT_TRUE(CameraId().empty());
    const auto a = CameraId::parse("a").value();
    const auto b = CameraId::parse("b").value();
    EXPECT_LT(a, b);
    EXPECT_LT(CameraId(), a);
    const std::unordered_set<CameraId> set{a, b, a};
    EXPECT_EQ(set.size(), 2U);
}

TEST(ArchiveIds, HexAndRandom) {
    const auto id = ArchiveId::from_random(0x0123456789abcdefULL, 1);
    EXPECT_EQ(id.text(), "0123456789abcdef0000000000000001");
    EXPECT_EQ(ArchiveId::parse(id.text()).value(), id);
    for (const std::string& text :
         {std::string(), std::string(31, 'a'), std::string(33, 'a'),
          "0123456789ABCDEF0000000000000001" + std::string(), std::string(32, 'g')}) {
        EXPECT_FALSE(ArchiveId::parse(text)) << text;
    }
}

TEST(AlertKeys, EachKindAndPriorityHasItsOwnKey) {
    for (int number = 1; number <= static_cast<int>(kLastRuleKind); ++number) {
        const auto kind = static_cast<RuleKind>(number);
        EXPECT_NE(key_of(kind), "unknown") << number;
        EXPECT_EQ(rule_kind_from_key(key_of(kind)), kind);
    }
    for (const auto phase : {VenuePhase::doors, VenuePhase::show, VenuePhase::interval, VenuePhase::egress,
                             VenuePhase::evacuation, VenuePhase::closed}) {
        EXPECT_EQ(phase_from_key(key_of(phase)), phase);
    }
    EXPECT_EQ(phase_from_key("Show"), std::nullopt);
    for (const auto priority : {Priority::low, Priority::medium, Priority::high, Priority::critical}) {
        EXPECT_EQ(priority_from_key(key_of(priority)), priority);
    }
    EXPECT_EQ(key_of(RuleKind::over_capacity), "over_capacity");
    EXPECT_EQ(rule_kind_from_key("Over_capacity"), std::nullopt);
    EXPECT_EQ(priority_from_key(""), std::nullopt);
    EXPECT_EQ(key_of(static_cast<RuleKind>(200)), "unknown");
    EXPECT_EQ(rule_kind_from_key("unknown"), std::nullopt);
}

TEST(RuleKinds, WhatOnlyConsolesNoticeIsNotOfNodes) {
    EXPECT_TRUE(is_of_nodes(RuleKind::intrusion));
    EXPECT_TRUE(is_of_nodes(RuleKind::camera_blind));
    for (const auto kind :
         {RuleKind::node_silent, RuleKind::unreadable_alert, RuleKind::node_cannot_record}) {
        EXPECT_FALSE(is_of_nodes(kind)) << key_of(kind);
    }
    EXPECT_FALSE(is_of_nodes(static_cast<RuleKind>(200)));
}

TEST(RuleKinds, TheUsesOfTheDecreeNeedAnOrderAndCountingDoesNot) {
    for (const auto kind : {RuleKind::abandoned_object, RuleKind::model_class, RuleKind::wrong_direction,
                            RuleKind::intrusion, RuleKind::person_down, RuleKind::sudden_dispersal,
                            RuleKind::over_density, RuleKind::smoke_or_fire}) {
        EXPECT_TRUE(needs_order(kind)) << key_of(kind);
    }
    for (const auto kind : {RuleKind::over_capacity, RuleKind::queue_length, RuleKind::camera_covered}) {
        EXPECT_FALSE(needs_order(kind)) << key_of(kind);
    }
}

TEST(Topics, TableIsInTheOrderOfTheEnumeration) {
    for (std::size_t i = 0; i < kTopics.size(); ++i) {
        EXPECT_EQ(static_cast<std::size_t>(kTopics[i].topic), i + 1);
        EXPECT_EQ(&promise_of(kTopics[i].topic), &kTopics[i]);
        EXPECT_LT(kTopics[i].period, kTopics[i].late_after);
        EXPECT_LT(kTopics[i].late_after, kTopics[i].silent_after);
    }
}

TEST(Topics, NoKeyIsThePrefixOfAnother) {
    const auto one = topic_key(Topic::scene, "cam1");
    const auto ten = topic_key(Topic::scene, "cam10");
    EXPECT_FALSE(ten.starts_with(one));
    EXPECT_EQ(one.back(), '\0');
}

}  // namespace
}  // namespace vigie::net
