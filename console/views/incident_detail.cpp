#include "console/views/incident_detail.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>

#include "console/situation/lookup.hpp"
#include "console/views/shortcuts.hpp"
#include "console/views/words.hpp"

namespace vigie::console {

namespace {

/// Heights below which there is no room for a note line of its own, and for a second line of title.
constexpr float kFoldedBelow = 205.0F;
constexpr float kOneLineBelow = 255.0F;
constexpr float kButton = 32.0F;
constexpr float kNoteLine = 30.0F;
/// The resolve form with all its lines, and the least of facts that is worth showing above it.
constexpr float kResolveForm = 160.0F;
constexpr float kLeastFacts = 60.0F;

void draw_chips(const UiContext& context, const Pen& pen, MarkRect place, const Incident& incident) {
    const float gap = pen.px(6.0F);
    const Fonts& font = pen.font();
    const bool pending = context.pending.contains(incident.number);
    const char* const work = pending ? tr("SAVING") : chip_of(incident.work);
    const char* const condition =
        is_clearing(incident, context.situation) ? tr("CLEARING") : chip_of(incident.condition);
    const std::string number = incident_number(incident.number);
    const float states = pen.chip_width(work) + gap + pen.chip_width(condition);
    const float all = pen.chip_width(chip_of(incident.priority)) + gap + states;
    // Whether it still goes on stays to the last; the number stands in the ledger, the priority in the queue.
    if (all + gap + pen.width_of(number, font.small) <= place.width) {
        pen.text(take_right(place, pen.width_of(number, font.small), gap), number,
                 {font.small, pen.colour().text_faint, Align::right});
    }
    const auto chip = [&](const char* words, ImU32 ink, ChipKind kind) {
        take_left(place, pen.chip(place, words, ink, kind).width, gap);
    };
    if (all <= place.width) {
        chip(chip_of(incident.priority), colour_of(pen.colour(), incident.priority), ChipKind::filled);
    }
    chip(work, pending ? pen.colour().text_dim : colour_of(pen.colour(), incident.work), ChipKind::tinted);
    chip(condition, incident.condition == ConditionState::active ? pen.colour().warn : pen.colour().text_dim,
         ChipKind::tinted);
}

void draw_buttons(const UiContext& context, const Pen& pen, MarkRect row, const Incident& incident,
                  Actions& actions) {
    const AllowedActs allowed = allowed_acts(context, incident);
    const float gap = pen.px(8.0F);
    const bool pending = context.pending.contains(incident.number);
    const bool fresh = incident.work == WorkState::fresh;
    const char* const first = pending ? tr("Saving …") : fresh ? tr("Acknowledge") : tr("Acknowledged");
    const char* const second = is_open(incident) ? tr("Resolve") : tr("Reopen");
    const bool has_camera = incident.camera.has_value() || incident.zone.has_value();
    const bool has_first = is_open(incident) || pending;  // a resolved one waits for nobody
    // Each as wide as its words, and the same share of what is left.
    const auto words = [&pen](const char* label) { return pen.width_of(label, pen.font().small_bold); };
    const float needed = words(second) + (has_first ? words(first) + gap : 0.0F) +
                         (has_camera ? words(tr("Camera")) + gap : 0.0F);
    const float share =
        std::floor((row.width - needed) / (1.0F + (has_first ? 1.0F : 0.0F) + (has_camera ? 1.0F : 0.0F)));
    if (has_first && pen.button("incident.ack", take_left(row, words(first) + share, gap), first,
                                allowed.acknowledge ? ButtonKind::primary : ButtonKind::plain,
                                fresh || pending ? nullptr : icon::kCheck, allowed.acknowledge)) {
        actions.emplace_back(AcknowledgeIncident{incident.number, incident.version});
    }
    const MarkRect middle = has_camera ? take_left(row, words(second) + share, gap) : row;
    if (is_open(incident)) {
        if (pen.button("incident.resolve", middle, second, ButtonKind::plain, icon::kCheck,
                       allowed.resolve)) {
            actions.emplace_back(ToggleResolveForm{});
        }
    } else if (pen.button("incident.reopen", middle, second, ButtonKind::plain, icon::kUndo,
                          allowed.reopen)) {
        actions.emplace_back(ReopenIncident{incident.number, incident.version});
    }
    if (has_camera && pen.button("incident.camera", row, tr("Camera"), ButtonKind::plain, icon::kCamera)) {
        actions.emplace_back(FocusIncidentCamera{});
    }
}

void draw_unselected(const Pen& pen, const MarkRect& area) {
    const float line = pen.line_height(pen.font().small);
    MarkRect rest = inset(area, pen.px(16.0F), std::max(0.0F, area.height / 2.0F - line));
    pen.text(take_top(rest, line), tr("Select an incident"),
             {pen.font().small_bold, pen.colour().text_dim, Align::centre});
    pen.text(take_top(rest, line), tr("with a click or with the arrow keys"),
             {pen.font().small, pen.colour().text_faint, Align::centre});
}

/// The form was not there in the frame before. ImGui keeps the frame's number with the window.
bool appears(IncidentNumber incident) {
    int* const last = ImGui::GetStateStorage()->GetIntRef(
        ImGui::GetID(("resolve_form" + std::to_string(incident)).c_str()), -1);
    const int frame = ImGui::GetFrameCount();
    const bool first = *last != frame - 1;
    *last = frame;
    return first;
}

/// Up and down choose while words are typed: a field of one line has no use for them.
std::optional<Outcome> outcome_by_key(const UiState& ui) {
    if (ui.help || ui.leaving || menu_has_keyboard()) {
        return std::nullopt;
    }
    const bool down = ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_DownArrow));
    const bool up = ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_UpArrow));
    if (down == up) {
        return std::nullopt;
    }
    constexpr int kLastOutcome = static_cast<int>(Outcome::test);
    const int from = ui.outcome ? static_cast<int>(*ui.outcome) : down ? 0 : kLastOutcome + 1;
    return static_cast<Outcome>(std::clamp(from + (down ? 1 : -1), 1, kLastOutcome));
}

