#include "console/views/floor_plan.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "console/views/feed_mark.hpp"
#include "console/views/overlay_toggles.hpp"
#include "console/views/plan_view.hpp"
#include "console/views/sign_marks.hpp"
#include "console/views/words.hpp"

namespace vigie::console {

namespace {

/// A lower panel keeps its place for the plan itself: the legend has one line then.
constexpr float kRoomForLegend = 140.0F;

struct FloorOfNode {
    const net::FloorPlan* plan;
    const NodeSituation* node;
};

std::vector<FloorOfNode> all_floors(const Situation& situation) {
    std::vector<FloorOfNode> floors;
    for (const NodeSituation& node : situation.nodes) {
        if (node.configuration) {
            for (const net::FloorPlan& plan : node.configuration->floors) {
                floors.push_back({&plan, &node});
            }
        }
    }
    return floors;
}

/// The chosen floor's place in the list, or the first.
std::size_t chosen_floor(const std::vector<FloorOfNode>& floors, const net::FloorId& wanted) {
    const auto found = std::find_if(floors.begin(), floors.end(),
                                    [&](const FloorOfNode& floor) { return floor.plan->floor == wanted; });
    return found == floors.end() ? 0 : static_cast<std::size_t>(found - floors.begin());
}

const net::DensityGrid* grid_of(const NodeSituation& node, const net::FloorId& floor) {
    if (!node.occupancy) {
        return nullptr;
    }
    for (const net::DensityGrid& grid : node.occupancy->floors) {
        if (grid.floor == floor) {
            return &grid;
        }
    }
    return nullptr;
}

/// Time since the newest scene in the figures was captured, by the node's clock put right.
std::optional<net::Microseconds> figures_age(const UiContext& context, const NodeSituation& node) {
    if (!node.occupancy) {
        return std::nullopt;
    }
    const net::Microseconds offset = node.clock ? node.clock->offset : net::Microseconds{};
    return std::max(net::Microseconds{}, context.now - (node.occupancy->at - offset));
}

std::string updated_words(std::optional<net::Microseconds> age, bool brief) {
    if (!age) {
        return tr("no figures yet");
    }
    if (*age >= std::chrono::seconds(10)) {
        return say("updated {age} ago", {{"age", duration_text(*age)}});
    }
    const std::string seconds = number_text(std::chrono::duration<double>(*age).count(), 1);
    return brief ? say("{seconds} s ago", {{"seconds", seconds}})
                 : say("updated {seconds} s ago", {{"seconds", seconds}});
}

void draw_plan_header(const UiContext& context, const Pen& pen, const std::vector<FloorOfNode>& floors,
                      std::size_t chosen, MarkRect& area, Actions& actions) {
    const FloorOfNode& floor = floors[chosen];
    const float step = pen.px(28.0F);
    const float gap = pen.px(4.0F);
    const bool several = floors.size() > 1;
    const float reserved = pen.px(12.0F) + step + (several ? 2.0F * (step + gap) + gap : 0.0F);
    const std::optional<net::Microseconds> age = figures_age(context, *floor.node);
    const float words = area.width - reserved - pen.width_of(tr("Occupancy"), pen.font().body_bold) -
                        pen.px(2.0F * kPadding + 33.0F);
    const std::string& name = floor.plan->name;
    const std::array<std::string, 4> notes{
        name + " · " + updated_words(age, false), name + " · " + updated_words(age, true),
        several ? name : updated_words(age, false), several ? name : updated_words(age, true)};
    // The name of the only floor tells nothing that the age of its figures does not outweigh.
    const auto fitting = std::find_if(notes.begin(), notes.end(), [&](const std::string& note) {
        return pen.width_of(note, pen.font().small) <= words;
    });
    const std::string& note = fitting == notes.end() ? notes.back() : *fitting;
    MarkRect room = control_row(pen, pen.header(area, icon::kMap, tr("Occupancy"), note, reserved));
    if (pen.toggle("plan.heatmap", take_right(room, step, 2.0F * gap), icon::kEye,
                   context.ui.settings.heatmap)) {
        actions.emplace_back(ToggleOverlay{Overlay::heatmap});
    }
    pen.explain(tr("Density colours"));
    if (!several) {
        return;
    }
    const auto go_to = [&](std::size_t index) { actions.emplace_back(ShowFloor{floors[index].plan->floor}); };
    if (pen.button("plan.next", take_right(room, step, gap), icon::kRight)) {
        go_to((chosen + 1) % floors.size());
    }
    pen.explain(floors[(chosen + 1) % floors.size()].plan->name);
    if (pen.button("plan.previous", take_right(room, step, gap), icon::kLeft)) {
        go_to((chosen + floors.size() - 1) % floors.size());
    }
    pen.explain(floors[(chosen + floors.size() - 1) % floors.size()].plan->name);
}

/// Across the plan's top, when its figures are the past.
void draw_staleness(const UiContext& context, const PlanView& view, LabelRoom& room) {
    const Pen& pen = view.pen;
    const MarkRect& plan = view.place.plan();
    pen.fill(plan, with_alpha(pen.colour().panel, 110));
    const std::optional<net::Microseconds> age = figures_age(context, view.node);
    std::string words = tr("No figures yet");
    std::string brief = words;
    if (age && view.node.occupancy_liveness == net::Liveness::silent) {
        words = say("No counts for {age}", {{"age", duration_text(*age)}});
        brief = tr("No counts");
    } else if (age) {
        words = say("Counts late {age}", {{"age", duration_text(*age)}});
        brief = tr("Counts late");
    }
    const ImU32 colour = colour_of(pen.colour(), view.node.occupancy_liveness);
    const MarkRect line{plan.x + pen.px(6.0F), plan.y + pen.px(6.0F), plan.width - pen.px(12.0F),
                        pen.px(18.0F)};
    const bool fits = pen.chip_width(words) <= line.width;
    room.take(pen.chip(line, fits ? words : brief, colour, ChipKind::filled));
}

void draw_plan(const UiContext& context, const Pen& pen, const FloorOfNode& floor, const MarkRect& place,
               Actions& actions) {
    const ActiveIncidents active(context.situation);
    const PlanView view{context,
                        pen,
                        *floor.plan,
                        *floor.node,
                        grid_of(*floor.node, floor.plan->floor),
                        active,
                        PlanTransform(floor.plan->width_m, floor.plan->height_m, place),
                        place,
                        floor.node->occupancy_liveness == net::Liveness::live};
    LabelRoom room;
    pen.fill(view.place.plan(), pen.colour().inset);
    draw_unseen(view);
    draw_fields_of_view(view);
    draw_heatmap(view);
    draw_walls(view);
    if (view.fresh) {
        draw_people(view);
        draw_signs(view);
    } else {
        draw_staleness(context, view, room);
    }
    draw_scale_bar(view, room);
    draw_zones(view, room, actions);
    draw_evidence_place(view);
    pen.mark("plan", view.place.plan());
}

}  // namespace

void draw_floor_plan(const UiContext& context, const MarkRect& area, Actions& actions) {
    const Pen pen(context, "plan");
    const std::vector<FloorOfNode> floors = all_floors(context.situation);
    MarkRect rest = area;
    if (floors.empty()) {
        pen.header(rest, icon::kMap, tr("Occupancy"), {});
        pen.text(rest, tr("No floor plan yet"), {.colour = pen.colour().text_dim, .align = Align::centre});
        return;
    }
    const std::size_t chosen = chosen_floor(floors, context.ui.floor);
    draw_plan_header(context, pen, floors, chosen, rest, actions);
    rest = inset(rest, pen.px(kPadding), pen.px(6.0F));
    const float line = pen.line_height(pen.font().tiny);
    const bool low = rest.height < pen.px(kRoomForLegend);
    draw_legend(context, pen, floors[chosen].plan->floor,
                take_bottom(rest, low ? line : pen.px(17.0F) + line, pen.px(4.0F)));
    draw_plan(context, pen, floors[chosen], rest, actions);
}

}  // namespace vigie::console
