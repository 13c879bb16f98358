// The floor plan's zones: name, count, share of capacity.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "console/situation/lookup.hpp"
#include "console/situation/venue_count.hpp"
#include "console/views/plan_view.hpp"
#include "console/views/words.hpp"
#include "console/views/zone_load.hpp"

namespace vigie::console {

namespace {

/// Middle of the area (Bourke's formula), or of the corners when there is no area.
ImVec2 middle_of(const std::vector<ImVec2>& corners) {
    float twice = 0.0F;
    ImVec2 weighted{0.0F, 0.0F};
    ImVec2 mean{0.0F, 0.0F};
    // Relative to the first corner, so that the cross products stay small.
    const ImVec2 base = corners.front();
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const ImVec2 a{corners[i].x - base.x, corners[i].y - base.y};
        const ImVec2& next = corners[(i + 1) % corners.size()];
        const ImVec2 b{next.x - base.x, next.y - base.y};
        const float cross = a.x * b.y - b.x * a.y;
        twice += cross;
        weighted = {weighted.x + (a.x + b.x) * cross, weighted.y + (a.y + b.y) * cross};
        mean = {mean.x + a.x / static_cast<float>(corners.size()),
                mean.y + a.y / static_cast<float>(corners.size())};
    }
    if (std::abs(twice) < 1.0F) {
        return {base.x + mean.x, base.y + mean.y};
    }
    return {base.x + weighted.x / (3.0F * twice), base.y + weighted.y / (3.0F * twice)};
}

bool is_late(const ZoneSituation& zone) {
    return zone.known && zone.liveness == net::Liveness::late;
}

/// A late count has its age in place of its share, which would be read as that of now.
/// `brief`: without it, where a plate with both has no room.
std::string figures_of(const UiContext& context, const ZoneSituation& zone, bool brief) {
    if (!zone.known) {
        return "–";
    }
    const net::Count& count = zone.count.count;
    if (zone.liveness == net::Liveness::silent) {
        return last_count_text(count);
    }
    const std::string people = short_count_text(count);
    if (is_late(zone)) {
        const NodeSituation* const node = find_node(context.situation, zone.node);
        const std::optional<net::UtcTime> late = node == nullptr ? std::nullopt : counted_late(*node);
        return late && !brief
                   ? people + " · " +
                         say("{seconds} s ago",
                             {{"seconds",
                               number_text(std::chrono::duration<double>(context.now - *late).count(), 1)}})
                   : people;
    }
    const std::optional<double> share = share_of_capacity(zone.configuration, count.people);
    return share ? people + " · " + percent_text(*share) : people;
}

/// From the zone's leftmost to its rightmost corner, and from top to bottom.
MarkRect box_of(const std::vector<ImVec2>& corners) {
    ImVec2 low = corners.front();
    ImVec2 high = corners.front();
    for (const ImVec2& corner : corners) {
        low = {std::min(low.x, corner.x), std::min(low.y, corner.y)};
        high = {std::max(high.x, corner.x), std::max(high.y, corner.y)};
    }
    return {low.x, low.y, high.x - low.x, high.y - low.y};
}

/// What is written of a zone, and in which faces.
struct Label {
    std::vector<std::string> name;  ///< its lines
    std::string figures;
    ImFont* name_face;
    ImFont* figures_face;
    ImU32 figures_colour;  ///< 0: ordinary text
};

MarkRect size_of(const Pen& pen, const Label& label) {
    MarkRect size{0.0F, 0.0F, pen.width_of(label.figures, label.figures_face),
                  pen.line_height(label.figures_face)};
    for (const std::string& line : label.name) {
        size.width = std::max(size.width, pen.width_of(line, label.name_face));
        size.height += pen.line_height(label.name_face);
    }
    size.width += 2.0F;
    return size;
}

/// A name on two lines, broken at the blank that is nearest to its middle; on one where there is none.
std::vector<std::string> on_two_lines(const std::string& name) {
    const std::size_t middle = name.size() / 2;
    const std::size_t before = name.rfind(' ', middle);
    const std::size_t after = name.find(' ', middle);
    const bool first =
        before != std::string::npos && (after == std::string::npos || middle - before <= after - middle);
    const std::size_t blank = first ? before : after;
    return blank == std::string::npos ? std::vector{name}
                                      : std::vector{name.substr(0, blank), name.substr(blank + 1)};
}

/// A free place for a label of this size within the box, as near to `middle` as there is one.
std::optional<MarkRect> place_in(const MarkRect& box, ImVec2 middle, const MarkRect& size, LabelRoom& room) {
    // Sums of fractions may be off by a hair.
    if (size.width > box.width + 0.5F || size.height > box.height + 0.5F) {
        return std::nullopt;
    }
    const float most_x = std::max(box.x, right_of(box) - size.width);
    const float most_y = std::max(box.y, bottom_of(box) - size.height);
    const float step = size.height / 2.0F;
    for (const float down : {0.0F, -1.0F, 1.0F, -2.0F, 2.0F, -3.0F, 3.0F, -4.0F, 4.0F}) {
        for (const float across : {0.0F, -0.5F, 0.5F}) {
            const MarkRect place{
                std::clamp(middle.x - size.width / 2.0F + across * size.width, box.x, most_x),
                std::clamp(middle.y - size.height / 2.0F + down * step, box.y, most_y), size.width,
                size.height};
            if (room.try_take(place)) {
                return place;
            }
        }
    }
    return std::nullopt;
}

/// A free place anywhere in `around` but on `zone`, as near to the zone's middle as there is one.
std::optional<MarkRect> place_beside(const MarkRect& zone, const MarkRect& around, ImVec2 middle,
                                     const MarkRect& size, LabelRoom& room) {
    std::optional<MarkRect> nearest;
    float least = 0.0F;
    const float step = std::max(2.0F, size.height / 4.0F);
    for (float y = around.y; y + size.height <= bottom_of(around); y += step) {
        for (float x = around.x; x + size.width <= right_of(around); x += step) {
            const MarkRect place{std::floor(x), std::floor(y), size.width, size.height};
            const MarkRect shared = intersection(place, zone);
            const float distance =
                std::hypot(x + size.width / 2.0F - middle.x, y + size.height / 2.0F - middle.y);
            if ((nearest && distance >= least) || (shared.width > 0.0F && shared.height > 0.0F) ||
                !room.is_free(place)) {
                continue;
            }
            nearest = place;
            least = distance;
        }
    }
    if (nearest) {
        room.take(*nearest);
    }
    return nearest;
}

void draw_label(const Pen& pen, const Label& label, const MarkRect& place, unsigned darkness) {
    const float edge = pen.px(2.0F);
    pen.fill(inset(place, -edge, -pen.px(1.0F)), IM_COL32(0, 0, 0, darkness), edge);
    MarkRect words = place;
    for (const std::string& line : label.name) {
        pen.text(take_top(words, pen.line_height(label.name_face)), line,
                 {.font = label.name_face, .align = Align::centre, .outlined = true});
    }
    pen.text(words, label.figures,
             {.font = label.figures_face,
              .colour = label.figures_colour,
              .align = Align::centre,
              .outlined = true});
}

/// Beside its zone, tied to it by a line of the zone's own colour.
void draw_tied_label(const Pen& pen, const Label& label, const MarkRect& place, ImVec2 middle, ImU32 colour) {
    const ImVec2 from{std::clamp(middle.x, place.x, right_of(place)),
                      std::clamp(middle.y, place.y, bottom_of(place))};
    pen.list().AddLine(from, middle, colour, pen.px(1.5F));
    pen.dot(middle, pen.px(2.5F), colour);
    draw_label(pen, label, place, 215);
    pen.frame(inset(place, -pen.px(2.0F), -pen.px(1.0F)), colour, pen.px(2.0F));
}

/// Name over figures on a dark plate, both or nothing. In the zone's own box, in smaller faces where it is
/// small: outside, they would be read as a neighbour's. What matters now (`must`) is tied to its zone from
/// outside where it has no room within.
void draw_zone_label(const PlanView& view, const DrawnZone& drawn, LabelRoom& room) {
    const Pen& pen = view.pen;
    const Fonts& font = pen.font();
    const MarkRect zone = box_of(drawn.corners);
    const MarkRect box = intersection(zone, view.place.plan());
    const ImVec2 middle = middle_of(drawn.corners);
    const std::string& name = drawn.zone->configuration.name;
    const bool must = drawn.incident != nullptr || drawn.selected;
    const std::string figures = figures_of(view.context, *drawn.zone, false);
    const std::string brief = figures_of(view.context, *drawn.zone, true);
    const ImU32 ink = drawn.zone->liveness == net::Liveness::silent ? pen.colour().text_dim
                      : is_late(*drawn.zone)                        ? pen.colour().warn
                                                                    : 0;
    // The smaller face, figures without their age, and two lines, before a name that is cut.
    const std::array<Label, 4> whole{Label{{name}, figures, font.label, font.small_bold, ink},
                                     Label{{name}, figures, font.tiny, font.tiny, ink},
                                     Label{{name}, brief, font.tiny, font.tiny, ink},
                                     Label{on_two_lines(name), brief, font.tiny, font.tiny, ink}};
    for (const Label& label : whole) {
        if (const std::optional<MarkRect> place = place_in(box, middle, size_of(pen, label), room)) {
            draw_label(pen, label, *place, 150);
            return;
        }
    }
    const auto cut_to = [&](float width) {
        return Label{{pen.shortened(name, width, font.tiny)}, brief, font.tiny, font.tiny, ink};
    };
    if (!must) {
        const Label label = cut_to(std::max(box.width, pen.px(40.0F)) - 2.0F);
        if (const std::optional<MarkRect> place = place_in(box, middle, size_of(pen, label), room)) {
            draw_label(pen, label, *place, 150);
        }
        return;
    }
    const ImU32 colour =
        drawn.incident != nullptr ? colour_of(pen.colour(), drawn.incident->priority) : pen.colour().accent;
    const MarkRect around = inset(view.around, pen.px(3.0F), 1.0F);
    for (const Label& label :
         {whole[1], whole[2], whole.back(), cut_to(pen.px(96.0F)), cut_to(pen.px(48.0F))}) {
        if (const std::optional<MarkRect> place =
                place_beside(zone, around, middle, size_of(pen, label), room)) {
            draw_tied_label(pen, label, *place, middle, colour);
            return;
        }
    }
}

}  // namespace

void draw_zone_labels(const PlanView& view, std::vector<DrawnZone> zones, LabelRoom& room) {
    const auto rank = [](const DrawnZone& drawn) {
        const MarkRect box = box_of(drawn.corners);
        return std::tuple(drawn.incident != nullptr ? static_cast<int>(drawn.incident->priority) : -1,
                          drawn.selected, load_band(*drawn.zone), box.width * box.height);
    };
    std::stable_sort(zones.begin(), zones.end(),
                     [&](const DrawnZone& a, const DrawnZone& b) { return rank(a) > rank(b); });
    for (const DrawnZone& drawn : zones) {
        draw_zone_label(view, drawn, room);
    }
}

}  // namespace vigie::console
