// Which incidents the timeline shows, and on which of its rows.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "console/incidents/incident.hpp"
#include "console/views/time_axis.hpp"

namespace vigie::console {

/// When the incident's condition ended, or people closed it; nothing while it is open and active. After it
/// came back it is open again.
[[nodiscard]] std::optional<net::UtcTime> ended_at(const Incident& incident);

/// A time in which an incident's condition was active; without an end it still is.
struct ActiveSpan {
    net::UtcTime from{};
    std::optional<net::UtcTime> to;
    bool operator==(const ActiveSpan&) const = default;
};

/// Oldest first, as its history tells: from its opening, again whenever it joined or worsened after its
/// condition had cleared, and no further than people resolved it.
[[nodiscard]] std::vector<ActiveSpan> active_spans(const Incident& incident);

/// One incident on the timeline, in pixels.
struct IncidentMark {
    const Incident* incident = nullptr;
    std::size_t row = 0;
    float start = 0.0F;  ///< of its bar: opened, or the axis' left edge
    float end = 0.0F;    ///< ended, or the axis' right edge
};

struct IncidentMarks {
    std::vector<IncidentMark> marks;
    std::size_t left_out = 0;  ///< found no free row
};

/// Those that overlap the axis, placed so that neither marks (`mark` pixels wide, around the start) nor bars
/// of a row meet. An incident's row follows from what was open when it opened and not from its state, so that
/// a change of one moves no other. Where several want a place, the selected one has it, then an active
/// critical one (these two also take another row), an unacknowledged, an active (or until a minute ago), the
/// most important one; the others are left out. Points into `board`.
[[nodiscard]] IncidentMarks place_incidents(const IncidentBoard& board, const TimeAxis& axis,
                                            std::size_t rows, float mark, IncidentNumber selected = 0);

}  // namespace vigie::console
