// What is known of the selected incident, as a scrolled list of facts and its history.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "console/situation/lookup.hpp"
#include "console/views/incident_detail.hpp"
#include "console/views/node_incident.hpp"
#include "console/views/shortcuts.hpp"
#include "console/views/sign_marks.hpp"
#include "console/views/words.hpp"
#include "console/views/zone_movement.hpp"

namespace vigie::console {

namespace {

constexpr net::Microseconds kLateNews = std::chrono::seconds(10);  // what came later than that is told

/// Writes one below the other and knows how far it has come.
class Column {
public:
    Column(const Pen& pen, ImVec2 top, float width)
        : pen_(pen),
          x_(top.x),
          y_(top.y),
          width_(width),
          label_(std::floor(std::max(
              std::min(pen.px(104.0F), 0.36F * width),
              std::min(pen.width_of(tr("Acknowledged"), pen.font().small) + pen.px(9.0F), 0.5F * width)))) {}

    void fact(std::string_view name, std::string_view value, ImU32 ink = 0) {
        ImFont* const face = pen_.font().small;
        const float room = width_ - label_;
        const float name_room = label_ - pen_.px(8.0F);
        const float height = std::max({pen_.line_height(face), pen_.paragraph_height(name_room, name, face),
                                       pen_.paragraph_height(room, value, face)});
        pen_.paragraph({x_, y_, name_room, height}, name, {face, pen_.colour().text_faint});
        pen_.paragraph({x_ + label_, y_, room, height}, value, {face, ink});
        y_ += height + pen_.px(2.0F);
    }

    void heading(std::string_view words) {
        y_ += pen_.px(6.0F);
        pen_.hairline({x_, y_}, {x_ + width_, y_});
        y_ += pen_.px(7.0F);
        ImFont* const face = pen_.font().small_bold;
        pen_.text({x_, y_, width_, face->FontSize}, words, {face, pen_.colour().text_dim});
        y_ += pen_.line_height(face) + pen_.px(1.0F);
    }

    /// A time, what happened, who did it (on a line of its own where there is no room for both); the words
    /// that came with it below.
    void event(std::string_view time, std::string_view what, std::string_view who, std::string_view words) {
        ImFont* const face = pen_.font().small;
        MarkRect line{x_, y_, width_, face->FontSize};
        take_left(line, pen_.text(line, time, {face, pen_.colour().text_faint}), pen_.px(9.0F));
        const float gap = pen_.px(7.0F);
        const bool together = pen_.width_of(what, face) + gap + pen_.width_of(who, face) <= line.width;
        const float used = pen_.text(line, what, {face});
        if (together) {
            take_left(line, used, gap);
        } else {
            y_ += pen_.line_height(face);
            line.y = y_;
        }
        pen_.text(line, who, {face, pen_.colour().text_dim});
        y_ += pen_.line_height(face);
        if (!words.empty()) {
            const float indent = pen_.px(12.0F);
            const float height = pen_.paragraph_height(width_ - indent, words, face);
            pen_.hairline({x_ + pen_.px(3.0F), y_}, {x_ + pen_.px(3.0F), y_ + height - pen_.px(2.0F)},
                          pen_.colour().border);
            pen_.paragraph({x_ + indent, y_, width_ - indent, height}, words, {face, pen_.colour().text_dim});
            y_ += height + pen_.px(2.0F);
        }
    }

