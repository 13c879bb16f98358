#include "vision/simulation/surroundings.hpp"

#include <algorithm>
#include <cmath>

namespace vigie::vision {

namespace {

/// How a source of smoke looks, and how it comes and goes.
struct PlumeRow {
    EventKind kind;
    bool flames;
    double rise_m_per_s;
    double spread_m;  ///< at first
    double growth_m;  ///< by the square root of its age in seconds
    double most_spread_m;
    double opacity;
    double thickens_s;  ///< until it is as opaque as that
    double fades_s;     ///< after its end
};

// Rise of a buoyant plume over a small fire: around 1 m/s (McCaffrey, 1979); steam from a valve leaves
// faster.
constexpr std::array<PlumeRow, 3> kPlumes{{
    {EventKind::smoke, false, 0.8, 0.25, 0.08, 1.2, 0.55, 8.0, 10.0},
    {EventKind::fire, true, 1.1, 0.30, 0.10, 1.5, 0.70, 4.0, 6.0},
    {EventKind::steam, false, 1.8, 0.20, 0.10, 0.6, 0.25, 1.0, 2.0},
}};

const PlumeRow* plume_of(EventKind kind) {
    const auto found = std::find_if(kPlumes.begin(), kPlumes.end(),
                                    [kind](const PlumeRow& row) { return row.kind == kind; });
    return found != kPlumes.end() ? &*found : nullptr;
}

/// Share of a change that takes `ramp_s` after `age_s`.
double share_of(double age_s, double ramp_s) {
    return ramp_s > 0.0 ? std::clamp(age_s / ramp_s, 0.0, 1.0) : 1.0;
}

double fade_s(const ScriptEvent& event) {
    const PlumeRow* plume = plume_of(event.kind);
    return plume != nullptr ? plume->fades_s : 0.0;
}

}  // namespace

void continue_surroundings(RunState& run) {
    const double now = run.time_s();
    std::erase_if(run.ongoing, [&](const OngoingEvent& ongoing) {
        const ScriptEvent& event = run.script->events[ongoing.event];
        const double age_s = now - ongoing.start_s;
        auto& end_s = run.happenings[ongoing.happening].end_s;
        if (event.kind == EventKind::light) {
            const double share = share_of(age_s, event.ramp_s);
            run.light = ongoing.before + share * (event.amount - ongoing.before);
            if (share < 1.0) return false;
            end_s = now;
            return true;
        }
        if (event.duration_s <= 0.0 || age_s < event.duration_s) return false;
        if (!end_s) end_s = now;
        return age_s >= event.duration_s + fade_s(event);
    });
}

void describe_surroundings(const RunState& run, WorldState& state) {
    for (const OngoingEvent& ongoing : run.ongoing) {
        const ScriptEvent& event = run.script->events[ongoing.event];
        const double age_s = state.time_s - ongoing.start_s;
        if (event.kind == EventKind::camera_fault) {
            state.faults.push_back({event.camera, event.fault, share_of(age_s, event.ramp_s), event.amount});
        }
        const PlumeRow* plume = plume_of(event.kind);
        if (plume == nullptr) continue;
        SimulatedSmoke smoke;
        smoke.floor = event.floor;
        smoke.at = event.at.value_or(Spot{});
        smoke.age_s = age_s;
        smoke.rise_m_per_s = plume->rise_m_per_s;
        smoke.spread_m = event.amount *
                         std::min(plume->spread_m + plume->growth_m * std::sqrt(age_s), plume->most_spread_m);
        smoke.opacity = std::min(1.0, event.amount * plume->opacity) * share_of(age_s, plume->thickens_s);
        const bool over = event.duration_s > 0.0 && age_s > event.duration_s;
        if (over) smoke.opacity *= 1.0 - share_of(age_s - event.duration_s, plume->fades_s);
        smoke.flames = plume->flames && !over;
        state.smoke.push_back(smoke);
    }
    state.light = run.light;
    state.sun = run.script->sun;
}

}  // namespace vigie::vision
