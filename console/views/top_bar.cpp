#include "console/views/top_bar.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "console/situation/halls.hpp"
#include "console/situation/lookup.hpp"
#include "console/situation/venue_count.hpp"
#include "console/views/camera_state.hpp"
#include "console/views/hall_words.hpp"
#include "console/views/operator_menu.hpp"
#include "console/views/venue_words.hpp"
#include "console/views/widgets.hpp"
#include "console/views/words.hpp"
#include "console/views/zone_load.hpp"

namespace vigie::console {

namespace {

/// Ages from which the figure is drawn as a warning: what is seen is no longer what is.
constexpr double kOldPictureMs = 500.0;
/// Share of the licensed capacity from which the venue's count is drawn as a warning.
constexpr double kNearlyFull = 0.9;
/// Where the baseline of a face lies, as a share of its size (Inter).
constexpr float kBaseline = 0.8F;

/// Place of the venue's count among the figures.
constexpr std::size_t kPeopleFigure = 0;
/// Place of the halls' phase among the figures, where there are halls.
constexpr std::size_t kPhaseFigure = 2;

/// A label with a large value below it and words beside the value.
struct Figure {
    std::string label;
    std::string value;
    std::string rest;
    std::string brief;  ///< in place of `rest` where that has no room
    ImU32 colour = 0;
    ImU32 rest_colour = 0;  ///< 0: dim
};

Figure people_figure(const Pen& pen, const Situation& situation, net::UtcTime now) {
    Figure figure{tr("In venue"), "–", "", "", 0, 0};
    if (!situation.venue) {
        return figure;
    }
    const net::Count& venue = *situation.venue;
    if (const std::optional<net::UtcTime> last = last_counted(situation)) {
        figure.value = last_count_text(venue);
        figure.rest = ago_text(std::chrono::duration_cast<net::Microseconds>(now - *last));
        figure.brief = figure.rest;
        figure.colour = pen.colour().text_faint;
        return figure;
    }
    figure.value = short_count_text(venue);
    if (const std::optional<net::UtcTime> late = counted_late(situation)) {
        // Neither error nor share: both would be read as those of now.
        const auto age = std::chrono::duration_cast<net::Microseconds>(now - *late);
        figure.rest = say("Late {age}", {{"age", duration_text(age)}});
        figure.brief = figure.rest;
        figure.colour = pen.colour().text_dim;
        figure.rest_colour = pen.colour().warn;
        return figure;
    }
    const double error = std::max(venue.people - venue.low, venue.high - venue.people);
    if (!venue.at_least && !venue.partly_blind && error >= 0.5) {
        figure.rest = "± " + number_text(error, 0);
    }
    const double capacity = licensed_capacity(situation).value_or(0.0);
    if (capacity > 0.0) {
        const double share = venue.people / capacity;
        figure.rest +=
            (figure.rest.empty() ? "/ " : " / ") + number_text(capacity, 0) + "  " + percent_text(share);
        figure.colour = share > 1.0 ? pen.colour().critical : share >= kNearlyFull ? pen.colour().warn : 0;
    }
    return figure;
}

Figure incidents_figure(const Pen& pen, const Situation& situation) {
    std::uint64_t open = 0;
    std::uint64_t fresh = 0;
    std::uint64_t critical = 0;
    if (situation.incidents) {
        for (const auto& incident : situation.incidents->incidents) {
            if (is_open(*incident)) {
                ++open;
                fresh += incident->work == WorkState::fresh ? 1U : 0U;
                critical += incident->priority == net::Priority::critical ? 1U : 0U;
            }
        }
    }
    const std::string kind = tr_n("critical", "critical", critical);
    return {tr("Incidents"),
            number_text(critical),
            kind + " / " + tr_n("{n} open", "{n} open", open) + " / " + tr_n("{n} new", "{n} new", fresh),
            kind,
            critical > 0 ? pen.colour().critical : 0,
            0};
}

/// Of the halls: evacuation if one is evacuated, else what most of them do.
Figure phase_figure(const Pen& pen, const std::vector<HallSituation>& halls) {
    std::map<net::VenuePhase, std::uint64_t> count;
    std::optional<net::VenuePhase> asked;
    for (const HallSituation& hall : halls) {
        if (hall.state != nullptr) {
            ++count[hall.state->phase];
        }
        asked = hall.asked() ? hall.asked() : asked;
    }
    Figure figure{tr("Phase"), "–", "", "", 0, 0};
    if (count.empty()) {
        return figure;
    }
    auto shown = std::max_element(count.begin(), count.end(),
                                  [](const auto& a, const auto& b) { return a.second < b.second; });
    if (const auto evacuated = count.find(net::VenuePhase::evacuation); evacuated != count.end()) {
        shown = evacuated;
        figure.colour = pen.colour().warn;
    }
    figure.value = word_of(shown->first);
    if (asked) {
        figure.rest = say("{phase} asked", {{"phase", word_of(*asked)}});
        figure.rest_colour = pen.colour().accent;
    } else if (halls.size() == 1) {
        figure.rest = halls.front().name;
    } else {
        figure.rest = say("{n} of {all} halls", {{"n", number_text(shown->second)},
                                                 {"all", number_text(std::uint64_t{halls.size()})}});
    }
    return figure;
}

Figure cameras_figure(const Pen& pen, const Situation& situation) {
    const bool unknown = std::any_of(situation.nodes.begin(), situation.nodes.end(),
                                     [](const NodeSituation& node) { return !node.configuration; });
    if (situation.cameras.empty() && unknown) {
        return {tr("Cameras"), "–", "", "", 0, 0};  // "0 / 0 live" would tell that there are none
    }
    const auto live = static_cast<std::uint64_t>(
        std::count_if(situation.cameras.begin(), situation.cameras.end(),
                      [](const CameraSituation& camera) { return camera.liveness == net::Liveness::live; }));
    const std::uint64_t all = situation.cameras.size();
    return {tr("Cameras"),
            number_text(live),
            say("/ {all} live", {{"all", number_text(all)}}),
            "/ " + number_text(all),
            live < all ? pen.colour().warn : 0,
            0};
}

Figure age_figure(const Pen& pen, const std::optional<double>& age_ms) {
    return {tr("Capture to screen, p95"),
            age_ms ? number_text(*age_ms, 0) : "–",
            age_ms ? tr("ms") : "",
            "",
            age_ms && *age_ms > kOldPictureMs ? pen.colour().warn : 0,
            0};
}

float width_of(const Pen& pen, const Figure& figure) {
    const float value = pen.width_of(figure.value, pen.font().kpi);
    const float rest =
        figure.rest.empty() ? 0.0F : pen.px(6.0F) + pen.width_of(figure.rest, pen.font().small);
    return std::max(pen.width_of(figure.label, pen.font().tiny), value + rest);
}

void draw_figure(const Pen& pen, const MarkRect& place, const Figure& figure) {
    const Fonts& font = pen.font();
    const float top = std::floor((place.height - font.tiny->FontSize - font.kpi->FontSize) / 2.0F);
    MarkRect rest = place;
    take_top(rest, top);
    pen.text(take_top(rest, font.tiny->FontSize), figure.label, {font.tiny, pen.colour().text_faint});
    MarkRect line = take_top(rest, font.kpi->FontSize);
    const float used = pen.text(line, figure.value, {font.kpi, figure.colour});
    take_left(line, used, pen.px(6.0F));
    // Both faces stand on one baseline.
    line.y += std::floor(kBaseline * (font.kpi->FontSize - font.small->FontSize) + 0.5F);
    line.height = font.small->FontSize;
    pen.text(line, figure.rest,
             {font.small, figure.rest_colour != 0 ? figure.rest_colour : pen.colour().text_dim});
}

std::string venue_name(const Situation& situation) {
    for (const NodeSituation& node : situation.nodes) {
        if (node.configuration && !node.configuration->venue_name.empty()) {
            return node.configuration->venue_name;
        }
    }
    return {};
}

void draw_product(const Pen& pen, MarkRect place, const Situation& situation) {
    const Fonts& font = pen.font();
    pen.icon(take_left(place, pen.px(20.0F), pen.px(8.0F)), icon::kShield, pen.colour().accent, font.title);
    take_left(place, pen.text(place, "Vigie", {font.title}), pen.px(12.0F));
    const std::string venue = venue_name(situation);
    if (!venue.empty() && place.width > pen.px(60.0F)) {
        pen.hairline({place.x, place.y + pen.px(14.0F)}, {place.x, bottom_of(place) - pen.px(14.0F)},
                     pen.colour().border);
        take_left(place, 1.0F, pen.px(12.0F));
        pen.text(place, venue, {font.body, pen.colour().text_dim});
    }
}

void draw_clock(const Pen& pen, MarkRect& place, const UiContext& context) {
    const std::string time = context.clock_text ? context.clock_text(context.now) : std::string();
    // UTC is no venue's own time unless its configuration says so: before that came, it is not called local.
    const bool local = !context.zone_text.empty() && context.zone_text != "UTC";
    const Figure clock{
        local ? say("Local, {zone}", {{"zone", context.zone_text}}) : std::string("UTC"), time, "", "", 0, 0};
    draw_figure(pen, take_right(place, width_of(pen, clock), pen.px(14.0F)), clock);
}

void draw_live_chip(const Pen& pen, MarkRect& place, LiveState state) {
    const Palette& colour = pen.colour();
    const char* words = "";
    const char* meaning = "";
    ImU32 ink = colour.text_dim;
    switch (state) {
        case LiveState::waiting:
            words = tr("WAITING");
            meaning = tr("Nothing has arrived from any node yet");
            break;
        case LiveState::live:
            words = tr("LIVE");
            meaning = tr("Every camera and every node is live");
            ink = colour.ok;
            break;
        case LiveState::partly:
            words = tr("PARTLY LIVE");
            meaning = tr("At least one camera or node is late, frozen or silent");
            ink = colour.warn;
            break;
        case LiveState::lost:
            words = tr("NOT LIVE");
            meaning = tr("No camera and no node is live: what is shown is the past");
            ink = colour.critical;
            break;
    }
    const float height = pen.px(24.0F);
    const float dot = pen.px(14.0F);
    const float width = pen.width_of(words, pen.font().small_bold) + dot + pen.px(22.0F);
    MarkRect chip = take_right(place, width, pen.px(14.0F));
    chip = {chip.x, std::floor(chip.y + (chip.height - height) / 2.0F), chip.width, height};
    pen.fill(chip, with_alpha(ink, 30), height / 2.0F);
    pen.frame(chip, with_alpha(ink, 150), height / 2.0F);
    pen.mark("live", chip);
    pen.explain(chip, meaning);
    MarkRect inside = inset(chip, pen.px(10.0F), 0.0F);
    const MarkRect mark = take_left(inside, dot);
    pen.dot({mark.x + pen.px(4.0F), mark.y + mark.height / 2.0F}, pen.px(3.5F), ink);
    pen.text(inside, words, {pen.font().small_bold, state == LiveState::live ? colour.text : ink});
}

/// No node is connected, and one is known not to answer: by its link, by its silence since the console
/// started, or by an incident that was open before.
bool is_cut_off(const Situation& situation) {
    bool failed = false;
    for (const NodeSituation& node : situation.nodes) {
        if (node.link == LinkState::up) {
            return false;
        }
        failed = failed || node.link == LinkState::down || node.link == LinkState::refused;
    }
    failed = failed || std::any_of(situation.conditions.begin(), situation.conditions.end(),
                                   [](const SystemCondition& condition) {
                                       return condition.kind == net::RuleKind::node_silent;
                                   });
    const ActiveIncidents active(situation);
    return failed ||
           std::any_of(situation.nodes.begin(), situation.nodes.end(), [&active](const NodeSituation& node) {
               return active.silence_of(node.node) != nullptr;
           });
}

}  // namespace

LiveState live_state(const Situation& situation) {
    std::size_t live = 0;
    std::size_t seen = 0;
    std::size_t all = 0;
    const auto count = [&](net::Liveness liveness) {
        ++all;
        live += liveness == net::Liveness::live ? 1U : 0U;
        seen += liveness == net::Liveness::never_seen ? 0U : 1U;
    };
    for (const NodeSituation& node : situation.nodes) {
        count(node.liveness);
    }
    for (const CameraSituation& camera : situation.cameras) {
        count(camera.liveness);
    }
    if (seen == 0) {
        return is_cut_off(situation) ? LiveState::lost : LiveState::waiting;
    }
    return live == all ? LiveState::live : live == 0 ? LiveState::lost : LiveState::partly;
}

void draw_top_bar(const UiContext& context, const MarkRect& area, Actions& actions) {
    const Pen pen(context, "top_bar");
    MarkRect rest = inset(area, pen.px(14.0F), 0.0F);
    const float window = rest.width;

    draw_clock(pen, rest, context);
    draw_live_chip(pen, rest, live_state(context.situation));
    const float operator_room =
        std::min(pen.width_of(context.operator_name, pen.font().small) + pen.px(52.0F), 0.16F * window);
    draw_operator(context, pen, take_right(rest, operator_room, pen.px(14.0F)), actions);

    const float product = std::clamp(0.2F * window, pen.px(150.0F), pen.px(420.0F));
    draw_product(pen, take_left(rest, product, pen.px(16.0F)), context.situation);

    const std::vector<HallSituation> halls = halls_of(context.situation);
    std::vector<Figure> figures = {people_figure(pen, context.situation, context.now),
                                   incidents_figure(pen, context.situation)};
    if (!halls.empty()) {
        figures.push_back(phase_figure(pen, halls));
    }
    figures.push_back(cameras_figure(pen, context.situation));
    figures.push_back(age_figure(pen, live_age_p95(context)));
    const float before = pen.px(16.0F);
    for (std::size_t i = 0; i < figures.size(); ++i) {
        Figure& figure = figures[i];
        if (width_of(pen, figure) + before > rest.width) {
            figure.rest = figure.brief;
        }
        const float needed = width_of(pen, figure);
        if (needed + before > rest.width) {
            break;
        }
        pen.hairline({rest.x, rest.y + pen.px(12.0F)}, {rest.x, bottom_of(rest) - pen.px(12.0F)});
        take_left(rest, before);
        const MarkRect place = take_left(rest, needed, pen.px(18.0F));
        if (i == kPeopleFigure) {
            pen.mark("venue", place);
            pen.explain_place_below(place, venue_words(context.situation));
        }
        if (i == kPhaseFigure && !halls.empty()) {
            if (pen.press("halls.open", place)) {
                actions.emplace_back(ToggleHalls{});
            }
            if (Pen::pointed()) {
                pen.fill(inset(place, -pen.px(6.0F), pen.px(5.0F)), pen.colour().hover, pen.px(4.0F));
            }
            pen.explain(tr("Halls and phases"));
        }
        draw_figure(pen, place, figure);
    }
}

}  // namespace vigie::console
