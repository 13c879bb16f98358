// What a node publishes: one envelope and one of four bodies.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "net/types/alert.hpp"
#include "net/types/health.hpp"
#include "net/types/result.hpp"
#include "net/types/scene.hpp"
#include "net/types/topics.hpp"
#include "net/wire/envelope.hpp"

namespace vigie::net {

using PublicationBody = std::variant<Scene, Occupancy, NodeHealth, AlertAnnouncement>;

struct Publication {
    Envelope envelope;
    PublicationBody body;
};

/// The body alone as bytes, so that encoding needs no number yet. invalid_input, naming the field,
/// for one that decode_publication would refuse, or one longer than its topic allows.
[[nodiscard]] Result<std::string> encode_body(const Scene& scene);
[[nodiscard]] Result<std::string> encode_body(const Occupancy& occupancy);
[[nodiscard]] Result<std::string> encode_body(const NodeHealth& health);
[[nodiscard]] Result<std::string> encode_body(const AlertAnnouncement& announcement);

/// The whole message; `body` is from encode_body.
[[nodiscard]] std::string encode_publication(const Envelope& envelope, std::string_view body);

/// refused for another major version; otherwise invalid_input, naming the field.
[[nodiscard]] Result<Publication> decode_publication(std::string_view bytes);

/// Topic and subject (camera or node) under which it travels.
[[nodiscard]] std::string topic_key_of(const PublicationBody& body);
[[nodiscard]] Topic topic_of(const PublicationBody& body);

}  // namespace vigie::net
