#include "console/incidents/incident_fold.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace vigie::console {

namespace {

/// What nobody configured is still urgent: blind, or not understood. What is not recorded can be lost for
/// ever.
net::Priority priority_of(const SystemSubject& system) {
    return system.kind == net::RuleKind::node_cannot_record ? net::Priority::critical : net::Priority::high;
}

bool lasts(const SystemSubject& system) {
    return system.kind != net::RuleKind::unreadable_alert;
}

std::optional<TriggeringFrame> frame_of(const net::Alert& alert) {
    return alert.camera && alert.frame ? std::optional(TriggeringFrame{*alert.camera, *alert.frame})
                                       : std::nullopt;
}

/// The condition is there, as `entry` observed it.
void observe(FoldedIncident& state, const Entry& entry) {
    Incident& incident = state.incident;
    if (entry.alert) {
        state.condition = condition_of(*entry.alert);
        incident.condition = ConditionState::active;
        incident.priority = std::max(incident.priority, entry.alert->priority);
        incident.evidence = entry.alert->evidence;
        incident.frame = frame_of(*entry.alert);
    } else if (entry.system) {
        state.condition = condition_of(*entry.system);
        incident.condition = lasts(*entry.system) ? ConditionState::active : ConditionState::cleared;
    }
}

bool raised_again(const Entry& entry) {
    return entry.alert ? entry.alert->transition == net::Transition::raised : entry.system.has_value();
}

/// The figure that says how bad it is; null: nothing but times was measured.
const net::Evidence* figure_of(const std::vector<net::Evidence>& evidence) {
    const auto found = std::find_if(evidence.begin(), evidence.end(),
                                    [](const net::Evidence& measured) { return measured.unit != "s"; });
    return found == evidence.end() ? nullptr : &*found;
}

bool is_new_observation(const Entry& entry) {
    return (entry.alert || entry.system) &&
           (entry.line.kind == EntryKind::joined || entry.line.kind == EntryKind::worsened);
}

/// What `entry` means for `incident`, which is as it was before it.
void compare(HistoryEntry& line, const Entry& entry, const Incident& incident) {
    const net::Evidence* const now = entry.alert ? figure_of(entry.alert->evidence) : nullptr;
    const net::Evidence* const before = figure_of(incident.evidence);
    if (!is_new_observation(entry)) {
        return;
    }
    if (now != nullptr && before != nullptr && now->name == before->name) {
        line.before = before->value;
    }
    const bool lasting = !entry.system || lasts(*entry.system);
    if (lasting && incident.condition == ConditionState::cleared) {
        line.change = Change::came_back;
    } else if (line.before && now->value > *line.before) {
        line.change = Change::grew;
    } else if (entry.alert && entry.alert->priority > incident.priority) {
        line.change = Change::more_urgent;
    } else {
        line.change = raised_again(entry) ? Change::raised_again : Change::updated;
    }
}

/// The line of the history: who and when as the ledger has it, what as it compares with `before`.
HistoryEntry line_of(const Entry& entry, const std::optional<FoldedIncident>& before) {
    HistoryEntry line = entry.line;
    const bool observes = entry.line.kind == EntryKind::opened || is_new_observation(entry);
    const net::Evidence* const figure = observes && entry.alert ? figure_of(entry.alert->evidence) : nullptr;
    if (figure != nullptr) {
        line.figure = *figure;
    }
    if (before) {
        compare(line, entry, before->incident);
    }
    return line;
}

FoldedIncident opened_by(const Entry& entry) {
    FoldedIncident state;
    Incident& incident = state.incident;
    incident.number = entry.incident;
    incident.opened = entry.line.at;
    if (entry.alert) {
        state.subject = subject_of(*entry.alert);
        incident.node = entry.alert->node;
        incident.rule = entry.alert->rule;
        incident.kind = entry.alert->kind;
        incident.priority = entry.alert->priority;
        incident.zone = entry.alert->zone;
        incident.camera = entry.alert->camera;
        incident.observed = entry.alert->at;
    } else {
        state.subject = subject_of(*entry.system);
        incident.node = entry.system->node;
        incident.rule = net::RuleId::parse(net::key_of(entry.system->kind)).value_or(net::RuleId());
        incident.kind = entry.system->kind;
        incident.priority = priority_of(*entry.system);
        incident.observed = entry.line.at;
    }
    observe(state, entry);
    return state;
}

void forget_acknowledgement(Incident& incident) {
    incident.work = WorkState::fresh;
    incident.acknowledged_by.reset();
    incident.acknowledged_at.reset();
}

void apply(FoldedIncident& state, const Entry& entry) {
    Incident& incident = state.incident;
    switch (entry.line.kind) {
        case EntryKind::opened:
        case EntryKind::note:
            break;
        case EntryKind::worsened:
            forget_acknowledgement(incident);
            [[fallthrough]];
        case EntryKind::joined:
            observe(state, entry);
            if (raised_again(entry)) {
                ++incident.times_raised;
            }
            break;
        case EntryKind::condition_cleared:
            incident.condition = ConditionState::cleared;
            break;
        case EntryKind::acknowledged:
            incident.work = WorkState::acknowledged;
            incident.acknowledged_by = entry.line.actor;
            incident.acknowledged_at = entry.line.at;
            break;
        case EntryKind::resolved:
            incident.work = WorkState::resolved;
            incident.outcome = entry.outcome;
            state.resolved_at = entry.line.at;
            break;
        case EntryKind::reopened:
            forget_acknowledgement(incident);
            incident.outcome.reset();
            state.resolved_at = {};
            break;
    }
}

}  // namespace

std::string name_of(IncidentNumber incident) {
    return fmt::format("INC-{:05}", incident);
}

// Ids hold neither '/' nor ':', so that these names cannot be mistaken for each other.
std::string subject_of(const net::Alert& alert) {
    const std::string rule = alert.node.text() + "/" + alert.rule.text();
    if (alert.zone) {
        return rule + "/zone/" + alert.zone->text();
    }
    return alert.camera ? rule + "/camera/" + alert.camera->text() : rule + "/node";
}

std::string subject_of(const SystemSubject& system) {
    return fmt::format("system:{}/{}", system.node.text(), net::key_of(system.kind));
}

std::string condition_of(const net::Alert& alert) {
    return alert.archive.text() + "/" + alert.condition;
}

std::string condition_of(const SystemSubject& system) {
    return subject_of(system);
}

net::Result<void> fold(std::optional<FoldedIncident>& state, const Entry& entry) {
    const auto damaged = [&entry](std::string_view what) {
        return net::fail(
            net::ErrorCode::corrupt,
            {fmt::format("the ledger is damaged: entry {} of {} {}; move it and its '-wal' aside, keep "
                         "them for recovery, and start again",
                         entry.line.entry, name_of(entry.incident), what),
             net::Reason::ledger_damaged});
    };
    const std::uint64_t version = state ? state->incident.version : 0;
    if (entry.version != version + 1) {
        return damaged(fmt::format("makes version {} of version {}", entry.version, version));
    }
    if ((entry.line.kind == EntryKind::opened) != !state) {
        return damaged(state ? "opens it again" : "comes before it is opened");
    }
    HistoryEntry line = line_of(entry, state);
    if (!state) {
        if (!entry.alert && !entry.system) {
            return damaged("does not say what it is about");
        }
        state = opened_by(entry);
    }
    apply(*state, entry);
    state->incident.version = entry.version;
    state->incident.changed = entry.line.at;
    state->incident.history.push_back(std::move(line));
    return {};
}

}  // namespace vigie::console
