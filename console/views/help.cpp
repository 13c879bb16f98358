#include "console/views/help.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "console/views/shortcuts.hpp"
#include "console/views/whole_window.hpp"
#include "console/views/widgets.hpp"
#include "console/views/words.hpp"

namespace vigie::console {

namespace {

constexpr float kCardWidth = 860.0F;
constexpr float kRow = 26.0F;
constexpr float kGroupTitle = 30.0F;

struct Group {
    ShortcutGroup group;
    const char* title;
};
constexpr std::array kGroups = {
    Group{ShortcutGroup::incidents, tr_later("Incidents")},
    Group{ShortcutGroup::cameras, tr_later("Cameras and plan")},
    Group{ShortcutGroup::console, tr_later("Console")},
};

std::size_t longest_group() {
    std::array<std::size_t, kGroups.size()> sizes{};
    for (const Shortcut& shortcut : shortcuts()) {
        ++sizes[static_cast<std::size_t>(shortcut.group)];
    }
    return *std::max_element(sizes.begin(), sizes.end());
}

void draw_group(const Pen& pen, MarkRect column, const Group& group) {
    pen.text(take_top(column, pen.px(kGroupTitle)), tr(group.title),
             {pen.font().small_bold, pen.colour().text_dim});
    for (const Shortcut& shortcut : shortcuts()) {
        if (shortcut.group != group.group) {
            continue;
        }
        MarkRect row = take_top(column, pen.px(kRow));
        MarkRect cap = take_left(row, pen.px(66.0F), pen.px(10.0F));
        cap = inset(cap, 0.0F, pen.px(2.0F));
        pen.fill(cap, pen.colour().hover, pen.px(3.0F));
        pen.frame(cap, pen.colour().border, pen.px(3.0F));
        pen.text(inset(cap, pen.px(3.0F), 0.0F), tr(shortcut.keys),
                 {pen.font().small_bold, 0, Align::centre});
        pen.text(row, tr(shortcut.meaning), {pen.font().small});
    }
}

}  // namespace

void draw_help(const UiContext& context, Actions& actions) {
    const WholeWindow window("###help", true);
    const Pen pen(context, "help");
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const MarkRect screen{0.0F, 0.0F, size.x, size.y};
    pen.fill(screen, IM_COL32(0, 0, 0, 150));

    const float width = std::min(pen.px(kCardWidth), size.x - 2.0F * pen.px(16.0F));
    const float tall = pen.px(kHeaderHeight) + pen.px(kGroupTitle) +
                       static_cast<float>(longest_group()) * pen.px(kRow) + 3.0F * pen.px(kPadding);
    const float height = std::min(tall, size.y - 2.0F * pen.px(16.0F));
    MarkRect card{std::floor((size.x - width) / 2.0F), std::floor((size.y - height) / 2.0F), width, height};
    pen.fill(card, pen.colour().raised, pen.px(6.0F));
    pen.frame(card, pen.colour().border, pen.px(6.0F));
    pen.mark("panel.help", card);

    const float close = pen.px(28.0F);
    const MarkRect corner{right_of(card) - close - pen.px(8.0F),
                          card.y + (pen.px(kHeaderHeight) - close) / 2.0F, close, close};
    // Made first: where controls overlap, the first one has the pointer.
    const bool closed = pen.press("help.close", corner);
    pen.icon(corner, icon::kCross, Pen::pointed() ? pen.colour().text : pen.colour().text_dim);
    const MarkRect whole = card;
    pen.header(card, icon::kKeyboard, tr("Keyboard shortcuts"), "", close + pen.px(8.0F));
    MarkRect rest = inset(card, pen.px(20.0F), pen.px(kPadding));
    const float gap = pen.px(20.0F);
    const float column = std::floor((rest.width - 2.0F * gap) / 3.0F);
    for (const Group& group : kGroups) {
        draw_group(pen, take_left(rest, column, gap), group);
    }

    const ImVec2 pointer = ImGui::GetIO().MousePos;
    const bool beside = pen.press("help.backdrop", screen) && !contains(whole, pointer.x, pointer.y);
    if (closed || beside) {
        actions.emplace_back(ToggleHelp{});
    }
}

}  // namespace vigie::console
