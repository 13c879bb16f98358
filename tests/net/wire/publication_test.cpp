#include "net/wire/publication.hpp"

#include <cmath>
#include <functional>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/wire/vigie.pb.h"
#include "tests/net/wire/damage.hpp"
#include "tests/support/sample_messages.hpp"

namespace vigie::net {
namespace {

using ::testing::HasSubstr;

const Envelope kEnvelope{kProtocol, test::id<NodeId>("north"), 77, 5, test::at(9)};
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

template <class Body>
std::string message_of(const Body& body) {
    return encode_publication(kEnvelope, encode_body(body).value());
}

template <class Body>
Body round_trip(const Body& body) {
    const auto back = decode_publication(message_of(body));
    EXPECT_TRUE(back) << back.error().message;
    EXPECT_EQ(back->envelope, kEnvelope);
    return std::get<Body>(back->body);
}

Result<std::string> recode(std::string_view bytes) {
    const auto publication = decode_publication(bytes);
    if (!publication) {
        return tl::unexpected(publication.error());
    }
    return std::visit([](const auto& body) { return encode_body(body); }, publication->body)
        .map([&](const std::string& body) { return encode_publication(publication->envelope, body); });
}

void expect_same_grid(const DensityGrid& a, const DensityGrid& b) {
    EXPECT_EQ(a.floor, b.floor);
    EXPECT_EQ(a.origin, b.origin);
    EXPECT_EQ(a.cell_m, b.cell_m);
    EXPECT_EQ(a.columns, b.columns);
    EXPECT_EQ(a.rows, b.rows);
    ASSERT_EQ(a.people_per_m2.size(), b.people_per_m2.size());
    for (std::size_t i = 0; i < a.people_per_m2.size(); ++i) {
        EXPECT_TRUE(a.people_per_m2[i] == b.people_per_m2[i] ||
                    (std::isnan(a.people_per_m2[i]) && std::isnan(b.people_per_m2[i])));
    }
}

TEST(Publication, SceneKeepsEveryField) {
    const auto sent = test::sample_scene();
    const auto got = round_trip(sent);
    EXPECT_EQ(got.camera, sent.camera);
    EXPECT_EQ(got.stamp, sent.stamp);
    EXPECT_EQ(got.analysed, sent.analysed);
    EXPECT_EQ(got.width, sent.width);
    EXPECT_EQ(got.height, sent.height);
    EXPECT_EQ(got.tracks, sent.tracks);
    EXPECT_EQ(got.in_view, sent.in_view);
    EXPECT_EQ(got.zones, sent.zones);
    EXPECT_EQ(got.lines, sent.lines);
    ASSERT_TRUE(got.density);
    expect_same_grid(*got.density, *sent.density);
    EXPECT_EQ(got.calibrated, sent.calibrated);
    EXPECT_EQ(got.mask, sent.mask);
    EXPECT_EQ(got.mask_share, sent.mask_share);
    EXPECT_EQ(got.analysis_ms, sent.analysis_ms);
}

TEST(Publication, EachEnumeratorOfASceneSurvives) {
    for (const auto mask : {MaskReason::people, MaskReason::warming_up, MaskReason::in_doubt}) {
        auto scene = test::sample_scene();
        scene.mask = mask;
        EXPECT_EQ(round_trip(scene).mask, mask);
    }
    for (const auto state : {TrackState::tentative, TrackState::confirmed, TrackState::coasting}) {
        auto scene = test::sample_scene();
        scene.tracks[0].state = state;
        EXPECT_EQ(round_trip(scene).tracks[0].state, state);
    }
}

TEST(Publication, SceneWithoutOptionalsStaysWithout) {
    auto sent = test::sample_scene();
    sent.tracks.clear();
    sent.zones.clear();
    sent.lines.clear();
    sent.density.reset();
    sent.calibrated = false;
    const auto got = round_trip(sent);
    EXPECT_TRUE(got.tracks.empty());
    EXPECT_FALSE(got.density);
    EXPECT_FALSE(got.calibrated);
}

TEST(Publication, OccupancyKeepsEveryField) {
    const auto sent = test::sample_occupancy();
    const auto got = round_trip(sent);
    EXPECT_EQ(got.node, sent.node);
    EXPECT_EQ(got.at, sent.at);
    EXPECT_EQ(got.venue, sent.venue);
    EXPECT_EQ(got.zones, sent.zones);
    EXPECT_EQ(got.lines, sent.lines);
    ASSERT_EQ(got.floors.size(), 1U);
    expect_same_grid(got.floors[0], sent.floors[0]);
}

TEST(Publication, HealthAndAnnouncementKeepEveryField) {
    EXPECT_EQ(round_trip(test::sample_health()), test::sample_health());
    const AlertAnnouncement announcement{test::id<NodeId>("north"), test::sample_archive(), 12};
    EXPECT_EQ(round_trip(announcement), announcement);
    for (int state = 1; state <= 5; ++state) {
        auto health = test::sample_health();
        health.cameras[0].state = static_cast<SourceState>(state);
        EXPECT_EQ(round_trip(health), health);
    }
}

TEST(Publication, TopicKeyNamesItsSubjectAndEndsInNul) {
    EXPECT_EQ(topic_key_of(test::sample_scene("cam-1")), std::string("scene/cam-1\0", 12));
    EXPECT_EQ(topic_key_of(test::sample_occupancy("north")), std::string("occupancy/north\0", 16));
    EXPECT_EQ(topic_key_of(test::sample_health("north")), std::string("health/north\0", 13));
    EXPECT_EQ(topic_of(AlertAnnouncement{}), Topic::announcement);
}

TEST(Publication, DamageIsRefusedOrHarmless) {
    test::expect_survives_damage(message_of(test::sample_scene()), recode);
    test::expect_survives_damage(message_of(test::sample_occupancy()), recode);
    test::expect_survives_damage(message_of(test::sample_health()), recode);
    test::expect_survives_damage(
        message_of(AlertAnnouncement{test::id<NodeId>("north"), test::sample_archive(), 12}), recode);
}

TEST(Publication, UnknownFieldsOfANewerMinorVersionAreSkipped) {
    auto bytes = message_of(test::sample_health());
    bytes += std::string("\xFA\x7F\x03new", 6);  // field 2047, three bytes
    const auto back = decode_publication(bytes);
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(std::get<NodeHealth>(back->body), test::sample_health());
}

TEST(Publication, AnotherMajorVersionIsRefusedByNameWhateverTheRest) {
    auto envelope = kEnvelope;
    envelope.version = {2, 1};
    const auto refused = decode_publication(encode_publication(envelope, ""));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::refused);
    EXPECT_THAT(refused.error().message, HasSubstr("'north' speaks protocol version 2.1"));
    EXPECT_THAT(refused.error().message, HasSubstr("this program speaks 1."));
    EXPECT_EQ(peek_envelope(encode_publication(envelope, "")).value(), envelope);
}

/// One thing wrong in an otherwise valid message, and the field that the error must name.
template <class Message>
struct Fault {
    std::string field;
    std::function<void(Message&)> make;
};

void expect_refused(const v1::Publication& message, const std::string& field) {
    const auto back = decode_publication(message.SerializeAsString());
    ASSERT_FALSE(back) << field;
    EXPECT_EQ(back.error().code, ErrorCode::invalid_input) << field;
    EXPECT_THAT(back.error().message, HasSubstr(field));
}

template <class Body>
v1::Publication parsed(const Body& body) {
    v1::Publication message;
    EXPECT_TRUE(message.ParseFromString(message_of(body)));
    return message;
}

TEST(Publication, EachFaultOfASceneIsNamed) {
    using S = v1::Scene;
    const std::vector<Fault<S>> faults{
        {"scene.camera", [](S& s) { s.set_camera(""); }},
        {"scene.camera", [](S& s) { s.set_camera("../etc"); }},
        {"scene.camera", [](S& s) { s.set_camera(std::string(49, 'a')); }},
        {"scene.camera", [](S& s) { s.set_camera("\xFF\xFE"); }},
        {"scene.stamp is missing", [](S& s) { s.clear_stamp(); }},
        {"stamp.captured_us", [](S& s) { s.mutable_stamp()->set_captured_us(-1); }},
        {"stamp.captured_us", [](S& s) { s.mutable_stamp()->set_captured_us(INT64_MAX); }},
        {"stamp.captured_mono_us", [](S& s) { s.mutable_stamp()->set_captured_mono_us(-5); }},
        {"stamp.stream_us", [](S& s) { s.mutable_stamp()->set_stream_us(-5); }},
        {"stamp.epoch", [](S& s) { s.mutable_stamp()->set_epoch(0); }},
        {"stamp.number", [](S& s) { s.mutable_stamp()->set_number(0); }},
        {"analysed_us", [](S& s) { s.set_analysed_us(-1); }},
        {"scene.width", [](S& s) { s.set_width(0); }},
        {"scene.width", [](S& s) { s.set_width(40'000); }},
        {"scene.height", [](S& s) { s.set_height(0); }},
        {"tracks[1].state", [](S& s) { s.mutable_tracks(1)->set_state(v1::TRACK_STATE_UNSPECIFIED); }},
        {"tracks[1].state", [](S& s) { s.mutable_tracks(1)->set_state(static_cast<v1::TrackState>(4)); }},
        {"tracks[0].box is missing", [](S& s) { s.mutable_tracks(0)->clear_box(); }},
        {"tracks[0].box.x", [](S& s) { s.mutable_tracks(0)->mutable_box()->set_x(kNan); }},
        {"tracks[0].box.y", [](S& s) { s.mutable_tracks(0)->mutable_box()->set_y(kInfinity); }},
        {"tracks[0].box.width", [](S& s) { s.mutable_tracks(0)->mutable_box()->set_width(-1.0); }},
        {"tracks[0].box.height", [](S& s) { s.mutable_tracks(0)->mutable_box()->set_height(kNan); }},
        {"tracks[2].confidence", [](S& s) { s.mutable_tracks(2)->set_confidence(1.01); }},
        {"tracks[0].floor.at.x",
         [](S& s) { s.mutable_tracks(0)->mutable_floor()->mutable_at()->set_x(kNan); }},
        {"tracks[0].floor.at is missing", [](S& s) { s.mutable_tracks(0)->mutable_floor()->clear_at(); }},
        {"floor.covariance.xx",
         [](S& s) { s.mutable_tracks(0)->mutable_floor()->mutable_covariance()->set_xx(-0.1); }},
        {"floor.velocity_m_per_s.y",
         [](S& s) { s.mutable_tracks(0)->mutable_floor()->mutable_velocity_m_per_s()->set_y(-kInfinity); }},
        {"in_view is missing", [](S& s) { s.clear_in_view(); }},
        {"in_view.people", [](S& s) { s.mutable_in_view()->set_people(-1.0); }},
        {"in_view.low", [](S& s) { s.mutable_in_view()->set_low(3.0); }},
        {"in_view.high", [](S& s) { s.mutable_in_view()->set_high(1.0); }},
        {"zones[0].zone", [](S& s) { s.mutable_zones(0)->set_zone("Bar!"); }},
        {"zones[1].count is missing", [](S& s) { s.mutable_zones(1)->clear_count(); }},
        {"zones[0].density_per_m2", [](S& s) { s.mutable_zones(0)->set_density_per_m2(kNan); }},
        {"lines[0].line", [](S& s) { s.mutable_lines(0)->set_line(""); }},
        {"signs[0].kind", [](S& s) { s.mutable_signs(0)->clear_kind(); }},
        {"signs[0].kind", [](S& s) { s.mutable_signs(0)->set_kind(static_cast<v1::SignKind>(7)); }},
        {"signs[1].box is missing", [](S& s) { s.mutable_signs(1)->clear_box(); }},
        {"signs[0].confidence", [](S& s) { s.mutable_signs(0)->set_confidence(1.5); }},
        {"signs[0].lasting_s", [](S& s) { s.mutable_signs(0)->set_lasting_s(-1.0); }},
        {"signs[0].at.y", [](S& s) { s.mutable_signs(0)->mutable_at()->set_y(kNan); }},
        {"signs[1].label is not UTF-8", [](S& s) { s.mutable_signs(1)->set_label("\x80"); }},
        {"view.covered", [](S& s) { s.mutable_view()->set_covered(1.1); }},
        {"view.blur", [](S& s) { s.mutable_view()->set_blur(kNan); }},
        {"view.moved", [](S& s) { s.mutable_view()->set_moved(-0.1); }},
        {"view.glare", [](S& s) { s.mutable_view()->set_glare(2.0); }},
        {"density.floor", [](S& s) { s.mutable_density()->clear_floor(); }},
        {"density.origin.x", [](S& s) { s.mutable_density()->mutable_origin()->set_x(kNan); }},
        {"density.cell_m", [](S& s) { s.mutable_density()->set_cell_m(0.0); }},
        {"density.columns", [](S& s) { s.mutable_density()->set_columns(0); }},
        {"density.people_per_m2 has 6 cells, not 4 x 2", [](S& s) { s.mutable_density()->set_columns(4); }},
        {"density.people_per_m2", [](S& s) { s.mutable_density()->set_people_per_m2(1, -0.5F); }},
        {"density.people_per_m2",
         [](S& s) { s.mutable_density()->set_people_per_m2(1, std::numeric_limits<float>::infinity()); }},
        {"scene.mask", [](S& s) { s.clear_mask(); }},
        {"scene.mask", [](S& s) { s.set_mask(static_cast<v1::MaskReason>(99)); }},
        {"mask_share", [](S& s) { s.set_mask_share(1.5); }},
        {"analysis_ms", [](S& s) { s.set_analysis_ms(kNan); }},
        {"tracks has 2049 elements",
         [](S& s) {
             while (s.tracks_size() < 2049) {
                 s.add_tracks()->CopyFrom(s.tracks(2));
             }
         }},
    };
    const auto valid = parsed(test::sample_scene());
    for (const auto& fault : faults) {
        auto message = valid;
        fault.make(*message.mutable_scene());
        expect_refused(message, fault.field);
    }
}

TEST(Publication, EachFaultOfHealthAndOccupancyIsNamed) {
    using H = v1::NodeHealth;
    const std::vector<Fault<H>> faults{
        {"health.node", [](H& h) { h.set_node("North"); }},
        {"health.at_us", [](H& h) { h.set_at_us(-1); }},
        {"cameras[0].state", [](H& h) { h.mutable_cameras(0)->set_state(static_cast<v1::SourceState>(6)); }},
        {"cameras[0].captured_fps", [](H& h) { h.mutable_cameras(0)->set_captured_fps(kNan); }},
        {"cameras[0].analysis_ms", [](H& h) { h.mutable_cameras(0)->set_analysis_ms(-1.0); }},
        {"cameras[0].last_frame_us", [](H& h) { h.mutable_cameras(0)->set_last_frame_us(-1); }},
        {"cameras[0].message is not UTF-8", [](H& h) { h.mutable_cameras(0)->set_message("caf\xE9"); }},
        {"cameras[0].message has 1001 bytes",
         [](H& h) { h.mutable_cameras(0)->set_message(std::string(1001, 'x')); }},
        {"cameras[0].counters[0].name",
         [](H& h) { h.mutable_cameras(0)->mutable_counters(0)->set_name(""); }},
        {"rules[0].rule", [](H& h) { h.mutable_rules(0)->set_rule("a b"); }},
        {"cameras[0].about[0].value is not UTF-8", [](H& h) { h.mutable_cameras(0)->set_about(0, "\xE9"); }},
        {"rules[0].about has 513 elements",
         [](H& h) {
             while (h.rules(0).about_size() < 513) {
                 h.mutable_rules(0)->add_about("x");
             }
         }},
        {"health.about[0].value has 1001 bytes",
         [](H& h) { h.set_storage_about(0, std::string(1001, 'x')); }},
        {"rules[0].why_off contains control", [](H& h) { h.mutable_rules(0)->set_why_off("a\x1B[31m"); }},
        {"rules[0].also_off[0].why_off contains control",
         [](H& h) { h.mutable_rules(0)->mutable_also_off(0)->set_why_off("a\x1B[31m"); }},
        {"neighbours[0].node", [](H& h) { h.mutable_neighbours(0)->set_node("SOUTH"); }},
        {"neighbours[1].problem contains control",
         [](H& h) { h.mutable_neighbours(1)->set_problem(std::string("a\0b", 3)); }},
        {"storage_problem contains control", [](H& h) { h.set_storage_problem(std::string("a\0b", 3)); }},
        {"counters has 257 elements",
         [](H& h) {
             while (h.counters_size() < 257) {
                 h.add_counters()->set_name("x");
             }
         }},
    };
    const auto valid = parsed(test::sample_health());
    for (const auto& fault : faults) {
        auto message = valid;
        fault.make(*message.mutable_health());
        expect_refused(message, fault.field);
    }
    auto occupancy = parsed(test::sample_occupancy());
    occupancy.mutable_occupancy()->mutable_floors(0)->set_rows(7);
    expect_refused(occupancy, "occupancy.floors[0].people_per_m2");
    occupancy = parsed(test::sample_occupancy());
    occupancy.mutable_occupancy()->clear_venue();
    expect_refused(occupancy, "occupancy.venue is missing");
    occupancy = parsed(test::sample_occupancy());
    occupancy.mutable_occupancy()->mutable_movements(0)->set_counter_share(1.5);
    expect_refused(occupancy, "occupancy.movements[0].counter_share");
    occupancy = parsed(test::sample_occupancy());
    occupancy.mutable_occupancy()->mutable_movements(0)->set_waiting_s(-1.0);
    expect_refused(occupancy, "occupancy.movements[0].waiting_s");
    occupancy = parsed(test::sample_occupancy());
    occupancy.mutable_occupancy()->mutable_venue_by_lines()->set_people(-1.0);
    expect_refused(occupancy, "occupancy.venue_by_lines.people");
    occupancy = parsed(test::sample_occupancy());
    occupancy.mutable_occupancy()->mutable_zones_by_lines(0)->mutable_balance()->set_people(-1.0);
    expect_refused(occupancy, "occupancy.zones_by_lines[0].balance.people");
    occupancy = parsed(test::sample_occupancy());
    occupancy.mutable_occupancy()->mutable_zones_by_lines(0)->set_zone("");
    expect_refused(occupancy, "occupancy.zones_by_lines[0].zone");
    occupancy = parsed(test::sample_occupancy());
    occupancy.mutable_occupancy()->mutable_shared(0)->mutable_tracks(1)->set_camera("");
    expect_refused(occupancy, "occupancy.shared[0].tracks[1].camera");
    occupancy = parsed(test::sample_occupancy());
    occupancy.mutable_occupancy()->mutable_halls(0)->clear_phase();
    expect_refused(occupancy, "occupancy.halls[0].phase");
    occupancy = parsed(test::sample_occupancy());
    occupancy.mutable_occupancy()->mutable_lines(0)->set_out_per_min(-1.0);
    expect_refused(occupancy, "occupancy.lines[0].out_per_min");
}

TEST(Publication, AReasonOfANewerNodeIsLeftToItsSentence) {
    auto message = parsed(test::sample_health());
    message.mutable_health()->mutable_cameras(0)->set_reason(static_cast<v1::Reason>(v1::Reason_MAX + 1));
    message.mutable_health()->set_storage_reason(static_cast<v1::Reason>(-1));
    const auto back = decode_publication(message.SerializeAsString());
    ASSERT_TRUE(back) << back.error().message;
    const auto& health = std::get<NodeHealth>(back->body);
    EXPECT_EQ(health.cameras[0].message.reason, Reason::unnamed);
    EXPECT_EQ(health.cameras[0].message.english, "the file cannot be opened");
    EXPECT_EQ(health.storage_problem.reason, Reason::unnamed);
    EXPECT_EQ(health.rules[0].why_off.reason, Reason::rule_uncalibrated);
}

TEST(Publication, EveryReasonOfTheSchemaComesBackAndNoOther) {
    for (int number = 0; number <= v1::Reason_MAX; ++number) {
        if (v1::Reason_IsValid(number)) {
            auto health = test::sample_health();
            health.storage_problem.reason = static_cast<Reason>(number);
            EXPECT_EQ(round_trip(health), health) << number;
        }
    }
    EXPECT_EQ(v1::Reason_MAX, static_cast<int>(Reason::link_other_node));
    auto health = test::sample_health();
    health.storage_problem.reason = Reason::font_unreadable;  // of a console, and of no meaning on the wire
    EXPECT_EQ(round_trip(health).storage_problem.reason, Reason::unnamed);
}

TEST(Publication, EachFaultOfTheEnvelopeIsNamed) {
    using E = v1::Envelope;
    const std::vector<Fault<E>> faults{
        {"envelope.version is missing", [](E& e) { e.clear_version(); }},
        {"envelope.sender", [](E& e) { e.set_sender(""); }},
        {"envelope.run", [](E& e) { e.set_run(0); }},
        {"envelope.number", [](E& e) { e.set_number(0); }},
        {"envelope.sent_us", [](E& e) { e.set_sent_us(-1); }},
    };
    const auto valid = parsed(test::sample_health());
    for (const auto& fault : faults) {
        auto message = valid;
        fault.make(*message.mutable_envelope());
        expect_refused(message, fault.field);
    }
    auto headless = valid;
    headless.clear_envelope();
    expect_refused(headless, "publication.envelope is missing");
    auto empty = valid;
    empty.clear_body();
    expect_refused(empty, "publication.body is missing");
}

TEST(Publication, WhatTheDecoderWouldRefuseIsNotEncoded) {
    auto scene = test::sample_scene();
    scene.mask_share = kNan;
    const auto refused = encode_body(scene);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("mask_share"));
    auto health = test::sample_health();
    health.storage_problem = {"\xC0\x80"};
    EXPECT_FALSE(encode_body(health));
}

TEST(Publication, LongerThanItsTopicIsRefusedOnBothSides) {
    auto occupancy = test::sample_occupancy();
    DensityGrid grid = test::sample_grid();
    grid.columns = 250;
    grid.rows = 400;
    grid.people_per_m2.assign(100'000, 1.0F);
    occupancy.floors.assign(3, grid);  // 1.2 MB
    const auto refused = encode_body(occupancy);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("occupancy of"));
    EXPECT_FALSE(decode_publication(std::string(2 * 1024 * 1024, 'x')));
    // A scene may not hide behind the larger limit of another topic.
    const auto scene = parsed(test::sample_scene());
    auto padded = scene.SerializeAsString();
    padded +=
        std::string("\xFA\x7F\x80\x80\x28", 5) + std::string(655'360, 'x');  // an unknown field, 640 KiB
    const auto too_long = decode_publication(padded);
    ASSERT_FALSE(too_long);
    EXPECT_THAT(too_long.error().message, HasSubstr("longer than its topic allows"));
}

}  // namespace
}  // namespace vigie::net
