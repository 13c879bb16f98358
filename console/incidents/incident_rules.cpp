#include "console/incidents/incident_rules.hpp"

#include <algorithm>
#include <chrono>
#include <initializer_list>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace vigie::console {

using net::ErrorCode;
using net::Transition;

namespace {

AlertEffect seen_again(const net::Alert& alert, Target target, const Incident& incident) {
    const bool came_back = incident.condition == ConditionState::cleared;
    const bool worse = alert.priority > incident.priority;
    return {target, came_back || worse ? EntryKind::worsened : EntryKind::joined};
}

/// How long ago, and not when: the reader's clock may show another zone than any this could name.
std::string ago(net::Microseconds age) {
    using namespace std::chrono_literals;
    if (age < 2s) {
        return "just now";  // also when the clock was set back since
    }
    if (age < 2min) {
        return fmt::format("{} s ago", age / 1s);
    }
    if (age < 2h) {
        return fmt::format("{} min ago", age / 1min);
    }
    return age < 48h ? fmt::format("{} h ago", age / 1h) : fmt::format("{} days ago", age / 24h);
}

std::string told(const HistoryEntry& entry, net::UtcTime now) {
    const std::string when = ago(now - entry.at);
    switch (entry.kind) {
        case EntryKind::acknowledged:
            return fmt::format("was acknowledged by {} {}", entry.actor, when);
        case EntryKind::note:
            return fmt::format("was annotated by {} {}", entry.actor, when);
        case EntryKind::resolved:
            return fmt::format("was resolved by {} {}", entry.actor, when);
        case EntryKind::reopened:
            return fmt::format("was reopened by {} {}", entry.actor, when);
        case EntryKind::worsened:
            return fmt::format("became worse or came back {}", when);
        case EntryKind::opened:
        case EntryKind::joined:
        case EntryKind::condition_cleared:
            break;
    }
    return fmt::format("changed {}", when);
}

net::Reason reason_of(EntryKind kind) {
    switch (kind) {
        case EntryKind::acknowledged:
            return net::Reason::act_acknowledged;
        case EntryKind::note:
            return net::Reason::act_annotated;
        case EntryKind::resolved:
            return net::Reason::act_resolved;
        case EntryKind::reopened:
            return net::Reason::act_reopened;
        case EntryKind::worsened:
            return net::Reason::act_worsened;
        case EntryKind::opened:
        case EntryKind::joined:
        case EntryKind::condition_cleared:
            break;
    }
    return net::Reason::act_changed;
}

/// Another alert of the same kind, or the end of the condition, does not make an act wrong.
bool matters(EntryKind kind) {
    return kind != EntryKind::joined && kind != EntryKind::condition_cleared;
}

const HistoryEntry* newest(const Incident& incident, std::initializer_list<EntryKind> kinds) {
    const auto found =
        std::find_if(incident.history.rbegin(), incident.history.rend(), [&kinds](const HistoryEntry& entry) {
            return std::find(kinds.begin(), kinds.end(), entry.kind) != kinds.end();
        });
    return found == incident.history.rend() ? nullptr : &*found;
}

/// What `cause` did to the incident, which the act contradicts; `after` ends the English of it.
tl::unexpected<net::Error> contradicts(const Incident& incident, const HistoryEntry& cause, net::UtcTime now,
                                       std::string_view after) {
    const std::string name = name_of(incident.number);
    const std::string seconds = std::to_string((now - cause.at) / std::chrono::seconds(1));
    net::Sentence sentence{fmt::format("{} {}{}", name, told(cause, now), after),
                           reason_of(cause.kind),
                           {name, cause.actor, seconds}};
    if (cause.kind == EntryKind::worsened) {
        sentence.about = {name, seconds};
    }
    return net::fail(ErrorCode::conflict, std::move(sentence));
}

/// The incident is not in the state that the act begins from: says which entry brought it there.
tl::unexpected<net::Error> not_from_here(const Incident& incident, const HistoryEntry* cause,
                                         net::UtcTime now, std::string_view otherwise) {
    if (cause != nullptr) {
        return contradicts(incident, *cause, now, "");
    }
    const std::string name = name_of(incident.number);
    return net::fail(ErrorCode::conflict,
                     {fmt::format("{} {}", name, otherwise), net::Reason::act_changed, {name}});
}

}  // namespace

AlertEffect effect_of(const net::Alert& alert, const FoldedIncident* same_condition,
                      const FoldedIncident* same_subject) {
    if (alert.transition == Transition::cleared) {
        return same_condition != nullptr ? AlertEffect{Target::same_condition, EntryKind::condition_cleared}
                                         : AlertEffect{};
    }
    if (alert.transition == Transition::updated && same_condition != nullptr) {
        const Incident& incident = same_condition->incident;
        if (incident.work != WorkState::resolved) {
            return seen_again(alert, Target::same_condition, incident);
        }
        if (alert.priority <= incident.priority) {
            return {Target::same_condition, EntryKind::joined};
        }
        // Worse than what was resolved: that is news, as if it were raised.
    }
    if (same_subject != nullptr) {
        return seen_again(alert, Target::same_subject, same_subject->incident);
    }
    return {Target::new_incident, EntryKind::opened};
}

net::Result<void> check_act(EntryKind kind, const Act& act, const Incident& incident, net::UtcTime now) {
    if (act.version < 1 || act.version > incident.version) {
        return net::fail(ErrorCode::invalid_input,
                         {fmt::format("{} has no version {}, its newest is {}: look at it again",
                                      name_of(incident.number), act.version, incident.version),
                          net::Reason::act_unknown_version,
                          {name_of(incident.number)}});
    }
    if (kind == EntryKind::note) {
        return {};  // words contradict nothing
    }
    for (std::size_t version = incident.history.size(); version > act.version; --version) {
        const HistoryEntry& unseen = incident.history[version - 1];
        if (matters(unseen.kind)) {
            return contradicts(incident, unseen, now, ", after you looked: look at it again");
        }
    }
    const bool resolved = incident.work == WorkState::resolved;
    if (kind == EntryKind::reopened) {
        return resolved
                   ? net::Result<void>()
                   : not_from_here(incident, newest(incident, {EntryKind::reopened}), now, "is still open");
    }
    if (resolved) {
        return not_from_here(incident, newest(incident, {EntryKind::resolved}), now, "is resolved");
    }
    if (kind == EntryKind::acknowledged && incident.work != WorkState::fresh) {
        return not_from_here(incident, newest(incident, {EntryKind::acknowledged}), now, "is acknowledged");
    }
    return {};
}

}  // namespace vigie::console
