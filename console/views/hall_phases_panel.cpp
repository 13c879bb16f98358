#include "console/views/hall_phases_panel.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "console/situation/halls.hpp"
#include "console/situation/lookup.hpp"
#include "console/views/hall_words.hpp"
#include "console/views/whole_window.hpp"
#include "console/views/widgets.hpp"
#include "console/views/words.hpp"

namespace vigie::console {

namespace {

using enum net::VenuePhase;

constexpr float kCardWidth = 780.0F;
constexpr float kLine = 24.0F;
constexpr float kButton = 32.0F;
constexpr float kBetween = 14.0F;
constexpr std::size_t kToldSwitches = 8;
constexpr std::array kPhases = {doors, show, interval, egress, evacuation, closed};

bool may_switch(const UiContext& context) {
    return context.operator_role && may_switch_phases(*context.operator_role);
}

bool is_proposed(const UiContext& context, const HallSituation& hall) {
    const auto& proposed = context.ui.proposed;
    return proposed && proposed->node == hall.ref.node && proposed->hall == hall.ref.hall;
}

/// Why its buttons rest; empty when they do not.
std::string why_not(const UiContext& context, const HallSituation& hall) {
    if (!may_switch(context)) {
        return tr("Phases are switched by a supervisor: ask one to sign in");
    }
    if (context.switching.contains(hall.ref)) {
        return tr("Being recorded");
    }
    return {};
}

ImU32 colour_of_phase(const Palette& palette, net::VenuePhase phase) {
    return phase == evacuation ? palette.warn : phase == closed ? palette.text_dim : palette.accent;
}

std::string joined(const std::vector<std::string>& names) {
    std::string words;
    for (const std::string& name : names) {
        words += words.empty() ? "" : ", ";
        words += name;
    }
    return words;
}

/// What the switch means, before it is made.
std::string consequence(const UiContext& context, const HallSituation& hall, net::VenuePhase to) {
    const std::vector<std::string> off = rules_off_in(context.situation, hall.ref, to);
    std::string words = off.empty()
                            ? std::string(tr("All rules of this hall stay on"))
                            : say("These rules of the hall rest then: {rules}", {{"rules", joined(off)}});
    if (to == evacuation) {
        words = std::string(
                    tr("The screen shows who is still inside, the flow at each exit and the time to clear")) +
                ". " + words;
    }
    return words;
}

/// Draws from a place down, or only measures, with the same steps.
class HallRows {
public:
    HallRows(const UiContext& context, const Pen& pen, ImVec2 top, float width, Actions& actions)
        : context_(context), pen_(pen), x_(top.x), y_(top.y), width_(width), actions_(actions) {}

    void hall(const HallSituation& hall) {
        title(hall);
        const std::string asked = switch_text(context_, hall);
        if (!asked.empty()) {
            const bool waits = hall.asked() || context_.switching.contains(hall.ref);
            paragraph(asked, waits ? pen_.colour().accent : pen_.colour().warn,
                      waits ? icon::kHourglass : icon::kWarning);
        }
        buttons(hall);
        const auto& proposed = context_.ui.proposed;
        if (is_proposed(context_, hall) && !hall.is(proposed->to) && hall.asked() != proposed->to) {
            question(hall);
        }
        y_ += pen_.px(kBetween);
        pen_.hairline({x_, y_ - pen_.px(kBetween / 2.0F)}, {x_ + width_, y_ - pen_.px(kBetween / 2.0F)});
    }

    void history() {
        const auto& board = context_.situation.incidents;
        if (!board || board->switches.empty()) {
            return;
        }
        pen_.text(line(), tr("Switched lately"), {pen_.font().small_bold, pen_.colour().text_dim});
        std::size_t told = 0;
        for (auto past = board->switches.rbegin(); past != board->switches.rend() && told < kToldSwitches;
             ++past, ++told) {
            past_switch(*past);
        }
    }

    [[nodiscard]] float bottom() const { return y_; }

private:
    MarkRect line(float height = kLine, float gap = 0.0F) {
        const MarkRect place{x_, y_, width_, pen_.px(height)};
        y_ += pen_.px(height + gap);
        return place;
    }

    void paragraph(const std::string& words, ImU32 ink, const char* sign = nullptr) {
        ImFont* const face = pen_.font().small;
        const float indent = sign == nullptr ? 0.0F : pen_.px(22.0F);
        const float height =
            std::max(pen_.paragraph_height(width_ - indent, words, face), pen_.line_height(face));
        if (sign != nullptr) {
            pen_.icon({x_, y_, pen_.px(16.0F), pen_.line_height(face)}, sign, ink, face);
        }
        pen_.paragraph({x_ + indent, y_, width_ - indent, height}, words, {face, ink});
        y_ += height + pen_.px(4.0F);
    }

