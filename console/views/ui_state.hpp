// What the operator arranged on screen: selection, filters, overlays, text being typed. Changed only by
// reduce().
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "console/situation/situation.hpp"
#include "console/views/action.hpp"

namespace vigie::console {

/// Longest text of a field, in bytes of UTF-8; longer ones are cut at a character.
[[nodiscard]] constexpr std::size_t text_limit(TextField field) {
    switch (field) {
        case TextField::search:
            return 120;
        case TextField::note:
        case TextField::reason:
        case TextField::phase_reason:
            return 2000;
        case TextField::sign_in_name:
            return 64;
        case TextField::sign_in_password:
            return 256;
    }
    return 0;
}

/// What was typed about an incident that is not the selected one, until it is selected again.
struct Draft {
    std::string note;
    std::string reason;
    std::optional<Outcome> outcome;
};

/// What stays arranged when the operator signs out and when the console ends. Value type.
struct Settings {
    std::string language = "en";  ///< "en" or "fr"
    double scale = 1.0;           ///< user scale, 0.75 to 1.5
    int columns = 3;              ///< of the wall, 1 to 6
    bool people = true;           ///< overlays
    bool zones = true;
    bool labels = true;
    bool heatmap = true;
    bool operator==(const Settings&) const = default;
};

/// The most severe of the open incidents that wait behind "n new".
struct WorstArrivals {
    net::Priority priority = net::Priority::low;
    std::size_t count = 0;  ///< that have this priority
    bool operator==(const WorstArrivals&) const = default;
};

/// A row of the panel of zones.
struct ZoneRow {
    net::NodeId node;
    net::ZoneId zone;
    bool operator==(const ZoneRow&) const = default;
};

/// A value, owned by the UI thread.
struct UiState {
    Settings settings;
    IncidentNumber selected = 0;
    bool selected_by_keyboard = false;  ///< rows are held then as they are under the pointer
    net::CameraId focused;              ///< empty: the wall
    int timeline_minutes = 10;          ///< 10 or 60
    QueueFilter filter = QueueFilter::open;
    bool help = false;
    bool halls = false;                    ///< the panel of halls is open
    std::optional<ProposePhase> proposed;  ///< phase that is asked about there
    std::string phase_reason;              ///< for that
    bool leaving = false;                  ///< asked whether to sign out
    bool resolving = false;                ///< the resolve form is open
    std::optional<Outcome> outcome;        ///< none until the person has chosen one
    std::string search;
    std::string note;    ///< about the selected incident
    std::string reason;  ///< for resolving it
    std::map<IncidentNumber, Draft> drafts;
    std::string sign_in_name;
    std::string sign_in_password;                ///< emptied when it is sent
    net::FloorId floor;                          ///< empty: the first one
    std::vector<IncidentNumber> queue;           ///< the queue's rows as they stand on screen, top first
    std::size_t waiting = 0;                     ///< incidents behind "n new"
    std::optional<WorstArrivals> worst_waiting;  ///< none while nothing open waits
    std::vector<ZoneRow> zone_rows;              ///< as they stand on screen, top first
};

/// The state after an action. Acts on incidents and sign-in change nothing here but close what they came from
/// and empty its text; whoever owns the ledger carries them out, and gives a text back by EditText when the
/// ledger refuses the act. Sign-out forgets what belongs to the operator (selection, focus, filter, typed
/// text) and keeps the layout. Values out of range are clamped, unknown languages ignored.
[[nodiscard]] UiState reduce(UiState state, const Action& action, const Situation& situation,
                             const std::string& operator_name);

/// Gives back what was typed for an act that the ledger refused, unless something else has been typed about
/// that incident since. With a reason, the resolve form opens again when the incident is the selected one.
[[nodiscard]] UiState give_back(UiState state, IncidentNumber incident, const Draft& refused);

/// The order that the queue should have: open ones by priority, fresh before worked on, newest first;
/// resolved ones by when they were resolved, newest first; as the filter and the search say. Every word of
/// the search must be found in what IncidentSearch looks at. Pure.
[[nodiscard]] std::vector<IncidentNumber> wanted_queue(const UiState& state, const Situation& situation,
                                                       const std::string& operator_name);

/// Brings the rows on screen up to date. Rows never move under the pointer or the keyboard: while `held` (the
/// pointer is over the queue) or while a row is selected by keyboard, rows stay where they are, those that no
/// longer belong stay too, and arrivals wait behind "n new". Otherwise the wanted order is taken. Also lets
/// go of what is gone: rows and selection of incidents that the board no longer has, a resolve form whose
/// incident was resolved, the focus on a camera that no configuration has.
[[nodiscard]] UiState settle_queue(UiState state, const Situation& situation,
                                   const std::string& operator_name, bool held);

/// Brings the order of the zones' rows up to date: worst first, as views/README.md says. While `held` (the
/// pointer is in their panel) rows stay where they are, whatever begins there; zones that are gone leave, and
/// new ones come last.
[[nodiscard]] UiState settle_zones(UiState state, const Situation& situation, bool held);

}  // namespace vigie::console
