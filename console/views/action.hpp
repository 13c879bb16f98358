// What a view asks for. Views never act themselves: they push one of these.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "console/incidents/incident.hpp"
#include "net/types/ids.hpp"

namespace vigie::console {

/// Select an incident (0: none).
struct SelectIncident {
    IncidentNumber incident = 0;
};
/// Move the selection through the rows of the queue: -1 up, +1 down. Up from the first row lets in the
/// arrivals that wait behind "n new".
struct StepIncident {
    int step = 0;
};
/// A person's act on an incident, at the version that the person saw.
struct AcknowledgeIncident {
    IncidentNumber incident = 0;
    std::uint64_t version = 0;
};
struct NoteIncident {
    IncidentNumber incident = 0;
    std::uint64_t version = 0;
    std::string text;
};
struct ResolveIncident {
    IncidentNumber incident = 0;
    std::uint64_t version = 0;
    Outcome outcome = Outcome::genuine;
    std::string reason;
};
/// Show one camera at full size (empty id: back to the wall).
struct FocusCamera {
    net::CameraId camera;
};
/// Focus the camera `step` further in the order of the wall, round and round; from the wall the first
/// (forward) or the last one (back).
struct FocusStep {
    int step = 1;
};
/// Focus the camera of the selected incident: its own, or the one that counts its zone. Nothing when there is
/// none.
struct FocusIncidentCamera {};
/// Escape: leaves the topmost of sign-out question, help, proposed phase, halls, resolve form, search,
/// focused camera, selection; one at a time.
struct StepBack {};
/// Number of columns of the wall, 1 to 6.
struct SetColumns {
    int columns = 3;
};
/// Stretch of time that the timeline shows, 10 or 60 minutes; anything above 10 is 60.
struct SetTimelineSpan {
    int minutes = 10;
};
enum class QueueFilter : std::uint8_t { open, fresh, mine, resolved };
struct SetQueueFilter {
    QueueFilter filter = QueueFilter::open;
};
/// Text being typed. It lives in the UI state, not in the views.
enum class TextField : std::uint8_t { search, note, reason, phase_reason, sign_in_name, sign_in_password };
struct EditText {
    TextField field = TextField::search;
    std::string text;
};
/// Open or close the form that resolves the selected incident.
struct ToggleResolveForm {};
struct ChooseOutcome {
    Outcome outcome = Outcome::genuine;
};
struct ReopenIncident {
    IncidentNumber incident = 0;
    std::uint64_t version = 0;
};
/// Let the arrivals that wait behind "n new" into the queue.
struct RevealArrivals {};
enum class Overlay : std::uint8_t { people, zones, labels, heatmap };
struct ToggleOverlay {
    Overlay overlay = Overlay::people;
};
struct ShowFloor {
    net::FloorId floor;
};
struct ToggleHelp {};
/// Open or close the panel of halls and their phases.
struct ToggleHalls {};
/// Ask whether to switch a hall to a phase; to the phase that stands: ask nothing (any more).
struct ProposePhase {
    net::NodeId node;
    net::HallId hall;
    net::VenuePhase to = net::VenuePhase::show;
};
/// A supervisor's decision, on the state of the hall that was on screen.
struct SwitchPhase {
    net::NodeId node;
    net::HallId hall;
    std::optional<net::VenuePhase> from = std::nullopt;
    net::VenuePhase to = net::VenuePhase::show;
    std::optional<net::UtcTime> seen_since = std::nullopt;
    std::string reason;
};
/// User scale, 0.75 to 1.5; fonts are rebuilt between frames.
struct SetScale {
    double scale = 1.0;
};
/// "en" or "fr".
struct SetLanguage {
    std::string language;
};
struct SignIn {
    std::string name;
    std::string password;
};
/// Ask whether to sign out.
struct AskToSignOut {};
struct SignOut {};
/// Dismiss the notice line.
struct DismissNotice {};

using Action = std::variant<SelectIncident, StepIncident, AcknowledgeIncident, NoteIncident, ResolveIncident,
                            ReopenIncident, FocusCamera, FocusStep, FocusIncidentCamera, StepBack, SetColumns,
                            SetQueueFilter, EditText, ToggleResolveForm, ChooseOutcome, RevealArrivals,
                            ToggleOverlay, ShowFloor, ToggleHelp, SetScale, SetLanguage, SignIn, AskToSignOut,
                            SignOut, DismissNotice, SetTimelineSpan, ToggleHalls, ProposePhase, SwitchPhase>;

/// What a frame's views asked for, in order.
using Actions = std::vector<Action>;

}  // namespace vigie::console
