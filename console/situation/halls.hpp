// The halls of a situation: what their nodes say of them, and what was asked and is not answered yet.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "console/incidents/hall_switch.hpp"
#include "console/situation/situation.hpp"

namespace vigie::console {

/// A way out and how many leave by it.
struct ExitFlow {
    std::string name;
    std::optional<double> per_min = std::nullopt;  ///< over the last minute; absent: not known (yet)
};

/// A hall. Points into the situation.
struct HallSituation {
    HallRef ref;
    std::string name;
    const net::HallConfiguration* configuration = nullptr;  ///< never null
    const net::HallState* state = nullptr;                  ///< as its node last said; null: not yet
    net::Liveness liveness = net::Liveness::never_seen;     ///< of that
    std::optional<net::UtcTime> counted;                    ///< capture time of what was counted last
    const HallSwitch* newest = nullptr;                     ///< null: nobody switched it from here
    std::vector<ExitFlow> exits;                            ///< in the configuration's order

    /// The phase that its node was asked for and has not answered.
    [[nodiscard]] std::optional<net::VenuePhase> asked() const {
        return newest != nullptr && newest->state == SwitchState::pending ? std::optional(newest->order.to)
                                                                          : std::nullopt;
    }
    [[nodiscard]] bool is(net::VenuePhase phase) const { return state != nullptr && state->phase == phase; }
};

/// All halls, by node and then in its configuration's order.
[[nodiscard]] std::vector<HallSituation> halls_of(const Situation& situation);

/// What a hall's node last said; null before it did.
[[nodiscard]] const net::HallState* find_hall_state(const Situation& situation, const HallRef& hall);

/// The newest switch of a hall in the ledger; null when there is none.
[[nodiscard]] const HallSwitch* newest_switch(const Situation& situation, const HallRef& hall);

/// Names of the rules that watch the hall's zones and would be off in that phase, in the node's order.
[[nodiscard]] std::vector<std::string> rules_off_in(const Situation& situation, const HallRef& hall,
                                                    net::VenuePhase phase);

}  // namespace vigie::console
