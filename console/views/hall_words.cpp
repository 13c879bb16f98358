#include "console/views/hall_words.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "console/situation/lookup.hpp"
#include "console/views/words.hpp"

namespace vigie::console {

namespace {

/// Below this many a minute nobody leaves: the next one is more than two minutes away.
constexpr double kTrickle = 0.5;

net::Microseconds age_of(const UiContext& context, net::UtcTime at) {
    return std::chrono::duration_cast<net::Microseconds>(context.now - at);
}

std::string clock_of(const UiContext& context, net::UtcTime at) {
    return context.clock_text ? context.clock_text(at) : std::string();
}

std::string refusal_text(const UiContext& context, const HallSituation& hall) {
    const HallSwitch& last = *hall.newest;
    const std::string to = word_of(last.order.to);
    switch (last.verdict) {
        case net::SwitchVerdict::unknown_hall:
            return say("Not switched to {phase}: {node} no longer has this hall",
                       {{"phase", to}, {"node", node_name(context.situation, hall.ref.node)}});
        case net::SwitchVerdict::switched_meanwhile:
            return say("Not switched to {phase}: somebody else had switched the hall to {other}",
                       {{"phase", to}, {"other", last.stands ? word_of(*last.stands) : "–"}});
        case net::SwitchVerdict::not_understood:
            return say("Not switched to {phase}: the program of {node} cannot do that yet, update it",
                       {{"phase", to}, {"node", node_name(context.situation, hall.ref.node)}});
        case net::SwitchVerdict::done:
            break;
    }
    return {};
}

}  // namespace

const char* word_of(net::VenuePhase phase) {
    switch (phase) {
        case net::VenuePhase::doors:
            return tr_in("phase of a hall", "Doors");
        case net::VenuePhase::show:
            return tr_in("phase of a hall", "Show");
        case net::VenuePhase::interval:
            return tr_in("phase of a hall", "Interval");
        case net::VenuePhase::egress:
            return tr_in("phase of a hall", "Egress");
        case net::VenuePhase::evacuation:
            return tr_in("phase of a hall", "Evacuation");
        case net::VenuePhase::closed:
            return tr_in("phase of a hall", "Closed");
    }
    return "";
}

std::string since_text(const UiContext& context, const HallSituation& hall) {
    if (hall.state == nullptr) {
        return {};
    }
    return say("since {time}", {{"time", clock_of(context, hall.state->since)}}) + " · " +
           age_text(age_of(context, hall.state->since));
}

std::string remaining_text(const HallSituation& hall) {
    if (hall.state == nullptr) {
        return "–";
    }
    return hall.liveness == net::Liveness::silent ? last_count_text(hall.state->remaining)
                                                  : count_text(hall.state->remaining);
}

std::string hall_caveat(const UiContext& context, const HallSituation& hall) {
    if (hall.state == nullptr) {
        return tr("Nothing is heard of this hall yet");
    }
    if (hall.liveness == net::Liveness::silent || hall.liveness == net::Liveness::late) {
        return say("Figures are old: last heard {ago}", {{"ago", ago_text(age_of(context, *hall.counted))}});
    }
    return hall.state->remaining.partly_blind ? tr("Partly blind: a camera does not see") : std::string();
}

std::string switch_text(const UiContext& context, const HallSituation& hall) {
    if (context.switching.contains(hall.ref)) {
        return tr("Being recorded");
    }
    if (hall.newest == nullptr) {
        return {};
    }
    if (hall.newest->state == SwitchState::pending) {
        return say("{phase} asked by {who} at {time}: waiting for {node}",
                   {{"phase", word_of(hall.newest->order.to)},
                    {"who", hall.newest->order.actor},
                    {"time", clock_of(context, hall.newest->at)},
                    {"node", node_name(context.situation, hall.ref.node)}});
    }
    return hall.newest->state == SwitchState::refused ? refusal_text(context, hall) : std::string();
}

Clearance clearance_of(const HallSituation& hall) {
    if (hall.state == nullptr || hall.liveness == net::Liveness::silent) {
        return {tr("Not known"), false, false};
    }
    const net::Count& remaining = hall.state->remaining;
    const bool more_inside = remaining.at_least || remaining.partly_blind;
    if (remaining.people < 0.5) {
        return {more_inside ? tr("Not known") : tr("Nobody is counted"), false, !more_inside};
    }
    const bool more_leave = !knows_all_exits(hall);
    if (!hall.state->exit_per_min || (more_leave && !hall.state->time_to_clear_s)) {
        return {tr("Not known"), false, false};
    }
    if (*hall.state->exit_per_min < kTrickle) {
        return {tr("Nobody leaves"), true, false};
    }
    if (!hall.state->time_to_clear_s) {
        return {tr("Not emptying"), true, false};
    }
    const std::string time =
        duration_text(net::Microseconds(std::llround(*hall.state->time_to_clear_s * 1e6)));
    // Over an exit that is not known people may leave, or come in.
    const std::string words = more_leave    ? say("about {time}", {{"time", time}})
                              : more_inside ? say("at least {time}", {{"time", time}})
                                            : time;
    return {words, false, false};
}

bool knows_all_exits(const HallSituation& hall) {
    return std::all_of(hall.exits.begin(), hall.exits.end(),
                       [](const ExitFlow& exit) { return exit.per_min.has_value(); });
}

std::string flow_text(const std::optional<double>& per_min, bool at_least) {
    if (!per_min) {
        return "–";
    }
    return (at_least ? "≥ " : "") + say("{n} / min", {{"n", number_text(*per_min, 0)}});
}

}  // namespace vigie::console
