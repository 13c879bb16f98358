#include "net/wire/picture_codec.hpp"

#include <limits>

#include "net/types/topics.hpp"
#include "net/wire/envelope_codec.hpp"
#include "net/wire/scene_codec.hpp"
#include "net/wire/space_codec.hpp"
#include "net/wire/vigie.pb.h"

namespace vigie::net {
namespace {

constexpr std::uint64_t kAnyNumber = std::numeric_limits<std::uint64_t>::max();

void write_feed(const PictureFeed& feed, v1::PictureFeed& to) {
    to.set_camera(feed.camera.text());
    to.set_size(static_cast<v1::PictureSize>(feed.size));
}

PictureFeed read_feed(Check& check, bool has, const v1::PictureFeed& from) {
    if (!check.present("feed", has)) {
        return {};
    }
    const Check::Inside inside(check, "feed");
    return {check.id<CameraId>("camera", from.camera()), check.known<PictureSize>("size", from.size(), 2)};
}

/// The whole JPEG stands between these two markers (ITU-T T.81, table B.1).
bool is_framed_as_jpeg(const std::vector<std::uint8_t>& bytes) {
    return bytes.size() >= 4 && bytes[0] == 0xFF && bytes[1] == 0xD8 && bytes[bytes.size() - 2] == 0xFF &&
           bytes[bytes.size() - 1] == 0xD9;
}

Result<Picture> read_picture(const v1::PictureHeader& from, SharedBytes jpeg) {
    Check check("picture");
    Picture picture;
    picture.feed = read_feed(check, from.has_feed(), from.feed());
    picture.width = check.whole32("width", from.width(), 1, kLargestPicture);
    picture.height = check.whole32("height", from.height(), 1, kLargestPicture);
    picture.encoded = check.utc("encoded_us", from.encoded_us());
    check.whole("jpeg_size", from.jpeg_size(), 1, promise_of(Topic::picture).size_limit);
    if (jpeg == nullptr || jpeg->size() != from.jpeg_size()) {
        check.fault("jpeg_size", "is not the size of the bytes that came with it");
    } else if (!is_framed_as_jpeg(*jpeg)) {
        check.fault("jpeg", "does not begin and end as a JPEG does");
    }
    if (check.present("scene", from.has_scene())) {
        const Check::Inside inside(check, "scene");
        picture.scene = std::make_shared<const Scene>(read_scene(check, from.scene()));
        if (check.ok() && picture.scene->camera != picture.feed.camera) {
            check.fault("camera", "is not the feed's camera");
        }
    }
    picture.jpeg = std::move(jpeg);
    return check.result(std::move(picture));
}

}  // namespace

std::string encode_credits(const Credits& credits) {
    v1::Credits message;
    write_envelope(credits.envelope, *message.mutable_envelope());
    message.set_session(credits.session);
    for (const auto& [feed, up_to] : credits.up_to) {
        auto& row = *message.add_credits();
        write_feed(feed, *row.mutable_feed());
        row.set_up_to(up_to);
    }
    return message.SerializeAsString();
}

Result<Credits> decode_credits(std::string_view bytes) {
    const auto message = parse_message<v1::Credits>("a credit message", bytes, kCreditsSizeLimit);
    if (!message) {
        return tl::unexpected(message.error());
    }
    Check check("credits");
    Credits credits;
    credits.envelope = read_envelope(check, message->has_envelope(), message->envelope());
    if (check.ok()) {
        if (const auto version = check_version(credits.envelope); !version) {
            return tl::unexpected(version.error());
        }
    }
    credits.session = check.whole("session", message->session(), 1, kAnyNumber);
    if (check.at_most("credits", message->credits_size(), 2 * kMostPlaces)) {
        for (int i = 0; i < message->credits_size(); ++i) {
            const Check::Inside inside(check, "credits", static_cast<std::size_t>(i));
            const auto& row = message->credits(i);
            if (!credits.up_to.emplace(read_feed(check, row.has_feed(), row.feed()), row.up_to()).second) {
                check.fault("feed", "is there twice");
            }
        }
    }
    return check.result(std::move(credits));
}

std::string encode_ticket(const PictureTicket& ticket) {
    v1::PictureTicket message;
    write_envelope(ticket.envelope, *message.mutable_envelope());
    message.set_session(ticket.session);
    message.set_picture(ticket.picture);
    return message.SerializeAsString();
}

Result<PictureTicket> decode_ticket(std::string_view bytes) {
    const auto message = parse_message<v1::PictureTicket>("a picture ticket", bytes, kTicketSizeLimit);
    if (!message) {
        return tl::unexpected(message.error());
    }
    Check check("ticket");
    PictureTicket ticket;
    ticket.envelope = read_envelope(check, message->has_envelope(), message->envelope());
    if (check.ok()) {
        if (const auto version = check_version(ticket.envelope); !version) {
            return tl::unexpected(version.error());
        }
    }
    ticket.session = check.whole("session", message->session(), 1, kAnyNumber);
    ticket.picture = check.whole("picture", message->picture(), 1, kAnyNumber);
    return check.result(ticket);
}

Result<std::string> encode_picture_header(const Picture& picture) {
    if (picture.scene == nullptr || picture.jpeg == nullptr) {
        return fail(ErrorCode::invalid_input, "a picture without scene or JPEG cannot be sent");
    }
    v1::PictureHeader message;
    write_feed(picture.feed, *message.mutable_feed());
    message.set_width(picture.width);
    message.set_height(picture.height);
    message.set_encoded_us(wire_time(picture.encoded));
    message.set_jpeg_size(picture.jpeg->size());
    write_scene(*picture.scene, *message.mutable_scene());
    if (const auto back = read_picture(message, picture.jpeg); !back) {
        return fail("a picture cannot be sent", back.error());
    }
    return message.SerializeAsString();
}

Result<Picture> decode_picture(std::string_view header, SharedBytes jpeg) {
    const auto message =
        parse_message<v1::PictureHeader>("a picture header", header, promise_of(Topic::scene).size_limit);
    if (!message) {
        return tl::unexpected(message.error());
    }
    return read_picture(*message, std::move(jpeg));
}

}  // namespace vigie::net
