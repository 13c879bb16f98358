#include "console/views/node_health.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "console/views/more_text.hpp"
#include "console/views/node_report.hpp"
#include "console/views/widgets.hpp"
#include "console/views/words.hpp"

namespace vigie::console {

namespace {

constexpr float kLine = 20.0F;

ImU32 colour_of(const Palette& palette, Concern concern) {
    switch (concern) {
        case Concern::none:
            return palette.ok;
        case Concern::note:
            return palette.text_dim;
        case Concern::warning:
            return palette.warn;
        case Concern::failure:
            return palette.critical;
    }
    return palette.text_dim;
}

/// Dot, diamond, cross: told apart without colour. A note does not make a node ill.
void draw_mark(const Pen& pen, Concern concern, const MarkRect& place) {
    const ImVec2 centre{place.x + place.width / 2.0F, place.y + place.height / 2.0F};
    switch (concern) {
        case Concern::none:
        case Concern::note:
            pen.dot(centre, pen.px(3.5F), pen.colour().ok);
            break;
        case Concern::warning:
            pen.diamond(centre, pen.px(9.0F), pen.colour().warn);
            break;
        case Concern::failure:
            pen.icon(place, icon::kCross, pen.colour().critical, pen.font().small);
            break;
    }
}

std::string in_one_line(const std::vector<std::string>& parts) {
    std::string words;
    for (const std::string& part : parts) {
        words += words.empty() ? part : " · " + part;
    }
    return words;
}

/// As many as fit, the first ones first.
std::string joined(const Pen& pen, const std::vector<std::string>& parts, float width, ImFont* font) {
    std::string words;
    for (const std::string& part : parts) {
        const std::string longer = words.empty() ? part : words + " · " + part;
        if (pen.width_of(longer, font) > width) {
            break;
        }
        words = longer;
    }
    return words;
}

/// Mark, name, and beside it the figures or, when its messages have no lines of their own, the worst one.
void draw_node_line(const Pen& pen, const NodeReport& report, bool with_message, MarkRect line) {
    draw_mark(pen, report.concern, take_left(line, pen.px(12.0F), pen.px(6.0F)));
    const bool message = with_message && report.concern >= Concern::warning;
    const float name = std::min(pen.width_of(report.node->name, pen.font().small_bold) + 1.0F,
                                line.width * (message ? 0.4F : 0.6F));
    pen.text(take_left(line, name, pen.px(10.0F)), report.node->name, {.font = pen.font().small_bold});
    if (message) {
        pen.text(line, report.messages.front().words,
                 {.font = pen.font().small, .colour = colour_of(pen.colour(), report.concern)});
        return;
    }
    ImFont* tiny = pen.font().tiny;
    const std::string full = in_one_line(report.figures_in_full);
    const bool fits = pen.width_of(full, tiny) <= line.width;
    pen.text(line, fits ? full : joined(pen, report.figures, line.width, tiny),
             {.font = tiny, .colour = pen.colour().text_dim, .align = Align::right});
    if (!fits) {
        pen.explain(line, full);
    }
}

MarkRect words_place(const Pen& pen, MarkRect line) {
    take_left(line, pen.px(18.0F));
    return line;
}

void draw_message(const Pen& pen, const NodeMessage& message, const MarkRect& place) {
    pen.paragraph(words_place(pen, place), message.words,
                  {.font = pen.font().small, .colour = colour_of(pen.colour(), message.concern)});
}

/// Two where trouble does not fit into one, at most `room`.
std::size_t lines_of(const Pen& pen, const NodeMessage& message, const MarkRect& body, std::size_t room) {
    const bool long_trouble = message.concern >= Concern::warning &&
                              pen.width_of(message.words, pen.font().small) > words_place(pen, body).width;
    return long_trouble ? std::min<std::size_t>(2, room) : 1;
}

/// As many of the messages as fit into `room` lines, and then how many more there are; the last one has
/// `slack` pixels more, which are no whole line. Returns the lines used.
std::size_t draw_messages(const Pen& pen, const std::vector<NodeMessage>& messages, std::size_t room,
                          float slack, MarkRect& body) {
    const float line = pen.px(kLine);
    std::size_t left = room;
    for (std::size_t m = 0; m < messages.size() && left > 0; ++m) {
        const std::size_t hidden = messages.size() - m;
        if (hidden > 1 && left == 1 && m > 0) {
            draw_message(pen, {Concern::note, more_text(hidden)}, take_top(body, line));
            return room;
        }
        // One line stays for those that follow.
        const std::size_t most = hidden > 1 && left > 1 ? left - 1 : left;
        const std::size_t used = lines_of(pen, messages[m], body, most);
        left -= used;
        const float height = line * static_cast<float>(used) + (left == 0 ? slack : 0.0F);
        draw_message(pen, messages[m], take_top(body, height));
    }
    return room - left;
}

}  // namespace

void draw_node_health(const UiContext& context, const MarkRect& area, Actions& /*actions*/) {
    const Pen pen(context, "health");
    const std::vector<NodeReport> reports = reports_worst_first(context.situation, context.mono);
    MarkRect body = area;
    take_top(body, pen.px(kHeaderHeight));
    body = inset(body, pen.px(kPadding), pen.px(2.0F));
    const float line = pen.px(kLine);
    // The worst node is told in any panel: rounding may leave it a pixel less than a line.
    const auto lines = static_cast<std::size_t>(std::max(1.0F, body.height / line));
    const std::size_t shown = std::min(lines, reports.size());

    const auto up = std::count_if(reports.begin(), reports.end(), [](const NodeReport& report) {
        return report.node->link == LinkState::up;
    });
    std::string note =
        tr_n("{n} of {total} connected", "{n} of {total} connected", static_cast<std::uint64_t>(up),
             {{"total", number_text(std::uint64_t{reports.size()})}});
    if (shown < reports.size()) {
        note = more_text(reports.size() - shown) + " · " + note;
    }
    // The column's panels share one surface.
    pen.hairline({area.x, area.y}, {right_of(area), area.y});
    MarkRect rest = area;
    pen.header(rest, icon::kServer, tr("Nodes"), note);

    std::size_t spare = lines - shown;
    const float slack = std::max(0.0F, body.height - line * static_cast<float>(lines));
    for (std::size_t i = 0; i < shown; ++i) {
        const NodeReport& report = reports[i];
        const MarkRect row = take_top(body, line);
        pen.mark("node." + report.node->node.text(), row);
        draw_node_line(pen, report, spare == 0, row);
        spare -= draw_messages(pen, report.messages, spare, i + 1 == shown ? slack : 0.0F, body);
    }
}

}  // namespace vigie::console
