// The rows of the incident queue: which there should be, and which stand on screen.
#include <algorithm>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "console/situation/incident_search.hpp"
#include "console/situation/lookup.hpp"
#include "console/views/ui_state.hpp"
#include "console/views/words.hpp"

namespace vigie::console {

namespace {

bool passes(const Incident& incident, QueueFilter filter, const std::string& operator_name) {
    switch (filter) {
        case QueueFilter::open:
            return is_open(incident);
        case QueueFilter::fresh:
            return incident.work == WorkState::fresh;
        case QueueFilter::mine:
            return is_open(incident) && !operator_name.empty() && incident.acknowledged_by == operator_name;
        case QueueFilter::resolved:
            return !is_open(incident);
    }
    return false;
}

auto rank(const Incident& incident) {
    if (!is_open(incident)) {
        return std::tuple(net::Priority::low, false, incident.changed, incident.number);
    }
    return std::tuple(incident.priority, incident.work == WorkState::fresh, incident.opened, incident.number);
}

bool has(const std::vector<IncidentNumber>& rows, IncidentNumber incident) {
    return std::find(rows.begin(), rows.end(), incident) != rows.end();
}

/// Without a board nothing is known to be gone.
UiState let_go(UiState state, const Situation& situation, const std::string& operator_name) {
    if (situation.incidents) {
        const Incident* selected = find_incident(situation, state.selected);
        if (selected == nullptr && state.selected != 0) {
            state = reduce(std::move(state), SelectIncident{}, situation, operator_name);
        }
        state.resolving = state.resolving && selected != nullptr && is_open(*selected);
    }
    const bool cameras_are_known =
        std::all_of(situation.nodes.begin(), situation.nodes.end(),
                    [](const NodeSituation& node) { return node.configuration != nullptr; });
    if (cameras_are_known && find_camera(situation, state.focused) == nullptr) {
        state.focused = {};
    }
    return state;
}

void forget_rows_that_are_gone(std::vector<IncidentNumber>& rows, const IncidentBoard& board) {
    std::unordered_set<IncidentNumber> known;
    known.reserve(board.incidents.size());
    for (const auto& incident : board.incidents) {
        known.insert(incident->number);
    }
    std::erase_if(rows, [&known](IncidentNumber number) { return !known.contains(number); });
}

/// Counts those that are wanted and do not stand among the rows, in one walk over the board.
void count_waiting(UiState& state, const std::vector<IncidentNumber>& wanted, const Situation& situation) {
    std::unordered_set<IncidentNumber> missing(wanted.begin(), wanted.end());
    for (const IncidentNumber shown : state.queue) {
        missing.erase(shown);
    }
    state.waiting = missing.size();
    state.worst_waiting.reset();
    if (missing.empty()) {
        return;
    }
    for (const auto& incident : situation.incidents->incidents) {
        if (!is_open(*incident) || !missing.contains(incident->number)) {
            continue;
        }
        if (!state.worst_waiting || incident->priority > state.worst_waiting->priority) {
            state.worst_waiting = WorstArrivals{incident->priority, 0};
        }
        state.worst_waiting->count += incident->priority == state.worst_waiting->priority ? 1U : 0U;
    }
}

}  // namespace

std::vector<IncidentNumber> wanted_queue(const UiState& state, const Situation& situation,
                                         const std::string& operator_name) {
    if (!situation.incidents) {
        return {};
    }
    const IncidentSearch search(state.search, situation, [&situation](const Incident& incident) {
        return words_on_screen(incident, situation);
    });
    std::vector<const Incident*> wanted;
    for (const auto& incident : situation.incidents->incidents) {
        if (passes(*incident, state.filter, operator_name) && search.matches(*incident)) {
            wanted.push_back(incident.get());
        }
    }
    std::sort(wanted.begin(), wanted.end(),
              [](const Incident* one, const Incident* other) { return rank(*one) > rank(*other); });
    std::vector<IncidentNumber> numbers(wanted.size());
    std::transform(wanted.begin(), wanted.end(), numbers.begin(),
                   [](const Incident* incident) { return incident->number; });
    return numbers;
}

UiState settle_queue(UiState state, const Situation& situation, const std::string& operator_name, bool held) {
    state = let_go(std::move(state), situation, operator_name);
    held = held || (state.selected_by_keyboard && has(state.queue, state.selected));
    if (held && situation.incidents) {
        forget_rows_that_are_gone(state.queue, *situation.incidents);
    }
    auto wanted = wanted_queue(state, situation, operator_name);
    if (held && !state.queue.empty()) {
        count_waiting(state, wanted, situation);
    } else {
        state.queue = std::move(wanted);
        state.waiting = 0;
        state.worst_waiting.reset();
    }
    return state;
}

}  // namespace vigie::console
