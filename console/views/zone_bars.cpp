#include "console/views/zone_bars.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "console/situation/lookup.hpp"
#include "console/situation/venue_count.hpp"
#include "console/views/camera_state.hpp"
#include "console/views/more_text.hpp"
#include "console/views/time_axis.hpp"
#include "console/views/widgets.hpp"
#include "console/views/words.hpp"
#include "console/views/zone_load.hpp"
#include "console/views/zone_movement.hpp"

namespace vigie::console {

namespace {

constexpr float kRow = 44.0F;
constexpr float kTightRow = 40.0F;  ///< still holds its three lines: name, bar, what the figure leaves out
constexpr float kDenseRow = 31.0F;  ///< holds two of them, where not all zones have room for three
constexpr float kLowRow = 23.0F;    ///< name and figures only, where the panel is low
constexpr float kLeastSpark = 48.0F;
constexpr float kMostSpark = 96.0F;
constexpr double kBarEnd = 1.2;  ///< share of capacity at the bar's right end: beyond the limit is seen

ImU32 colour_of(const Palette& palette, LoadBand band) {
    switch (band) {
        case LoadBand::full:
            return palette.critical;
        case LoadBand::filling:
            return palette.warn;
        case LoadBand::calm:
        case LoadBand::unknown:
            break;
    }
    return palette.bar;
}

/// Nobody keeps its figure up.
bool is_past(const ZoneSituation& zone) {
    return zone.known && zone.liveness == net::Liveness::silent;
}

std::string age_since(const UiContext& context, net::UtcTime at, std::string (*words)(net::Microseconds)) {
    return words(std::chrono::duration_cast<net::Microseconds>(context.now - at));
}

/// What the figure leaves out; empty when it is whole and of now.
std::string caveat_of(const UiContext& context, const ZoneSituation& zone) {
    if (!zone.known) {
        return {};
    }
    const NodeSituation* const node = find_node(context.situation, zone.node);
    if (zone.liveness == net::Liveness::silent) {
        const std::optional<net::UtcTime> last = node == nullptr ? std::nullopt : last_counted(*node);
        return last ? say("Last count {ago}", {{"ago", age_since(context, *last, ago_text)}})
                    : std::string(tr("No counts now: this was the last one"));
    }
    if (zone.liveness == net::Liveness::late) {
        const std::optional<net::UtcTime> late = node == nullptr ? std::nullopt : counted_late(*node);
        return late ? say("Counts late {age}", {{"age", age_since(context, *late, duration_text)}})
                    : std::string(tr("Counts late"));
    }
    return zone.count.count.partly_blind ? tr("Partly blind: a camera does not see") : std::string();
}

/// "1,312 / 1,200" at the right of a line, "at least" as a sign where the name needs the room; returns what
/// is left of the line.
MarkRect draw_figures(const Pen& pen, const ZoneSituation& zone, ImU32 colour, MarkRect line) {
    ImFont* small = pen.font().small;
    ImFont* bold = pen.font().body_bold;
    const float name = std::min(pen.width_of(zone.configuration.name), line.width / 2.0F);
    if (zone.configuration.capacity) {
        const std::string limit = " / " + number_text(std::uint64_t{*zone.configuration.capacity});
        const float width = pen.width_of(limit, small) + 1.0F;
        pen.text(take_right(line, width), limit,
                 {.font = small, .colour = pen.colour().text_faint, .align = Align::right});
    }
    if (!zone.known) {
        const float width = pen.width_of(tr("no count yet"), small) + 1.0F;
        pen.text(take_right(line, width, pen.px(8.0F)), tr("no count yet"),
                 {.font = small, .colour = pen.colour().text_faint, .align = Align::right});
        return line;
    }
    std::string people = number_text(zone.count.count.people, 0);
    if (is_past(zone)) {
        people = last_count_text(zone.count.count);
    } else if (zone.count.count.at_least) {
        people = say("at least {n}", {{"n", people}});
        if (pen.width_of(people, bold) + name + pen.px(8.0F) > line.width) {
            people = short_count_text(zone.count.count);
        }
    }
    const float width = pen.width_of(people, bold) + 1.0F;
    pen.text(take_right(line, width, pen.px(8.0F)), people,
             {.font = bold, .colour = colour, .align = Align::right});
    return line;
}

/// The name, before it the severity of what goes on there and, where a line of words has no room, a sign that
/// the figure leaves something out.
void draw_name(const Pen& pen, const ZoneSituation& zone, const Incident* incident, bool with_sign,
               MarkRect line) {
    if (incident != nullptr) {
        const MarkRect place = take_left(line, pen.px(13.0F), pen.px(5.0F));
        pen.severity(incident->priority, {place.x + place.width / 2.0F, place.y + place.height / 2.0F},
                     place.width);
        pen.mark("zone.incident." + zone.configuration.zone.text(), place);
    }
    if (with_sign) {
        pen.icon(take_left(line, pen.px(16.0F), pen.px(5.0F)), icon::kEyeOff, pen.colour().warn,
                 pen.font().small);
    }
    pen.text(line, zone.configuration.name);
}

/// The 90 % interval over the bar.
void draw_whisker(const Pen& pen, const MarkRect& bar, const net::Count& count, double capacity) {
    const auto x_of = [&](double people) {
        return bar.x + bar.width * static_cast<float>(std::clamp(people / capacity / kBarEnd, 0.0, 1.0));
    };
    const float low = x_of(count.low);
    const float high = x_of(count.high);
    if (high - low < 3.0F) {
        return;
    }
    const float y = std::floor(bar.y + bar.height / 2.0F);
    const ImU32 colour = pen.colour().text;
    pen.hairline({low, y}, {high, y}, colour);
    pen.hairline({std::floor(low), bar.y - 1.0F}, {std::floor(low), bottom_of(bar) + 1.0F}, colour);
    pen.hairline({std::floor(high), bar.y - 1.0F}, {std::floor(high), bottom_of(bar) + 1.0F}, colour);
}

/// The column of curves: one stretch of time for all zones, which its head tells.
struct Sparks {
    float width = 0.0F;  ///< pixels; 0: no room for curves
    net::UtcTime from{};
    net::UtcTime to{};
    const char* title = "";
};

/// Ten minutes, or less while less is known: a console that has just been started would show a dot.
Sparks sparks_for(const Pen& pen, const Situation& situation, net::UtcTime now, float width) {
    net::UtcTime oldest = now;
    for (const ZoneSituation& zone : situation.zones) {
        oldest = zone.history.empty() ? oldest : std::min(oldest, zone.history.front().at);
    }
    const float column = std::floor(std::clamp(0.17F * width, pen.px(kLeastSpark), pen.px(kMostSpark)));
    Sparks sparks{width >= pen.px(240.0F) ? column : 0.0F, now - std::chrono::minutes(10), now, tr("10 min")};
    if (now - oldest < std::chrono::minutes(2)) {
        sparks.from = now - std::chrono::minutes(2);
        sparks.title = tr("2 min");
    } else if (now - oldest < std::chrono::minutes(5)) {
        sparks.from = now - std::chrono::minutes(5);
        sparks.title = tr("5 min");
    }
    return sparks;
}

void draw_spark(const Pen& pen, const ZoneSituation& zone, const Sparks& sparks, ImU32 colour,
                const MarkRect& place) {
    // The whole stretch is seen, also where nothing is known of it.
    const float ground = std::floor(bottom_of(place));
    pen.hairline({place.x, ground}, {right_of(place), ground});
    const auto bins = static_cast<std::size_t>(std::max(8.0F, place.width / pen.px(1.5F)));
    const std::vector<float> values =
        binned({zone.history.data(), zone.history.size()}, sparks.from, sparks.to, bins, BinOf::mean);
    float highest = static_cast<float>(zone.configuration.capacity.value_or(0));
    for (const float value : values) {
        highest = std::isnan(value) ? highest : std::max(highest, value);
    }
    pen.sparkline(place, values, 0.0F, std::max(highest, 1.0F), colour);
}

/// How rows share the panel's height.
struct RowPlan {
    std::size_t shown = 0;
    float step = 0.0F;          ///< whole pixels
    bool low = false;           ///< no bars
    bool with_caveats = false;  ///< a line for what the figure leaves out; a sign before the name otherwise
};

void draw_zone_row(const UiContext& context, const Pen& pen, const ZoneSituation& zone,
                   const Incident* incident, const Sparks& sparks, MarkRect row, const RowPlan& plan) {
    const bool past = is_past(zone);
    const std::string caveat = caveat_of(context, zone);
    const LoadBand band = load_band(zone);
    const bool live = zone.liveness == net::Liveness::live;
    const ImU32 full = past ? pen.colour().text_faint : colour_of(pen.colour(), band);
    const ImU32 colour = live ? full : with_alpha(full, 120);
    if (sparks.width > 0.0F) {
        const MarkRect spark = take_right(row, sparks.width, pen.px(12.0F));
        draw_spark(pen, zone, sparks, band == LoadBand::calm ? pen.colour().text_dim : colour,
                   inset(spark, 0.0F, row.height * 0.2F));
    }
    const MarkRect line = plan.low ? row : take_top(row, pen.px(21.0F));
    const ImU32 figure = past || band >= LoadBand::filling ? full
                         : live                            ? pen.colour().text
                                                           : pen.colour().text_dim;
    draw_name(pen, zone, incident, !plan.with_caveats && !caveat.empty(),
              draw_figures(pen, zone, figure, line));
    if (plan.low) {
        return;
    }
    const MarkRect bar = take_top(row, pen.px(6.0F));
    const std::optional<double> share =
        share_of_capacity(zone.configuration, zone.known ? zone.count.count.people : 0.0);
    if (share) {
        const std::array<double, 1> capacity{1.0 / kBarEnd};
        pen.bar(bar, *share / kBarEnd, colour, capacity);
        if (zone.known && !past) {
            draw_whisker(pen, bar, zone.count.count, *zone.configuration.capacity);
        }
    } else {
        const float y = std::floor(bar.y + bar.height / 2.0F);
        pen.hairline({bar.x, y}, {right_of(bar), y},
                     incident != nullptr ? colour_of(pen.colour(), incident->priority) : 0);
    }
    if (plan.with_caveats && !caveat.empty()) {
        pen.text(take_top(row, pen.font().tiny->FontSize + 1.0F), caveat,
                 {.font = pen.font().tiny, .colour = pen.colour().warn});
    }
}

/// In the header's free room, above what they name.
void draw_columns(const Pen& pen, MarkRect line, const Sparks& sparks) {
    const Lettering look{.font = pen.font().tiny, .colour = pen.colour().text_faint, .align = Align::right};
    if (sparks.width > 0.0F) {
        pen.text(take_right(line, sparks.width, pen.px(12.0F)), sparks.title, look);
    }
    const char* const figures = tr("People / capacity");
    if (pen.width_of(figures, look.font) <= line.width) {
        pen.text(line, figures, look);
    }
}

ZoneRow row_of(const ZoneSituation& zone) {
    return {zone.node, zone.configuration.zone};
}

struct RankedZone {
    const ZoneSituation* zone;
    const Incident* incident;  ///< the worst that is active there; may be null
};

/// Where something goes on first, the most severe before; then by how full they are.
std::vector<RankedZone> ranked(const Situation& situation) {
    const ActiveIncidents active(situation);
    std::vector<RankedZone> zones;
    zones.reserve(situation.zones.size());
    for (const std::size_t index : zones_worst_first(situation.zones)) {
        const ZoneSituation& zone = situation.zones[index];
        zones.push_back({&zone, active.worst_in(zone.configuration.zone)});
    }
    const auto severity = [](const RankedZone& ranked) {
        return ranked.incident == nullptr ? 0 : static_cast<int>(ranked.incident->priority) + 1;
    };
    std::stable_sort(zones.begin(), zones.end(),
                     [&](const RankedZone& a, const RankedZone& b) { return severity(a) > severity(b); });
    return zones;
}

/// As the UI state has them; zones that it does not know yet follow in their order.
std::vector<RankedZone> as_settled(const UiContext& context) {
    std::vector<RankedZone> zones = ranked(context.situation);
    const std::vector<ZoneRow>& rows = context.ui.zone_rows;
    const auto place = [&rows](const RankedZone& ranked) {
        return std::find(rows.begin(), rows.end(), row_of(*ranked.zone)) - rows.begin();
    };
    std::stable_sort(zones.begin(), zones.end(),
                     [&](const RankedZone& a, const RankedZone& b) { return place(a) < place(b); });
    return zones;
}

RowPlan plan_rows(const Pen& pen, float height, std::size_t zones) {
    RowPlan plan;
    plan.low = height < 2.0F * pen.px(kRow);
    plan.with_caveats = !plan.low && static_cast<float>(zones) * pen.px(kTightRow) <= height + 1.0F;
    const float least = pen.px(plan.low ? kLowRow : plan.with_caveats ? kTightRow : kDenseRow);
    plan.shown = static_cast<std::size_t>(std::max(0.0F, (height + 1.0F) / least));
    plan.shown = std::min(plan.shown, zones);
    const float share = height / static_cast<float>(std::max<std::size_t>(plan.shown, 1));
    plan.step = plan.low ? least : std::floor(std::clamp(share, least, pen.px(kRow)));
    return plan;
}

}  // namespace

void draw_zone_bars(const UiContext& context, const MarkRect& area, Actions& /*actions*/) {
    const Pen pen(context, "zones");
    const std::vector<ZoneSituation>& zones = context.situation.zones;
    MarkRect body = area;
    take_top(body, pen.px(kHeaderHeight));
    body = inset(body, pen.px(kPadding), pen.px(4.0F));
    const Sparks sparks = sparks_for(pen, context.situation, context.now, body.width);
    const RowPlan plan = plan_rows(pen, body.height, zones.size());

    // The column's panels share one surface.
    pen.hairline({area.x, area.y}, {right_of(area), area.y});
    MarkRect rest = area;
    const std::string more = plan.shown < zones.size() ? more_text(zones.size() - plan.shown) : std::string();
    const MarkRect free = pen.header(rest, icon::kPeople, tr("Zones"), more, sparks.width);
    if (zones.empty()) {
        pen.text(body, tr("No zones yet"),
                 {.font = pen.font().small, .colour = pen.colour().text_dim, .align = Align::centre});
        return;
    }
    draw_columns(pen, free, sparks);
    const MarkRect window{body.x, body.y, body.width, static_cast<float>(plan.shown) * plan.step};
    const ScrollArea scroll("zones.rows", window);
    scroll.set_height(static_cast<float>(zones.size()) * plan.step);
    MarkRect row{scroll.top().x, scroll.top().y, scroll.width(), plan.step};
    for (const RankedZone& ranked_zone : as_settled(context)) {
        if (intersection(row, window).height >= 1.0F) {
            pen.mark("zone." + ranked_zone.zone->configuration.zone.text(), row);
            pen.explain(row, zone_words(context.situation, *ranked_zone.zone));
            draw_zone_row(context, pen, *ranked_zone.zone, ranked_zone.incident, sparks, row, plan);
        }
        row.y += plan.step;
    }
}

UiState settle_zones(UiState state, const Situation& situation, bool held) {
    std::vector<ZoneRow> wanted;
    wanted.reserve(situation.zones.size());
    for (const RankedZone& zone : ranked(situation)) {
        wanted.push_back(row_of(*zone.zone));
    }
    if (!held) {
        state.zone_rows = std::move(wanted);
        return state;
    }
    const auto has = [](const std::vector<ZoneRow>& rows, const ZoneRow& row) {
        return std::find(rows.begin(), rows.end(), row) != rows.end();
    };
    std::erase_if(state.zone_rows, [&](const ZoneRow& row) { return !has(wanted, row); });
    for (ZoneRow& row : wanted) {
        if (!has(state.zone_rows, row)) {
            state.zone_rows.push_back(std::move(row));
        }
    }
    return state;
}

bool zones_are_held(const Marks& marks, float pointer_x, float pointer_y) {
    const auto panel = marks.items().find("panel.zones");
    return panel != marks.items().end() && contains(panel->second, pointer_x, pointer_y);
}

}  // namespace vigie::console
