#include "console/views/sign_marks.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <tuple>
#include <utility>

#include "console/situation/lookup.hpp"
#include "console/views/words.hpp"

namespace vigie::console {

namespace {

std::optional<net::RuleKind> rule_of(net::SignKind kind) {
    switch (kind) {
        case net::SignKind::left_object:
            return net::RuleKind::abandoned_object;
        case net::SignKind::missing_object:
            return net::RuleKind::removed_object;
        case net::SignKind::person_down:
            return net::RuleKind::person_down;
        case net::SignKind::smoke:
        case net::SignKind::flames:
            return net::RuleKind::smoke_or_fire;
        case net::SignKind::model_class:
            return net::RuleKind::model_class;
    }
    return std::nullopt;
}

bool is_about(const Situation& situation, const Incident& incident, const CameraSituation& camera,
              const net::Sign& sign) {
    if (incident.camera) {
        return *incident.camera == camera.camera;
    }
    const ZoneSituation* const zone =
        incident.zone ? find_zone(situation, incident.node, *incident.zone) : nullptr;
    if (zone == nullptr) {
        return false;
    }
    const auto& seen_by = zone->configuration.cameras;
    return sign.at ? net::contains(zone->configuration.outline, *sign.at)
                   : std::find(seen_by.begin(), seen_by.end(), camera.camera) != seen_by.end();
}

std::string number_of(const CameraSituation& camera, const net::Sign& sign) {
    return camera.camera.text() + "." + std::to_string(sign.number);
}

void draw_box(const Pen& pen, const MarkRect& box, ImU32 ink, float line) {
    pen.frame({box.x - line, box.y - line, box.width + 2.0F * line, box.height + 2.0F * line},
              IM_COL32(0, 0, 0, 120), 0.0F, line);
    // Corners only: a person's box is whole, and what lies there is not taken for one.
    const float arm = std::max(pen.px(4.0F), 0.28F * std::min(box.width, box.height));
    const float thick = 2.0F * line;
    const float right = right_of(box);
    const float low = bottom_of(box);
    for (const auto& [corner, x, y] :
         {std::tuple{ImVec2(box.x, box.y), 1.0F, 1.0F}, std::tuple{ImVec2(right, box.y), -1.0F, 1.0F},
          std::tuple{ImVec2(box.x, low), 1.0F, -1.0F}, std::tuple{ImVec2(right, low), -1.0F, -1.0F}}) {
        pen.list().AddLine(corner, {corner.x + x * arm, corner.y}, ink, thick);
        pen.list().AddLine(corner, {corner.x, corner.y + y * arm}, ink, thick);
    }
}

/// Below the box, or above it where it ends with the picture.
void draw_words(const Pen& pen, LabelRoom& room, const MarkRect& picture, const MarkRect& box,
                const std::string& words, ImU32 ink) {
    ImFont* const face = pen.font().label;
    const float height = pen.line_height(face);
    const float width = std::min(pen.width_of(words, face) + pen.px(8.0F), picture.width);
    MarkRect place{box.x + box.width / 2.0F - width / 2.0F, bottom_of(box) + pen.px(2.0F), width, height};
    place.x = std::clamp(place.x, picture.x, right_of(picture) - width);
    if (bottom_of(place) > bottom_of(picture)) {
        place.y = box.y - height - pen.px(2.0F);
    }
    if (place.y < picture.y || !room.try_take(place)) {
        return;
    }
    pen.fill(place, IM_COL32(0, 0, 0, 170), pen.px(3.0F));
    pen.text(place, words, {.font = face, .colour = ink, .align = Align::centre, .outlined = true});
}

bool looks_at_floor(const PlanView& view, const net::CameraId& camera) {
    const net::CameraConfiguration* const configuration = configuration_of(view.context.situation, camera);
    return configuration != nullptr && configuration->calibration &&
           configuration->calibration->floor == view.plan.floor;
}

std::optional<double> evidence_of(const Incident& incident, std::string_view name) {
    for (const net::Evidence& evidence : incident.evidence) {
        if (evidence.name == name) {
            return evidence.value;
        }
    }
    return std::nullopt;
}

bool is_on_floor(const PlanView& view, const Incident& incident) {
    if (incident.camera) {
        return looks_at_floor(view, *incident.camera);
    }
    const ZoneSituation* const zone =
        incident.zone ? find_zone(view.context.situation, incident.node, *incident.zone) : nullptr;
    return zone != nullptr && zone->configuration.floor == view.plan.floor;
}

}  // namespace

const char* word_of(net::SignKind kind) {
    switch (kind) {
        case net::SignKind::left_object:
            return tr("Object left behind");
        case net::SignKind::missing_object:
            return tr("Object gone");
        case net::SignKind::person_down:
            return tr("Person on the ground");
        case net::SignKind::smoke:
            return tr("Smoke");
        case net::SignKind::flames:
            return tr("Flames");
        case net::SignKind::model_class:
            return tr("Seen by the model");
    }
    return "";
}

std::string sign_words(const net::Sign& sign) {
    std::string words = sign.label.empty() ? std::string(word_of(sign.kind)) : sign.label;
    if (sign.lasting_s >= 1.0) {
        words += " · " + age_text(net::Microseconds(std::llround(std::min(sign.lasting_s, 1e9) * 1e6)));
    }
    return words;
}

const Incident* incident_of(const Situation& situation, const ActiveIncidents& active,
                            const CameraSituation& camera, const net::Sign& sign) {
    const std::optional<net::RuleKind> kind = rule_of(sign.kind);
    const auto& incidents = active.worst_first();
    const auto found = std::find_if(incidents.begin(), incidents.end(), [&](const Incident* incident) {
        return incident->kind == kind && incident->node == camera.node &&
               is_about(situation, *incident, camera, sign);
    });
    return found == incidents.end() ? nullptr : *found;
}

void draw_signs(const UiContext& context, const Pen& pen, const PictureScene& picture, LabelRoom& room,
                float line) {
    for (const net::Sign& sign : picture.scene.signs) {
        const Incident* const incident = incident_of(context.situation, picture.active, picture.camera, sign);
        if (incident == nullptr && !context.ui.settings.people) {
            continue;
        }
        const MarkRect box = picture.place.screen_from_image(sign.box);
        const ImU32 ink =
            incident != nullptr ? colour_of(pen.colour(), incident->priority) : pen.colour().text;
        draw_box(pen, box, ink, line);
        pen.mark("sign." + number_of(picture.camera, sign), box);
        if (incident != nullptr || context.ui.settings.labels) {
            draw_words(pen, room, picture.place.rect(), box, sign_words(sign), ink);
        }
    }
}

void draw_signs(const PlanView& view) {
    const Pen& pen = view.pen;
    const Clip clip(view.place.plan());
    for (const CameraSituation& camera : view.context.situation.cameras) {
        if (camera.liveness != net::Liveness::live || !camera.scene || !looks_at_floor(view, camera.camera)) {
            continue;
        }
        for (const net::Sign& sign : camera.scene->signs) {
            const Incident* const incident = incident_of(view.context.situation, view.active, camera, sign);
            if (!sign.at || (incident == nullptr && !view.context.ui.settings.people)) {
                continue;
            }
            const ImVec2 at = view.place.screen_from_floor(*sign.at);
            const float half = pen.px(5.0F);
            const MarkRect place{at.x - half, at.y - half, 2.0F * half, 2.0F * half};
            pen.fill(inset(place, -1.0F), IM_COL32(0, 0, 0, 170));
            pen.fill(place,
                     incident != nullptr ? colour_of(pen.colour(), incident->priority) : pen.colour().text);
            pen.mark("plan.sign." + number_of(camera, sign), place);
            pen.explain(inset(place, -pen.px(3.0F)), sign_words(sign));
        }
    }
}

std::optional<net::Point<net::Floor>> evidence_place(const Incident& incident) {
    const auto x = evidence_of(incident, "x");
    const auto y = evidence_of(incident, "y");
    return x && y ? std::optional(net::Point<net::Floor>{*x, *y}) : std::nullopt;
}

void draw_evidence_place(const PlanView& view) {
    const Incident* const selected = find_incident(view.context.situation, view.context.ui.selected);
    const auto observed = selected != nullptr ? evidence_place(*selected) : std::nullopt;
    if (!observed || !is_on_floor(view, *selected)) {
        return;
    }
    const Pen& pen = view.pen;
    const Clip clip(view.place.plan());
    const ImVec2 at = view.place.screen_from_floor(*observed);
    const float arm = pen.px(11.0F);
    const float gap = pen.px(6.0F);
    const ImU32 ink = colour_of(pen.colour(), selected->priority);
    for (const float thick : {4.0F, 2.0F}) {
        const ImU32 colour = thick > 2.0F ? IM_COL32(0, 0, 0, 160) : ink;
        pen.list().AddCircle(at, gap + 1.0F, colour, 0, pen.px(thick));
        for (const auto& [x, y] :
             {std::pair{1.0F, 0.0F}, std::pair{-1.0F, 0.0F}, std::pair{0.0F, 1.0F}, std::pair{0.0F, -1.0F}}) {
            pen.list().AddLine({at.x + x * gap, at.y + y * gap}, {at.x + x * arm, at.y + y * arm}, colour,
                               pen.px(thick));
        }
    }
    const MarkRect place{at.x - arm, at.y - arm, 2.0F * arm, 2.0F * arm};
    pen.mark("plan.evidence", place);
    pen.explain(place, say("Observed here: {what}", {{"what", incident_title(*selected)}}));
}

}  // namespace vigie::console