    void title(const HallSituation& hall) {
        MarkRect place = line(kLine, 2.0F);
        if (hall.state != nullptr) {
            const std::string people = hall_people(hall);
            const float width = std::min(pen_.width_of(people, pen_.font().small) + 1.0F, 0.4F * width_);
            pen_.text(take_right(place, width, pen_.px(12.0F)), people,
                      {pen_.font().small, pen_.colour().text_dim, Align::right});
            const MarkRect chip = pen_.chip(place, word_of(hall.state->phase),
                                            colour_of_phase(pen_.colour(), hall.state->phase),
                                            hall.is(evacuation) ? ChipKind::filled : ChipKind::tinted);
            take_left(place, chip.width, pen_.px(10.0F));
        }
        take_left(place, pen_.text(place, hall.name, {pen_.font().body_bold}), pen_.px(10.0F));
        const std::string caveat = hall_caveat(context_, hall);
        const std::string words =
            caveat.empty() || hall.state == nullptr ? since_text(context_, hall) : caveat;
        pen_.text(place, words.empty() ? caveat : words,
                  {pen_.font().small, caveat.empty() ? pen_.colour().text_dim : pen_.colour().warn});
    }

    static std::string hall_people(const HallSituation& hall) {
        return say("{n} people", {{"n", remaining_text(hall)}});
    }

    void buttons(const HallSituation& hall) {
        MarkRect row = line(kButton, 6.0F);
        const float gap = pen_.px(6.0F);
        const float width = std::floor((row.width - gap * static_cast<float>(kPhases.size() - 1)) /
                                       static_cast<float>(kPhases.size()));
        const std::string rests = why_not(context_, hall);
        for (const net::VenuePhase phase : kPhases) {
            const MarkRect place = take_left(row, width, gap);
            const std::string name = "phase." + hall.ref.hall.text() + "." + std::string(net::key_of(phase));
            const bool stands = hall.is(phase);
            const bool asked = hall.asked() == phase;
            const bool proposed = is_proposed(context_, hall) && context_.ui.proposed->to == phase;
            const bool enabled = rests.empty() && !stands && !asked;
            if (pen_.button(name, place, word_of(phase), ButtonKind::plain,
                            asked    ? icon::kHourglass
                            : stands ? icon::kCheck
                                     : nullptr,
                            enabled)) {
                actions_.emplace_back(ProposePhase{hall.ref.node, hall.ref.hall, phase});
            }
            if (!rests.empty()) {
                pen_.explain(place, rests);
            }
            if (stands || proposed) {
                pen_.frame(place, proposed ? pen_.colour().text : colour_of_phase(pen_.colour(), phase),
                           pen_.px(4.0F), pen_.px(2.0F));
            }
        }
    }

    void question(const HallSituation& hall) {
        const net::VenuePhase to = context_.ui.proposed->to;
        std::string words =
            hall.state != nullptr
                ? say("Switch {hall} from {from} to {to}?",
                      {{"hall", hall.name}, {"from", word_of(hall.state->phase)}, {"to", word_of(to)}})
                : say("Switch {hall} to {to}?", {{"hall", hall.name}, {"to", word_of(to)}});
        if (to == evacuation) {
            words = say("Evacuate {hall}?", {{"hall", hall.name}});
        } else if (to == closed) {
            words = say("Close {hall}?", {{"hall", hall.name}});
        }
        pen_.text(line(), words, {pen_.font().body_bold});
        paragraph(consequence(context_, hall, to), pen_.colour().text_dim);
        if (to == closed && hall.state != nullptr && hall.state->remaining.people >= 0.5) {
            paragraph(say("{n} people are still counted inside", {{"n", remaining_text(hall)}}),
                      pen_.colour().warn, icon::kWarning);
        }
        std::string reason = context_.ui.phase_reason;
        const FieldResult typed =
            pen_.field("phase.reason", line(kButton, 6.0F), tr("Reason, if there is one to tell"), reason);
        if (typed.changed) {
            actions_.emplace_back(EditText{TextField::phase_reason, reason});
        }
        answer(hall, to, reason);
    }

