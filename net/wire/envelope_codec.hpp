// The envelope between the vocabulary and the schema, and parsing with an error. Private to net/wire.
#pragma once

#include <string>
#include <string_view>

#include "net/wire/check.hpp"
#include "net/wire/envelope.hpp"
#include "net/wire/vigie.pb.h"

namespace vigie::net {

void write_envelope(const Envelope& envelope, v1::Envelope& to);
Envelope read_envelope(Check& check, bool has, const v1::Envelope& from);

void write_version(v1::Version& to);
/// refused for a record of another major version.
Result<void> check_record_version(std::string_view what, const v1::Version& version);

/// Parses `bytes`; invalid_input, naming `what`, when they are not such a message or longer than `limit`.
template <class Message>
Result<Message> parse_message(std::string_view what, std::string_view bytes, std::size_t limit) {
    Message message;
    if (bytes.size() > limit) {
        return fail(ErrorCode::invalid_input, std::string(what) + " has " + std::to_string(bytes.size()) +
                                                  " bytes, at most " + std::to_string(limit) +
                                                  " are allowed");
    }
    if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
        return fail(ErrorCode::invalid_input, std::string(what) + " of " + std::to_string(bytes.size()) +
                                                  " bytes is truncated or not a message of this kind");
    }
    return message;
}

}  // namespace vigie::net
