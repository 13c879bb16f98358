#include "net/wire/configuration_codec.hpp"

#include <cmath>
#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/wire/vigie.pb.h"
#include "tests/net/wire/damage.hpp"
#include "tests/support/sample_messages.hpp"

namespace vigie::net {
namespace {

using ::testing::HasSubstr;

TEST(ConfigurationCodec, KeepsEveryField) {
    const auto record = test::sample_configuration();
    const auto back = decode_configuration(encode_configuration(record).value());
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(*back, record);
}

TEST(ConfigurationCodec, AbsentStaysAbsent) {
    auto record = test::sample_configuration();
    record.licensed_capacity.reset();
    record.cameras[0].calibration.reset();
    record.zones[0].capacity.reset();
    record.rules[0].purpose = {};
    EXPECT_EQ(decode_configuration(encode_configuration(record).value()).value(), record);
}

TEST(ConfigurationCodec, WhatAnOlderNodeDoesNotSayIsTheUsual) {
    v1::ConfigurationRecord message;
    ASSERT_TRUE(message.ParseFromString(encode_configuration(test::sample_configuration()).value()));
    message.clear_profile();
    message.mutable_zones(0)->clear_crowd_window_s();
    message.mutable_zones(0)->clear_crowd_area_m2();
    const auto back = decode_configuration(message.SerializeAsString());
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(back->profile, LegalProfile::french_private_venue);
    EXPECT_EQ(back->zones[0].crowd, CrowdSettings());
}

TEST(ConfigurationCodec, DamageIsRefusedOrHarmless) {
    test::expect_survives_damage(
        encode_configuration(test::sample_configuration()).value(), [](std::string_view bytes) {
            return decode_configuration(bytes).and_then(
                [](const ConfigurationRecord& record) { return encode_configuration(record); });
        });
}

TEST(ConfigurationCodec, EachFaultIsNamed) {
    struct Fault {
        std::string field;
        std::function<void(v1::ConfigurationRecord&)> make;
    };
    using R = v1::ConfigurationRecord;
    const std::vector<Fault> faults{
        {"configuration.node ", [](R& r) { r.set_node(""); }},
        {"configuration.time_zone", [](R& r) { r.clear_time_zone(); }},
        {"configuration.venue_name is not UTF-8", [](R& r) { r.set_venue_name("\x80"); }},
        {"floors[0].width_m", [](R& r) { r.mutable_floors(0)->set_width_m(0.0); }},
        {"floors[0].height_m", [](R& r) { r.mutable_floors(0)->set_height_m(NAN); }},
        {"floors[0].walls[0].points.corners has 1 points, at least 2",
         [](R& r) { r.mutable_floors(0)->mutable_walls(0)->mutable_corners()->DeleteSubrange(1, 2); }},
        {"floors has 'hall' twice", [](R& r) { r.add_floors()->CopyFrom(r.floors(0)); }},
        {"cameras[0].fps", [](R& r) { r.mutable_cameras(0)->set_fps(-1.0); }},
        {"cameras[0].calibration.pairs has 3 elements, at least 4",
         [](R& r) { r.mutable_cameras(0)->mutable_calibration()->mutable_pairs()->RemoveLast(); }},
        {"cameras[0].calibration.pairs[2].image.y",
         [](R& r) {
             r.mutable_cameras(0)->mutable_calibration()->mutable_pairs(2)->mutable_image()->set_y(INFINITY);
         }},
        {"cameras[0].calibration.pairs[0].floor is missing",
         [](R& r) { r.mutable_cameras(0)->mutable_calibration()->mutable_pairs(0)->clear_floor(); }},
        {"cameras[0].calibration.width",
         [](R& r) { r.mutable_cameras(0)->mutable_calibration()->set_width(0); }},
        {"cameras[0].calibration.floor names 'roof'",
         [](R& r) { r.mutable_cameras(0)->mutable_calibration()->set_floor("roof"); }},
        {"field_of_view.corners has 2 points",
         [](R& r) {
             r.mutable_cameras(0)
                 ->mutable_calibration()
                 ->mutable_field_of_view()
                 ->mutable_corners()
                 ->RemoveLast();
         }},
        {"cameras has 'cam-1' twice", [](R& r) { r.add_cameras()->CopyFrom(r.cameras(0)); }},
        {"zones[0].outline.corners has 2 points, at least 3",
         [](R& r) { r.mutable_zones(0)->mutable_outline()->mutable_corners()->DeleteSubrange(0, 2); }},
        {"zones[0].outline.corners[1].x",
         [](R& r) { r.mutable_zones(0)->mutable_outline()->mutable_corners(1)->set_x(NAN); }},
        {"zones[0].use", [](R& r) { r.mutable_zones(0)->set_use(static_cast<v1::ZoneUse>(7)); }},
        {"zones[0].bands.dense", [](R& r) { r.mutable_zones(0)->mutable_bands()->set_dense(0.5); }},
        {"zones[0].floor names 'roof'", [](R& r) { r.mutable_zones(0)->set_floor("roof"); }},
        {"zones[0].cameras names 'cam-9'", [](R& r) { r.mutable_zones(0)->add_cameras("cam-9"); }},
        {"zones[0].cameras names 'cam-1' twice", [](R& r) { r.mutable_zones(0)->add_cameras("cam-1"); }},
        {"lines[0].to is missing", [](R& r) { r.mutable_lines(0)->clear_to(); }},
        {"lines[0].camera names", [](R& r) { r.mutable_lines(0)->set_camera("cam-9"); }},
        {"rules[0].kind", [](R& r) { r.mutable_rules(0)->clear_kind(); }},
        {"rules[0].priority", [](R& r) { r.mutable_rules(0)->set_priority(static_cast<v1::Priority>(9)); }},
        {"rules[0].threshold", [](R& r) { r.mutable_rules(0)->set_threshold(NAN); }},
        {"rules[0].min_duration_s", [](R& r) { r.mutable_rules(0)->set_min_duration_s(-1.0); }},
        {"rules[0].zones names 'roof'", [](R& r) { r.mutable_rules(0)->add_zones("roof"); }},
        {"rules[0].purpose.until_us", [](R& r) { r.mutable_rules(0)->mutable_purpose()->set_until_us(-1); }},
        {"rules[0].purpose.order", [](R& r) { r.mutable_rules(0)->mutable_purpose()->set_order("\x80"); }},
        {"rules[0].kind is 'node_silent'",
         [](R& r) { r.mutable_rules(0)->set_kind(static_cast<v1::RuleKind>(5)); }},
        {"rules[0].phases names 'show' twice",
         [](R& r) { r.mutable_rules(0)->add_phases(v1::VENUE_PHASE_SHOW); }},
        {"rules[0].in_phases[0].phase",
         [](R& r) { r.mutable_rules(0)->mutable_in_phases(0)->clear_phase(); }},
        {"rules[0].in_phases[0].threshold",
         [](R& r) { r.mutable_rules(0)->mutable_in_phases(0)->set_threshold(NAN); }},
        {"rules[0].schedule[0].days", [](R& r) { r.mutable_rules(0)->mutable_schedule(0)->set_days(128); }},
        {"rules[0].schedule[0].from_minute",
         [](R& r) { r.mutable_rules(0)->mutable_schedule(0)->set_from_minute(1440); }},
        {"rules[0].schedule[0].until_minute",
         [](R& r) { r.mutable_rules(0)->mutable_schedule(0)->set_until_minute(1441); }},
        {"zones[0].crowd_window_s", [](R& r) { r.mutable_zones(0)->set_crowd_window_s(0.0); }},
        {"zones[0].direction.x", [](R& r) { r.mutable_zones(0)->mutable_direction()->set_x(NAN); }},
        {"zones[0].queue_head.y", [](R& r) { r.mutable_zones(0)->mutable_queue_head()->set_y(NAN); }},
        {"zones[0].entry_lines names 'roof'", [](R& r) { r.mutable_zones(0)->add_entry_lines("roof"); }},
        {"zones[0].exit_lines names 'roof'", [](R& r) { r.mutable_zones(0)->add_exit_lines("roof"); }},
        {"halls[0].phase", [](R& r) { r.mutable_halls(0)->clear_phase(); }},
        {"halls[0].zones names 'roof'", [](R& r) { r.mutable_halls(0)->add_zones("roof"); }},
        {"halls[0].exits names 'roof'", [](R& r) { r.mutable_halls(0)->add_exits("roof"); }},
        {"halls has 'main' twice", [](R& r) { r.add_halls()->CopyFrom(r.halls(0)); }},
        {"halls[1].zones names 'bar', which belongs to another hall",
         [](R& r) {
             r.add_halls()->CopyFrom(r.halls(0));
             r.mutable_halls(1)->set_hall("side");
         }},
        {"profile", [](R& r) { r.set_profile(static_cast<v1::LegalProfile>(3)); }},
        {"rules has 'crowd' twice", [](R& r) { r.add_rules()->CopyFrom(r.rules(0)); }},
    };
    v1::ConfigurationRecord valid;
    ASSERT_TRUE(valid.ParseFromString(encode_configuration(test::sample_configuration()).value()));
    for (const auto& fault : faults) {
        auto message = valid;
        fault.make(message);
        const auto back = decode_configuration(message.SerializeAsString());
        ASSERT_FALSE(back) << fault.field;
        EXPECT_EQ(back.error().code, ErrorCode::invalid_input);
        EXPECT_THAT(back.error().message, HasSubstr(fault.field));
    }
}

TEST(ConfigurationHash, CoversTheContentOnly) {
    const auto record = test::sample_configuration();
    const auto hash = content_hash_of(record).value();
    EXPECT_EQ(hash.size(), 16U);
    auto same = record;
    same.version = 99;
    same.content_hash = "another";
    EXPECT_EQ(content_hash_of(same).value(), hash);
    auto other = record;
    other.zones[0].capacity = 26;
    EXPECT_NE(content_hash_of(other).value(), hash);
    other.zones[0].floor = test::id<FloorId>("roof");
    EXPECT_FALSE(content_hash_of(other)) << "an invalid record has no hash";
}

}  // namespace
}  // namespace vigie::net