/// The pointer is on the disabled button that was made last because the person wants to know about it. Where
/// the form opens, the pointer still rests on what opened it: it must leave or click first.
bool asked_for_help(bool opened) {
    bool* const rests = ImGui::GetStateStorage()->GetBoolRef(ImGui::GetID("resolve_form_pointer_rests"));
    const bool pointed = ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled);
    *rests = pointed && (opened || (*rests && !ImGui::IsMouseClicked(0)));
    return pointed && !*rests;
}

/// What the form still wants; empty: nothing.
const char* missing_in_form(const UiState& ui, bool has_reason) {
    if (!ui.outcome) {
        return has_reason ? tr("Choose an outcome") : tr("Choose an outcome and write the reason");
    }
    return has_reason ? "" : tr("Write the reason");
}

}  // namespace

void draw_incident_detail(const UiContext& context, const MarkRect& area, Actions& actions) {
    const Pen pen(context, "detail");
    pen.hairline({area.x, area.y}, {right_of(area), area.y}, pen.colour().border);
    const Incident* const incident = find_incident(context.situation, context.ui.selected);
    if (incident == nullptr) {
        draw_unselected(pen, area);
        return;
    }
    const bool folded = area.height < pen.px(kFoldedBelow);
    MarkRect rest = inset(area, pen.px(kPadding), pen.px(folded ? 7.0F : 10.0F));
    draw_chips(context, pen, take_top(rest, pen.px(18.0F), pen.px(folded ? 3.0F : 7.0F)), *incident);

    ImFont* const title_font = folded ? pen.font().body_bold : pen.font().title;
    const std::string title = incident_title(*incident);
    const float most = pen.line_height(title_font) * (area.height < pen.px(kOneLineBelow) ? 1.0F : 2.0F);
    const float lines = std::min(pen.paragraph_height(rest.width, title, title_font), most);
    pen.paragraph(take_top(rest, lines, pen.px(folded ? 2.0F : 6.0F)), title, {title_font});

    if (context.ui.resolving && is_open(*incident)) {
        // What happened stays in sight while the person decides what it was.
        const bool beside = rest.height >= pen.px(kResolveForm + kLeastFacts);
        const MarkRect form = beside ? take_bottom(rest, pen.px(kResolveForm), pen.px(8.0F)) : rest;
        if (beside) {
            draw_incident_facts(context, pen, rest, *incident, false, actions);
        }
        draw_resolve_form(context, pen, form, *incident, actions);
        return;
    }
    draw_buttons(context, pen,
                 take_bottom(rest, pen.px(folded ? 28.0F : kButton), pen.px(folded ? 5.0F : 8.0F)), *incident,
                 actions);
    if (!folded) {
        draw_note_line(context, pen, take_bottom(rest, pen.px(kNoteLine), pen.px(8.0F)), *incident, actions);
    }
    draw_incident_facts(context, pen, rest, *incident, folded, actions);
}

