// Expected failure as a value: what every fallible function of Vigie returns.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "net/types/sentence.hpp"

namespace vigie::net {

/// Coarse kind of a failure, for the few callers that act on it; the message is for people.
enum class ErrorCode {
    invalid_input,  ///< the bytes, file or value given is wrong; retrying does not help
    not_found,      ///< the named thing does not exist
    refused,        ///< authentication or policy said no
    unavailable,    ///< the other side or resource does not answer now; retrying may help
    exhausted,      ///< disk, memory or a bounded queue is full
    corrupt,        ///< stored data fails its own check
    conflict,       ///< somebody else changed it first
    cancelled,      ///< a stop was requested
    internal        ///< a library failed in a way that it does not explain
};

/// A failure: `message` says what failed, with which input, and what to do. One that people at a screen may
/// see has a reason too.
struct Error {
    ErrorCode code = ErrorCode::internal;
    std::string message;
    Reason reason = Reason::unnamed;
    std::vector<std::string> about = {};

    [[nodiscard]] Sentence sentence() const { return {message, reason, about}; }
};

template <class T>
using Result = tl::expected<T, Error>;

/// Makes the failed state of any Result.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message) {
    return tl::unexpected<Error>(Error{code, std::move(message)});
}

/// The same for a failure that people at a screen may see.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, Sentence sentence) {
    return tl::unexpected<Error>(
        Error{code, std::move(sentence.english), sentence.reason, std::move(sentence.about)});
}

/// The same failure with `context` put in front: "context: message".
[[nodiscard]] inline tl::unexpected<Error> fail(std::string_view context, const Error& cause) {
    std::string message(context);
    message += ": ";
    message += cause.message;
    return tl::unexpected<Error>(Error{cause.code, std::move(message), cause.reason, cause.about});
}

}  // namespace vigie::net
