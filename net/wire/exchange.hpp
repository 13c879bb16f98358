// Questions of a console and answers of a node: hello, configuration, alerts after n, clock, phases.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "net/types/alert.hpp"
#include "net/types/phase_switch.hpp"
#include "net/types/result.hpp"
#include "net/types/venue.hpp"
#include "net/wire/envelope.hpp"

namespace vigie::net {

inline constexpr std::size_t kRequestSizeLimit = 4 * 1024;
inline constexpr std::size_t kReplySizeLimit = 5 * 1024 * 1024;
/// Most alerts that one batch may hold.
inline constexpr std::size_t kMostAlertsInBatch = 256;

struct Hello {
    std::string program;  ///< name and version, for the node's log
    bool operator==(const Hello&) const = default;
};
struct ConfigurationRequest {
    bool operator==(const ConfigurationRequest&) const = default;
};
struct ClockRequest {
    bool operator==(const ClockRequest&) const = default;
};

using RequestBody = std::variant<Hello, ConfigurationRequest, AlertCursor, ClockRequest, PhaseSwitch>;

struct Request {
    Envelope envelope;  ///< its number is repeated by the reply
    RequestBody body;
};

struct Welcome {
    std::uint64_t configuration_version = 0;
    bool operator==(const Welcome&) const = default;
};
/// When the node received the request and when it sent the reply, on its clock.
struct ClockStamps {
    UtcTime received{};
    UtcTime sent{};
    bool operator==(const ClockStamps&) const = default;
};

using ReplyBody = std::variant<Welcome, std::shared_ptr<const ConfigurationRecord>, AlertBatch, ClockStamps,
                               PhaseAnswer, Error>;

struct Reply {
    Envelope envelope;
    std::uint64_t request = 0;  ///< number of the request; 0 when the node could not read it
    ReplyBody body;
};

/// What decode_request would refuse is the caller's mistake: ids, times and names are checked where they come
/// from.
[[nodiscard]] std::string encode_request(const Request& request);
/// refused for another major version; otherwise invalid_input, naming the field.
[[nodiscard]] Result<Request> decode_request(std::string_view bytes);

/// invalid_input, naming the field, for a configuration or batch that decode_reply would refuse.
[[nodiscard]] Result<std::string> encode_reply(const Reply& reply);
/// refused for another major version; otherwise invalid_input, naming the field.
[[nodiscard]] Result<Reply> decode_reply(std::string_view bytes);

}  // namespace vigie::net
