#include "console/views/ui_state.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <variant>

#include "console/situation/halls.hpp"
#include "console/situation/lookup.hpp"
#include "console/situation/utf8_text.hpp"

namespace vigie::console {

namespace {

constexpr std::size_t kDrafts = 64;

bool is_empty(const Draft& draft) {
    return draft.note.empty() && draft.reason.empty() && !draft.outcome;
}

/// What is typed about the selected incident is put aside and comes back when it is selected again.
void select(UiState& state, IncidentNumber incident, bool by_keyboard) {
    state.selected_by_keyboard = by_keyboard && incident != 0;
    if (incident == state.selected) {
        return;
    }
    Draft left{std::move(state.note), std::move(state.reason), state.outcome};
    if (state.selected != 0 && !is_empty(left)) {
        state.drafts[state.selected] = std::move(left);
        if (state.drafts.size() > kDrafts) {
            state.drafts.erase(state.drafts.begin());  // the oldest incident's
        }
    }
    Draft found;
    if (const auto draft = state.drafts.find(incident); draft != state.drafts.end()) {
        found = std::move(draft->second);
        state.drafts.erase(draft);
    }
    state.selected = incident;
    state.resolving = false;
    state.note = std::move(found.note);
    state.reason = std::move(found.reason);
    state.outcome = found.outcome;
}

std::string& text_of(UiState& state, TextField field) {
    switch (field) {
        case TextField::search:
            return state.search;
        case TextField::note:
            return state.note;
        case TextField::reason:
            return state.reason;
        case TextField::phase_reason:
            return state.phase_reason;
        case TextField::sign_in_name:
            return state.sign_in_name;
        case TextField::sign_in_password:
            break;
    }
    return state.sign_in_password;
}

net::CameraId camera_of(const Incident& incident, const Situation& situation) {
    if (incident.camera) {
        return *incident.camera;
    }
    const ZoneSituation* zone = incident.zone ? find_zone(situation, incident.node, *incident.zone) : nullptr;
    if (zone == nullptr || zone->configuration.cameras.empty()) {
        return {};
    }
    return zone->configuration.cameras.front();
}

/// Applies each kind of action.
struct Reducer {
    UiState& state;
    const Situation& situation;
    const std::string& operator_name;

