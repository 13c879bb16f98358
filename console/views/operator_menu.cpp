#include "console/views/operator_menu.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "console/views/whole_window.hpp"
#include "console/views/words.hpp"

namespace vigie::console {

namespace {

constexpr const char* kMenu = "###operator_menu";
constexpr std::array<const char*, 2> kLanguages = {"en", "fr"};

/// ImGui's popup, ended however it is left.
class Popup {
public:
    Popup(const char* id, const MarkRect& area, float padding) {
        ImGui::SetNextWindowPos(corner_of(area));
        ImGui::SetNextWindowSize(ImVec2(area.width, area.height));
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(padding, padding));
        open_ = ImGui::BeginPopup(id, ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
        ImGui::PopStyleVar();
    }
    ~Popup() {
        if (open_) {
            ImGui::EndPopup();
        }
    }
    Popup(const Popup&) = delete;
    Popup& operator=(const Popup&) = delete;
    [[nodiscard]] bool open() const { return open_; }

private:
    bool open_;
};

void draw_scale(const UiContext& context, const Pen& pen, MarkRect row, Actions& actions) {
    const double scale = context.ui.settings.scale;
    const MarkRect larger = take_right(row, pen.px(34.0F));
    const MarkRect value = take_right(row, pen.px(58.0F));
    const MarkRect smaller = take_right(row, pen.px(34.0F), pen.px(8.0F));
    pen.text(row, tr("Size on screen"), {pen.font().small, pen.colour().text_dim});
    pen.text(value, percent_text(scale), {pen.font().small_bold, 0, Align::centre});
    if (pen.button("menu.smaller", smaller, "−", ButtonKind::plain, nullptr, scale > kSmallestScale)) {
        actions.emplace_back(SetScale{stepped_scale(scale, -1)});
    }
    if (pen.button("menu.larger", larger, "+", ButtonKind::plain, nullptr, scale < kLargestScale)) {
        actions.emplace_back(SetScale{stepped_scale(scale, 1)});
    }
}

void draw_menu(const UiContext& context, const MarkRect& area, Actions& actions) {
    const Pen pen(context, "menu");
    pen.mark("panel.menu", area);
    MarkRect rest = inset(area, pen.px(12.0F));
    const float row = pen.px(28.0F);
    const float gap = pen.px(8.0F);
    pen.text(take_top(rest, row, gap), context.operator_name, {pen.font().body_bold});
    draw_scale(context, pen, take_top(rest, row, gap), actions);
    MarkRect language = take_top(rest, row, gap);
    draw_language_switch(context, pen, "menu.language", take_right(language, pen.px(126.0F), gap), actions);
    pen.text(language, tr("Language"), {pen.font().small, pen.colour().text_dim});
    if (pen.button("menu.halls", take_top(rest, row, gap), tr("Halls and phases"), ButtonKind::plain,
                   icon::kPeople)) {
        actions.emplace_back(ToggleHalls{});
        ImGui::CloseCurrentPopup();
    }
    if (pen.button("menu.help", take_top(rest, row, gap), tr("Keyboard shortcuts"), ButtonKind::plain,
                   icon::kKeyboard)) {
        actions.emplace_back(ToggleHelp{});
        ImGui::CloseCurrentPopup();
    }
    if (pen.button("menu.sign_out", take_top(rest, row), tr("Sign out"), ButtonKind::plain, icon::kSignOut)) {
        actions.emplace_back(AskToSignOut{});
        ImGui::CloseCurrentPopup();
    }
    if (ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape))) {
        ImGui::CloseCurrentPopup();
    }
}

}  // namespace

double stepped_scale(double scale, int direction) {
    const double steps = std::round(scale / kScaleStep) + direction;
    return std::clamp(steps * kScaleStep, kSmallestScale, kLargestScale);
}

void draw_language_switch(const UiContext& context, const Pen& pen, std::string_view name,
                          const MarkRect& place, Actions& actions) {
    const std::array<std::string, 2> labels = {"EN", "FR"};
    const std::size_t chosen = context.ui.settings.language == kLanguages[1] ? 1 : 0;
    if (const auto picked = pen.segmented(name, place, labels, chosen)) {
        actions.emplace_back(SetLanguage{kLanguages[*picked]});
    }
}

void draw_sign_out_question(const UiContext& context, Actions& actions) {
    const WholeWindow window("###sign_out", true);
    const Pen pen(context, "sign_out");
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const MarkRect screen{0.0F, 0.0F, size.x, size.y};
    pen.fill(screen, IM_COL32(0, 0, 0, 150));
    const float width = pen.px(320.0F);
    const float height = pen.px(116.0F);
    const MarkRect card{std::floor((size.x - width) / 2.0F), std::floor((size.y - height) / 2.0F), width,
                        height};
    pen.fill(card, pen.colour().raised, pen.px(6.0F));
    pen.frame(card, pen.colour().border, pen.px(6.0F));
    pen.mark("panel.sign_out", card);
    MarkRect rest = inset(card, pen.px(20.0F));
    MarkRect buttons = take_bottom(rest, pen.px(32.0F), pen.px(10.0F));
    pen.text(rest, tr("Sign out of the console?"), {pen.font().body_bold});
    const MarkRect left = take_left(buttons, std::floor((buttons.width - pen.px(8.0F)) / 2.0F), pen.px(8.0F));
    const bool agreed = ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Enter), false) ||
                        ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_KeyPadEnter), false);
    if (pen.button("sign_out.confirm", left, tr("Sign out"), ButtonKind::primary, icon::kSignOut) || agreed) {
        actions.emplace_back(SignOut{});
    } else if (pen.button("sign_out.cancel", buttons, tr("Cancel"))) {
        actions.emplace_back(StepBack{});
    }
    // Made last: where controls overlap, the first one has the pointer, and nothing below is to be clicked.
    (void)pen.press("sign_out.backdrop", screen);
}

void draw_operator(const UiContext& context, const Pen& pen, const MarkRect& place, Actions& actions) {
    const float height = pen.px(32.0F);
    MarkRect button{place.x, std::floor(place.y + (place.height - height) / 2.0F), place.width, height};
    if (pen.press("operator", button)) {
        ImGui::OpenPopup(kMenu);
    }
    if (Pen::pointed() || ImGui::IsPopupOpen(kMenu)) {
        pen.fill(button, pen.colour().hover, pen.px(4.0F));
    }
    const MarkRect whole = button;
    button = inset(button, pen.px(6.0F), 0.0F);
    pen.icon(take_left(button, pen.px(14.0F), pen.px(7.0F)), icon::kPerson, pen.colour().text_dim,
             pen.font().small);
    pen.icon(take_right(button, pen.px(10.0F), pen.px(4.0F)), icon::kCaretDown, pen.colour().text_faint,
             pen.font().small);
    pen.text(button, context.operator_name, {pen.font().small, pen.colour().text_dim});

    const float width = pen.px(280.0F);
    const float tall = 6.0F * pen.px(28.0F) + 5.0F * pen.px(8.0F) + 2.0F * pen.px(12.0F);
    const MarkRect menu{std::floor(right_of(whole) - width), bottom_of(whole) + pen.px(4.0F), width, tall};
    const Popup popup(kMenu, menu, pen.px(12.0F));
    if (popup.open()) {
        draw_menu(context, menu, actions);
    }
}

}  // namespace vigie::console