    [[nodiscard]] MarkRect line(float height, float gap) {
        const MarkRect place{x_, y_, width_, height};
        y_ += height + gap;
        return place;
    }
    [[nodiscard]] float bottom() const { return y_; }

private:
    const Pen& pen_;
    float x_;
    float y_;
    float width_;
    float label_;
};

std::string clock_of(const UiContext& context, net::UtcTime at) {
    return context.clock_text ? context.clock_text(at) : std::string();
}

std::string who_text(const std::string& actor) {
    return actor == "system" ? std::string(tr("system")) : actor;
}

std::string rule_name(const Situation& situation, const Incident& incident) {
    for (const NodeSituation& node : situation.nodes) {
        if (node.node != incident.node || !node.configuration) {
            continue;
        }
        for (const net::RuleConfiguration& rule : node.configuration->rules) {
            if (rule.rule == incident.rule && !rule.name.empty()) {
                return rule.name;
            }
        }
    }
    return word_of(incident.kind);  // a rule that the console makes itself, or that is gone
}

void write_acknowledgement(const UiContext& context, const Pen& pen, Column& column,
                           const Incident& incident) {
    const std::string who = acknowledgement_text(incident, context.clock_text);
    const bool waits = incident.work == WorkState::fresh;
    if (!who.empty() || waits) {
        column.fact(tr("Acknowledged"), who.empty() ? tr("Nobody yet") : who, waits ? pen.colour().warn : 0);
    }
}

void write_times(const UiContext& context, const Pen& pen, Column& column, const Incident& incident) {
    const bool open = is_open(incident);
    std::string since = clock_of(context, began(incident));
    if (open) {
        since += " · " + ago_text(context.now - began(incident));
    }
    if (incident.times_raised > 1) {
        since += " · " + tr_n("raised {n} time", "raised {n} times", incident.times_raised);
    }
    column.fact(tr("Since"), since);
    const auto delay = incident.opened - began(incident);
    if (delay > kLateNews) {
        column.fact(tr("Heard of"),
                    say("{time}, {duration} later",
                        {{"time", clock_of(context, incident.opened)}, {"duration", duration_text(delay)}}),
                    pen.colour().warn);
    }
    if (!open) {
        const net::UtcTime end = resolved_at(incident);
        column.fact(tr("Resolved"),
                    say("{time}, after {duration}", {{"time", clock_of(context, end)},
                                                     {"duration", duration_text(end - began(incident))}}));
    }
}

/// How people move there now, while it is not over.
void write_movement(const UiContext& context, Column& column, const Incident& incident) {
    const ZoneSituation* const zone =
        incident.zone ? find_zone(context.situation, incident.node, *incident.zone) : nullptr;
    if (zone == nullptr || !is_open(incident)) {
        return;
    }
    const std::vector<MovementFigure> figures = movement_figures(context.situation, *zone);
    if (figures.empty()) {
        return;
    }
    column.heading(tr("In the zone now"));
    for (const MovementFigure& figure : figures) {
        column.fact(figure.name, figure.value);
    }
}

void write_facts(const UiContext& context, const Pen& pen, Column& column, const Incident& incident) {
    column.fact(tr("Where"), incident_place(incident, context.situation));
    for (const NodeFact& fact : node_facts(incident, context.situation)) {
        column.fact(fact.name, fact.words);
    }
    const auto place = evidence_place(incident);
    if (place) {
        column.fact(tr("Place"), say("{x} m, {y} m on the plan",
                                     {{"x", number_text(place->x, 1)}, {"y", number_text(place->y, 1)}}));
    }
    for (const net::Evidence& evidence : incident.evidence) {
        if (place && (evidence.name == "x" || evidence.name == "y")) {
            continue;
        }
        column.fact(evidence_name(evidence.name), evidence_text(evidence, incident.kind));
    }
    const std::string trigger = trigger_text(incident, context.situation, context.clock_text);
    if (!trigger.empty()) {
        column.fact(tr("Triggered by"), trigger);
    }
    write_times(context, pen, column, incident);
    write_acknowledgement(context, pen, column, incident);
    if (incident.outcome) {
        column.fact(tr("Outcome"), word_of(*incident.outcome));
    }
    column.fact(tr("Rule"), rule_name(context.situation, incident));
}

}  // namespace

void draw_incident_facts(const UiContext& context, const Pen& pen, const MarkRect& area,
                         const Incident& incident, bool with_note, Actions& actions) {
    // One scrolling position for each incident: a new selection is read from its top.
    const std::string id = "###facts" + std::to_string(incident.number);
    const ScrollArea scroll(id.c_str(), area);
    Column column(pen, scroll.top(), scroll.width() - pen.px(4.0F));
    write_facts(context, pen, column, incident);
    if (with_note) {
        draw_note_line(context, pen, column.line(pen.px(26.0F), pen.px(4.0F)), incident, actions);
    }
    write_movement(context, column, incident);
    column.heading(tr("History"));
    for (auto entry = incident.history.rbegin(); entry != incident.history.rend(); ++entry) {
        column.event(clock_of(context, entry->at), history_title(*entry), who_text(entry->actor),
                     history_text(*entry));
    }
    scroll.set_height(column.bottom() - scroll.top().y);
    scroll.fade_to(pen.colour().panel, pen.line_height(pen.font().small));
}

void draw_note_line(const UiContext& context, const Pen& pen, const MarkRect& place, const Incident& incident,
                    Actions& actions) {
    MarkRect field = place;
    const MarkRect add = take_right(field, pen.button_width(tr("Add")), pen.px(8.0F));
    if (field_asked_for(context) == TextField::note) {
        ImGui::SetKeyboardFocusHere();
    }
    std::string note = context.ui.note;
    const FieldResult typed = pen.field("incident.note", field, tr("Write a note"), note);
    if (typed.changed) {
        actions.emplace_back(EditText{TextField::note, note});
    }
    const bool ready =
        allowed_acts(context, incident).note && note.find_first_not_of(" \t\r\n") != std::string::npos;
    const bool added = pen.button("incident.note.add", add, tr("Add"), ButtonKind::plain, nullptr, ready);
    if (added || (typed.entered && ready)) {
        actions.emplace_back(NoteIncident{incident.number, incident.version, std::move(note)});
    }
}

}  // namespace vigie::console
