#include "console/views/incident_queue.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "console/situation/lookup.hpp"
#include "console/views/more_text.hpp"
#include "console/views/queue_arrivals.hpp"
#include "console/views/shortcuts.hpp"
#include "console/views/widgets.hpp"
#include "console/views/words.hpp"

namespace vigie::console {

namespace {

constexpr float kControl = 28.0F;

/// Time after which an incident that nobody has acknowledged is drawn as overdue.
std::chrono::seconds answer_target(net::Priority priority) {
    switch (priority) {
        case net::Priority::critical:
            return std::chrono::seconds(60);
        case net::Priority::high:
            return std::chrono::seconds(120);
        case net::Priority::medium:
            return std::chrono::seconds(300);
        case net::Priority::low:
            break;
    }
    return std::chrono::seconds(900);
}

/// The incidents of some rows, found in one walk over the board.
using Rows = std::unordered_map<IncidentNumber, const Incident*>;

Rows find_rows(const UiContext& context, std::size_t first, std::size_t last) {
    Rows rows;
    for (std::size_t i = first; i < last; ++i) {
        rows.emplace(context.ui.queue[i], nullptr);
    }
    if (context.situation.incidents) {
        std::size_t missing = rows.size();
        for (const auto& incident : context.situation.incidents->incidents) {
            if (missing == 0) {
                break;
            }
            const auto row = rows.find(incident->number);
            if (row != rows.end()) {
                row->second = incident.get();
                --missing;
            }
        }
    }
    return rows;
}

void draw_state(const Pen& pen, const MarkRect& place, const Incident& incident, bool pending) {
    if (pending) {
        pen.chip(place, tr("SAVING"), pen.colour().text_dim, ChipKind::tinted, Align::right);
    } else {
        pen.chip(place, chip_of(incident.work), colour_of(pen.colour(), incident.work), ChipKind::tinted,
                 Align::right, !is_open(incident));
    }
}

/// How old it is, or when it was resolved; at the right of the line, from which it is cut off.
void draw_age(const UiContext& context, const Pen& pen, MarkRect& line, const Incident& incident) {
    const bool open = is_open(incident);
    const auto age = std::chrono::duration_cast<net::Microseconds>(context.now - began(incident));
    const bool overdue =
        incident.work == WorkState::fresh && context.now - incident.opened > answer_target(incident.priority);
    const std::string words = open                 ? age_text(age)
                              : context.clock_text ? context.clock_text(resolved_at(incident))
                                                   : std::string();
    pen.text(take_right(line, pen.width_of(words, pen.font().small), pen.px(8.0F)), words,
             {pen.font().small, overdue ? pen.colour().warn : pen.colour().text_dim, Align::right});
}

void draw_row(const UiContext& context, const Pen& pen, const MarkRect& place, const Incident& incident,
              Actions& actions) {
    const Palette& colour = pen.colour();
    const bool open = is_open(incident);
    const bool selected = context.ui.selected == incident.number;
    if (pen.press(fmt::format("incident.row.{}", incident.number), place)) {
        actions.emplace_back(SelectIncident{incident.number});
    }
    if (selected) {
        pen.fill(place, colour.accent_fill);
    } else if (Pen::pointed()) {
        pen.fill(place, with_alpha(colour.hover, 150));
    }
    const ImU32 severity = colour_of(colour, incident.priority);
    pen.fill({place.x, place.y, pen.px(3.0F), place.height - 1.0F},
             open ? severity : with_alpha(severity, 90));
    pen.hairline({place.x, bottom_of(place) - 1.0F}, {right_of(place), bottom_of(place) - 1.0F});

    MarkRect inside = inset(place, pen.px(kPadding), pen.px(4.0F));
    const MarkRect sign = take_left(inside, pen.px(16.0F), pen.px(9.0F));
    pen.severity(incident.priority, {sign.x + sign.width / 2.0F, place.y + pen.px(15.0F)}, pen.px(14.0F),
                 !open);

    MarkRect upper = take_top(inside, std::floor(inside.height / 2.0F));
    MarkRect lower = inside;
    const bool pending = context.pending.contains(incident.number);
    const char* const state = pending ? tr("SAVING") : chip_of(incident.work);
    draw_age(context, pen, upper, incident);
    draw_state(pen, take_right(lower, std::min(pen.chip_width(state), lower.width * 0.5F), pen.px(8.0F)),
               incident, pending);
    const bool fresh = incident.work == WorkState::fresh;
    pen.text(upper, incident_title(incident),
             {fresh ? pen.font().body_bold : pen.font().body, open ? colour.text : colour.text_dim});
    std::string place_words = incident_place(incident, context.situation);
    if (open && incident.condition == ConditionState::cleared) {
        const std::string over = std::string(" · ") + word_of(ConditionState::cleared);
        // The word stays whole: the place gives way.
        place_words =
            pen.shortened(place_words, lower.width - pen.width_of(over, pen.font().small), pen.font().small) +
            over;
    }
    pen.text(lower, place_words, {pen.font().small, open ? colour.text_dim : colour.text_faint});
}

/// Brings the selected row into sight once, when another one is selected than in the frame before. What was
/// selected is kept with the scrolling position, by ImGui.
void follow_selection(const UiContext& context, float row, float height) {
    ImGuiStorage& memory = *ImGui::GetStateStorage();
    const ImGuiID key = ImGui::GetID("followed");
    const int selected = static_cast<int>(context.ui.selected);
    if (memory.GetInt(key, 0) == selected) {
        return;
    }
    memory.SetInt(key, selected);
    const auto& queue = context.ui.queue;
    const auto found = std::find(queue.begin(), queue.end(), context.ui.selected);
    if (found == queue.end()) {
        return;
    }
    const float top = static_cast<float>(found - queue.begin()) * row;
    const float scrolled = ImGui::GetScrollY();
    if (top < scrolled) {
        ImGui::SetScrollY(top);
    } else if (top + row > scrolled + height) {
        ImGui::SetScrollY(top + row - height);
    }
}

/// Keeps whole rows at the top after the wheel or the scrollbar has left a part of one there.
void scroll_to_whole_rows(float row) {
    const float scrolled = ImGui::GetScrollY();
    const float whole = std::round(scrolled / row) * row;
    if (whole != scrolled) {
        ImGui::SetScrollY(whole);
    }
}

/// The rows' part of the area: as many whole ones as stand in it, and below them a line that says how many
/// there are more. A panel of up to three rows keeps them rather than that line: a scrollbar tells it too.
struct RowsInSight {
    std::size_t count = 0;
    bool all = true;
};

RowsInSight rows_in_sight(const Pen& pen, float height, std::size_t rows) {
    const float row = pen.px(kRowHeight);
    const auto fitting = static_cast<std::size_t>(std::max(0.0F, std::floor(height / row)));
    if (rows <= fitting) {
        return {rows, true};
    }
    const float left = height - row * static_cast<float>(fitting);
    const bool line_fits = left >= pen.line_height(pen.font().small);
    return {line_fits || fitting <= 3 ? std::max<std::size_t>(fitting, 1) : fitting - 1, false};
}

void draw_rows(const UiContext& context, const Pen& pen, MarkRect area, Actions& actions) {
    pen.mark("queue.rows", area);
    const float row = pen.px(kRowHeight);
    const std::size_t total = context.ui.queue.size();
    const RowsInSight in_sight = rows_in_sight(pen, area.height, total);
    const MarkRect rows_place =
        in_sight.all ? area : take_top(area, std::min(area.height, row * static_cast<float>(in_sight.count)));
    std::size_t below = total - in_sight.count;
    {
        const ScrollArea scroll("###queue_rows", rows_place);
        scroll_to_whole_rows(row);
        follow_selection(context, row, rows_place.height);
        below -= std::min(below, static_cast<std::size_t>(std::round(ImGui::GetScrollY() / row)));
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(total), row);
        while (clipper.Step()) {
            const auto first = static_cast<std::size_t>(clipper.DisplayStart);
            const auto last = static_cast<std::size_t>(clipper.DisplayEnd);
            const Rows rows = find_rows(context, first, last);
            for (std::size_t i = first; i < last; ++i) {
                const Incident* const incident = rows.at(context.ui.queue[i]);
                if (incident != nullptr) {
                    draw_row(
                        context, pen,
                        {scroll.top().x, scroll.top().y + row * static_cast<float>(i), scroll.width(), row},
                        *incident, actions);
                }
            }
        }
        scroll.set_height(row * static_cast<float>(total));
    }
    if (below > 0 && area.height >= pen.line_height(pen.font().small)) {
        pen.text(inset(area, pen.px(kPadding), 0.0F), more_text(below),
                 {.font = pen.font().small, .colour = pen.colour().text_dim, .align = Align::centre});
    }
}

void draw_nothing(const UiContext& context, const Pen& pen, const MarkRect& area) {
    const char* title = tr("Nothing to do");
    const char* why = tr("No incident is open");
    const char* sign = icon::kCheck;
    if (!context.situation.incidents) {
        title = tr("Waiting for the ledger");
        why = tr("Incidents are shown as soon as they are read");
        sign = icon::kHourglass;
    } else if (!context.ui.search.empty()) {
        title = tr("Nothing found");
        why = tr("No incident of this list has all of these words");
        sign = icon::kSearch;
    } else if (context.ui.filter == QueueFilter::fresh) {
        why = tr("Every incident has been acknowledged");
    } else if (context.ui.filter == QueueFilter::mine) {
        why = tr("You have acknowledged no open incident");
    } else if (context.ui.filter == QueueFilter::resolved) {
        title = tr("Nothing resolved");
        why = tr("No incident was resolved in the last hours");
    }
    const float block = pen.px(30.0F) + pen.line_height() + pen.line_height(pen.font().small);
    MarkRect rest = inset(area, pen.px(16.0F), std::max(0.0F, (area.height - block) / 2.0F));
    if (area.height > block) {
        pen.icon(take_top(rest, pen.px(30.0F)), sign, pen.colour().text_faint, pen.font().title);
    }
    pen.text(take_top(rest, pen.line_height()), title,
             {pen.font().body_bold, pen.colour().text_dim, Align::centre});
    pen.text(take_top(rest, pen.line_height(pen.font().small)), why,
             {pen.font().small, pen.colour().text_faint, Align::centre});
}

void draw_search(const UiContext& context, const Pen& pen, const MarkRect& place, Actions& actions) {
    if (field_asked_for(context) == TextField::search) {
        ImGui::SetKeyboardFocusHere();
    }
    std::string text = context.ui.search;
    if (pen.field("queue.search", place, tr("Search"), text, FieldKind::search).changed) {
        actions.emplace_back(EditText{TextField::search, std::move(text)});
    }
}

std::string open_text(const Situation& situation) {
    if (!situation.incidents) {
        return {};
    }
    const auto& incidents = situation.incidents->incidents;
    const auto open = static_cast<std::uint64_t>(std::count_if(
        incidents.begin(), incidents.end(), [](const auto& incident) { return is_open(*incident); }));
    return tr_n("{n} open", "{n} open", open);
}

/// Open incidents, and those of them that search and filter keep from sight.
struct Hidden {
    std::uint64_t open = 0;
    std::uint64_t unseen = 0;
    std::uint64_t critical = 0;
    std::uint64_t fresh = 0;
};

Hidden count_hidden(const UiContext& context) {
    Hidden hidden;
    const UiState& ui = context.ui;
    if (!context.situation.incidents || (ui.search.empty() && ui.filter == QueueFilter::open)) {
        return hidden;
    }
    const std::unordered_set<IncidentNumber> rows(ui.queue.begin(), ui.queue.end());
    for (const auto& incident : context.situation.incidents->incidents) {
        if (!is_open(*incident)) {
            continue;
        }
        ++hidden.open;
        if (!rows.contains(incident->number)) {
            ++hidden.unseen;
            hidden.critical += incident->priority == net::Priority::critical ? 1U : 0U;
            hidden.fresh += incident->work == WorkState::fresh ? 1U : 0U;
        }
    }
    return hidden;
}

/// What must not be overlooked among them; empty: nothing.
std::string hidden_text(const Hidden& hidden) {
    if (hidden.critical > 0) {
        return tr_n("{n} critical hidden", "{n} critical hidden", hidden.critical);
    }
    return hidden.fresh > 0 ? tr_n("{n} new hidden", "{n} new hidden", hidden.fresh) : std::string();
}

std::string shown_text(const UiContext& context, const Hidden& hidden) {
    if (hidden.unseen == 0 || context.ui.filter == QueueFilter::resolved) {
        return open_text(context.situation);
    }
    return tr_n("{n} of {all} shown", "{n} of {all} shown", hidden.open - hidden.unseen,
                {{"all", number_text(hidden.open)}});
}

/// What the header has room for, with all of its words whole.
struct HeaderWords {
    const char* sign;
    std::string name;
    std::string note;
    std::string unseen;  ///< must not be overlooked: stays to the last
    bool brief = false;  ///< colour and shape alone tell what waits
};

HeaderWords header_words(const UiContext& context, const Pen& pen, float width, const Hidden& hidden,
                         bool folded) {
    const std::string unseen = hidden_text(hidden);
    ImFont* const bold = pen.font().small_bold;
    const float room = width - 2.0F * pen.px(kPadding) - pen.px(10.0F);
    const float search = folded ? pen.search_width(tr("Search")) : 0.0F;
    const auto fits = [&](const HeaderWords& words) {
        const float note =
            words.note.empty() ? 0.0F : pen.width_of(words.note, pen.font().small) + pen.px(8.0F);
        const float told = words.unseen.empty() ? 0.0F : pen.width_of(words.unseen, bold) + pen.px(8.0F);
        const float arrivals = arrivals_width(context, pen, words.brief);
        const float sign = words.sign == nullptr ? 0.0F : pen.px(18.0F) + pen.px(7.0F);
        return sign + pen.width_of(words.name, pen.font().body_bold) + note + told + search +
                   (arrivals > 0.0F ? arrivals + pen.px(8.0F) : 0.0F) <=
               room;
    };
    const std::string name = tr("Incidents");
    const std::string note = folded ? std::string() : shown_text(context, hidden);
    const char* const sign = icon::kBell;
    HeaderWords words{sign, name, note, unseen, folded || !unseen.empty()};
    for (const HeaderWords& shorter :
         {words, HeaderWords{sign, name, "", unseen, words.brief}, HeaderWords{sign, name, "", unseen, true},
          HeaderWords{folded ? nullptr : sign, "", "", unseen, true}}) {
        words = shorter;
        if (fits(words)) {
            return words;
        }
    }
    if (!unseen.empty()) {
        words.unseen = tr_n("{n} hidden", "{n} hidden", hidden.critical > 0 ? hidden.critical : hidden.fresh);
    }
    return words;
}

/// In the colour of what is not seen: right of the panel's name, or in its place.
void draw_hidden(const Pen& pen, MarkRect& strip, const HeaderWords& words, ImU32 ink) {
    ImFont* const face = pen.font().small_bold;
    const float width = pen.width_of(words.unseen, face);
    const bool alone = words.name.empty();
    const MarkRect place =
        alone ? take_left(strip, width, pen.px(8.0F)) : take_right(strip, width, pen.px(8.0F));
    pen.text(place, words.unseen, {face, ink, Align::right});
}

void draw_filters(const UiContext& context, const Pen& pen, const MarkRect& place, Actions& actions) {
    const std::array<std::string, 4> labels = {
        tr_in("list of incidents", "Open"), tr_in("list of incidents", "New"),
        tr_in("list of incidents", "Mine"), tr_in("list of incidents", "Resolved")};
    const auto chosen = static_cast<std::size_t>(context.ui.filter);
    if (const auto picked = pen.segmented("queue.filter", place, labels, chosen)) {
        actions.emplace_back(SetQueueFilter{static_cast<QueueFilter>(*picked)});
    }
}

}  // namespace

