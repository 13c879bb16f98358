// What is drawn on a camera's picture: people, zones and counting lines, all from the scene of that very
// picture and the survey of its camera.
#pragma once

#include <vector>

#include "console/views/camera_state.hpp"
#include "console/views/label_room.hpp"
#include "console/views/picture_place.hpp"
#include "console/views/widgets.hpp"

namespace vigie::console {

/// A person's box on screen. Tentative tracks have none: nobody counted them.
struct PersonBox {
    MarkRect box;
    bool coasting = false;               ///< predicted, not seen in this frame: drawn dashed
    const Incident* incident = nullptr;  ///< of the zone that the person stands in, when one is active
};

/// A camera's picture and what is known about it, while a frame is drawn.
struct PictureScene {
    const CameraSituation& camera;
    const net::Scene& scene;  ///< of the picture that is shown
    ImageTransform place;     ///< from the scene's pixels to the window
    const ActiveIncidents& active;
};

[[nodiscard]] std::vector<PersonBox> person_boxes(const Situation& situation, const PictureScene& picture);

/// Zones and lines below, people above, as the overlay toggles say; nothing outside of the picture. Zone
/// names are set where `room` has place for them; `line` is the lines' thickness in pixels.
void draw_picture_overlay(const UiContext& context, const Pen& pen, const PictureScene& picture,
                          LabelRoom& room, float line);

}  // namespace vigie::console
