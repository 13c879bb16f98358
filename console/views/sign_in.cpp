#include "console/views/sign_in.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "console/views/operator_menu.hpp"
#include "console/views/whole_window.hpp"
#include "console/views/widgets.hpp"
#include "console/views/words.hpp"

namespace vigie::console {

namespace {

constexpr float kCardWidth = 380.0F;
constexpr float kCardHeight = 374.0F;
constexpr float kFieldHeight = 36.0F;

FieldResult draw_field(const Pen& pen, MarkRect& rest, const char* name, const char* label, std::string& text,
                       FieldKind kind) {
    pen.text(take_top(rest, pen.font().small->FontSize, pen.px(5.0F)), label,
             {pen.font().small, pen.colour().text_dim});
    return pen.field(name, take_top(rest, pen.px(kFieldHeight), pen.px(13.0F)), "", text, kind);
}

void draw_form(const UiContext& context, const Pen& pen, MarkRect rest, Actions& actions) {
    std::string name = context.ui.sign_in_name;
    std::string password = context.ui.sign_in_password;
    const bool appearing = ImGui::IsWindowAppearing();
    if (appearing && name.empty()) {
        ImGui::SetKeyboardFocusHere();
    }
    // Kept with the window by ImGui: an answer has come when a password was being checked a frame ago.
    bool* const checking = ImGui::GetStateStorage()->GetBoolRef(ImGui::GetID("checking"));
    // What was checked when the form was left (it was accepted) says nothing about the one that appears now.
    const bool refused = *checking && !context.signing_in && !appearing;
    *checking = context.signing_in;
    const FieldResult named = draw_field(pen, rest, "sign_in.name", tr("Name"), name, FieldKind::words);
    if (named.changed) {
        actions.emplace_back(EditText{TextField::sign_in_name, name});
    }
    if (named.entered || (appearing && !name.empty()) || refused) {
        ImGui::SetKeyboardFocusHere();
    }
    const FieldResult secret =
        draw_field(pen, rest, "sign_in.password", tr("Password"), password, FieldKind::password);
    if (secret.changed) {
        actions.emplace_back(EditText{TextField::sign_in_password, password});
    }
    const bool ready = !context.signing_in && !name.empty() && !password.empty();
    const bool pressed = pen.button("sign_in.button", take_top(rest, pen.px(kFieldHeight), pen.px(10.0F)),
                                    context.signing_in ? tr("Checking …") : tr("Sign in"),
                                    ButtonKind::primary, nullptr, ready);
    if (ready && (pressed || secret.entered)) {
        actions.emplace_back(SignIn{std::move(name), std::move(password)});
    }
    if (!context.sign_in_problem.empty() && !context.signing_in) {
        pen.paragraph(rest, sentence_in_language(context.sign_in_problem),
                      {pen.font().small, pen.colour().critical});
    } else if (!context.notice.empty()) {
        pen.paragraph(rest, sentence_in_language(context.notice), {pen.font().small, pen.colour().text_dim});
    }
}

}  // namespace

void draw_sign_in(const UiContext& context, Actions& actions) {
    const WholeWindow window("###sign_in", false);
    const Pen pen(context, "sign_in");
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const float width = std::min(pen.px(kCardWidth), size.x - 2.0F * pen.px(16.0F));
    const float height = std::min(pen.px(kCardHeight), size.y - 2.0F * pen.px(16.0F));
    const MarkRect card{std::floor((size.x - width) / 2.0F), std::floor((size.y - height) / 2.0F), width,
                        height};
    pen.fill(card, pen.colour().raised, pen.px(8.0F));
    pen.frame(card, pen.colour().border, pen.px(8.0F));
    pen.mark("panel.sign_in", card);

    MarkRect rest = inset(card, pen.px(28.0F), pen.px(24.0F));
    MarkRect head = take_top(rest, pen.px(32.0F), pen.px(4.0F));
    draw_language_switch(context, pen, "sign_in.language", take_right(head, pen.px(84.0F), pen.px(12.0F)),
                         actions);
    pen.icon(take_left(head, pen.px(20.0F), pen.px(10.0F)), icon::kShield, pen.colour().accent,
             pen.font().title);
    pen.text(head, "Vigie", {pen.font().title});
    pen.text(take_top(rest, pen.px(22.0F), pen.px(16.0F)), tr("Security operations console"),
             {pen.font().small, pen.colour().text_dim});
    draw_form(context, pen, rest, actions);
}

}  // namespace vigie::console
