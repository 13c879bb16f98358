#include "console/views/picture_overlay.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "console/views/polygon_fill.hpp"
#include "console/views/sign_marks.hpp"
#include "console/views/words.hpp"
#include "console/views/zone_figure.hpp"

namespace vigie::console {

namespace {

bool counts_for(const net::ZoneConfiguration& zone, const net::CameraId& camera) {
    return std::find(zone.cameras.begin(), zone.cameras.end(), camera) != zone.cameras.end();
}

/// The active incident of the zone in which a floor position lies.
const Incident* incident_at(const Situation& situation, const PictureScene& picture,
                            net::Point<net::Floor> at) {
    for (const ZoneSituation& zone : situation.zones) {
        if (!counts_for(zone.configuration, picture.camera.camera)) {
            continue;
        }
        const Incident* incident = picture.active.worst_in(zone.configuration.zone);
        if (incident != nullptr && net::contains(zone.configuration.outline, at)) {
            return incident;
        }
    }
    return nullptr;
}

void dashed_line(ImDrawList& list, ImVec2 from, ImVec2 to, ImU32 colour, float thickness, float dash) {
    const float length = std::hypot(to.x - from.x, to.y - from.y);
    if (length <= 0.0F) {
        return;
    }
    const ImVec2 along{(to.x - from.x) / length, (to.y - from.y) / length};
    for (float at = 0.0F; at < length; at += 2.0F * dash) {
        const float end = std::min(at + dash, length);
        list.AddLine({from.x + along.x * at, from.y + along.y * at},
                     {from.x + along.x * end, from.y + along.y * end}, colour, thickness);
    }
}

void draw_person(const Pen& pen, const PersonBox& person, float line) {
    const MarkRect& box = person.box;
    const float dash = pen.px(4.0F);
    const bool alarm = person.incident != nullptr;
    const ImU32 colour =
        alarm ? colour_of(pen.colour(), person.incident->priority) : with_alpha(pen.colour().person, 190);
    const float thickness = alarm ? line * 1.5F : line;
    if (!person.coasting) {
        // A dark edge around the thin light line keeps it visible on bright ground.
        pen.frame({box.x - line, box.y - line, box.width + 2.0F * line, box.height + 2.0F * line},
                  IM_COL32(0, 0, 0, 90), pen.px(2.0F), line);
        pen.frame(box, colour, pen.px(1.0F), thickness);
        return;
    }
    const ImVec2 a = corner_of(box);
    const ImVec2 b{right_of(box), box.y};
    const ImVec2 c = far_corner_of(box);
    const ImVec2 d{box.x, bottom_of(box)};
    dashed_line(pen.list(), a, b, colour, thickness, dash);
    dashed_line(pen.list(), b, c, colour, thickness, dash);
    dashed_line(pen.list(), c, d, colour, thickness, dash);
    dashed_line(pen.list(), d, a, colour, thickness, dash);
}

std::vector<ImVec2> on_screen(const net::Polygon<net::Image>& outline, const ImageTransform& place) {
    std::vector<ImVec2> corners;
    corners.reserve(outline.corners.size());
    for (const net::Point<net::Image>& corner : outline.corners) {
        corners.push_back(place.screen_from_image(corner));
    }
    return corners;
}

/// A name that wants to stand at a place of the picture.
struct Label {
    ImVec2 middle;
    std::string words;
};

/// Sets it on a dark ground of its own, if there is room: nothing of the picture shall cut its figure.
void draw_label(const Pen& pen, LabelRoom& room, const MarkRect& picture, const Label& label) {
    ImFont* font = pen.font().label;
    const float height = pen.line_height(font);
    const float width = std::min(pen.width_of(label.words, font) + pen.px(8.0F), picture.width);
    MarkRect place{label.middle.x - width / 2.0F, label.middle.y - height / 2.0F, width, height};
    place.x = std::clamp(place.x, picture.x, right_of(picture) - width);
    if (place.y < picture.y || bottom_of(place) > bottom_of(picture) || !room.try_take(place)) {
        return;
    }
    pen.fill(place, IM_COL32(0, 0, 0, 150), pen.px(3.0F));
    pen.text(place, label.words,
             {.font = font, .colour = pen.colour().text, .align = Align::centre, .outlined = true});
}

/// The middle of what is inside of the picture.
ImVec2 visible_middle(const std::vector<ImVec2>& corners, const MarkRect& picture) {
    ImVec2 low = corner_of(picture);
    ImVec2 high = far_corner_of(picture);
    const auto [left, right] = std::minmax_element(
        corners.begin(), corners.end(), [](const ImVec2& a, const ImVec2& b) { return a.x < b.x; });
    const auto [top, bottom] = std::minmax_element(
        corners.begin(), corners.end(), [](const ImVec2& a, const ImVec2& b) { return a.y < b.y; });
    low = {std::max(low.x, left->x), std::max(low.y, top->y)};
    high = {std::min(high.x, right->x), std::min(high.y, bottom->y)};
    return {(low.x + high.x) / 2.0F, (low.y + high.y) / 2.0F};
}

void draw_zone(const UiContext& context, const Pen& pen, const PictureScene& picture,
               const net::Homography& homography, const ZoneSituation& situation, std::vector<Label>& labels,
               float line) {
    const net::ZoneConfiguration& zone = situation.configuration;
    const std::vector<ImVec2> corners =
        on_screen(project_to_picture(homography, zone.outline.corners), picture.place);
    if (corners.size() < 3) {
        return;
    }
    const Incident* incident = picture.active.worst_in(zone.zone);
    const ImU32 colour =
        incident != nullptr ? colour_of(pen.colour(), incident->priority) : pen.colour().zone;
    fill_polygon(pen.list(), corners, with_alpha(colour, incident != nullptr ? 52 : 16));
    pen.list().AddPolyline(corners.data(), static_cast<int>(corners.size()),
                           with_alpha(colour, incident != nullptr ? 230 : 130), ImDrawFlags_Closed, line);
    if (context.ui.settings.labels) {
        const std::optional<net::Count> count = figure_beside_picture(situation, picture.scene);
        const std::string words = count ? zone.name + "  " + short_count_text(*count) : zone.name;
        labels.push_back({visible_middle(corners, picture.place.rect()), words});
    }
}

void draw_counting_line(const Pen& pen, const PictureScene& picture, const net::Homography& homography,
                        const net::LineConfiguration& counting, float line) {
    const net::Polygon<net::Image> ends =
        project_to_picture(homography, {counting.segment.from, counting.segment.to});
    if (ends.corners.size() < 2) {
        return;
    }
    const ImVec2 from = picture.place.screen_from_image(ends.corners[0]);
    const ImVec2 to = picture.place.screen_from_image(ends.corners[1]);
    dashed_line(pen.list(), from, to, with_alpha(pen.colour().zone, 210), line * 1.5F, pen.px(7.0F));
}

/// Zones and lines; what they are called comes into `labels`, those in alarm first.
void draw_surveyed(const UiContext& context, const Pen& pen, const PictureScene& picture,
                   std::vector<Label>& labels, float line) {
    const net::CameraConfiguration* configuration =
        configuration_of(context.situation, picture.camera.camera);
    if (configuration == nullptr || !configuration->calibration) {
        return;
    }
    const std::optional<net::Homography> homography =
        scene_homography(*configuration->calibration, picture.scene.width, picture.scene.height);
    if (!homography) {
        return;
    }
    // Those in alarm find room for their names first, and are drawn also where the others are switched off.
    const bool all = context.ui.settings.zones;
    for (const bool in_alarm : {true, false}) {
        if (!in_alarm && !all) {
            return;
        }
        for (const ZoneSituation& zone : context.situation.zones) {
            if (counts_for(zone.configuration, picture.camera.camera) &&
                (picture.active.worst_in(zone.configuration.zone) != nullptr) == in_alarm) {
                draw_zone(context, pen, picture, *homography, zone, labels, line);
            }
        }
    }
    for (const NodeSituation& node : context.situation.nodes) {
        if (node.node != picture.camera.node || !node.configuration) {
            continue;
        }
        for (const net::LineConfiguration& counting : node.configuration->lines) {
            if (counting.camera == picture.camera.camera) {
                draw_counting_line(pen, picture, *homography, counting, line);
            }
        }
    }
}

}  // namespace

std::vector<PersonBox> person_boxes(const Situation& situation, const PictureScene& picture) {
    std::vector<PersonBox> boxes;
    boxes.reserve(picture.scene.tracks.size());
    for (const net::Track& track : picture.scene.tracks) {
        if (track.state == net::TrackState::tentative) {
            continue;
        }
        boxes.push_back({picture.place.screen_from_image(track.box), track.state == net::TrackState::coasting,
                         track.floor ? incident_at(situation, picture, track.floor->at) : nullptr});
    }
    return boxes;
}

void draw_picture_overlay(const UiContext& context, const Pen& pen, const PictureScene& picture,
                          LabelRoom& room, float line) {
    const Clip clip(picture.place.rect());
    std::vector<Label> labels;
    draw_surveyed(context, pen, picture, labels, line);
    for (const PersonBox& person : person_boxes(context.situation, picture)) {
        if (context.ui.settings.people || person.incident != nullptr) {
            draw_person(pen, person, line);
        }
    }
    draw_signs(context, pen, picture, room, line);
    for (const Label& label : labels) {
        draw_label(pen, room, picture.place.rect(), label);
    }
}

}  // namespace vigie::console
