#include "console/views/queue_arrivals.hpp"

#include <algorithm>
#include <string>

#include "console/views/words.hpp"

namespace vigie::console {

namespace {

constexpr float kHeight = 26.0F;
constexpr float kEdge = 8.0F;

/// "critical" when all that waits is, "2 critical" otherwise; empty below high: nothing hides behind it.
std::string worst_words(const UiState& ui) {
    if (!ui.worst_waiting || ui.worst_waiting->priority < net::Priority::high) {
        return {};
    }
    const bool critical = ui.worst_waiting->priority == net::Priority::critical;
    const std::size_t count = ui.worst_waiting->count;
    if (count == ui.waiting) {
        return critical ? tr_n("critical", "critical", count) : tr_n("high", "high", count);
    }
    return critical ? tr_n("{n} critical", "{n} critical", count) : tr_n("{n} high", "{n} high", count);
}

std::string words_of(const UiState& ui, bool brief) {
    const std::string arrived = tr_n("{n} new", "{n} new", ui.waiting);
    const std::string worst = brief ? std::string() : worst_words(ui);
    return worst.empty() ? arrived : arrived + " · " + worst;
}

}  // namespace

float arrivals_width(const UiContext& context, const Pen& pen, bool brief) {
    if (context.ui.waiting == 0) {
        return 0.0F;
    }
    return pen.width_of(words_of(context.ui, brief), pen.font().small_bold) + 1.0F + 2.0F * pen.px(kEdge) +
           pen.px(kHeight);
}

void draw_arrivals(const UiContext& context, const Pen& pen, MarkRect& strip, bool brief, Actions& actions) {
    const UiState& ui = context.ui;
    if (ui.waiting == 0) {
        return;
    }
    MarkRect place =
        take_right(strip, std::min(strip.width, arrivals_width(context, pen, brief)), pen.px(8.0F));
    place = inset(place, 0.0F, (place.height - pen.px(kHeight)) / 2.0F);
    const auto& worst = ui.worst_waiting;
    if (!worst) {
        if (pen.button("queue.arrivals", place, words_of(ui, brief), ButtonKind::primary, icon::kUp)) {
            actions.emplace_back(RevealArrivals{});
        }
    } else {
        if (pen.press("queue.arrivals", place)) {
            actions.emplace_back(RevealArrivals{});
        }
        const ImU32 colour = colour_of(pen.colour(), worst->priority);
        pen.fill(place, with_alpha(colour, Pen::pointed() ? 225 : 255), pen.px(4.0F));
        MarkRect inside = place;
        const MarkRect sign = take_left(inside, std::min(pen.px(kHeight), inside.width));
        // The shape keeps its own colour, on the panel's ground.
        pen.fill(inset(sign, pen.px(2.0F), pen.px(2.0F)), pen.colour().panel, pen.px(3.0F));
        pen.severity(worst->priority, {sign.x + sign.width / 2.0F, sign.y + sign.height / 2.0F},
                     pen.px(14.0F));
        pen.text(inset(inside, std::min(pen.px(kEdge), inside.width / 8.0F), 0.0F), words_of(ui, brief),
                 {pen.font().small_bold, pen.colour().on_chip, Align::centre});
    }
    pen.explain(tr("Incidents that arrived while the rows were held still"));
}

}  // namespace vigie::console