void draw_resolve_form(const UiContext& context, const Pen& pen, const MarkRect& area,
                       const Incident& incident, Actions& actions) {
    const bool folded = area.height < pen.px(140.0F);
    MarkRect rest = area;
    const float gap = pen.px(folded ? 5.0F : 8.0F);
    MarkRect buttons = take_bottom(rest, pen.px(folded ? 28.0F : kButton), gap);
    if (!folded) {
        pen.text(take_top(rest, pen.line_height(pen.font().small), pen.px(2.0F)),
                 std::string(tr("How did it turn out?")) + "  ↑ ↓",
                 {pen.font().small, pen.colour().text_faint});
    }
    const std::array<std::string, 3> labels = {word_of(Outcome::genuine), word_of(Outcome::false_alarm),
                                               word_of(Outcome::test)};
    const std::size_t chosen =
        context.ui.outcome ? static_cast<std::size_t>(*context.ui.outcome) - 1 : labels.size();
    const auto picked = pen.segmented("incident.outcome", take_top(rest, pen.px(folded ? 26.0F : 28.0F), gap),
                                      labels, chosen);
    const auto stepped = picked ? std::nullopt : outcome_by_key(context.ui);
    if (picked) {
        actions.emplace_back(ChooseOutcome{static_cast<Outcome>(*picked + 1)});
    } else if (stepped) {
        actions.emplace_back(ChooseOutcome{*stepped});
    }
    const bool opened = appears(incident.number);
    // After the outcome comes its reason: what is typed next must not get lost.
    if (opened || picked || (stepped && !ImGui::IsAnyItemActive())) {
        ImGui::SetKeyboardFocusHere();
    }
    std::string reason = context.ui.reason;
    const FieldResult typed = pen.field("incident.reason", take_top(rest, pen.px(folded ? 26.0F : kNoteLine)),
                                        tr("Reason, kept in the ledger"), reason);
    if (typed.changed) {
        actions.emplace_back(EditText{TextField::reason, reason});
    }
    const char* const missing =
        missing_in_form(context.ui, reason.find_first_not_of(" \t\r\n") != std::string::npos);
    const bool ready = *missing == '\0' && allowed_acts(context, incident).resolve;
    if (typed.entered && !ready) {
        ImGui::SetKeyboardFocusHere(-1);  // Return files nothing yet and leaves the field as it was.
    }
    const MarkRect cancel = take_right(buttons, std::floor(buttons.width * 0.4F), pen.px(8.0F));
    const bool confirmed = pen.button("incident.resolve.confirm", buttons, tr("Resolve"), ButtonKind::primary,
                                      icon::kCheck, ready);
    const float hint = pen.line_height(pen.font().small);
    const bool told = rest.height >= hint;
    if (asked_for_help(opened) && *missing != '\0' && !told) {
        pen.explain_below(buttons, missing);
    }
    if (told) {
        take_top(rest, std::max(0.0F, rest.height - hint));
        const bool begun = context.ui.outcome || !reason.empty();
        pen.text(rest, missing, {pen.font().small, begun ? pen.colour().warn : pen.colour().text_faint});
    }
    if (ready && (confirmed || typed.entered)) {
        actions.emplace_back(
            ResolveIncident{incident.number, incident.version, *context.ui.outcome, std::move(reason)});
    }
    if (pen.button("incident.resolve.cancel", cancel, tr("Cancel"))) {
        actions.emplace_back(ToggleResolveForm{});
    }
}

}  // namespace vigie::console
