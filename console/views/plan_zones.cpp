// The floor plan's zones: outline and incident.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "console/situation/lookup.hpp"
#include "console/views/plan_view.hpp"
#include "console/views/words.hpp"
#include "console/views/zone_load.hpp"

namespace vigie::console {

namespace {

struct ZoneLook {
    ImU32 outline;
    float thickness;
};

ZoneLook look_of(const PlanView& view, const ZoneSituation& zone, const Incident* incident) {
    const Palette& colour = view.pen.colour();
    if (incident != nullptr) {
        return {colour_of(colour, incident->priority), view.pen.px(2.0F)};
    }
    switch (load_band(zone)) {
        case LoadBand::full:
            return {colour.critical, view.pen.px(1.5F)};
        case LoadBand::filling:
            return {colour.warn, view.pen.px(1.5F)};
        case LoadBand::calm:
        case LoadBand::unknown:
            break;
    }
    return {with_alpha(colour.text_dim, 130), 1.0F};
}

/// On the zone's upper right corner, in a dark ring.
void draw_incident_marker(const PlanView& view, const Incident& incident, const std::vector<ImVec2>& corners,
                          LabelRoom& room, Actions& actions) {
    const Pen& pen = view.pen;
    const auto corner =
        std::max_element(corners.begin(), corners.end(),
                         [](const ImVec2& a, const ImVec2& b) { return a.x - a.y < b.x - b.y; });
    const MarkRect& plan = view.place.plan();
    const float radius = pen.px(11.0F);
    const ImVec2 at{
        std::clamp(corner->x, plan.x + radius, std::max(plan.x + radius, right_of(plan) - radius)),
        std::clamp(corner->y, plan.y + radius, std::max(plan.y + radius, bottom_of(plan) - radius))};
    const MarkRect place{at.x - radius, at.y - radius, 2.0F * radius, 2.0F * radius};
    room.take(place);
    if (pen.press("plan.incident." + std::to_string(incident.number), place)) {
        actions.emplace_back(SelectIncident{incident.number});
    }
    const bool pointed = Pen::pointed();
    pen.explain(incident_title(incident));
    pen.dot(at, radius, pointed ? pen.colour().hover : pen.colour().panel);
    pen.severity(incident.priority, at, pen.px(15.0F));
}

}  // namespace

void draw_zones(const PlanView& view, LabelRoom& room, Actions& actions) {
    const Incident* const selected = find_incident(view.context.situation, view.context.ui.selected);
    std::vector<DrawnZone> zones;
    for (const ZoneSituation& zone : view.context.situation.zones) {
        if (zone.configuration.floor != view.plan.floor || zone.configuration.outline.corners.size() < 3) {
            continue;
        }
        DrawnZone drawn{
            &zone,
            view.active.worst_in(zone.configuration.zone),
            selected != nullptr && selected->node == zone.node && selected->zone == zone.configuration.zone,
            {}};
        drawn.corners.reserve(zone.configuration.outline.corners.size());
        for (const net::Point<net::Floor>& corner : zone.configuration.outline.corners) {
            drawn.corners.push_back(view.place.screen_from_floor(corner));
        }
        const ZoneLook look = look_of(view, zone, drawn.incident);
        view.pen.list().AddPolyline(drawn.corners.data(), static_cast<int>(drawn.corners.size()),
                                    look.outline, ImDrawFlags_Closed, look.thickness);
        zones.push_back(std::move(drawn));
    }
    for (const DrawnZone& drawn : zones) {
        if (drawn.incident != nullptr) {
            draw_incident_marker(view, *drawn.incident, drawn.corners, room, actions);
        }
    }
    draw_zone_labels(view, std::move(zones), room);
}

}  // namespace vigie::console
