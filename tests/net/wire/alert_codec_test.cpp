#include "net/wire/alert_codec.hpp"

#include <cmath>
#include <functional>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/wire/vigie.pb.h"
#include "tests/net/wire/damage.hpp"
#include "tests/support/sample_messages.hpp"

namespace vigie::net {
namespace {

using ::testing::HasSubstr;

TEST(AlertCodec, KeepsEveryField) {
    const auto alert = test::sample_alert();
    const auto back = decode_alert(encode_alert(alert).value());
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(*back, alert);
}

TEST(AlertCodec, AbsentStaysAbsent) {
    auto alert = test::sample_alert();
    alert.zone.reset();
    alert.camera.reset();
    alert.frame.reset();
    alert.evidence.clear();
    alert.note.clear();
    EXPECT_EQ(decode_alert(encode_alert(alert).value()).value(), alert);
}

TEST(AlertCodec, EachEnumeratorSurvives) {
    for (int kind = 1; kind <= static_cast<int>(kLastRuleKind); ++kind) {
        if (!is_of_nodes(static_cast<RuleKind>(kind))) {
            continue;
        }
        for (int priority = 1; priority <= 4; ++priority) {
            for (int transition = 1; transition <= 3; ++transition) {
                auto alert = test::sample_alert();
                alert.kind = static_cast<RuleKind>(kind);
                alert.priority = static_cast<Priority>(priority);
                alert.transition = static_cast<Transition>(transition);
                EXPECT_EQ(decode_alert(encode_alert(alert).value()).value(), alert);
            }
        }
    }
}

TEST(AlertCodec, EqualAlertsHaveEqualBytes) {
    EXPECT_EQ(encode_alert(test::sample_alert()).value(), encode_alert(test::sample_alert()).value());
    EXPECT_NE(encode_alert(test::sample_alert(1)).value(), encode_alert(test::sample_alert(2)).value());
}

TEST(AlertCodec, DamageIsRefusedOrHarmless) {
    test::expect_survives_damage(encode_alert(test::sample_alert()).value(), [](std::string_view bytes) {
        return decode_alert(bytes).and_then([](const Alert& alert) { return encode_alert(alert); });
    });
}

TEST(AlertCodec, EachFaultIsNamed) {
    struct Fault {
        std::string field;
        std::function<void(v1::Alert&)> make;
    };
    using A = v1::Alert;
    const std::vector<Fault> faults{
        {"alert.archive", [](A& a) { a.set_archive("xyz"); }},
        {"alert.archive", [](A& a) { a.clear_archive(); }},
        {"alert.number", [](A& a) { a.set_number(0); }},
        {"alert.number", [](A& a) { a.set_number(std::numeric_limits<std::uint64_t>::max()); }},
        {"alert.node", [](A& a) { a.set_node("North"); }},
        {"alert.condition", [](A& a) { a.clear_condition(); }},
        {"alert.condition", [](A& a) { a.set_condition(std::string(201, 'x')); }},
        {"alert.condition is not UTF-8", [](A& a) { a.set_condition("\xED\xA0\x80"); }},  // a surrogate
        {"alert.rule", [](A& a) { a.clear_rule(); }},
        {"alert.kind", [](A& a) { a.clear_kind(); }},
        {"alert.kind", [](A& a) { a.set_kind(static_cast<v1::RuleKind>(5)); }},
        {"alert.kind is 'node_cannot_record'", [](A& a) { a.set_kind(static_cast<v1::RuleKind>(7)); }},
        {"alert.kind", [](A& a) { a.set_kind(static_cast<v1::RuleKind>(27)); }},
        {"alert.priority", [](A& a) { a.set_priority(static_cast<v1::Priority>(-1)); }},
        {"alert.transition", [](A& a) { a.set_transition(static_cast<v1::Transition>(4)); }},
        {"alert.zone", [](A& a) { a.set_zone(""); }},
        {"alert.camera", [](A& a) { a.set_camera("a/b"); }},
        {"alert.at_us", [](A& a) { a.set_at_us(-1); }},
        {"alert.frame.number", [](A& a) { a.mutable_frame()->set_number(0); }},
        {"alert.evidence[0].name", [](A& a) { a.mutable_evidence(0)->clear_name(); }},
        {"alert.evidence[0].value", [](A& a) { a.mutable_evidence(0)->set_value(NAN); }},
        {"alert.evidence[0].error", [](A& a) { a.mutable_evidence(0)->set_error(-1.0); }},
        {"alert.evidence[0].threshold", [](A& a) { a.mutable_evidence(0)->set_threshold(INFINITY); }},
        {"alert.evidence[1].unit", [](A& a) { a.mutable_evidence(1)->set_unit("\xFF"); }},
        {"alert.evidence has 33 elements",
         [](A& a) {
             while (a.evidence_size() < 33) {
                 a.add_evidence()->set_name("x");
             }
         }},
        {"alert.note", [](A& a) { a.set_note(std::string(1001, 'x')); }},
    };
    v1::Alert valid;
    ASSERT_TRUE(valid.ParseFromString(encode_alert(test::sample_alert()).value()));
    for (const auto& fault : faults) {
        auto message = valid;
        fault.make(message);
        const auto back = decode_alert(message.SerializeAsString());
        ASSERT_FALSE(back) << fault.field;
        EXPECT_EQ(back.error().code, ErrorCode::invalid_input);
        EXPECT_THAT(back.error().message, HasSubstr(fault.field));
    }
}

TEST(AlertCodec, OversizedAndForeignVersionsAreRefused) {
    EXPECT_FALSE(decode_alert(std::string(kAlertSizeLimit + 1, 'x')));
    EXPECT_FALSE(decode_alert(""));
    v1::Alert message;
    ASSERT_TRUE(message.ParseFromString(encode_alert(test::sample_alert()).value()));
    message.mutable_version()->set_major(2);
    const auto back = decode_alert(message.SerializeAsString());
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().code, ErrorCode::refused);
    EXPECT_THAT(back.error().message, HasSubstr("version 2."));
}

TEST(AlertCodec, InvalidAlertIsNotEncoded) {
    auto alert = test::sample_alert();
    alert.evidence[0].value = NAN;
    const auto refused = encode_alert(alert);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("evidence[0].value"));
    EXPECT_FALSE(encode_alert(Alert{}));
}

TEST(AlertChecksum, IsTheSameOnEveryMachineAndForEver) {
    // Stored by nodes and ledgers: these values may never change.
    EXPECT_EQ(alert_checksum(0, ""), 0x2d06800538d394c2ULL);
    EXPECT_EQ(alert_checksum(0, "vigie"), alert_checksum(0, "vigie"));
}

TEST(AlertChecksum, DependsOnEveryByteAndOnAllBefore) {
    const std::string bytes = encode_alert(test::sample_alert()).value();
    std::set<std::uint64_t> seen{alert_checksum(0, bytes)};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto changed = bytes;
        changed[i] = static_cast<char>(changed[i] + 1);
        EXPECT_TRUE(seen.insert(alert_checksum(0, changed)).second);
    }
    EXPECT_NE(alert_checksum(alert_checksum(0, "a"), "b"), alert_checksum(alert_checksum(0, "b"), "a"));
    EXPECT_NE(alert_checksum(1, "b"), alert_checksum(2, "b"));
}

}  // namespace
}  // namespace vigie::net
