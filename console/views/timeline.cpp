#include "console/views/timeline.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "console/situation/lookup.hpp"
#include "console/views/more_text.hpp"
#include "console/views/timeline_incidents.hpp"
#include "console/views/timeline_lanes.hpp"
#include "console/views/timeline_venue.hpp"
#include "console/views/words.hpp"
#include "console/views/zone_load.hpp"

namespace vigie::console {

namespace {

constexpr float kNames = 148.0F;
constexpr float kAxis = 22.0F;
constexpr float kLane = 15.0F;
constexpr float kMostLane = 20.0F;
constexpr float kIncidentRow = 13.0F;
constexpr float kMark = 11.0F;
constexpr float kLeastCurve = 26.0F;
constexpr float kMostCurve = 150.0F;

/// What stands above what; rows that have no room are left out, incidents last.
struct Rows {
    MarkRect axis;
    MarkRect curve;
    MarkRect lanes;
    MarkRect incidents;
    std::size_t lane_count = 0;
    float lane = 0.0F;  ///< height of each
    std::size_t incident_rows = 1;
};

Rows rows_for(const Pen& pen, MarkRect area, std::size_t zones) {
    Rows rows;
    rows.axis = take_top(area, pen.px(kAxis));
    const float incident_row = pen.px(kIncidentRow);
    const float gap = pen.px(5.0F);
    rows.incident_rows = area.height > pen.px(130.0F) ? 3 : area.height > pen.px(100.0F) ? 2 : 1;
    rows.incidents = take_bottom(area, incident_row * static_cast<float>(rows.incident_rows), gap);
    const float least_curve = std::max(pen.px(kLeastCurve), 0.3F * area.height);
    const float for_lanes = std::max(0.0F, area.height - least_curve - gap);
    rows.lane_count = std::min(zones, static_cast<std::size_t>(for_lanes / pen.px(kLane)));
    const auto lanes = static_cast<float>(rows.lane_count);
    rows.lane =
        std::floor(std::clamp(0.6F * for_lanes / std::max(1.0F, lanes), pen.px(kLane), pen.px(kMostLane)));
    const float curve = rows.lane_count == 0 ? area.height : area.height - gap - rows.lane * lanes;
    rows.curve = take_top(area, std::min(curve, pen.px(kMostCurve)), gap);
    rows.lanes = take_top(area, rows.lane * lanes);
    return rows;
}

/// "14:02" of "14:02:37": the axis has whole minutes.
std::string minute_text(const UiContext& context, net::UtcTime at) {
    const std::string text = context.clock_text ? context.clock_text(at) : std::string();
    return text.size() == 8 ? text.substr(0, 5) : text;
}

/// Round minutes, below what is drawn on them.
void draw_ticks(const UiContext& context, const Pen& pen, const TimeAxis& axis, const Rows& rows,
                float words_until) {
    ImFont* tiny = pen.font().tiny;
    for (const net::UtcTime tick : axis_ticks(axis, pen.px(72.0F))) {
        const float x = std::floor(axis.x_of(tick));
        pen.hairline({x, bottom_of(rows.axis) - pen.px(4.0F)}, {x, bottom_of(rows.incidents)},
                     with_alpha(pen.colour().hairline, 170));
        const std::string words = minute_text(context, tick);
        const float width = pen.width_of(words, tiny) + 1.0F;
        const MarkRect place{x - width / 2.0F, rows.axis.y, width, rows.axis.height - pen.px(4.0F)};
        if (place.x >= axis.left - width / 2.0F && right_of(place) <= words_until) {
            pen.text(place, words, {.font = tiny, .colour = pen.colour().text_dim, .align = Align::centre});
        }
    }
}

/// The right edge is now.
void draw_now(const Pen& pen, const std::string& clock, const TimeAxis& axis, const Rows& rows) {
    pen.hairline({axis.right(), bottom_of(rows.axis) - 3.0F}, {axis.right(), bottom_of(rows.incidents)},
                 pen.colour().ok);
    const float width = pen.chip_width(clock);
    pen.chip({axis.right() + 1.0F - width, rows.axis.y, width, rows.axis.height - pen.px(3.0F)}, clock,
             pen.colour().ok, ChipKind::filled, Align::right);
}

void draw_span_choice(const UiContext& context, const Pen& pen, MarkRect place, Actions& actions) {
    const std::array<std::string, 2> spans{tr("10 min"), tr("1 h")};
    place.height = std::min(place.height, pen.px(20.0F));
    place.width = std::min(place.width, pen.px(112.0F));
    const std::size_t chosen = context.ui.timeline_minutes > 10 ? 1 : 0;
    if (const std::optional<std::size_t> index = pen.segmented("timeline.span", place, spans, chosen)) {
        actions.emplace_back(SetTimelineSpan{*index == 0 ? 10 : 60});
    }
}

/// The worst zones when not all have a lane, but always in the configuration's order: lanes don't jump.
std::vector<std::size_t> zones_with_lanes(const std::vector<ZoneSituation>& zones, std::size_t lanes) {
    std::vector<std::size_t> chosen = zones_worst_first(zones);
    chosen.resize(std::min(chosen.size(), lanes));
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

void draw_lane_rows(const UiContext& context, const Pen& pen, const TimeAxis& axis, const Rows& rows,
                    const MarkRect& names) {
    const std::vector<ZoneSituation>& zones = context.situation.zones;
    MarkRect rest = rows.lanes;
    for (const std::size_t index : zones_with_lanes(zones, rows.lane_count)) {
        const MarkRect row = take_top(rest, rows.lane);
        pen.text({names.x, row.y, names.width, row.height}, zones[index].configuration.name,
                 {.font = pen.font().tiny, .colour = pen.colour().text_dim});
        draw_zone_lane(pen, zones[index], axis, {axis.left, row.y + 1.0F, axis.width, row.height - 2.0F});
    }
}

/// Solid and bright what is active now; hollow what has cleared, a thin line from its clearing to its return.
void draw_incident_bar(const Pen& pen, const IncidentMark& mark, const TimeAxis& axis, float y, ImU32 colour,
                       bool pointed) {
    const float thin = std::max(1.0F, pen.px(1.0F));
    const float thick = pen.px(5.0F);
    const float top = std::floor(y - thick / 2.0F);
    const bool resolved = mark.incident->work == WorkState::resolved;
    const ImU32 past = with_alpha(colour, pointed ? 220 : resolved ? 80 : 140);
    pen.fill({mark.start, std::floor(y - thin / 2.0F), mark.end - mark.start, thin}, past);
    for (const ActiveSpan& span : active_spans(*mark.incident)) {
        const float from = std::clamp(axis.x_of(span.from), mark.start, mark.end);
        const float to = span.to ? std::clamp(axis.x_of(*span.to), from, mark.end) : mark.end;
        if (to <= from) {
            continue;
        }
        const MarkRect place{from, top, to - from, thick};
        if (span.to) {
            pen.fill(place, pen.colour().panel);
            pen.frame(place, past, 0.0F, thin);
        } else {
            pen.fill(place, with_alpha(colour, pointed ? 255 : 220));
        }
    }
}

/// "Over limit · 5 people · Cleared".
std::string mark_words(const Incident& incident) {
    return incident_title(incident) + " · " +
           (is_open(incident) ? word_of(incident.condition) : word_of(incident.work));
}

void draw_mark(const UiContext& context, const Pen& pen, const IncidentMark& mark, const TimeAxis& axis,
               const MarkRect& row, Actions& actions) {
    const Incident& incident = *mark.incident;
    const float size = pen.px(kMark);
    const float y = row.y + row.height / 2.0F;
    const MarkRect place{mark.start - size / 2.0F, row.y,
                         std::max(mark.end - mark.start, size / 2.0F) + size / 2.0F, row.height};
    if (pen.press("timeline.incident." + std::to_string(incident.number), place)) {
        actions.emplace_back(SelectIncident{incident.number});
    }
    const bool pointed = Pen::pointed();
    pen.explain(mark_words(incident));
    draw_incident_bar(pen, mark, axis, y, colour_of(pen.colour(), incident.priority), pointed);
    pen.severity(incident.priority, {mark.start, y}, size, !is_open(incident));
    if (context.ui.selected == incident.number) {
        pen.frame(place, pen.colour().accent, pen.px(3.0F));
    }
}

void draw_incident_rows(const UiContext& context, const Pen& pen, const TimeAxis& axis, const Rows& rows,
                        const MarkRect& names, Actions& actions) {
    const float height = pen.px(kIncidentRow);
    const IncidentMarks placed = context.situation.incidents
                                     ? place_incidents(*context.situation.incidents, axis, rows.incident_rows,
                                                       pen.px(kMark), context.ui.selected)
                                     : IncidentMarks{};
    MarkRect label{names.x, rows.incidents.y, names.width, height};
    if (placed.left_out > 0) {
        const std::string more = more_text(placed.left_out);
        const float width = pen.width_of(more, pen.font().tiny) + 1.0F;
        const MarkRect place = take_right(label, width, pen.px(6.0F));
        pen.text(place, more,
                 {.font = pen.font().tiny, .colour = pen.colour().text_dim, .align = Align::right});
        pen.explain(place,
                    tr("Incidents of this time that have no room here: the list of incidents has them"));
    }
    pen.text(label, tr("Incidents"), {.font = pen.font().tiny, .colour = pen.colour().text_dim});
    for (const IncidentMark& mark : placed.marks) {
        draw_mark(context, pen, mark, axis,
                  {axis.left, rows.incidents.y + height * static_cast<float>(mark.row), axis.width, height},
                  actions);
    }
}

}  // namespace

void draw_timeline(const UiContext& context, const MarkRect& area, Actions& actions) {
    const Pen pen(context, "timeline");
    MarkRect inside = inset(area, pen.px(kPadding), pen.px(5.0F));
    const Rows rows = rows_for(pen, inside, context.situation.zones.size());
    const MarkRect names = take_left(inside, pen.px(kNames), pen.px(10.0F));
    const auto span = std::chrono::minutes(context.ui.timeline_minutes > 10 ? 60 : 10);
    // Half a mark stays free at the left: an incident from before the axis has its mark on the edge.
    const TimeAxis axis{context.now - span, context.now, inside.x + pen.px(6.0F),
                        std::max(1.0F, inside.width - pen.px(6.0F) - 1.0F)};
    draw_span_choice(context, pen, {names.x, rows.axis.y, names.width, rows.axis.height}, actions);
    const std::string clock = context.clock_text ? context.clock_text(context.now) : std::string();
    pen.fill({axis.left, rows.curve.y, axis.width, rows.curve.height}, pen.colour().inset);
    draw_ticks(context, pen, axis, rows, axis.right() - pen.chip_width(clock) - pen.px(6.0F));
    draw_venue_curve(context, pen, axis, rows.curve);
    draw_venue_label(context, pen, {names.x, rows.curve.y, names.width, rows.curve.height});
    draw_lane_rows(context, pen, axis, rows, names);
    draw_incident_rows(context, pen, axis, rows, names, actions);
    draw_now(pen, clock, axis, rows);
}

}  // namespace vigie::console
