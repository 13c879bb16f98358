#include "console/views/timeline_lanes.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "console/views/heatmap.hpp"
#include "console/views/words.hpp"
#include "console/views/zone_load.hpp"

namespace vigie::console {

namespace {

constexpr double kFullLoadColour = 0.8;  ///< place on the scale of colours that a load of 100 % has
constexpr unsigned kBlindAlpha = 60;     ///< of a lane's last value
constexpr float kBin = 3.0F;             ///< pixels of a lane that have one colour

/// From people to height.
struct Scale {
    MarkRect place;
    double top = 1.0;
    [[nodiscard]] float y_of(double people) const {
        const auto share = static_cast<float>(std::clamp(people / top, 0.0, 1.0));
        return bottom_of(place) - share * place.height;
    }
};

/// The scale's end: above all samples, and `room` times above the licensed capacity for words on its line.
double top_of(std::span<const OccupancySample> samples, std::optional<double> licensed, double room) {
    double top = licensed.value_or(0.0) * room / 1.12;
    for (const OccupancySample& sample : samples) {
        top = std::max(top, sample.count.high);
    }
    return std::max(1.0, top * 1.12);
}

/// Filled between two heights from sample to sample, without seams.
void fill_between(ImDrawList& list, const std::vector<ImVec2>& upper, const std::vector<ImVec2>& lower,
                  ImU32 colour) {
    const ImDrawListFlags flags = list.Flags;
    list.Flags &= ~ImDrawListFlags_AntiAliasedFill;
    for (std::size_t i = 1; i < upper.size(); ++i) {
        list.AddQuadFilled(upper[i - 1], upper[i], lower[i], lower[i - 1], colour);
    }
    list.Flags = flags;
}

/// What a figure is worth.
enum class Trust : std::uint8_t {
    measured,
    at_least,  ///< more people than can be counted: the figure is a lower limit
    blind      ///< a camera or node does not see: the figure is partly or wholly a last value
};

Trust trust_in(const net::Count& count) {
    if (count.partly_blind) {
        return Trust::blind;
    }
    return count.at_least ? Trust::at_least : Trust::measured;
}

/// Slanted lines: nothing is known here. They stand on the screen's own raster, so that neighbours join.
void hatch(const Pen& pen, const MarkRect& area, ImU32 colour) {
    const Clip clip(area);
    const float spacing = pen.px(7.0F);
    const float first = std::floor((area.x - area.height) / spacing) * spacing;
    for (float x = first; x < right_of(area); x += spacing) {
        pen.list().AddLine({x, bottom_of(area)}, {x + area.height, area.y}, colour);
    }
}

/// Thin dashes along the points; they stand on the screen's raster and don't crawl with time.
void dashed(const Pen& pen, const std::vector<ImVec2>& points, ImU32 colour) {
    const float dash = std::max(2.0F, pen.px(4.0F));
    for (std::size_t i = 1; i < points.size(); ++i) {
        const ImVec2& a = points[i - 1];
        const ImVec2& b = points[i];
        const auto at = [&](float x) {
            return ImVec2(x, a.y + (b.y - a.y) * (x - a.x) / std::max(0.01F, b.x - a.x));
        };
        for (float x = a.x; x < b.x;) {
            const float cell = std::floor(x / dash);
            const float end = std::min(b.x, std::max(x + 0.5F, (cell + 1.0F) * dash));
            if (std::fmod(cell, 2.0F) == 0.0F) {
                pen.list().AddLine(at(x), at(end), colour, 1.0F);
            }
            x = end;
        }
    }
}

void draw_run(const Pen& pen, std::span<const OccupancySample> samples, bool measured, const TimeAxis& axis,
              const Scale& scale) {
    std::vector<ImVec2> line;
    std::vector<ImVec2> low;
    std::vector<ImVec2> high;
    std::vector<ImVec2> ground;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const float x = axis.x_of(samples[i].at);
        if (!line.empty() && x - line.back().x < 1.5F && i + 1 < samples.size()) {
            continue;
        }
        const net::Count& count = samples[i].count;
        line.emplace_back(x, scale.y_of(count.people));
        low.emplace_back(x, scale.y_of(count.low));
        high.emplace_back(x, scale.y_of(count.high));
        ground.emplace_back(x, bottom_of(scale.place));
    }
    const ImU32 colour = pen.colour().accent;
    if (!measured) {
        const float left = line.front().x;
        hatch(pen, {left, scale.place.y, line.back().x - left, scale.place.height}, pen.colour().hairline);
        dashed(pen, line, with_alpha(colour, 150));
        return;
    }
    fill_between(pen.list(), line, ground, with_alpha(colour, 38));
    fill_between(pen.list(), high, low, with_alpha(colour, 46));
    if (line.size() == 1) {
        pen.dot(line.front(), pen.px(1.5F), colour);
        return;
    }
    pen.list().AddPolyline(line.data(), static_cast<int>(line.size()), colour, ImDrawFlags_None,
                           pen.px(1.5F));
}

/// Without a hole, but not all of it may be measured: the last measured sample is where dashes begin, the
/// first one after them where they end.
void draw_stretch(const Pen& pen, std::span<const OccupancySample> samples, const TimeAxis& axis,
                  const Scale& scale) {
    const auto measured = [&](std::size_t i) { return trust_in(samples[i].count) == Trust::measured; };
    std::size_t from = 0;
    for (std::size_t i = 1; i <= samples.size(); ++i) {
        if (i < samples.size() && measured(i) == measured(from)) {
            continue;
        }
        if (measured(from)) {
            draw_run(pen, samples.subspan(from, i - from), true, axis, scale);
        } else {
            const std::size_t first = from == 0 ? 0 : from - 1;
            const std::size_t end = std::min(i + 1, samples.size());
            draw_run(pen, samples.subspan(first, end - first), false, axis, scale);
        }
        from = i;
    }
}

void draw_licensed(const Pen& pen, const TimeAxis& axis, const Scale& scale, double licensed) {
    const float y = std::floor(scale.y_of(licensed));
    const float dash = pen.px(5.0F);
    for (float x = axis.left; x < axis.right(); x += 2.0F * dash) {
        pen.hairline({x, y}, {std::min(x + dash, axis.right()), y}, with_alpha(pen.colour().warn, 170));
    }
    const float height = pen.font().tiny->FontSize;
    const MarkRect words{axis.left + pen.px(4.0F), y - height - 1.0F, axis.width * 0.6F, height};
    // In a low row there is no room above the line; the figure stands beside the row too.
    if (words.y >= scale.place.y) {
        pen.text(words, say("licensed capacity {n}", {{"n", number_text(licensed, 0)}}),
                 {.font = pen.font().tiny, .colour = with_alpha(pen.colour().warn, 220), .outlined = true});
    }
}

/// The worst of each bin's samples; a bin between two has the earlier one's.
std::vector<Trust> binned_trust(std::span<const OccupancySample> samples, const TimeAxis& axis,
                                std::size_t bins) {
    std::vector<std::optional<Trust>> found(bins);
    const double span = static_cast<double>((axis.to - axis.from).count());
    for (const OccupancySample& sample : within(samples, axis.from, axis.to)) {
        const double share = static_cast<double>((sample.at - axis.from).count()) / std::max(1.0, span);
        const auto bin = static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * static_cast<double>(bins));
        std::optional<Trust>& worst = found[std::min(bin, bins - 1)];
        worst = std::max(worst.value_or(Trust::measured), trust_in(sample.count));
    }
    std::vector<Trust> trust;
    trust.reserve(bins);
    for (const std::optional<Trust>& bin : found) {
        trust.push_back(bin.value_or(trust.empty() ? Trust::measured : trust.back()));
    }
    return trust;
}

