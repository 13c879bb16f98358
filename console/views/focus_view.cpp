#include "console/views/focus_view.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "console/situation/lookup.hpp"
#include "console/views/camera_picture.hpp"
#include "console/views/feed_mark.hpp"
#include "console/views/focus_facts.hpp"
#include "console/views/more_text.hpp"
#include "console/views/overlay_toggles.hpp"
#include "console/views/words.hpp"

namespace vigie::console {

namespace {

constexpr float kColumn = 228.0F;
constexpr float kRoomForColumn = 620.0F;  ///< a narrower panel has its facts below the picture
constexpr float kRow = 22.0F;

/// How much the header's controls say: words become icons before the camera's name is shortened.
struct HeaderStyle {
    bool toggles_in_words = true;
    bool back_in_words = true;
    float controls = 0.0F;  ///< width of all controls, pixels
};

HeaderStyle header_style(const Pen& pen, std::string_view name, float width) {
    const float step = pen.px(32.0F);
    const float fixed = 2.0F * step + 3.0F * pen.px(4.0F) + pen.px(18.0F);
    const float name_width = pen.width_of(name, pen.font().body_bold) + pen.px(2.0F * kPadding + 35.0F);
    HeaderStyle style;
    for (const auto& [toggles, back] :
         {std::pair(true, true), std::pair(false, true), std::pair(false, false)}) {
        style.toggles_in_words = toggles;
        style.back_in_words = back;
        style.controls = fixed + (back ? pen.button_width(tr("Back to wall"), icon::kBack) : step) +
                         overlay_toggles_width(pen, toggles);
        if (style.controls + name_width <= width) {
            break;
        }
    }
    return style;
}

void draw_focus_header(const UiContext& context, const Pen& pen, const CameraPicture& shown, MarkRect& area,
                       Actions& actions) {
    const char* back = tr("Back to wall");
    const float step = pen.px(32.0F);
    const float gap = pen.px(4.0F);
    const HeaderStyle style = header_style(pen, shown.camera.name, area.width);
    const std::string note = feed_words(shown.state, shown_age(shown.camera, shown.picture, context.mono));
    MarkRect room =
        control_row(pen, pen.header(area, icon::kCamera, shown.camera.name, note, style.controls));
    if (pen.button("focus.next", take_right(room, step, gap), icon::kRight)) {
        actions.emplace_back(FocusStep{1});
    }
    pen.explain(tr("Next camera"));
    if (pen.button("focus.previous", take_right(room, step, gap), icon::kLeft)) {
        actions.emplace_back(FocusStep{-1});
    }
    pen.explain(tr("Previous camera"));
    const float back_width = style.back_in_words ? pen.button_width(back, icon::kBack) : step;
    const bool pressed =
        style.back_in_words
            ? pen.button("focus.back", take_right(room, back_width, pen.px(6.0F)), back, ButtonKind::plain,
                         icon::kBack)
            : pen.button("focus.back", take_right(room, back_width, pen.px(6.0F)), icon::kBack);
    if (pressed) {
        actions.emplace_back(FocusCamera{});
    }
    if (!style.back_in_words) {
        pen.explain(back);
    }
    draw_overlay_toggles(context, pen, room, style.toggles_in_words, actions);
}

void draw_row(const Pen& pen, const Fact& fact, MarkRect row) {
    ImFont* small = pen.font().small;
    const float value = std::min(pen.width_of(fact.value, small) + 1.0F, row.width * 0.68F);
    pen.text(take_right(row, value, pen.px(8.0F)), fact.value,
             {.font = small, .colour = fact.colour, .align = Align::right});
    pen.text(row, fact.name, {.font = small, .colour = pen.colour().text_dim});
}

/// Rows under a small title, as many as there is room for; nothing without facts.
void draw_section(const Pen& pen, const char* title, const std::vector<Fact>& facts, MarkRect& area) {
    if (facts.empty() || area.height < pen.px(2.0F * kRow + 8.0F)) {
        return;
    }
    if (title != nullptr) {
        take_top(area, pen.px(8.0F));
        pen.text(take_top(area, pen.px(kRow)), title,
                 {.font = pen.font().small_bold, .colour = pen.colour().text_faint});
    }
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const bool room_for_another = area.height >= pen.px(2.0F * kRow);
        if (!room_for_another && i + 1 < facts.size()) {
            pen.text(take_top(area, pen.px(kRow)), more_text(facts.size() - i),
                     {.font = pen.font().small, .colour = pen.colour().text_dim});
            return;
        }
        draw_row(pen, facts[i], take_top(area, pen.px(kRow)));
    }
}

void draw_count(const Pen& pen, const net::Scene& scene, MarkRect& area) {
    pen.text(take_top(area, pen.line_height(pen.font().small)), tr("People in view"),
             {.font = pen.font().small, .colour = pen.colour().text_faint});
    pen.text(take_top(area, pen.line_height(pen.font().kpi), pen.px(6.0F)), count_text(scene.in_view),
             {.font = pen.font().kpi});
}

/// An incident of this camera or its node; a click on the item selects it.
void draw_incident(const UiContext& context, const Pen& pen, const Incident& incident, const char* item,
                   MarkRect& area, Actions& actions) {
    const MarkRect place = take_top(area, pen.px(46.0F), pen.px(8.0F));
    if (pen.press(item, place)) {
        actions.emplace_back(SelectIncident{incident.number});
    }
    const ImU32 colour = colour_of(pen.colour(), incident.priority);
    const float rounding = pen.px(4.0F);
    pen.fill(place, with_alpha(colour, Pen::pointed() ? 64 : 34), rounding);
    pen.frame(place, with_alpha(colour, 140), rounding);
    MarkRect inner = inset(place, pen.px(8.0F), pen.px(4.0F));
    const MarkRect mark = take_left(inner, pen.px(14.0F), pen.px(8.0F));
    pen.severity(incident.priority, {mark.x + mark.width / 2.0F, mark.y + mark.height / 2.0F}, pen.px(14.0F));
    pen.text(take_top(inner, inner.height / 2.0F), incident_title(incident), {.font = pen.font().small_bold});
    pen.text(inner, incident_place(incident, context.situation),
             {.font = pen.font().small, .colour = pen.colour().text_dim});
}

void draw_column(const UiContext& context, const Pen& pen, const ActiveIncidents& active,
                 const CameraPicture& shown, MarkRect area, Actions& actions) {
    if (const Incident* incident = active.worst_at(shown.camera.camera)) {
        draw_incident(context, pen, *incident, "focus.incident", area, actions);
    }
    // Cameras that a silent node leaves blind have no incident of their own.
    const Incident* const silence = active.silence_of(shown.camera.node);
    if (silence != nullptr && !shows_picture(shown)) {
        draw_incident(context, pen, *silence, "focus.node_incident", area, actions);
    }
    if (shows_picture(shown) && shown.picture->scene) {
        draw_count(pen, *shown.picture->scene, area);
    }
    draw_section(pen, nullptr, camera_facts(context, shown), area);
    if (!shown.camera.source_message.empty() && source_is_known(context.situation, shown.camera)) {
        const std::string message = sentence_in_language(shown.camera.source_message);
        const float height =
            std::min(area.height, pen.paragraph_height(area.width, message, pen.font().small));
        pen.paragraph(take_top(area, height), message,
                      {.font = pen.font().small, .colour = pen.colour().warn});
    }
    draw_section(pen, tr("Zones in this picture"), zone_facts(context, active, shown), area);
    draw_section(pen, tr("Lines, since the node started"), line_facts(context, shown), area);
}

/// The most important facts side by side, name over value, below the picture.
void draw_strip(const UiContext& context, const Pen& pen, const CameraPicture& shown, MarkRect area) {
    std::vector<Fact> facts = camera_facts(context, shown);
    if (shows_picture(shown) && shown.picture->scene) {
        facts.insert(facts.begin(), {tr("People in view"), count_text(shown.picture->scene->in_view), 0});
    }
    for (const Fact& fact : facts) {
        const float width = std::max(pen.width_of(fact.name, pen.font().tiny),
                                     pen.width_of(fact.value, pen.font().small_bold)) +
                            1.0F;
        if (width > area.width) {
            return;
        }
        MarkRect cell = take_left(area, width, pen.px(16.0F));
        pen.text(take_top(cell, cell.height / 2.0F), fact.name,
                 {.font = pen.font().tiny, .colour = pen.colour().text_dim});
        pen.text(cell, fact.value, {.font = pen.font().small_bold, .colour = fact.colour});
    }
}

void draw_focused_picture(const UiContext& context, const Pen& pen, const ActiveIncidents& active,
                          const CameraPicture& shown, const MarkRect& place) {
    LabelRoom room;
    const MarkRect rect = draw_camera_picture(context, pen, active, shown, place,
                                              "focus." + shown.camera.camera.text(), room, pen.px(1.5F));
    const float rounding = pen.px(4.0F);
    if (shown.state == FeedState::late || shown.state == FeedState::frozen) {
        const MarkRect corner{rect.x, rect.y + pen.px(8.0F), rect.width - pen.px(8.0F), pen.px(18.0F)};
        pen.chip(corner, feed_words(shown.state, shown_age(shown.camera, shown.picture, context.mono)),
                 colour_of(pen.colour(), shown.state), ChipKind::filled, Align::right);
    }
    MarkRect notes = inset(rect, pen.px(10.0F), pen.px(6.0F));
    for (const PictureNote& note : notes_on(shown)) {
        const MarkRect line = take_bottom(notes, pen.line_height(pen.font().small));
        if (room.try_take(line)) {
            pen.text(line, note.words, {.font = pen.font().small, .outlined = true});
        }
    }
    if (const Incident* incident = active.worst_at(shown.camera.camera)) {
        const ImU32 colour = colour_of(pen.colour(), incident->priority);
        if (incident->work == WorkState::fresh) {
            pen.alarm_frame(rect, colour, rounding);
        } else {
            pen.frame(rect, colour, rounding, pen.px(2.0F));
        }
    }
}

}  // namespace

void draw_focus_view(const UiContext& context, const MarkRect& area, Actions& actions) {
    const Pen pen(context, "wall");
    const CameraSituation* camera = find_camera(context.situation, context.ui.focused);
    if (camera == nullptr) {
        pen.text(area, tr("This camera is no longer in any node's configuration"),
                 {.colour = pen.colour().text_dim, .align = Align::centre});
        return;
    }
    const ActiveIncidents active(context.situation);
    const CameraPicture shown = look_at(context, *camera);
    MarkRect rest = area;
    draw_focus_header(context, pen, shown, rest, actions);
    rest = inset(rest, pen.px(8.0F));
    if (area.width >= pen.px(kRoomForColumn)) {
        draw_column(context, pen, active, shown,
                    inset(take_right(rest, pen.px(kColumn), pen.px(8.0F)), pen.px(4.0F)), actions);
    } else {
        draw_strip(context, pen, shown, take_bottom(rest, pen.px(34.0F), pen.px(6.0F)));
    }
    draw_focused_picture(context, pen, active, shown, rest);
}

}  // namespace vigie::console