    void operator()(const SelectIncident& action) const { select(state, action.incident, false); }
    void operator()(const StepIncident& action) const {
        const auto here = std::find(state.queue.begin(), state.queue.end(), state.selected);
        if (action.step < 0 && here == state.queue.begin() && state.waiting > 0) {
            let_in();
        } else if (!state.queue.empty() && action.step != 0) {
            const auto count = static_cast<std::int64_t>(state.queue.size());
            const std::int64_t from = here != state.queue.end() ? here - state.queue.begin()
                                      : action.step > 0         ? -1
                                                                : count;
            const std::int64_t to = std::clamp<std::int64_t>(from + action.step, 0, count - 1);
            select(state, state.queue[static_cast<std::size_t>(to)], true);
        }
    }
    void operator()(const AcknowledgeIncident& /*action*/) const {}
    void operator()(const NoteIncident& action) const {
        if (action.incident == state.selected) {
            state.note.clear();
        } else if (const auto draft = state.drafts.find(action.incident); draft != state.drafts.end()) {
            draft->second.note.clear();
        }
    }
    void operator()(const ResolveIncident& action) const {
        if (action.incident == state.selected) {
            close_resolve_form();
        } else if (const auto draft = state.drafts.find(action.incident); draft != state.drafts.end()) {
            draft->second = {std::move(draft->second.note), {}, {}};
        }
    }
    void operator()(const ReopenIncident& /*action*/) const {}
    void operator()(const FocusCamera& action) const { state.focused = action.camera; }
    void operator()(const FocusStep& action) const {
        const auto& cameras = situation.cameras;
        if (cameras.empty() || action.step == 0) {
            return;
        }
        const auto here = std::find_if(cameras.begin(), cameras.end(), [this](const CameraSituation& camera) {
            return camera.camera == state.focused;
        });
        const auto count = static_cast<std::int64_t>(cameras.size());
        const std::int64_t from = here != cameras.end() ? here - cameras.begin() : action.step > 0 ? -1 : 0;
        const std::int64_t to = ((from + action.step) % count + count) % count;
        state.focused = cameras[static_cast<std::size_t>(to)].camera;
    }
    void operator()(const FocusIncidentCamera& /*action*/) const {
        const Incident* incident = find_incident(situation, state.selected);
        const net::CameraId camera = incident != nullptr ? camera_of(*incident, situation) : net::CameraId();
        if (find_camera(situation, camera) != nullptr) {
            state.focused = camera;
        }
    }
    void operator()(const StepBack& /*action*/) const {
        if (state.leaving) {
            state.leaving = false;
        } else if (state.help) {
            state.help = false;
        } else if (state.proposed) {
            propose_nothing();
        } else if (state.halls) {
            state.halls = false;
        } else if (state.resolving) {
            state.resolving = false;
        } else if (!state.search.empty()) {
            state.search.clear();
            let_in();
        } else if (!state.focused.empty()) {
            state.focused = {};
        } else {
            select(state, 0, false);
        }
    }
    void operator()(const SetColumns& action) const {
        state.settings.columns = std::clamp(action.columns, 1, 6);
    }
    void operator()(const SetTimelineSpan& action) const {
        state.timeline_minutes = action.minutes > 10 ? 60 : 10;
    }
    void operator()(const SetQueueFilter& action) const {
        state.filter = action.filter;
        let_in();
    }
    void operator()(const EditText& action) const {
        text_of(state, action.field) = clean_text(action.text, text_limit(action.field));
        if (action.field == TextField::search) {
            let_in();
        }
    }
    void operator()(const ToggleResolveForm& /*action*/) const {
        const Incident* incident = find_incident(situation, state.selected);
        state.resolving = !state.resolving && incident != nullptr && is_open(*incident);
    }
    void operator()(const ChooseOutcome& action) const { state.outcome = action.outcome; }
    void operator()(const RevealArrivals& /*action*/) const { let_in(); }
    void operator()(const ToggleOverlay& action) const {
        switch (action.overlay) {
            case Overlay::people:
                state.settings.people = !state.settings.people;
                return;
            case Overlay::zones:
                state.settings.zones = !state.settings.zones;
                return;
            case Overlay::labels:
                state.settings.labels = !state.settings.labels;
                return;
            case Overlay::heatmap:
                state.settings.heatmap = !state.settings.heatmap;
                return;
        }
    }
    void operator()(const ShowFloor& action) const { state.floor = action.floor; }
    void operator()(const ToggleHelp& /*action*/) const { state.help = !state.help; }
    void operator()(const ToggleHalls& /*action*/) const {
        state.halls = !state.halls;
        propose_nothing();
    }
    void operator()(const ProposePhase& action) const {
        const net::HallState* const hall = find_hall_state(situation, {action.node, action.hall});
        if (hall != nullptr && hall->phase == action.to) {
            propose_nothing();
        } else {
            state.proposed = action;
        }
    }
    void operator()(const SwitchPhase& /*action*/) const { propose_nothing(); }
    void operator()(const SetScale& action) const {
        if (std::isfinite(action.scale)) {
            state.settings.scale = std::clamp(action.scale, 0.75, 1.5);
        }
    }
    void operator()(const SetLanguage& action) const {
        if (action.language == "en" || action.language == "fr") {
            state.settings.language = action.language;
        }
    }
    void operator()(const SignIn& /*action*/) const { state.sign_in_password.clear(); }
    void operator()(const AskToSignOut& /*action*/) const { state.leaving = true; }
    void operator()(const SignOut& /*action*/) const {
        UiState next;
        next.settings = state.settings;
        next.floor = state.floor;
        state = std::move(next);
        let_in();
    }
    void operator()(const DismissNotice& /*action*/) const {}

private:
    void propose_nothing() const {
        state.proposed.reset();
        state.phase_reason.clear();
    }
    void let_in() const {
        state.queue = wanted_queue(state, situation, operator_name);
        state.waiting = 0;
        state.worst_waiting.reset();
    }
    void close_resolve_form() const {
        state.resolving = false;
        state.reason.clear();
        state.outcome.reset();
    }
};

}  // namespace

UiState reduce(UiState state, const Action& action, const Situation& situation,
               const std::string& operator_name) {
    std::visit(Reducer{state, situation, operator_name}, action);
    return state;
}

UiState give_back(UiState state, IncidentNumber incident, const Draft& refused) {
    const bool selected = incident == state.selected;
    const bool resolving = !refused.reason.empty();
    Draft draft = selected ? Draft{state.note, state.reason, state.outcome} : state.drafts[incident];
    if (draft.note.empty()) {
        draft.note = refused.note;
    }
    if (resolving && draft.reason.empty()) {
        draft.reason = refused.reason;
        draft.outcome = refused.outcome;
    }
    if (selected) {
        state.note = std::move(draft.note);
        state.reason = std::move(draft.reason);
        state.outcome = draft.outcome;
        state.resolving = state.resolving || resolving;
    } else {
        state.drafts[incident] = std::move(draft);
    }
    return state;
}

}  // namespace vigie::console
