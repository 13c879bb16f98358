#include "console/app/operator_desk.hpp"

#include <algorithm>
#include <utility>

#include "console/situation/halls.hpp"
#include "console/situation/lookup.hpp"

namespace vigie::console {

namespace {

const Act& act_of(const ActCommand& command) {
    return std::visit([](const auto& what) -> const Act& { return what.act; }, command);
}

/// Whether the situation shows what the act did (or the incident has left the board).
bool shown(const Act& act, const Situation& situation) {
    if (!situation.incidents) {
        return false;
    }
    const Incident* incident = find_incident(situation, act.incident);
    return incident == nullptr || incident->version > act.version;
}

}  // namespace

OperatorDesk::OperatorDesk(const Settings& settings, DeskTasks tasks) : tasks_(std::move(tasks)) {
    ui_.settings = settings;
}

void OperatorDesk::apply(const Actions& actions, const Situation& situation) {
    for (const Action& action : actions) {
        ui_ = reduce(std::move(ui_), action, situation, operator_.name);
        carry_out(action, situation);
    }
}

void OperatorDesk::carry_out(const Action& action, const Situation& situation) {
    if (const auto* ack = std::get_if<AcknowledgeIncident>(&action)) {
        start(AcknowledgeCommand{act_on(ack->incident, ack->version)});
    } else if (const auto* note = std::get_if<NoteIncident>(&action)) {
        start(NoteCommand{act_on(note->incident, note->version), note->text});
    } else if (const auto* resolve = std::get_if<ResolveIncident>(&action)) {
        start(ResolveCommand{act_on(resolve->incident, resolve->version), resolve->outcome, resolve->reason});
    } else if (const auto* reopen = std::get_if<ReopenIncident>(&action)) {
        start(ReopenCommand{act_on(reopen->incident, reopen->version)});
    } else if (const auto* phase = std::get_if<SwitchPhase>(&action)) {
        start(*phase, situation);
    } else if (const auto* sign_in = std::get_if<SignIn>(&action)) {
        sign_in_problem_ = {};
        tasks_.check_password(sign_in->name, sign_in->password);
    } else if (std::holds_alternative<SignOut>(action)) {
        operator_ = {};
        notice_ = {};
    } else if (std::holds_alternative<DismissNotice>(action)) {
        notice_ = {};
    }
}

Act OperatorDesk::act_on(IncidentNumber incident, std::uint64_t version) const {
    return {incident, version, operator_.name};
}

void OperatorDesk::start(ActCommand command) {
    if (operator_.name.empty() || pending().contains(act_of(command).incident)) {
        type_again(command);
        return;
    }
    const std::uint64_t ticket = ++tickets_;
    pending_[ticket] = {command, false};
    tasks_.act(std::move(command), ticket);
}

void OperatorDesk::start(const SwitchPhase& action, const Situation& situation) {
    const HallRef ref{action.node, action.hall};
    if (operator_.name.empty() || switching().contains(ref)) {
        return;
    }
    const HallSwitch* const newest = newest_switch(situation, ref);
    PhaseOrder order{action.node,       action.hall,   action.from,   action.to,
                     action.seen_since, action.reason, operator_.name};
    const std::uint64_t ticket = ++tickets_;
    ordered_[ticket] = {order, newest != nullptr ? newest->entry : 0, false};
    tasks_.switch_phase(std::move(order), ticket);
}

void OperatorDesk::answer(const ActOutcome& outcome) {
    if (const auto ordered = ordered_.find(outcome.ticket); ordered != ordered_.end()) {
        if (outcome.result) {
            ordered->second.confirmed = true;
            return;
        }
        tell(outcome.result.error().sentence());
        ordered_.erase(ordered);
        return;
    }
    const auto found = pending_.find(outcome.ticket);
    if (found == pending_.end()) {
        return;
    }
    if (outcome.result) {
        found->second.confirmed = true;
        return;
    }
    const net::Error& error = outcome.result.error();
    tell(error.sentence());
    until_recording_ = error.reason != net::Reason::act_too_many &&
                       (error.code == net::ErrorCode::exhausted || error.code == net::ErrorCode::unavailable);
    type_again(found->second.command);
    pending_.erase(found);
}

void OperatorDesk::type_again(const ActCommand& command) {
    if (act_of(command).actor != operator_.name) {
        return;  // what one operator typed is not shown to the next
    }
    Draft refused;
    if (const auto* note = std::get_if<NoteCommand>(&command)) {
        refused.note = note->text;
    } else if (const auto* resolve = std::get_if<ResolveCommand>(&command)) {
        refused.reason = resolve->reason;
        refused.outcome = resolve->outcome;
    } else {
        return;
    }
    ui_ = give_back(std::move(ui_), act_of(command).incident, refused);
}

void OperatorDesk::answer(const net::Result<Operator>& sign_in) {
    if (sign_in) {
        operator_ = *sign_in;
        sign_in_problem_ = {};
    } else {
        sign_in_problem_ = sign_in.error().sentence();
    }
}

void OperatorDesk::settle(const Situation& situation, const HeldRows& held) {
    std::erase_if(pending_, [&](const auto& entry) {
        return entry.second.confirmed && shown(act_of(entry.second.command), situation);
    });
    std::erase_if(ordered_, [&](const auto& entry) {
        const auto& [order, newest, confirmed] = entry.second;
        const HallSwitch* const now = newest_switch(situation, {order.node, order.hall});
        return confirmed && now != nullptr && now->entry > newest;
    });
    // The answer may come before the situation that shows the failure: only the end of one ends the notice.
    failure_seen_ = until_recording_ && (failure_seen_ || !situation.ledger.recording);
    if (failure_seen_ && situation.ledger.recording) {
        tell({});
    }
    ui_ = settle_queue(std::move(ui_), situation, operator_.name, held.queue);
    ui_ = settle_zones(std::move(ui_), situation, held.zones);
}

std::set<IncidentNumber> OperatorDesk::pending() const {
    std::set<IncidentNumber> incidents;
    for (const auto& [ticket, pending] : pending_) {
        incidents.insert(act_of(pending.command).incident);
    }
    return incidents;
}

std::set<HallRef> OperatorDesk::switching() const {
    std::set<HallRef> halls;
    for (const auto& [ticket, ordered] : ordered_) {
        halls.insert({ordered.order.node, ordered.order.hall});
    }
    return halls;
}

}  // namespace vigie::console
