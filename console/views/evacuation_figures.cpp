#include "console/views/evacuation_figures.hpp"

#include <algorithm>
#include <cmath>

#include "console/views/hall_words.hpp"
#include "console/views/words.hpp"

namespace vigie::console {

namespace {

constexpr float kBetween = 14.0F;

/// Widths of the figures' cells: values whole, and labels too unless only `values` may have the room. Empty
/// where they do not fit.
std::vector<float> cells_for(const Pen& pen, const std::vector<ClearanceFigure>& figures, ImFont* face,
                             float room, bool values) {
    std::vector<float> widths;
    widths.reserve(figures.size());
    float needed = 0.0F;
    for (const ClearanceFigure& figure : figures) {
        const float label = values ? 0.0F : pen.width_of(figure.label, pen.font().tiny);
        widths.push_back(std::max(pen.width_of(figure.value, face), label) + 1.0F);
        needed += widths.back();
    }
    if (needed > room) {
        return {};
    }
    for (float& width : widths) {
        width += (room - needed) / static_cast<float>(figures.size());
    }
    return widths;
}

}  // namespace

std::vector<ClearanceFigure> clearance_figures(const Pen& pen, const HallSituation& hall) {
    const bool past = hall.liveness == net::Liveness::silent;
    const ImU32 plain = past                                   ? pen.colour().text_faint
                        : hall.liveness == net::Liveness::late ? pen.colour().text_dim
                                                               : pen.colour().text;
    const Clearance clearance = clearance_of(hall);
    return {{tr("Still inside"), remaining_text(hall), plain},
            {tr("Leaving"),
             past ? std::string("–") : flow_text(hall.state->exit_per_min, !knows_all_exits(hall)), plain},
            {tr("Time to clear"), clearance.words,
             clearance.slow    ? pen.colour().warn
             : clearance.empty ? pen.colour().ok
                               : plain}};
}

std::string line_of(const std::vector<ClearanceFigure>& figures) {
    std::string words;
    for (const ClearanceFigure& figure : figures) {
        words += (words.empty() ? "" : "  ·  ") + std::string(figure.label) + " " + figure.value;
    }
    return words;
}

void draw_figures(const Pen& pen, MarkRect place, const std::vector<ClearanceFigure>& figures) {
    const float gap = pen.px(kBetween);
    const float room = place.width - static_cast<float>(figures.size() - 1) * gap;
    const Fonts& font = pen.font();
    const float for_value = place.height - pen.line_height(font.tiny) + 0.5F;
    ImFont* face = font.small_bold;
    std::vector<float> widths;
    for (const bool values : {false, true}) {
        for (ImFont* const tried : {font.kpi, font.body_bold, font.small_bold}) {
            // Letters that leave no room for labels say how many, but not of what.
            const bool too_large = tried->FontSize > for_value || (values && tried == font.kpi);
            if (widths.empty() && !too_large) {
                face = tried;
                widths = cells_for(pen, figures, tried, room, values);
            }
        }
    }
    widths.resize(figures.size(), std::floor(room / static_cast<float>(figures.size())));
    for (std::size_t i = 0; i < figures.size(); ++i) {
        MarkRect cell = take_left(place, widths[i], gap);
        pen.text(take_top(cell, pen.line_height(font.tiny)), figures[i].label,
                 {.font = font.tiny, .colour = pen.colour().text_dim});
        pen.text(take_top(cell, pen.line_height(face)), figures[i].value,
                 {.font = face, .colour = figures[i].ink});
    }
}

}  // namespace vigie::console
