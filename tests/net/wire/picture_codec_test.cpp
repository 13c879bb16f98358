#include "net/wire/picture_codec.hpp"

#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/wire/vigie.pb.h"
#include "tests/net/wire/damage.hpp"
#include "tests/support/sample_messages.hpp"

namespace vigie::net {
namespace {

using ::testing::HasSubstr;

const Envelope kEnvelope{kProtocol, test::id<NodeId>("desk"), 77, 5, test::at(9)};
const PictureFeed kTile{test::id<CameraId>("cam-1"), PictureSize::tile};
const PictureFeed kFull{test::id<CameraId>("cam-1"), PictureSize::full};

TEST(PictureCodec, CreditsKeepEveryField) {
    const Credits credits{kEnvelope, 0xABCDULL << 48U, {{kTile, 12}, {kFull, 2}}};
    const auto bytes = encode_credits(credits);
    const auto back = decode_credits(bytes);
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(back->envelope, credits.envelope);
    EXPECT_EQ(back->session, credits.session);
    EXPECT_EQ(back->up_to, credits.up_to);
    EXPECT_TRUE(decode_credits(encode_credits({kEnvelope, 1, {}}))->up_to.empty()) << "looking at nothing";
    test::expect_survives_damage(bytes, [](std::string_view damaged) {
        return decode_credits(damaged).map([](const Credits& some) { return encode_credits(some); });
    });
}

TEST(PictureCodec, TicketKeepsEveryField) {
    const PictureTicket ticket{kEnvelope, 99, 1234};
    const auto bytes = encode_ticket(ticket);
    const auto back = decode_ticket(bytes).value();
    EXPECT_EQ(back.envelope, ticket.envelope);
    EXPECT_EQ(back.session, 99U);
    EXPECT_EQ(back.picture, 1234U);
    test::expect_survives_damage(bytes, [](std::string_view damaged) {
        return decode_ticket(damaged).map([](const PictureTicket& some) { return encode_ticket(some); });
    });
}

TEST(PictureCodec, PictureKeepsEveryFieldAndTheVeryBytes) {
    const auto sent = test::sample_picture();
    const auto header = encode_picture_header(sent).value();
    const auto got = decode_picture(header, sent.jpeg);
    ASSERT_TRUE(got) << got.error().message;
    EXPECT_EQ(got->feed, sent.feed);
    EXPECT_EQ(got->width, sent.width);
    EXPECT_EQ(got->height, sent.height);
    EXPECT_EQ(got->encoded, sent.encoded);
    EXPECT_EQ(got->jpeg.get(), sent.jpeg.get()) << "not copied";
    EXPECT_EQ(got->scene->stamp, sent.scene->stamp);
    EXPECT_EQ(got->scene->tracks, sent.scene->tracks);
    test::expect_survives_damage(header, [&](std::string_view damaged) {
        return decode_picture(damaged, sent.jpeg).and_then([](const Picture& some) {
            return encode_picture_header(some);
        });
    });
}

TEST(PictureCodec, EachFaultIsNamed) {
    const auto sent = test::sample_picture();
    v1::PictureHeader valid;
    ASSERT_TRUE(valid.ParseFromString(encode_picture_header(sent).value()));
    struct Fault {
        std::string field;
        std::function<void(v1::PictureHeader&)> make;
    };
    using H = v1::PictureHeader;
    const std::vector<Fault> faults{
        {"picture.feed is missing", [](H& h) { h.clear_feed(); }},
        {"picture.feed.camera", [](H& h) { h.mutable_feed()->set_camera("A"); }},
        {"picture.feed.size", [](H& h) { h.mutable_feed()->set_size(static_cast<v1::PictureSize>(3)); }},
        {"picture.width", [](H& h) { h.set_width(0); }},
        {"picture.height", [](H& h) { h.set_height(100'000); }},
        {"picture.encoded_us", [](H& h) { h.set_encoded_us(-1); }},
        {"picture.jpeg_size", [](H& h) { h.set_jpeg_size(1999); }},
        {"picture.scene is missing", [](H& h) { h.clear_scene(); }},
        {"picture.scene.tracks[0].box.x",
         [](H& h) { h.mutable_scene()->mutable_tracks(0)->mutable_box()->set_x(1e9); }},
        {"picture.scene.camera is not the feed's", [](H& h) { h.mutable_scene()->set_camera("cam-2"); }},
    };
    for (const auto& fault : faults) {
        auto message = valid;
        fault.make(message);
        const auto back = decode_picture(message.SerializeAsString(), sent.jpeg);
        ASSERT_FALSE(back) << fault.field;
        EXPECT_THAT(back.error().message, HasSubstr(fault.field));
    }
}

TEST(PictureCodec, BytesMustBeAWholeJpeg) {
    const auto sent = test::sample_picture();
    const auto header = encode_picture_header(sent).value();
    EXPECT_FALSE(decode_picture(header, nullptr));
    EXPECT_FALSE(decode_picture(header, test::sample_jpeg(1999)));
    auto cut = *sent.jpeg;
    cut.at(cut.size() - 1) = 0;
    const auto refused = decode_picture(header, std::make_shared<const std::vector<std::uint8_t>>(cut));
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("does not begin and end as a JPEG"));
}

TEST(PictureCodec, WhatTheDecoderWouldRefuseIsNotEncoded) {
    auto picture = test::sample_picture();
    picture.scene = nullptr;
    EXPECT_FALSE(encode_picture_header(picture));
    picture = test::sample_picture();
    picture.width = 0;
    EXPECT_FALSE(encode_picture_header(picture));
    picture = test::sample_picture("cam-1", 7, PictureSize::full, 9 * 1024 * 1024);
    EXPECT_FALSE(encode_picture_header(picture)) << "longer than the topic allows";
}

TEST(PictureCodec, FaultsOfCreditsAreNamed) {
    v1::Credits valid;
    ASSERT_TRUE(valid.ParseFromString(encode_credits({kEnvelope, 1, {{kTile, 2}}})));
    auto twice = valid;
    twice.add_credits()->CopyFrom(valid.credits(0));
    EXPECT_THAT(decode_credits(twice.SerializeAsString()).error().message, HasSubstr("credits[1].feed"));
    auto nobody = valid;
    nobody.set_session(0);
    EXPECT_THAT(decode_credits(nobody.SerializeAsString()).error().message, HasSubstr("credits.session"));
    auto many = valid;
    while (many.credits_size() < 1025) {
        many.add_credits()->CopyFrom(valid.credits(0));
    }
    EXPECT_THAT(decode_credits(many.SerializeAsString()).error().message, HasSubstr("1025 elements"));
    EXPECT_FALSE(decode_credits(std::string(kCreditsSizeLimit + 1, 'x')));
}

}  // namespace
}  // namespace vigie::net
