#include "net/transport/phase_ask.hpp"

#include <algorithm>
#include <utility>

namespace vigie::net {

const PhaseAsk::Wanted* PhaseAsk::find(SwitchId id) const {
    const auto found = std::find_if(wanted_.begin(), wanted_.end(),
                                    [id](const Wanted& wanted) { return wanted.what.id == id; });
    return found == wanted_.end() ? nullptr : &*found;
}

void PhaseAsk::want(std::vector<PhaseSwitch> switches) {
    std::vector<Wanted> fresh;
    fresh.reserve(switches.size());
    for (auto& what : switches) {
        const Wanted* known = find(what.id);
        const MonoTime due = known != nullptr ? known->due : MonoTime{};
        fresh.push_back({std::move(what), due});
    }
    wanted_ = std::move(fresh);
}

void PhaseAsk::connected() {
    under_way_ = 0;
    for (auto& wanted : wanted_) {
        wanted.due = MonoTime{};
    }
}

std::optional<PhaseSwitch> PhaseAsk::next(MonoTime now) {
    if (under_way_ != 0) {
        return std::nullopt;
    }
    const auto due = std::find_if(wanted_.begin(), wanted_.end(),
                                  [now](const Wanted& wanted) { return wanted.due <= now; });
    if (due == wanted_.end()) {
        return std::nullopt;
    }
    under_way_ = due->what.id;
    return due->what;
}

void PhaseAsk::put_off(MonoTime now) {
    for (auto& wanted : wanted_) {
        if (wanted.what.id == under_way_) {
            wanted.due = now + kPeriod;
        }
    }
    under_way_ = 0;
}

void PhaseAsk::failed(MonoTime now) {
    put_off(now);
}

bool PhaseAsk::accept(const PhaseAnswer& answer, MonoTime now) {
    const bool wanted = answer.id == under_way_ && find(answer.id) != nullptr;
    put_off(now);
    return wanted;
}

std::optional<PhaseSwitch> PhaseAsk::under_way() const {
    const Wanted* wanted = find(under_way_);
    return wanted == nullptr ? std::nullopt : std::optional(wanted->what);
}

}  // namespace vigie::net
