#include "net/wire/envelope.hpp"

#include <limits>

#include <fmt/format.h>

#include "net/wire/envelope_codec.hpp"
#include "net/wire/space_codec.hpp"

namespace vigie::net {
namespace {

constexpr auto kAnyNumber = std::numeric_limits<std::uint64_t>::max();

}  // namespace

void write_version(v1::Version& to) {
    to.set_major(kProtocol.major);
    to.set_minor(kProtocol.minor);
}

void write_envelope(const Envelope& envelope, v1::Envelope& to) {
    to.mutable_version()->set_major(envelope.version.major);
    to.mutable_version()->set_minor(envelope.version.minor);
    to.set_sender(envelope.sender.text());
    to.set_run(envelope.run);
    to.set_number(envelope.number);
    to.set_sent_us(wire_time(envelope.sent));
}

Envelope read_envelope(Check& check, bool has, const v1::Envelope& from) {
    if (!check.present("envelope", has)) {
        return {};
    }
    const Check::Inside inside(check, "envelope");
    Envelope envelope;
    check.present("version", from.has_version());
    envelope.version = {from.version().major(), from.version().minor()};
    envelope.sender = check.id<NodeId>("sender", from.sender());
    envelope.run = check.whole("run", from.run(), 1, kAnyNumber);
    envelope.number = check.whole("number", from.number(), 1, kAnyNumber);
    envelope.sent = check.utc("sent_us", from.sent_us());
    return envelope;
}

Result<void> check_record_version(std::string_view what, const v1::Version& version) {
    if (version.major() == kProtocol.major) {
        return {};
    }
    return fail(
        ErrorCode::refused,
        fmt::format("{} is of protocol version {}.{}, this program speaks {}.{}: update the older side", what,
                    version.major(), version.minor(), kProtocol.major, kProtocol.minor));
}

Result<Envelope> peek_envelope(std::string_view bytes) {
    const auto message = parse_message<v1::AnyMessage>(
        "a message", bytes, static_cast<std::size_t>(std::numeric_limits<int>::max()));
    if (!message) {
        return tl::unexpected(message.error());
    }
    Check check("message");
    auto envelope = read_envelope(check, message->has_envelope(), message->envelope());
    return check.result(std::move(envelope));
}

Result<void> check_version(const Envelope& envelope) {
    if (envelope.version.major == kProtocol.major) {
        return {};
    }
    return fail(
        ErrorCode::refused,
        fmt::format("'{}' speaks protocol version {}.{}, this program speaks {}.{}: update the older side",
                    envelope.sender.text(), envelope.version.major, envelope.version.minor, kProtocol.major,
                    kProtocol.minor));
}

}  // namespace vigie::net
