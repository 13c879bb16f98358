#include "net/wire/publication.hpp"

#include <algorithm>
#include <limits>

#include "net/wire/envelope_codec.hpp"
#include "net/wire/health_codec.hpp"
#include "net/wire/scene_codec.hpp"
#include "net/wire/vigie.pb.h"

namespace vigie::net {
namespace {

// Room for an envelope beside a body at its topic's limit.
constexpr std::size_t kEnvelopeRoom = 256;

std::size_t largest_publication() {
    std::size_t largest = 0;
    for (const auto& promise : kTopics) {
        if (promise.delivery == Delivery::newest) {
            largest = std::max(largest, promise.size_limit);
        }
    }
    return largest;
}

Result<PublicationBody> read_body(const v1::Publication& from) {
    switch (from.body_case()) {
        case v1::Publication::kScene: {
            Check check("scene");
            auto scene = read_scene(check, from.scene());
            return check.result(PublicationBody(std::move(scene)));
        }
        case v1::Publication::kOccupancy: {
            Check check("occupancy");
            auto occupancy = read_occupancy(check, from.occupancy());
            return check.result(PublicationBody(std::move(occupancy)));
        }
        case v1::Publication::kHealth: {
            Check check("health");
            auto health = read_health(check, from.health());
            return check.result(PublicationBody(std::move(health)));
        }
        case v1::Publication::kAnnouncement: {
            Check check("announcement");
            AlertAnnouncement announcement;
            announcement.node = check.id<NodeId>("node", from.announcement().node());
            announcement.archive = check.id<ArchiveId>("archive", from.announcement().archive());
            announcement.head = from.announcement().head();
            return check.result(PublicationBody(std::move(announcement)));
        }
        case v1::Publication::BODY_NOT_SET:
            break;
    }
    return fail(ErrorCode::invalid_input, "publication.body is missing or of an unknown kind");
}

Result<std::string> checked_body(Topic topic, const v1::Publication& message) {
    if (const auto back = read_body(message); !back) {
        return fail("cannot be published", back.error());
    }
    std::string bytes = message.SerializeAsString();
    const auto& promise = promise_of(topic);
    if (bytes.size() > promise.size_limit - kEnvelopeRoom) {
        return fail(ErrorCode::invalid_input, std::string(promise.name) + " of " +
                                                  std::to_string(bytes.size()) +
                                                  " bytes cannot be published: the limit is " +
                                                  std::to_string(promise.size_limit - kEnvelopeRoom));
    }
    return bytes;
}

}  // namespace

Result<std::string> encode_body(const Scene& scene) {
    v1::Publication message;
    write_scene(scene, *message.mutable_scene());
    return checked_body(Topic::scene, message);
}

Result<std::string> encode_body(const Occupancy& occupancy) {
    v1::Publication message;
    write_occupancy(occupancy, *message.mutable_occupancy());
    return checked_body(Topic::occupancy, message);
}

Result<std::string> encode_body(const NodeHealth& health) {
    v1::Publication message;
    write_health(health, *message.mutable_health());
    return checked_body(Topic::health, message);
}

Result<std::string> encode_body(const AlertAnnouncement& announcement) {
    v1::Publication message;
    auto& to = *message.mutable_announcement();
    to.set_node(announcement.node.text());
    to.set_archive(announcement.archive.text());
    to.set_head(announcement.head);
    return checked_body(Topic::announcement, message);
}

std::string encode_publication(const Envelope& envelope, std::string_view body) {
    // Protocol Buffers merge the fields of concatenated messages: envelope first, body after it.
    v1::Publication head;
    write_envelope(envelope, *head.mutable_envelope());
    std::string bytes = head.SerializeAsString();
    bytes += body;
    return bytes;
}

Result<Publication> decode_publication(std::string_view bytes) {
    const auto message = parse_message<v1::Publication>("a publication", bytes, largest_publication());
    if (!message) {
        return tl::unexpected(message.error());
    }
    Check check("publication");
    Publication publication;
    publication.envelope = read_envelope(check, message->has_envelope(), message->envelope());
    if (!check.ok()) {
        return check.result(Publication{});
    }
    if (const auto version = check_version(publication.envelope); !version) {
        return tl::unexpected(version.error());
    }
    auto body = read_body(*message);
    if (!body) {
        return tl::unexpected(body.error());
    }
    publication.body = *std::move(body);
    if (bytes.size() > promise_of(topic_of(publication.body)).size_limit) {
        return fail(ErrorCode::invalid_input, std::string(promise_of(topic_of(publication.body)).name) +
                                                  " of " + std::to_string(bytes.size()) +
                                                  " bytes is longer than its topic allows");
    }
    return publication;
}

Topic topic_of(const PublicationBody& body) {
    constexpr std::array<Topic, 4> kByIndex{Topic::scene, Topic::occupancy, Topic::health,
                                            Topic::announcement};
    return kByIndex[body.index()];
}

std::string topic_key_of(const PublicationBody& body) {
    struct Subject {
        const std::string& operator()(const Scene& scene) const { return scene.camera.text(); }
        const std::string& operator()(const Occupancy& occupancy) const { return occupancy.node.text(); }
        const std::string& operator()(const NodeHealth& health) const { return health.node.text(); }
        const std::string& operator()(const AlertAnnouncement& head) const { return head.node.text(); }
    };
    return topic_key(topic_of(body), std::visit(Subject{}, body));
}

}  // namespace vigie::net
