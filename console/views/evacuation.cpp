#include "console/views/evacuation.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "console/situation/halls.hpp"
#include "console/views/hall_words.hpp"
#include "console/views/more_text.hpp"
#include "console/views/widgets.hpp"
#include "console/views/words.hpp"

namespace vigie::console {

namespace {

constexpr std::size_t kMostHalls = 2;
constexpr float kTitle = 30.0F;
constexpr float kFigures = 44.0F;
constexpr float kExit = 20.0F;
constexpr float kLowLine = 24.0F;
constexpr float kCaveat = 18.0F;
constexpr float kAround = 8.0F;        ///< above and below what a card holds
constexpr float kBesideFrom = 620.0F;  ///< from this width on exits stand beside the figures
constexpr float kLowWall = 330.0F;     ///< below this height a card is two lines
constexpr std::size_t kMostExits = 4;  ///< that are told one by one, below each other in pairs

std::vector<HallSituation> evacuated(const Situation& situation) {
    std::vector<HallSituation> halls = halls_of(situation);
    std::erase_if(halls, [](const HallSituation& hall) { return !hall.is(net::VenuePhase::evacuation); });
    return halls;
}

/// How a card is built at a size.
struct CardPlan {
    bool low = false;
    bool beside = false;
    std::size_t halls = 0;  ///< cards
    std::size_t more = 0;   ///< halls without one
};

CardPlan plan_for(const Pen& pen, const MarkRect& wall, std::size_t halls) {
    CardPlan plan;
    plan.low = wall.height < pen.px(kLowWall);
    plan.beside = wall.width >= pen.px(kBesideFrom);
    plan.halls = std::min(halls, plan.low ? std::size_t{1} : kMostHalls);
    plan.more = halls - plan.halls;
    return plan;
}

std::size_t exit_rows(const HallSituation& hall) {
    return (std::min(hall.exits.size(), kMostExits) + 1) / 2;
}

float card_height(const UiContext& context, const Pen& pen, const HallSituation& hall, const CardPlan& plan) {
    if (plan.low) {
        return pen.px(2.0F * kAround) + 2.0F * pen.px(kLowLine);
    }
    const float exits = static_cast<float>(exit_rows(hall)) * pen.px(kExit);
    const float figures = plan.beside ? std::max(pen.px(kFigures), exits) : pen.px(kFigures) + exits;
    const bool told = !hall_caveat(context, hall).empty() || !switch_text(context, hall).empty();
    return pen.px(2.0F * kAround + kTitle) + figures + (told ? pen.px(kCaveat) : 0.0F);
}

float height_of(const UiContext& context, const Pen& pen, const std::vector<HallSituation>& halls,
                const CardPlan& plan) {
    float height = plan.more > 0 ? pen.px(kCaveat) + pen.px(kGutter) : 0.0F;
    for (std::size_t i = 0; i < plan.halls; ++i) {
        height += card_height(context, pen, halls[i], plan) + (i > 0 ? pen.px(kGutter) : 0.0F);
    }
    return height;
}

/// The plan, made lower until it fits: first each card has two lines, then fewer halls have one.
CardPlan plan_within(const UiContext& context, const Pen& pen, const std::vector<HallSituation>& halls,
                     CardPlan plan, float height) {
    constexpr float kHalfPixel = 0.5F;
    while (height_of(context, pen, halls, plan) > height + kHalfPixel) {
        if (!plan.low) {
            plan.low = true;
        } else if (plan.halls > 1) {
            --plan.halls;
            ++plan.more;
        } else {
            break;
        }
    }
    return plan;
}

struct Figure {
    const char* label;
    std::string value;
    ImU32 ink = 0;
};

/// People, flow and time, as they stand now; faint when nobody keeps them up.
std::vector<Figure> figures_of(const Pen& pen, const HallSituation& hall) {
    const bool past = hall.liveness == net::Liveness::silent;
    const ImU32 plain = past                                   ? pen.colour().text_faint
                        : hall.liveness == net::Liveness::late ? pen.colour().text_dim
                                                               : pen.colour().text;
    const Clearance clearance = clearance_of(hall);
    return {{tr("Still inside"), remaining_text(hall), plain},
            {tr("Leaving"), past ? std::string("–") : flow_text(hall.state->exit_per_min), plain},
            {tr("Time to clear"), clearance.words,
             clearance.slow    ? pen.colour().warn
             : clearance.empty ? pen.colour().ok
                               : plain}};
}

void draw_figures(const Pen& pen, MarkRect place, const std::vector<Figure>& figures) {
    const float gap = pen.px(14.0F);
    const auto count = static_cast<float>(figures.size());
    // The first holds an error bar, the last words: as wide as they need, the rest shared.
    float needed = 0.0F;
    std::vector<float> widths;
    widths.reserve(figures.size());
    for (const Figure& figure : figures) {
        widths.push_back(std::max(pen.width_of(figure.value, pen.font().kpi),
                                  pen.width_of(figure.label, pen.font().tiny)) +
                         1.0F);
        needed += widths.back();
    }
    const float room = place.width - (count - 1.0F) * gap;
    const bool fits = needed <= room;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const float share = fits ? widths[i] + (room - needed) / count : std::floor(room / count);
        MarkRect cell = take_left(place, share, gap);
        pen.text(take_top(cell, pen.line_height(pen.font().tiny)), figures[i].label,
                 {.font = pen.font().tiny, .colour = pen.colour().text_dim});
        ImFont* const face = fits ? pen.font().kpi : pen.font().body_bold;
        pen.text(take_top(cell, pen.line_height(face)), figures[i].value,
                 {.font = face, .colour = figures[i].ink});
    }
}

/// In two columns; what has no place is counted in the last one.
void draw_exits(const Pen& pen, const HallSituation& hall, MarkRect place) {
    const std::size_t told = hall.exits.size() > kMostExits ? kMostExits - 1 : hall.exits.size();
    const bool past = hall.liveness == net::Liveness::silent;
    const float gap = pen.px(18.0F);
    const float column = std::floor((place.width - gap) / 2.0F);
    for (std::size_t i = 0; i < std::min(hall.exits.size(), kMostExits); ++i) {
        const std::size_t line = i / 2;
        MarkRect row{place.x + (i % 2 == 0 ? 0.0F : column + gap),
                     place.y + static_cast<float>(line) * pen.px(kExit), column, pen.px(kExit)};
        if (i >= told) {
            pen.text(row, more_text(hall.exits.size() - told),
                     {.font = pen.font().small, .colour = pen.colour().text_dim});
            return;
        }
        const ExitFlow& exit = hall.exits[i];
        const std::string flow = past ? std::string("–") : flow_text(exit.per_min);
        const bool used = !past && exit.per_min.value_or(0.0) > 0.0;
        const float width = pen.width_of(flow, pen.font().small_bold) + 1.0F;
        pen.text(take_right(row, width, pen.px(8.0F)), flow,
                 {.font = pen.font().small_bold,
                  .colour = used ? pen.colour().text : pen.colour().text_faint,
                  .align = Align::right});
        pen.text(row, exit.name, {.font = pen.font().small, .colour = pen.colour().text_dim});
    }
}

/// Chip, name and since when; the button that opens the panel of halls, which is there once.
void draw_title(const UiContext& context, const Pen& pen, const HallSituation& hall, MarkRect line,
                bool with_button, Actions& actions) {
    if (with_button) {
        const float wanted = pen.button_width(tr("Halls"));
        if (line.width > 3.0F * wanted) {
            const MarkRect place = take_right(line, wanted, pen.px(10.0F));
            if (pen.button("evacuation.open", inset(place, 0.0F, pen.px(2.0F)), tr("Halls"))) {
                actions.emplace_back(ToggleHalls{});
            }
        }
    }
    const MarkRect chip = pen.chip(line, tr("EVACUATION"), pen.colour().warn, ChipKind::filled);
    take_left(line, chip.width, pen.px(10.0F));
    const float name = pen.text(line, hall.name, {.font = pen.font().body_bold});
    take_left(line, name, pen.px(10.0F));
    pen.text(line, since_text(context, hall), {.font = pen.font().small, .colour = pen.colour().text_dim});
}

void draw_card(const UiContext& context, const Pen& pen, const HallSituation& hall, const CardPlan& plan,
               const MarkRect& card, bool first, Actions& actions) {
    pen.mark("evacuation." + hall.ref.hall.text(), card);
    pen.fill(card, pen.colour().raised, pen.px(4.0F));
    pen.fill(card, with_alpha(pen.colour().warn, 26), pen.px(4.0F));
    pen.frame(card, pen.colour().warn, pen.px(4.0F), pen.px(2.0F));
    MarkRect rest = inset(card, pen.px(14.0F), pen.px(kAround));
    draw_title(context, pen, hall, take_top(rest, pen.px(plan.low ? kLowLine : kTitle)), first, actions);
    const std::vector<Figure> figures = figures_of(pen, hall);
    if (plan.low) {
        std::string words;
        for (const Figure& figure : figures) {
            words += (words.empty() ? "" : "  ·  ") + std::string(figure.label) + " " + figure.value;
        }
        pen.text(rest, words, {.font = pen.font().small_bold});
        return;
    }
    const std::string asked = switch_text(context, hall);
    const std::string caveat = hall_caveat(context, hall);
    if (!asked.empty() || !caveat.empty()) {
        pen.text(take_bottom(rest, pen.px(kCaveat)), asked.empty() ? caveat : asked,
                 {.font = pen.font().small,
                  .colour = asked.empty() || !hall.asked() ? pen.colour().warn : pen.colour().accent});
    }
    if (plan.beside) {
        MarkRect exits = take_right(rest, std::floor(0.42F * rest.width), pen.px(24.0F));
        draw_figures(pen, {rest.x, rest.y, rest.width, pen.px(kFigures)}, figures);
        draw_exits(pen, hall, exits);
    } else {
        draw_figures(pen, take_top(rest, pen.px(kFigures)), figures);
        draw_exits(pen, hall, rest);
    }
}

}  // namespace

float evacuation_height(const UiContext& context, const MarkRect& wall) {
    const std::vector<HallSituation> halls = evacuated(context.situation);
    if (halls.empty()) {
        return 0.0F;
    }
    const Pen pen(context, "evacuation");
    return height_of(context, pen, halls, plan_for(pen, wall, halls.size()));
}

void draw_evacuation(const UiContext& context, const MarkRect& wall, const MarkRect& area, Actions& actions) {
    const std::vector<HallSituation> halls = evacuated(context.situation);
    const Pen pen(context, "evacuation");
    const CardPlan plan = plan_within(context, pen, halls, plan_for(pen, wall, halls.size()), area.height);
    MarkRect rest = area;
    for (std::size_t i = 0; i < plan.halls; ++i) {
        const MarkRect card = take_top(rest, card_height(context, pen, halls[i], plan), pen.px(kGutter));
        draw_card(context, pen, halls[i], plan, card, i == 0, actions);
    }
    if (plan.more > 0) {
        pen.text(take_top(rest, pen.px(kCaveat)),
                 tr_n("{n} more hall is being evacuated", "{n} more halls are being evacuated", plan.more),
                 {.font = pen.font().small_bold, .colour = pen.colour().warn});
    }
}

}  // namespace vigie::console
