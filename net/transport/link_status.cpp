#include "net/transport/link_status.hpp"

#include <utility>

#include <fmt/format.h>

namespace vigie::net {
namespace {

constexpr int kRetriesUntilDown = 3;
// One may fail because the node was being stopped at that moment.
constexpr int kFailuresUntilSuspected = 2;
constexpr Microseconds kPatience = std::chrono::seconds(3);

}  // namespace

LinkStatus::LinkStatus(const NodeAddress& address, PublicKey own_key, MonoTime now)
    : address_(address),
      own_key_(std::move(own_key)),
      started_(now),
      reason_(about_address("connecting ({})", Reason::link_connecting)) {}

Sentence LinkStatus::about_address(fmt::format_string<const std::string&> english, Reason reason) const {
    return {fmt::format(english, address_.endpoints.requests), reason, {address_.endpoints.requests}};
}

Sentence LinkStatus::unreachable() const {
    return about_address("does not answer: is vigie-node running there? ({})", Reason::link_unreachable);
}

Sentence LinkStatus::handshake_fails() const {
    return key_worked_
               ? about_address(
                     "does not answer any more: restart vigie-node there, and if its key has changed, "
                     "configure the new one here ({})",
                     Reason::link_hanging)
               : about_address(
                     "closes the connection during the handshake: probably its key is not the one "
                     "configured here ({})",
                     Reason::link_key_suspected);
}

void LinkStatus::observe(ConnectionEvent event) {
    switch (event) {
        case ConnectionEvent::accepted:
            break;
        case ConnectionEvent::handshake_done:
            retries_ = 0;
            failed_handshakes_ = 0;
            key_worked_ = true;
            break;
        case ConnectionEvent::refused:
            retries_ = 0;
            failed_handshakes_ = 0;
            set(LinkState::refused,
                {fmt::format("does not accept this console's key: add the line '{} NAME' to its allowlist",
                             own_key_.z85()),
                 Reason::link_key_refused,
                 {own_key_.z85()}});
            break;
        case ConnectionEvent::handshake_failed:
            retries_ = 0;
            if (++failed_handshakes_ >= kFailuresUntilSuspected) {
                set(key_worked_ ? LinkState::down : LinkState::wrong_server_key, handshake_fails());
            }
            break;
        case ConnectionEvent::retrying:
            // A first connection has time until tick() loses patience: nodes are often started together with
            // us.
            if (++retries_ >= kRetriesUntilDown && state_ != LinkState::connecting) {
                set(LinkState::down, unreachable());
            }
            break;
        case ConnectionEvent::lost:
            if (state_ == LinkState::up) {
                set(LinkState::down, about_address("the connection was lost ({})", Reason::link_lost));
            }
            break;
    }
}

void LinkStatus::welcomed() {
    if (state_ != LinkState::up) {
        reconnects_ += was_up_ ? 1U : 0U;
        was_up_ = true;
        set(LinkState::up, {});
    }
}

void LinkStatus::expired() {
    if (state_ == LinkState::up || state_ == LinkState::connecting) {
        set(LinkState::down,
            about_address("accepts connections but does not answer requests: restart vigie-node there ({})",
                          Reason::link_mute));
    }
}

void LinkStatus::incompatible(Sentence reason) {
    set(LinkState::incompatible, std::move(reason));
}

void LinkStatus::tick(MonoTime now) {
    if (state_ == LinkState::connecting && now - started_ > kPatience) {
        set(LinkState::down, unreachable());
    }
}

bool LinkStatus::take_change() {
    return std::exchange(changed_, false);
}

void LinkStatus::set(LinkState state, Sentence reason) {
    if (state != state_ || reason != reason_) {
        state_ = state;
        reason_ = std::move(reason);
        changed_ = true;
    }
}

}  // namespace vigie::net
