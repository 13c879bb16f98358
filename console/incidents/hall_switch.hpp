// Phases of halls as people switched them: what the ledger's entries of halls say, and what waits for the
// hall's node.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "net/types/ids.hpp"
#include "net/types/phase_switch.hpp"
#include "net/types/result.hpp"
#include "net/types/time.hpp"

namespace vigie::console {

/// A hall of a node.
struct HallRef {
    net::NodeId node;
    net::HallId hall;
    auto operator<=>(const HallRef&) const = default;
};

/// A person's decision, as the screen gives it to the ledger.
struct PhaseOrder {
    net::NodeId node;
    net::HallId hall;
    std::optional<net::VenuePhase> from = std::nullopt;  ///< that was on screen; absent: not known
    net::VenuePhase to = net::VenuePhase::show;
    std::optional<net::UtcTime> seen_since = std::nullopt;  ///< since when `from` was on, as its node said
    std::string reason;                                     ///< may be empty
    std::string actor;                                      ///< operator's name
};

/// Where a decision stands.
enum class SwitchState : std::uint8_t {
    pending,   ///< recorded; its node has not answered, and is asked
    done,      ///< its node confirmed it
    refused,   ///< its node did not carry it out
    withdrawn  ///< another decision for the same hall came before its node's answer
};

/// One decision and what became of it.
struct HallSwitch {
    std::uint64_t entry = 0;  ///< number in the ledger
    net::SwitchId id = 0;     ///< by which its node knows it
    net::UtcTime at{};        ///< ledger time
    PhaseOrder order;
    SwitchState state = SwitchState::pending;
    net::SwitchVerdict verdict = net::SwitchVerdict::done;  ///< of the node, once it answered
    std::optional<net::VenuePhase> stands = std::nullopt;   ///< in the hall, as that answer said
    std::optional<net::UtcTime> answered = std::nullopt;    ///< ledger time
};

/// Text of the entry that records a decision; its node stands in a column of its own, its actor too.
[[nodiscard]] std::string text_of_switch(net::SwitchId id, const PhaseOrder& order);
/// Text of the entry that records a node's answer.
[[nodiscard]] std::string text_of_answer(const net::PhaseAnswer& answer);

/// The switches of the recent past and all that are the newest of their hall, oldest first: the fold of the
/// ledger's entries of halls. A value; owned by one thread.
class HallLog {
public:
    /// Switches that are kept though a newer one of the same hall is there.
    static constexpr std::size_t kRemembered = 64;

    /// An entry about a hall, as the ledger holds it.
    struct Line {
        std::uint64_t entry = 0;
        net::UtcTime at{};
        bool answer = false;  ///< of a node; otherwise a person's decision
        std::string actor;
        net::NodeId node;
        std::string text;
    };

    /// Folds the line. corrupt, naming the entry, for a text that is none. An answer to a switch that is no
    /// longer known, or answered already, changes nothing.
    [[nodiscard]] net::Result<void> add(const Line& line);

    [[nodiscard]] const std::vector<HallSwitch>& switches() const { return switches_; }
    /// The one that still waits for its node's answer; null when it does not (any more).
    [[nodiscard]] const HallSwitch* pending(const net::NodeId& node, net::SwitchId id) const;

private:
    void forget();

    std::vector<HallSwitch> switches_;
};

/// What a node must be asked for, oldest first: its pending switches.
[[nodiscard]] std::vector<net::PhaseSwitch> pending_of(const std::vector<HallSwitch>& switches,
                                                       const net::NodeId& node);

/// The newest switch of a hall; null when nobody switched it.
[[nodiscard]] const HallSwitch* newest_of(const std::vector<HallSwitch>& switches, const net::NodeId& node,
                                          const net::HallId& hall);

}  // namespace vigie::console
