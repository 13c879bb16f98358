#include "console/views/evacuation.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "console/situation/halls.hpp"
#include "console/views/evacuation_figures.hpp"
#include "console/views/exit_list.hpp"
#include "console/views/hall_words.hpp"
#include "console/views/widgets.hpp"
#include "console/views/words.hpp"

namespace vigie::console {

namespace {

constexpr std::size_t kMostHalls = 2;
constexpr float kTitle = 30.0F;
constexpr float kFigures = 44.0F;
constexpr float kLowLine = 24.0F;
constexpr float kLowFigures = 36.0F;  ///< where they do not fit into a line
constexpr float kCaveat = 18.0F;
constexpr float kAround = 8.0F;        ///< above and below what a card holds
constexpr float kAside = 14.0F;        ///< left and right of it
constexpr float kBeforeExits = 24.0F;  ///< where they stand beside the figures
constexpr float kBesideFrom = 620.0F;  ///< from this width on exits stand beside the figures
constexpr float kLowWall = 330.0F;     ///< below this height a card is low
// Rows of exits: as many as are needed up to the most, fewer where halls have to share the room.
constexpr std::size_t kMostRows = 4;
constexpr std::size_t kFewRows = 2;
constexpr std::size_t kMostLowRows = 2;

std::vector<HallSituation> evacuated(const Situation& situation) {
    std::vector<HallSituation> halls = halls_of(situation);
    std::erase_if(halls, [](const HallSituation& hall) { return !hall.is(net::VenuePhase::evacuation); });
    return halls;
}

/// How a card is built at a size.
struct CardPlan {
    bool low = false;
    bool beside = false;
    std::size_t exit_rows = kMostRows;
    std::size_t halls = 0;  ///< cards
    std::size_t more = 0;   ///< halls without one
    float width = 0.0F;     ///< inside of a card, pixels
};

CardPlan plan_for(const Pen& pen, const MarkRect& wall, std::size_t halls) {
    CardPlan plan;
    plan.low = wall.height < pen.px(kLowWall);
    plan.beside = !plan.low && wall.width >= pen.px(kBesideFrom);
    plan.exit_rows = plan.low ? kMostLowRows : kMostRows;
    plan.halls = std::min(halls, plan.low ? std::size_t{1} : kMostHalls);
    plan.more = halls - plan.halls;
    plan.width = std::max(0.0F, wall.width - 2.0F * pen.px(kAside));
    return plan;
}

float exits_width(const CardPlan& plan) {
    return plan.beside ? std::floor(0.42F * plan.width) : plan.width;
}

float exits_height(const Pen& pen, const HallSituation& hall, const CardPlan& plan) {
    const std::size_t rows = std::min(exit_rows(pen, hall, exits_width(plan)), plan.exit_rows);
    return static_cast<float>(rows) * pen.px(kExitRow);
}

float low_figures_height(const Pen& pen, const HallSituation& hall, const CardPlan& plan) {
    const bool fits =
        pen.width_of(line_of(clearance_figures(pen, hall)), pen.font().small_bold) <= plan.width;
    return pen.px(fits ? kLowLine : kLowFigures);
}

float card_height(const UiContext& context, const Pen& pen, const HallSituation& hall, const CardPlan& plan) {
    const float exits = exits_height(pen, hall, plan);
    if (plan.low) {
        return pen.px(2.0F * kAround + kLowLine) + low_figures_height(pen, hall, plan) + exits;
    }
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

/// The next lower plan: first fewer rows of exits, then low cards, then fewer halls have one; false: none is.
bool make_lower(CardPlan& plan) {
    if (plan.exit_rows > (plan.low ? 1 : kFewRows)) {
        --plan.exit_rows;
    } else if (!plan.low) {
        plan.low = true;
        plan.beside = false;
        plan.exit_rows = kMostLowRows;
    } else if (plan.halls > 1) {
        --plan.halls;
        ++plan.more;
        plan.exit_rows = kMostLowRows;
    } else {
        return false;
    }
    return true;
}

/// The plan, made lower until it fits.
CardPlan plan_within(const UiContext& context, const Pen& pen, const std::vector<HallSituation>& halls,
                     CardPlan plan, float height) {
    constexpr float kHalfPixel = 0.5F;
    while (height_of(context, pen, halls, plan) > height + kHalfPixel && make_lower(plan)) {
    }
    return plan;
}

/// What is asked of the hall, or else what its figures leave out; empty when there is nothing to tell.
struct Remark {
    std::string words;
    ImU32 ink = 0;
};

Remark remark_on(const UiContext& context, const Pen& pen, const HallSituation& hall) {
    std::string asked = switch_text(context, hall);
    if (!asked.empty()) {
        return {std::move(asked), hall.asked() ? pen.colour().accent : pen.colour().warn};
    }
    return {hall_caveat(context, hall), pen.colour().warn};
}

/// Chip, name and, where a card has no line for it, the remark, or else since when; the button that opens the
/// panel of halls, which is there once.
void draw_title(const UiContext& context, const Pen& pen, const HallSituation& hall, const Remark& remark,
                MarkRect line, bool with_button, Actions& actions) {
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
    MarkRect place = line;
    if (!remark.words.empty()) {
        place.width = std::floor(place.width / 2.0F);
    }
    take_left(line, pen.text(place, hall.name, {.font = pen.font().body_bold}), pen.px(10.0F));
    if (remark.words.empty()) {
        pen.text(line, since_text(context, hall),
                 {.font = pen.font().small, .colour = pen.colour().text_dim});
    } else {
        pen.text(line, remark.words, {.font = pen.font().small, .colour = remark.ink});
    }
}

/// Below its title.
void draw_low_card(const Pen& pen, const HallSituation& hall, const CardPlan& plan, MarkRect rest) {
    const std::vector<ClearanceFigure> figures = clearance_figures(pen, hall);
    const float height = low_figures_height(pen, hall, plan);
    const MarkRect line = take_top(rest, height);
    if (height > pen.px(kLowLine)) {
        draw_figures(pen, line, figures);
    } else {
        pen.text(line, line_of(figures), {.font = pen.font().small_bold});
    }
    draw_exits(pen, hall, rest, plan.exit_rows);
}

void draw_card(const UiContext& context, const Pen& pen, const HallSituation& hall, const CardPlan& plan,
               const MarkRect& card, bool first, Actions& actions) {
    pen.mark("evacuation." + hall.ref.hall.text(), card);
    pen.fill(card, pen.colour().raised, pen.px(4.0F));
    pen.fill(card, with_alpha(pen.colour().warn, 26), pen.px(4.0F));
    pen.frame(card, pen.colour().warn, pen.px(4.0F), pen.px(2.0F));
    MarkRect rest = inset(card, pen.px(kAside), pen.px(kAround));
    const Remark remark = remark_on(context, pen, hall);
    draw_title(context, pen, hall, plan.low ? remark : Remark{},
               take_top(rest, pen.px(plan.low ? kLowLine : kTitle)), first, actions);
    if (plan.low) {
        draw_low_card(pen, hall, plan, rest);
        return;
    }
    if (!remark.words.empty()) {
        pen.text(take_bottom(rest, pen.px(kCaveat)), remark.words,
                 {.font = pen.font().small, .colour = remark.ink});
    }
    const std::vector<ClearanceFigure> figures = clearance_figures(pen, hall);
    if (plan.beside) {
        const MarkRect exits = take_right(rest, exits_width(plan), pen.px(kBeforeExits));
        draw_figures(pen, {rest.x, rest.y, rest.width, pen.px(kFigures)}, figures);
        draw_exits(pen, hall, exits, plan.exit_rows);
    } else {
        draw_figures(pen, take_top(rest, pen.px(kFigures)), figures);
        draw_exits(pen, hall, rest, plan.exit_rows);
    }
}

}  // namespace

float evacuation_height(const UiContext& context, const MarkRect& wall) {
    const std::vector<HallSituation> halls = evacuated(context.situation);
    if (halls.empty()) {
        return 0.0F;
    }
    const Pen pen(context, "evacuation");
    const float most = std::floor(kMostEvacuation * wall.height);
    const CardPlan plan = plan_within(context, pen, halls, plan_for(pen, wall, halls.size()), most);
    return std::min(height_of(context, pen, halls, plan), most);
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
