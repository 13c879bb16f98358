// What the floor plan's colours mean.
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "console/views/heatmap.hpp"
#include "console/views/plan_view.hpp"
#include "console/views/words.hpp"

namespace vigie::console {

namespace {

constexpr int kSteps = 48;

float x_of(const MarkRect& bar, double density) {
    return bar.x + bar.width * static_cast<float>(heat_place(density));
}

void draw_colours(const Pen& pen, const MarkRect& bar) {
    for (int i = 0; i < kSteps; ++i) {
        const float x = bar.x + bar.width * static_cast<float>(i) / kSteps;
        const float end = bar.x + bar.width * static_cast<float>(i + 1) / kSteps;
        const ImU32 low = density_colour(static_cast<double>(i) / kSteps);
        const ImU32 high = density_colour(static_cast<double>(i + 1) / kSteps);
        pen.list().AddRectFilledMultiColor({x, bar.y}, {end, bottom_of(bar)}, low, high, high, low);
    }
    pen.frame(bar, pen.colour().border);
}

/// The lowest of a floor's bands: the first zone to reach it matters.
void draw_band(const UiContext& context, const Pen& pen, const net::FloorId& floor, const MarkRect& bar,
               double net::DensityBands::*band, ImU32 colour) {
    double lowest = std::numeric_limits<double>::infinity();
    for (const ZoneSituation& zone : context.situation.zones) {
        const double density = zone.configuration.bands.*band;
        if (zone.configuration.floor == floor && density > 0.0) {
            lowest = std::min(lowest, density);
        }
    }
    if (lowest > kHeatmapTop) {
        return;
    }
    const float x = std::floor(x_of(bar, lowest));
    pen.fill({x - 1.0F, bar.y - pen.px(3.0F), pen.px(3.0F), bar.height + pen.px(6.0F)},
             IM_COL32(0, 0, 0, 200));
    pen.fill({x, bar.y - pen.px(3.0F), std::max(1.0F, pen.px(1.5F)), bar.height + pen.px(6.0F)}, colour);
}

/// Whole numbers below the bar, the last one first: where the bar is short, those that have no room are left
/// out.
void draw_ticks(const Pen& pen, const MarkRect& bar, const MarkRect& line) {
    ImFont* tiny = pen.font().tiny;
    const auto top = static_cast<int>(kHeatmapTop);
    LabelRoom room;
    for (int step = 0; step <= top; ++step) {
        const int density = step == 0 ? top : step - 1;
        const std::string words = number_text(density, 0) + (density == top ? "+" : "");
        const float width = pen.width_of(words, tiny) + 1.0F;
        const float x = std::clamp(x_of(bar, density) - width / 2.0F, line.x, right_of(line) - width);
        const float gap = pen.px(3.0F);
        if (room.try_take({x - gap, line.y, width + 2.0F * gap, line.height})) {
            pen.text({x, line.y, width, line.height}, words,
                     {.font = tiny, .colour = pen.colour().text_dim, .align = Align::centre});
        }
    }
}

/// A hatched square and what it means.
void draw_unseen_key(const Pen& pen, MarkRect area) {
    const MarkRect square = take_left(area, pen.px(12.0F), pen.px(5.0F));
    const MarkRect box{square.x, square.y + (square.height - square.width) / 2.0F, square.width,
                       square.width};
    {
        const Clip clip(box);
        for (float x = -box.width; x < box.width; x += pen.px(4.0F)) {
            pen.list().AddLine({box.x + x, bottom_of(box)}, {box.x + x + box.width, box.y},
                               pen.colour().text_faint);
        }
    }
    pen.frame(box, pen.colour().border);
    pen.text(area, tr("not seen"), {.font = pen.font().tiny, .colour = pen.colour().text_dim});
}

void draw_scale(const UiContext& context, const Pen& pen, const net::FloorId& floor, const MarkRect& bar) {
    draw_colours(pen, bar);
    draw_band(context, pen, floor, bar, &net::DensityBands::dense, pen.colour().warn);
    draw_band(context, pen, floor, bar, &net::DensityBands::dangerous, pen.colour().critical);
}

/// The scale's ends beside it, on one line.
void draw_low_legend(const UiContext& context, const Pen& pen, const net::FloorId& floor, MarkRect line) {
    const Lettering look{.font = pen.font().tiny, .colour = pen.colour().text_dim};
    const auto width_of = [&](const std::string& words) { return pen.width_of(words, look.font) + 1.0F; };
    const std::string unit = tr("people/m²");
    const std::string low = number_text(0.0, 0);
    const std::string top = number_text(kHeatmapTop, 0) + "+";
    if (line.width >= width_of(unit) + width_of(low) + width_of(top) + pen.px(80.0F)) {
        pen.text(take_left(line, width_of(unit), pen.px(8.0F)), unit, look);
    }
    pen.text(take_left(line, width_of(low), pen.px(4.0F)), low, look);
    pen.text(take_right(line, width_of(top), pen.px(4.0F)), top, look);
    draw_scale(context, pen, floor, inset(line, 0.0F, std::floor(line.height / 4.0F)));
}

}  // namespace

void draw_legend(const UiContext& context, const Pen& pen, const net::FloorId& floor, const MarkRect& area) {
    MarkRect rest = area;
    ImFont* tiny = pen.font().tiny;
    if (!context.ui.settings.heatmap) {
        pen.text(rest, tr("Density colours are off"), {.font = tiny, .colour = pen.colour().text_dim});
        return;
    }
    if (area.height < pen.px(17.0F) + pen.line_height(tiny)) {
        draw_low_legend(context, pen, floor, area);
        return;
    }
    const float key = pen.px(17.0F) + pen.width_of(tr("not seen"), tiny) + 1.0F;
    const float unit = pen.width_of(tr("people/m²"), tiny) + 1.0F;
    const float row = pen.px(13.0F);
    // The names stand beside the bar, or are left out before the bar becomes too short to read.
    if (rest.width >= key + unit + pen.px(130.0F)) {
        draw_unseen_key(pen, {right_of(rest) - key, rest.y, key, row});
        rest.width -= key + pen.px(12.0F);
    }
    if (rest.width >= unit + pen.px(100.0F)) {
        MarkRect words = take_left(rest, unit, pen.px(10.0F));
        words.height = row;
        pen.text(words, tr("people/m²"), {.font = tiny, .colour = pen.colour().text_dim});
    }
    const MarkRect colours = take_top(rest, row, pen.px(2.0F));
    const MarkRect bar = inset(colours, 0.0F, pen.px(2.5F));
    draw_scale(context, pen, floor, bar);
    draw_ticks(pen, bar, take_top(rest, pen.line_height(tiny)));
}

}  // namespace vigie::console
