#include "vision/simulation/events.hpp"

#include <algorithm>

#include "vision/simulation/acts.hpp"

namespace vigie::vision {

namespace {

void set_closed(RunState& run, const ScriptEvent& event, bool closed) {
    const auto place = run.router->find(event.target);
    if (!place || run.router->places()[*place].kind != PlaceKind::passage) return;
    const std::size_t passage = run.router->places()[*place].index;
    run.closed[passage] = closed ? 1 : 0;
    run.announced[passage] = closed && event.announced ? 1 : 0;
    run.press[passage] = closed ? space_for_density(run.script->forces, event.density_per_m2,
                                                    run.script->population.speed_mean_m_per_s)
                                : 1.0;
    run.known = run.router->knowledge(run.announced);
}

void begin(RunState& run, std::size_t index) {
    const ScriptEvent& event = run.script->events[index];
    switch (event.kind) {
        case EventKind::close:
        case EventKind::open:
            set_closed(run, event, event.kind == EventKind::close);
            run.happenings[note(run, index)].end_s = run.time_s();
            return;
        case EventKind::phase:
            run.happenings[note(run, index)].end_s = run.time_s();
            return;
        case EventKind::disperse:
            scatter(run, event);
            run.ongoing.push_back({index, run.time_s(), run.light, note(run, index)});
            return;
        case EventKind::smoke:
        case EventKind::fire:
        case EventKind::steam:
        case EventKind::light:
        case EventKind::camera_fault:
            run.ongoing.push_back({index, run.time_s(), run.light, note(run, index)});
            return;
        default:
            run.pending.push_back({index, event.people, event.at_s + run.script->behaviour.casting_s});
            return;
    }
}

}  // namespace

std::size_t note(RunState& run, std::size_t event) {
    const ScriptEvent& what = run.script->events[event];
    Happening happening;
    happening.kind = what.kind;
    happening.start_s = run.time_s();
    happening.floor = what.floor;
    happening.at = what.at.value_or(Spot{});
    happening.about = what.kind == EventKind::camera_fault ? what.camera.text() : what.target;
    run.happenings.push_back(std::move(happening));
    return run.happenings.size() - 1;
}

void begin_events(RunState& run) {
    const auto& events = run.script->events;
    while (run.next_event < events.size() && events[run.next_event].at_s <= run.time_s()) {
        begin(run, run.next_event++);
    }
    std::erase_if(run.pending, [&](PendingAct& pending) {
        if (cast(run, pending)) return true;
        if (run.time_s() <= pending.until_s) return false;
        run.shortfall.given_up.push_back(pending.event);
        return true;
    });
}

}  // namespace vigie::vision