    void answer(const HallSituation& hall, net::VenuePhase to, const std::string& reason) {
        MarkRect row = line(kButton, 4.0F);
        const std::string label = to == evacuation ? std::string(tr("Evacuate"))
                                  : to == closed   ? std::string(tr_in("a hall, as an act", "Close"))
                                                   : say("Switch to {to}", {{"to", word_of(to)}});
        const float wanted = std::max(pen_.button_width(label, icon::kCheck), pen_.px(150.0F));
        const MarkRect confirm = take_left(row, std::min(wanted, 0.6F * row.width), pen_.px(8.0F));
        const MarkRect cancel = take_left(row, std::min(pen_.button_width(tr("Cancel")), row.width));
        if (pen_.button("phase.confirm", confirm, label, ButtonKind::primary, icon::kCheck,
                        why_not(context_, hall).empty())) {
            SwitchPhase act{hall.ref.node, hall.ref.hall, std::nullopt, to, std::nullopt, reason};
            if (hall.state != nullptr) {
                act.from = hall.state->phase;
                act.seen_since = hall.state->since;
            }
            actions_.emplace_back(std::move(act));
        } else if (pen_.button("phase.cancel", cancel, tr("Cancel"))) {
            actions_.emplace_back(StepBack{});
        }
    }

    void past_switch(const HallSwitch& past) {
        const PhaseOrder& order = past.order;
        MarkRect place = line(22.0F);
        ImFont* const face = pen_.font().small;
        const auto word = [&](const std::string& words, ImU32 ink) {
            take_left(place, pen_.text(place, words, {face, ink}), pen_.px(9.0F));
        };
        word(context_.clock_text ? context_.clock_text(past.at) : std::string(), pen_.colour().text_faint);
        word(hall_name(order), pen_.colour().text);
        word((order.from ? std::string(word_of(*order.from)) + " → " : std::string()) + word_of(order.to),
             pen_.colour().text);
        word(order.actor, pen_.colour().text_dim);
        switch (past.state) {
            case SwitchState::pending:
                word(tr("waiting for its node"), pen_.colour().accent);
                break;
            case SwitchState::refused:
                word(tr("not carried out"), pen_.colour().warn);
                break;
            case SwitchState::withdrawn:
                word(tr("replaced before it was confirmed"), pen_.colour().text_faint);
                break;
            case SwitchState::done:
                break;
        }
        pen_.text(place, order.reason, {face, pen_.colour().text_dim});
    }

    [[nodiscard]] std::string hall_name(const PhaseOrder& order) const {
        for (const HallSituation& hall : halls_of(context_.situation)) {
            if (hall.ref == HallRef{order.node, order.hall}) {
                return hall.name;
            }
        }
        return order.hall.text();
    }

    const UiContext& context_;
    const Pen& pen_;
    float x_;
    float y_;
    float width_;
    Actions& actions_;
};

}  // namespace

void draw_halls(const UiContext& context, Actions& actions) {
    const WholeWindow window("###halls", true);
    const Pen pen(context, "halls");
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const MarkRect screen{0.0F, 0.0F, size.x, size.y};
    pen.fill(screen, IM_COL32(0, 0, 0, 150));
    const float margin = pen.px(16.0F);
    const float width = std::min(pen.px(kCardWidth), size.x - 2.0F * margin);
    const float height = std::min(pen.px(640.0F), size.y - 2.0F * margin);
    MarkRect card{std::floor((size.x - width) / 2.0F), std::floor((size.y - height) / 2.0F), width, height};
    const MarkRect whole = card;
    pen.fill(card, pen.colour().raised, pen.px(6.0F));
    pen.frame(card, pen.colour().border, pen.px(6.0F));
    pen.mark("panel.halls", card);

    const float close = pen.px(28.0F);
    const MarkRect corner{right_of(card) - close - pen.px(8.0F),
                          card.y + (pen.px(kHeaderHeight) - close) / 2.0F, close, close};
    // Made first: where controls overlap, the first one has the pointer.
    const bool closed_it = pen.press("halls.close", corner);
    pen.icon(corner, icon::kCross, Pen::pointed() ? pen.colour().text : pen.colour().text_dim);
    pen.header(card, icon::kPeople, tr("Halls and phases"),
               may_switch(context) ? "" : tr("Phases are switched by a supervisor: ask one to sign in"),
               close + pen.px(8.0F));
    const MarkRect body = inset(card, pen.px(20.0F), pen.px(kPadding));
    const std::vector<HallSituation> halls = halls_of(context.situation);
    if (halls.empty()) {
        pen.text(body, tr("No node has halls in its configuration"),
                 {.font = pen.font().small, .colour = pen.colour().text_dim, .align = Align::centre});
    } else {
        const ScrollArea scroll("halls.rows", body);
        HallRows rows(context, pen, scroll.top(), scroll.width() - pen.px(6.0F), actions);
        for (const HallSituation& hall : halls) {
            rows.hall(hall);
        }
        rows.history();
        scroll.set_height(rows.bottom() - scroll.top().y);
    }

    const ImVec2 pointer = ImGui::GetIO().MousePos;
    const bool beside = pen.press("halls.backdrop", screen) && !contains(whole, pointer.x, pointer.y);
    if (closed_it || beside) {
        actions.emplace_back(ToggleHalls{});
    }
}

}  // namespace vigie::console