/// Calls `draw(from, end)` for each run of bins of which `key` says the same.
template <class Key, class Draw>
void for_each_run(std::size_t bins, const Key& key, const Draw& draw) {
    std::size_t from = 0;
    for (std::size_t bin = 1; bin <= bins; ++bin) {
        if (bin == bins || key(bin) != key(from)) {
            draw(from, bin);
            from = bin;
        }
    }
}

}  // namespace

void draw_venue_curve(const UiContext& context, const Pen& pen, const TimeAxis& axis, const MarkRect& place) {
    const OccupancyHistory& history = context.situation.venue_history;
    const std::span<const OccupancySample> shown =
        within({history.data(), history.size()}, axis.from, axis.to);
    const std::optional<double> licensed = licensed_capacity(context.situation);
    const double words = pen.font().tiny->FontSize + 2.0;
    const double room = place.height > 2.5 * words ? place.height / (place.height - words) : 1.12;
    const Scale scale{place, top_of(shown, licensed, room)};
    const Clip clip({axis.left, place.y, axis.width + 1.0F, place.height + 1.0F});
    for (const std::span<const OccupancySample> stretch : stretches(shown)) {
        draw_stretch(pen, stretch, axis, scale);
    }
    if (licensed) {
        draw_licensed(pen, axis, scale, *licensed);
    }
}

void draw_zone_lane(const Pen& pen, const ZoneSituation& zone, const TimeAxis& axis, const MarkRect& place) {
    const auto bins = static_cast<std::size_t>(std::max(1.0F, axis.width / kBin));
    const std::vector<float> people =
        binned({zone.history.data(), zone.history.size()}, axis.from, axis.to, bins, BinOf::most);
    const std::vector<Trust> trust = binned_trust({zone.history.data(), zone.history.size()}, axis, bins);
    const auto run_of = [&](std::size_t from, std::size_t end) {
        const auto x_of = [&](std::size_t bin) {
            return std::floor(axis.left + axis.width * static_cast<float>(bin) / static_cast<float>(bins));
        };
        return MarkRect{x_of(from), place.y, x_of(end) - x_of(from), place.height};
    };
    const auto colour_at = [&](std::size_t bin) -> ImU32 {
        if (std::isnan(people[bin])) {
            return 0;
        }
        const std::optional<double> load = zone_load(zone.configuration, static_cast<double>(people[bin]));
        const ImU32 colour = scale_colour(load.value_or(people[bin] >= 0.5F ? 0.5 : 0.0) * kFullLoadColour);
        return trust[bin] == Trust::blind ? with_alpha(colour, kBlindAlpha) : colour;
    };
    for_each_run(bins, colour_at, [&](std::size_t from, std::size_t end) {
        if (const ImU32 colour = colour_at(from); colour != 0) {
            pen.fill(run_of(from, end), colour);
        }
    });
    // A lower limit keeps its colour, or the fullest zone would look the emptiest.
    const auto hatching_at = [&](std::size_t bin) -> ImU32 {
        if (std::isnan(people[bin]) || trust[bin] == Trust::blind) {
            return pen.colour().hairline;
        }
        return trust[bin] == Trust::at_least ? pen.colour().inset : 0;
    };
    for_each_run(bins, hatching_at, [&](std::size_t from, std::size_t end) {
        if (const ImU32 colour = hatching_at(from); colour != 0) {
            hatch(pen, run_of(from, end), colour);
        }
    });
}

}  // namespace vigie::console
