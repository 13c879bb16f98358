#include <cstddef>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

#include "net/transport/link.hpp"
#include "net/transport/socket.hpp"

namespace vigie::net {
namespace {

// So that a flood on one socket does not keep the others waiting.
constexpr int kRepliesPerTurn = 32;
constexpr int kPublicationsPerTurn = 256;
constexpr int kPicturesPerTurn = 64;
constexpr std::size_t kMostTopics = 4096;
constexpr Microseconds kRetryAfterError = std::chrono::seconds(1);

SharedBytes copy_of(const zmq::message_t& part) {
    const auto* begin = static_cast<const std::uint8_t*>(part.data());
    return std::make_shared<const std::vector<std::uint8_t>>(begin, begin + part.size());
}

}  // namespace

Arrival Link::arrival_of(const Envelope& envelope) const {
    return {setting_.clock.mono(), setting_.clock.utc(), envelope.sent, envelope.run, envelope.number};
}

void Link::note_unreadable(const Error& error) {
    if (error.code == ErrorCode::refused) {
        status_.incompatible({error.message, Reason::link_other_version});
    }
    tally_.change([](auto& counters) { ++counters.malformed_messages; });
}

bool Link::is_from_node(const Envelope& envelope) {
    if (envelope.sender == address_.node) {
        return true;
    }
    status_.incompatible({fmt::format("calls itself '{}': correct the node's id or its address here ({})",
                                      envelope.sender.text(), address_.endpoints.requests),
                          Reason::link_other_node,
                          {envelope.sender.text(), address_.endpoints.requests}});
    tally_.change([](auto& counters) { ++counters.malformed_messages; });
    return false;
}

bool Link::in_sequence(const std::string& key, std::uint64_t run, std::uint64_t number) {
    if (sequences_.size() >= kMostTopics && !sequences_.contains(key)) {
        return false;
    }
    auto& sequence = sequences_[key];
    const auto lost_before = sequence.lost();
    const auto verdict = sequence.observe(run, number);
    if (const auto lost = sequence.lost() - lost_before; lost > 0) {
        tally_.change([&](auto& counters) { counters.lost_messages += lost; });
    }
    return verdict != SequenceTracker::Verdict::duplicate;
}

// ------------------------------------------------------------------------------------------ replies

void Link::read_replies(MonoTime now) {
    for (int i = 0; i < kRepliesPerTurn; ++i) {
        const auto parts = receive_parts(requests_.socket(), 1);
        if (!parts) {
            return;
        }
        const auto reply = decode_reply(parts->size() == 1 ? bytes_of(parts->front()) : std::string_view());
        if (!reply) {
            note_unreadable(reply.error());
        } else if (is_from_node(reply->envelope)) {
            on_reply(*reply, now);
        }
    }
}

void Link::on_reply(const Reply& reply, MonoTime now) {
    if (std::get_if<Welcome>(&reply.body) != nullptr) {
        if (pending_.answered(RequestKind::hello, reply.request)) {
            status_.welcomed();
            hello_due_.reset();
            clock_due_ = now;
            configuration_due_ = now;
        }
    } else if (const auto* record = std::get_if<std::shared_ptr<const ConfigurationRecord>>(&reply.body)) {
        if (pending_.answered(RequestKind::configuration, reply.request)) {
            configuration_version_ = (*record)->version;
            if (setting_.events.configuration) {
                setting_.events.configuration(address_.node, *record);
            }
        }
    } else if (const auto* batch = std::get_if<AlertBatch>(&reply.body)) {
        if (pending_.answered(RequestKind::alerts, reply.request)) {
            on_batch(*batch, now);
        }
    } else if (const auto* stamps = std::get_if<ClockStamps>(&reply.body)) {
        if (const auto request = pending_.answered(RequestKind::clock, reply.request)) {
            on_clock(*request, *stamps);
        }
    } else if (const auto* phase = std::get_if<PhaseAnswer>(&reply.body)) {
        if (pending_.answered(RequestKind::phase, reply.request)) {
            on_phase(*phase, now);
        }
    } else {
        on_error_reply(reply.request, std::get<Error>(reply.body), now);
    }
}

void Link::on_error_reply(std::uint64_t request, const Error& error, MonoTime now) {
    tally_.change([](auto& counters) { ++counters.failed_requests; });
    const auto kind = pending_.kind_of(request);
    if (!kind) {
        return;
    }
    [[maybe_unused]] const auto answered = pending_.answered(*kind, request);
    switch (*kind) {
        case RequestKind::hello:
            if (error.code == ErrorCode::refused) {
                // Of another version it would have answered in that version.
                const std::string own_key = setting_.keys.public_key.z85();
                status_.incompatible({error.message, Reason::link_key_refused, {own_key}});
            }
            break;
        case RequestKind::configuration:
            configuration_due_ = now + kRetryAfterError;
            break;
        case RequestKind::alerts:
            pull_.failed(now);
            break;
        case RequestKind::phase:
            on_phase_error(error, now);
            break;
        case RequestKind::clock:
            // Our key was taken out of the node's allowlist. A new connection says so on all three ports.
            if (error.code == ErrorCode::refused) {
                connect_anew(now);
            }
            break;
    }
}

void Link::on_phase(const PhaseAnswer& answer, MonoTime now) {
    if (phases_.accept(answer, now) && setting_.events.phase) {
        setting_.events.phase(address_.node, answer);
    }
}

void Link::on_phase_error(const Error& error, MonoTime now) {
    const auto asked = phases_.under_way();
    // What this program writes is well formed: a node that cannot read it does not know such requests yet.
    if (asked && error.code == ErrorCode::invalid_input) {
        on_phase({asked->id, asked->hall, SwitchVerdict::not_understood, asked->to, asked->at}, now);
        return;
    }
    phases_.failed(now);
}

void Link::on_batch(const AlertBatch& batch, MonoTime now) {
    switch (pull_.accept(batch, now)) {
        case AlertPull::Verdict::deliver:
            if (setting_.events.alerts) {
                setting_.events.alerts(address_.node, batch);
            }
            break;
        case AlertPull::Verdict::misplaced:
            tally_.change([](auto& counters) { ++counters.malformed_messages; });
            break;
        case AlertPull::Verdict::nothing:
            break;
    }
}

void Link::on_clock(const PendingRequest& request, const ClockStamps& stamps) {
    offset_.add({request.asked, stamps.received, stamps.sent, setting_.clock.utc()});
    if (const auto offset = offset_.estimate(); offset && setting_.events.clock_offset) {
        setting_.events.clock_offset(address_.node, *offset);
    }
}

// ------------------------------------------------------------------------------------- publications

void Link::read_publications() {
    for (int i = 0; i < kPublicationsPerTurn; ++i) {
        const auto parts = receive_parts(publications_.socket(), 2);
        if (!parts) {
            return;
        }
        if (parts->size() != 2) {
            tally_.change([](auto& counters) { ++counters.malformed_messages; });
            continue;
        }
        on_publication(bytes_of((*parts)[0]), bytes_of((*parts)[1]));
    }
}

void Link::on_publication(std::string_view key, std::string_view bytes) {
    auto publication = decode_publication(bytes);
    if (!publication) {
        note_unreadable(publication.error());
        return;
    }
    if (!is_from_node(publication->envelope)) {
        return;
    }
    if (key != topic_key_of(publication->body)) {
        tally_.change([](auto& counters) { ++counters.malformed_messages; });
        return;
    }
    if (in_sequence(std::string(key), publication->envelope.run, publication->envelope.number)) {
        const auto arrival = arrival_of(publication->envelope);
        deliver(*std::move(publication), arrival);
    }
}

void Link::deliver(Publication publication, const Arrival& arrival) {
    const auto& events = setting_.events;
    const auto& node = address_.node;
    if (auto* scene = std::get_if<Scene>(&publication.body)) {
        if (events.scene) {
            events.scene(node, std::make_shared<const Scene>(std::move(*scene)), arrival);
        }
    } else if (auto* occupancy = std::get_if<Occupancy>(&publication.body)) {
        if (events.occupancy) {
            events.occupancy(node, std::make_shared<const Occupancy>(std::move(*occupancy)), arrival);
        }
    } else if (const auto* health = std::get_if<NodeHealth>(&publication.body)) {
        on_health(*health);
        if (events.health) {
            events.health(node, *health, arrival);
        }
    } else if (const auto* announcement = std::get_if<AlertAnnouncement>(&publication.body)) {
        pull_.announced(announcement->archive, announcement->head);
        if (events.announcement) {
            events.announcement(node, *announcement, arrival);
        }
    }
}

void Link::on_health(const NodeHealth& health) {
    if (configuration_version_ && health.configuration_version != *configuration_version_ &&
        !configuration_due_ && !pending_.is_pending(RequestKind::configuration)) {
        configuration_due_ = setting_.clock.mono();
    }
}

// ----------------------------------------------------------------------------------------- pictures

void Link::read_pictures() {
    for (int i = 0; i < kPicturesPerTurn; ++i) {
        auto parts = receive_parts(pictures_.socket(), 3);
        if (!parts) {
            return;
        }
        if (parts->size() != 3) {
            tally_.change([](auto& counters) { ++counters.malformed_messages; });
            continue;
        }
        on_picture(bytes_of((*parts)[0]), bytes_of((*parts)[1]), (*parts)[2]);
    }
}

void Link::on_picture(std::string_view ticket_bytes, std::string_view header, zmq::message_t& jpeg) {
    const auto ticket = decode_ticket(ticket_bytes);
    if (!ticket) {
        note_unreadable(ticket.error());
        return;
    }
    if (!is_from_node(ticket->envelope)) {
        return;
    }
    auto picture = decode_picture(header, copy_of(jpeg));
    if (!picture) {
        // It used a credit all the same, and nobody knows of which feed: begin anew.
        eye_.begin_session(random_identity());
        credits_changed_ = true;
        note_unreadable(picture.error());
        return;
    }
    if (eye_.has_had(ticket->session, picture->feed, ticket->picture)) {
        // Its lease ran out while the node or the network stood still; until its count had caught up, nothing
        // would be taken.
        eye_.begin_session(random_identity());
        credits_changed_ = true;
        return;
    }
    if (!eye_.receive(ticket->session, picture->feed, ticket->picture)) {
        return;
    }
    credits_changed_ = true;
    const Arrival arrival = arrival_of(ticket->envelope);
    if (const auto offset = offset_.estimate()) {
        eye_.note_transit(arrival.utc + offset->offset - picture->encoded - offset->error);
    }
    tally_.change([&](auto& counters) {
        ++counters.pictures;
        counters.picture_bytes += jpeg.size();
    });
    if (setting_.events.picture) {
        setting_.events.picture(address_.node, *std::move(picture), arrival);
    }
}

}  // namespace vigie::net
