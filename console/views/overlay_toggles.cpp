#include "console/views/overlay_toggles.hpp"

#include <algorithm>
#include <array>

#include "console/views/words.hpp"

namespace vigie::console {

namespace {

constexpr float kIconWidth = 30.0F;
constexpr float kGap = 4.0F;

struct OverlayToggle {
    Overlay overlay;
    const char* item;
    const char* words;
    const char* glyph;
    bool Settings::*on;
};

constexpr std::array<OverlayToggle, 3> kToggles{
    {{Overlay::people, "wall.people", tr_later("People"), icon::kPeople, &Settings::people},
     {Overlay::zones, "wall.zones", tr_later("Zones"), icon::kMap, &Settings::zones},
     {Overlay::labels, "wall.labels", tr_later("Labels"), icon::kComment, &Settings::labels}}};

float width_of(const Pen& pen, const OverlayToggle& toggle, bool with_words) {
    return with_words ? pen.button_width(tr(toggle.words)) : pen.px(kIconWidth);
}

}  // namespace

float overlay_toggles_width(const Pen& pen, bool with_words) {
    float width = 0.0F;
    for (const OverlayToggle& toggle : kToggles) {
        width += width_of(pen, toggle, with_words) + pen.px(kGap);
    }
    return width;
}

void draw_overlay_toggles(const UiContext& context, const Pen& pen, MarkRect& room, bool with_words,
                          Actions& actions) {
    MarkRect row = take_right(room, overlay_toggles_width(pen, with_words));
    for (const OverlayToggle& toggle : kToggles) {
        const MarkRect place = take_left(row, width_of(pen, toggle, with_words), pen.px(kGap));
        if (pen.toggle(toggle.item, place, with_words ? tr(toggle.words) : toggle.glyph,
                       context.ui.settings.*toggle.on)) {
            actions.emplace_back(ToggleOverlay{toggle.overlay});
        }
        if (!with_words) {
            pen.explain(tr(toggle.words));
        }
    }
}

MarkRect control_row(const Pen& pen, const MarkRect& header_room) {
    const float height = std::min(header_room.height, pen.px(26.0F));
    return {header_room.x, header_room.y + (header_room.height - height) / 2.0F, header_room.width, height};
}

}  // namespace vigie::console
