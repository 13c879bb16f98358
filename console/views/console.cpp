// The whole screen, put together from its panels.
#include <algorithm>
#include <cmath>

#include "console/situation/lookup.hpp"
#include "console/views/camera_wall.hpp"
#include "console/views/evacuation.hpp"
#include "console/views/floor_plan.hpp"
#include "console/views/focus_view.hpp"
#include "console/views/hall_phases_panel.hpp"
#include "console/views/help.hpp"
#include "console/views/incident_detail.hpp"
#include "console/views/incident_queue.hpp"
#include "console/views/node_health.hpp"
#include "console/views/notice.hpp"
#include "console/views/operator_menu.hpp"
#include "console/views/shortcuts.hpp"
#include "console/views/sign_in.hpp"
#include "console/views/timeline.hpp"
#include "console/views/top_bar.hpp"
#include "console/views/ui_context.hpp"
#include "console/views/whole_window.hpp"
#include "console/views/widgets.hpp"
#include "console/views/zone_bars.hpp"

namespace vigie::console {

namespace {

/// Header, filters and search of the queue, unfolded and folded; and the height above which a detail gains
/// nothing.
constexpr float kQueueControls = 124.0F;
constexpr float kFoldedControls = 76.0F;
constexpr float kDetailRoom = 560.0F;
/// What is kept of an empty detail: its words, and the place of the buttons and of the note field, where the
/// second click of a double click on a row must not land.
constexpr float kEmptyDetail = 92.0F;

/// The window is cleared to the panels' colour, so only what lies between them is drawn: filling the screen
/// once more costs a quarter of a frame on a software renderer.
void draw_gutters(const Pen& pen, const Layout& layout, ImVec2 size) {
    const ImU32 ground = pen.colour().backdrop;
    const float gutter = pen.px(kGutter);
    const auto fill = [&](float left, float top, float right, float bottom) {
        pen.fill({left, top, right - left, bottom - top}, ground);
    };
    const float body = bottom_of(layout.top_bar);
    const float below = layout.timeline.y - gutter;
    fill(0.0F, body, size.x, body + gutter);
    fill(0.0F, below, size.x, layout.timeline.y);
    fill(0.0F, bottom_of(layout.timeline), size.x, size.y);
    fill(0.0F, body + gutter, gutter, bottom_of(layout.timeline));
    fill(size.x - gutter, body + gutter, size.x, bottom_of(layout.timeline));
    fill(right_of(layout.queue), body + gutter, right_of(layout.queue) + gutter, below);
    fill(layout.plan.x - gutter, body + gutter, layout.plan.x, below);
    for (const MarkRect& line : {layout.evacuation, layout.banner, layout.notice}) {
        if (line.height > 0.0F) {
            fill(line.x, line.y, right_of(line), bottom_of(line) + gutter);
        }
    }
}

void mark_panels(const Pen& pen, const Layout& layout) {
    pen.mark("panel.top_bar", layout.top_bar);
    pen.mark("panel.queue", layout.queue);
    pen.mark("panel.detail", layout.detail);
    pen.mark("panel.evacuation", layout.evacuation);
    pen.mark("panel.banner", layout.banner);
    pen.mark("panel.notice", layout.notice);
    pen.mark("panel.wall", layout.wall);
    pen.mark("panel.focus", layout.wall);
    pen.mark("panel.plan", layout.plan);
    pen.mark("panel.zones", layout.zones);
    pen.mark("panel.health", layout.health);
    pen.mark("panel.timeline", layout.timeline);
}

/// The detail takes what the queue's rows leave; while nothing is selected the rows take what the empty
/// detail does not need. The detail's lower edge and its buttons stay where they are, and so do the rows:
/// the queue does not unfold for it.
void share_left_column(const UiContext& context, Layout& layout) {
    const float scale = context.theme.scale;
    const float rows = static_cast<float>(std::max<std::size_t>(context.ui.queue.size(), 3)) * kRowHeight;
    const float unfolds = std::floor(kQueueFoldedBelow * scale);
    const bool folded = layout.queue.height < unfolds;
    const float needed = std::floor(((folded ? kFoldedControls : kQueueControls) + rows) * scale);
    const float spare =
        std::min(layout.queue.height - needed, std::floor(kDetailRoom * scale) - layout.detail.height);
    float moved = std::max(0.0F, spare);
    if (spare < 0.0F && find_incident(context.situation, context.ui.selected) == nullptr) {
        float room = std::max(0.0F, layout.detail.height - std::floor(kEmptyDetail * scale));
        if (folded) {
            room = std::min(room, unfolds - 1.0F - layout.queue.height);
        }
        moved = std::max(spare, -room);
    }
    layout.queue.height -= moved;
    layout.detail.y -= moved;
    layout.detail.height += moved;
}

void draw_live_screen(const UiContext& context, Actions& actions) {
    const WholeWindow window("###console", false);
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const MarkRect wall = layout_for(size.x, size.y, context.theme.scale, 0.0F, 0.0F).wall;
    const float banner = banner_height(context, wall.width);
    const float notice = notice_height(context, wall.width);
    Layout layout =
        layout_for(size.x, size.y, context.theme.scale, banner, notice, evacuation_height(context, wall));
    share_left_column(context, layout);
    {
        const Pen pen(context, "console");
        draw_gutters(pen, layout, size);
        mark_panels(pen, layout);
    }
    draw_top_bar(context, layout.top_bar, actions);
    draw_incident_queue(context, layout.queue, actions);
    draw_incident_detail(context, layout.detail, actions);
    if (layout.evacuation.height > 0.0F) {
        draw_evacuation(context, wall, layout.evacuation, actions);
    }
    if (banner > 0.0F) {
        draw_banner(context, layout.banner, actions);
    }
    if (notice > 0.0F) {
        draw_notice(context, layout.notice, actions);
    }
    if (context.ui.focused.empty()) {
        draw_camera_wall(context, layout.wall, actions);
    } else {
        draw_focus_view(context, layout.wall, actions);
    }
    draw_floor_plan(context, layout.plan, actions);
    draw_zone_bars(context, layout.zones, actions);
    draw_node_health(context, layout.health, actions);
    draw_timeline(context, layout.timeline, actions);
}

}  // namespace

void draw_console(const UiContext& context, Actions& actions) {
    if (context.operator_name.empty()) {
        draw_sign_in(context, actions);
        return;
    }
    const bool menu = menu_has_keyboard();
    draw_live_screen(context, actions);
    if (context.ui.halls) {
        draw_halls(context, actions);
    }
    if (context.ui.help) {
        draw_help(context, actions);
    }
    if (context.ui.leaving) {
        draw_sign_out_question(context, actions);
    }
    dispatch_shortcuts(context, menu, actions);
}

}  // namespace vigie::console
