// Requests that wait for their answers: one of each kind, each with a deadline. Private to net/transport.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>

#include "net/types/time.hpp"
#include "net/wire/exchange.hpp"

namespace vigie::net {

/// A kind is its index in RequestBody. Owned by one thread.
enum class RequestKind : std::size_t { hello = 0, configuration = 1, alerts = 2, clock = 3, phase = 4 };

struct PendingRequest {
    std::uint64_t number = 0;
    MonoTime deadline{};
    UtcTime asked{};
};

class PendingRequests {
public:
    static constexpr Microseconds kDeadline = std::chrono::seconds(2);

    [[nodiscard]] bool is_pending(RequestKind kind) const { return slot(kind).has_value(); }

    void sent(RequestKind kind, std::uint64_t number, MonoTime now, UtcTime asked) {
        slot(kind) = PendingRequest{number, now + kDeadline, asked};
    }

    /// The request of that kind which `number` answers, now no longer pending.
    [[nodiscard]] std::optional<PendingRequest> answered(RequestKind kind, std::uint64_t number) {
        if (!slot(kind) || slot(kind)->number != number) {
            return std::nullopt;
        }
        return std::exchange(slot(kind), std::nullopt);
    }

    /// Kind of the pending request with that number.
    [[nodiscard]] std::optional<RequestKind> kind_of(std::uint64_t number) const {
        for (std::size_t i = 0; i < slots_.size(); ++i) {
            if (slots_[i] && slots_[i]->number == number) {
                return static_cast<RequestKind>(i);
            }
        }
        return std::nullopt;
    }

    /// One whose deadline has passed, now no longer pending.
    [[nodiscard]] std::optional<RequestKind> expire_one(MonoTime now) {
        for (std::size_t i = 0; i < slots_.size(); ++i) {
            if (slots_[i] && slots_[i]->deadline < now) {
                slots_[i].reset();
                return static_cast<RequestKind>(i);
            }
        }
        return std::nullopt;
    }

    void clear() { slots_ = {}; }

private:
    [[nodiscard]] std::optional<PendingRequest>& slot(RequestKind kind) {
        return slots_[static_cast<std::size_t>(kind)];
    }
    [[nodiscard]] const std::optional<PendingRequest>& slot(RequestKind kind) const {
        return slots_[static_cast<std::size_t>(kind)];
    }

    std::array<std::optional<PendingRequest>, std::variant_size_v<RequestBody>> slots_;
};

}  // namespace vigie::net
