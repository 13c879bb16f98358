#include "console/incidents/incident_book.hpp"

namespace vigie::console {

namespace {

bool is_open(const FoldedIncident& state) {
    return state.incident.work != WorkState::resolved;
}

bool is_active(const FoldedIncident& state) {
    return state.incident.condition == ConditionState::active;
}

bool is_shown(const FoldedIncident& state, net::UtcTime now) {
    return is_open(state) || state.resolved_at + kRecent >= now;
}

/// Forgets the key unless another incident has taken it over.
void release(std::unordered_map<std::string, IncidentNumber>& index, const std::string& key,
             IncidentNumber incident) {
    const auto found = index.find(key);
    if (found != index.end() && found->second == incident) {
        index.erase(found);
    }
}

}  // namespace

net::Result<void> IncidentBook::add(const Entry& entry) {
    if (entry.hall) {
        hall_version_ = entry.version;
        return halls_.add({entry.line.entry, entry.line.at, entry.hall->answer, entry.line.actor,
                           entry.hall->node, entry.line.text});
    }
    std::optional<FoldedIncident> state;
    const auto known = incidents_.find(entry.incident);
    if (known != incidents_.end()) {
        state = *known->second;
    }
    if (auto folded = fold(state, entry); !folded) {
        return folded;
    }
    const auto holder = is_active(*state) ? active_.find(state->condition) : active_.end();
    if (holder != active_.end() && holder->second != entry.incident) {
        undo_.emplace_back(holder->second, incidents_.at(holder->second));  // which brings its key back
    }
    undo_.emplace_back(entry.incident, known != incidents_.end() ? known->second : nullptr);
    put(entry.incident, std::make_shared<const FoldedIncident>(*std::move(state)));
    return {};
}

void IncidentBook::put(IncidentNumber incident, Shared state) {
    if (const auto old = incidents_.find(incident); old != incidents_.end()) {
        release(open_, old->second->subject, incident);
        release(active_, old->second->condition, incident);
    }
    if (!state) {
        incidents_.erase(incident);
        return;
    }
    if (is_open(*state)) {
        open_[state->subject] = incident;
    }
    if (is_active(*state)) {
        active_[state->condition] = incident;
    }
    incidents_[incident] = std::move(state);
}

const FoldedIncident* IncidentBook::find(IncidentNumber incident) const {
    const auto found = incidents_.find(incident);
    return found == incidents_.end() ? nullptr : found->second.get();
}

const FoldedIncident* IncidentBook::open_for(const std::string& subject) const {
    const auto found = open_.find(subject);
    return found == open_.end() ? nullptr : find(found->second);
}

const FoldedIncident* IncidentBook::active(const std::string& condition) const {
    const auto found = active_.find(condition);
    return found == active_.end() ? nullptr : find(found->second);
}

std::vector<const FoldedIncident*> IncidentBook::all_active() const {
    std::vector<const FoldedIncident*> all;
    all.reserve(active_.size());
    for (const auto& [condition, incident] : active_) {
        all.push_back(find(incident));
    }
    return all;
}

void IncidentBook::commit(net::UtcTime now) {
    undo_.clear();
    committed_head_ = head_;
    if (committed_hall_version_ != hall_version_) {
        committed_halls_ = halls_;
        committed_hall_version_ = hall_version_;
    }
    std::erase_if(incidents_, [now](const auto& known) {
        return !is_shown(*known.second, now) && !is_active(*known.second);
    });
}

void IncidentBook::roll_back() {
    for (auto step = undo_.rbegin(); step != undo_.rend(); ++step) {
        put(step->first, std::move(step->second));
    }
    undo_.clear();
    if (committed_hall_version_ != hall_version_) {
        halls_ = committed_halls_;
        hall_version_ = committed_hall_version_;
    }
    head_ = committed_head_;
}

std::shared_ptr<const IncidentBoard> IncidentBook::board(net::UtcTime now) const {
    auto board = std::make_shared<IncidentBoard>();
    board->head = head_;
    board->switches = halls_.switches();
    board->incidents.reserve(incidents_.size());
    for (auto known = incidents_.rbegin(); known != incidents_.rend(); ++known) {
        const Shared& state = known->second;
        if (is_shown(*state, now)) {
            board->incidents.emplace_back(state, &state->incident);
        }
    }
    return board;
}

}  // namespace vigie::console
