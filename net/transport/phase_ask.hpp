// When a console asks a node to switch phases: one request at a time, each again until it is no longer
// wanted. Private to net/transport.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "net/types/phase_switch.hpp"
#include "net/types/time.hpp"

namespace vigie::net {

/// Pure state machine of one node's switches, owned by one thread.
class PhaseAsk {
public:
    static constexpr Microseconds kPeriod = std::chrono::seconds(1);

    /// From now on exactly these are asked for, in this order, each at once and then once a period: the
    /// ledger stops wanting one when it has recorded the answer. Saying the same again changes nothing.
    void want(std::vector<PhaseSwitch> switches);
    /// A connection is there (again): nothing is under way on it, and all are due.
    void connected();

    /// The one to ask for now, which is then under way. Nothing when none is due or one is under way.
    [[nodiscard]] std::optional<PhaseSwitch> next(MonoTime now);
    /// The request under way got no answer, or an error; it is asked again a period later.
    void failed(MonoTime now);
    /// The answer to the request under way; true when it belongs to a switch that is still wanted.
    [[nodiscard]] bool accept(const PhaseAnswer& answer, MonoTime now);
    /// The switch that is under way, if it is still wanted.
    [[nodiscard]] std::optional<PhaseSwitch> under_way() const;

private:
    struct Wanted {
        PhaseSwitch what;
        MonoTime due{};
    };
    [[nodiscard]] const Wanted* find(SwitchId id) const;
    void put_off(MonoTime now);

    std::vector<Wanted> wanted_;
    SwitchId under_way_ = 0;
};

}  // namespace vigie::net
