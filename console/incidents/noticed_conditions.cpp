#include "console/incidents/noticed_conditions.hpp"

#include "console/incidents/entry_text.hpp"
#include "console/incidents/text_rules.hpp"

namespace vigie::console {

namespace {

SystemSubject subject(const NoticedCondition& noticed) {
    return {noticed.kind, noticed.node};
}

/// A node's own sentence begins small; names of cameras stay as they are.
std::string words_of(const NoticedCondition& noticed) {
    net::Sentence told = noticed.told;
    if (noticed.kind == net::RuleKind::node_cannot_record) {
        told.english = with_capital(std::move(told.english));
    }
    return entry_text(std::move(told));
}

}  // namespace

void NoticedConditions::inherit(const IncidentBook& book) {
    for (const FoldedIncident* state : book.all_active()) {
        if (state->condition == condition_of(SystemSubject{state->incident.kind, state->incident.node})) {
            inherited_.insert(state->condition);
        }
    }
}

std::vector<std::pair<IncidentNumber, EntryDraft>> NoticedConditions::changes(
    const IncidentBook& book, const std::vector<NoticedCondition>& now, bool listened) const {
    std::vector<std::pair<IncidentNumber, EntryDraft>> changes;
    std::set<std::string> present;
    for (const NoticedCondition& noticed : now) {
        const std::string condition = condition_of(subject(noticed));
        if (!present.insert(condition).second || book.active(condition) != nullptr) {
            continue;
        }
        const FoldedIncident* open = book.open_for(subject_of(subject(noticed)));
        EntryDraft draft;
        draft.kind = open != nullptr ? EntryKind::worsened : EntryKind::opened;
        draft.text = words_of(noticed);
        draft.system = subject(noticed);
        changes.emplace_back(open != nullptr ? open->incident.number : 0, std::move(draft));
    }
    std::set<std::string> ours = noticed_;
    if (listened) {
        ours.insert(inherited_.begin(), inherited_.end());
    }
    for (const std::string& condition : ours) {
        const FoldedIncident* active = book.active(condition);
        if (active != nullptr && !present.contains(condition)) {
            EntryDraft draft;
            draft.kind = EntryKind::condition_cleared;
            changes.emplace_back(active->incident.number, std::move(draft));
        }
    }
    return changes;
}

void NoticedConditions::recorded(const std::vector<NoticedCondition>& now, bool listened) {
    noticed_.clear();
    for (const NoticedCondition& noticed : now) {
        noticed_.insert(condition_of(subject(noticed)));
    }
    if (listened) {
        inherited_.clear();
    }
}

}  // namespace vigie::console
