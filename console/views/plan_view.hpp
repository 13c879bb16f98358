// What the floor plan is drawn from, and its layers from the ground up.
#pragma once

#include <optional>
#include <vector>

#include "console/views/camera_state.hpp"
#include "console/views/label_room.hpp"
#include "console/views/plan_transform.hpp"
#include "console/views/widgets.hpp"

namespace vigie::console {

/// One floor while a frame is drawn. Points into the situation.
struct PlanView {
    const UiContext& context;
    const Pen& pen;
    const net::FloorPlan& plan;
    const NodeSituation& node;     ///< whose configuration has the floor
    const net::DensityGrid* grid;  ///< null: nobody who is calibrated looks at this floor, or nothing arrived
    const ActiveIncidents& active;
    PlanTransform place;
    MarkRect around;     ///< the plan's panel, which is wider or higher than the plan
    bool fresh = false;  ///< the figures are live; otherwise they are drawn as the past
};

// Ground, below everything (plan_ground.cpp).

/// Hatching over the cells that nobody looks at; over the whole plan without a grid.
void draw_unseen(const PlanView& view);
/// What each surveyed camera sees, and where its picture begins.
void draw_fields_of_view(const PlanView& view);
void draw_heatmap(const PlanView& view);
void draw_walls(const PlanView& view);
/// Takes its place in `room`: names keep clear of it.
void draw_scale_bar(const PlanView& view, LabelRoom& room);

// What happens on it (plan_people.cpp, plan_zones.cpp, plan_labels.cpp).

/// People whom live, surveyed cameras follow, each with the circle in which he or she stands with 90 %
/// probability while there are few.
void draw_people(const PlanView& view);
/// A zone of this floor. Points into the situation.
struct DrawnZone {
    const ZoneSituation* zone;
    const Incident* incident;     ///< the worst that is active there; may be null
    bool selected;                ///< the selected incident is about it
    std::vector<ImVec2> corners;  ///< pixels
};
/// Names and counts: zones in alarm, then the selected, the fullest and the largest one find room first.
void draw_zone_labels(const PlanView& view, std::vector<DrawnZone> zones, LabelRoom& room);
/// Outlines, names with counts, markers of active incidents (item "plan.incident.<number>" selects).
void draw_zones(const PlanView& view, LabelRoom& room, Actions& actions);

/// Colours of density with ticks, the floor's lowest "dense" and "dangerous" bands, and what hatching means;
/// on one line where the area is low, and that the colours are off while they are.
void draw_legend(const UiContext& context, const Pen& pen, const net::FloorId& floor, const MarkRect& area);

}  // namespace vigie::console