void draw_incident_queue(const UiContext& context, const MarkRect& area, Actions& actions) {
    const Pen pen(context, "queue");
    const bool folded = area.height < pen.px(kQueueFoldedBelow);
    MarkRect rest = area;
    const Hidden hidden = count_hidden(context);
    const HeaderWords words = header_words(context, pen, area.width, hidden, folded);
    MarkRect controls = pen.header(rest, words.sign, words.name, words.note);
    draw_arrivals(context, pen, controls, words.brief, actions);
    if (!words.unseen.empty()) {
        draw_hidden(pen, controls, words, hidden.critical > 0 ? pen.colour().critical : pen.colour().warn);
    }
    if (folded) {
        draw_search(context, pen, inset(controls, 0.0F, (controls.height - pen.px(26.0F)) / 2.0F), actions);
    }
    take_top(rest, pen.px(folded ? 6.0F : 8.0F));
    draw_filters(
        context, pen,
        inset(take_top(rest, pen.px(kControl), pen.px(folded ? 6.0F : 8.0F)), pen.px(kPadding), 0.0F),
        actions);
    if (!folded) {
        draw_search(context, pen,
                    inset(take_top(rest, pen.px(kControl), pen.px(8.0F)), pen.px(kPadding), 0.0F), actions);
    }
    pen.hairline({rest.x, rest.y - 1.0F}, {right_of(rest), rest.y - 1.0F});
    if (context.ui.queue.empty()) {
        draw_nothing(context, pen, rest);
    } else {
        draw_rows(context, pen, rest, actions);
    }
}

bool queue_is_held(const Marks& marks, float pointer_x, float pointer_y) {
    const auto rows = marks.items().find("queue.rows");
    return rows != marks.items().end() && contains(rows->second, pointer_x, pointer_y);
}

}  // namespace vigie::console
