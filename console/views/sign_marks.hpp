// What cameras notice besides people, marked where it is: left objects, people on the ground, smoke.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "console/views/camera_state.hpp"
#include "console/views/picture_overlay.hpp"
#include "console/views/plan_view.hpp"

namespace vigie::console {

[[nodiscard]] const char* word_of(net::SignKind kind);  ///< "Object left behind"

/// "Person on the ground · 38 s"; of the user's own model the name of its class.
[[nodiscard]] std::string sign_words(const net::Sign& sign);

/// The worst active incident that a sign of this camera stands for: of its kind, and of the camera, of a zone
/// in which it lies or of one that the camera sees when its place is not known. Null: nothing was raised
/// (yet).
[[nodiscard]] const Incident* incident_of(const Situation& situation, const ActiveIncidents& active,
                                          const CameraSituation& camera, const net::Sign& sign);

/// Boxes on a picture with their words, those in alarm in the incident's colour and also while people are
/// switched off. Items: "sign.<camera>.<number>".
void draw_signs(const UiContext& context, const Pen& pen, const PictureScene& picture, LabelRoom& room,
                float line);

/// On the plan, signs whose place is known, of live cameras. Items: "plan.sign.<camera>.<number>"; the words
/// are shown beside the pointer.
void draw_signs(const PlanView& view);

/// Where an incident was observed, from its evidence; absent when that has no place.
[[nodiscard]] std::optional<net::Point<net::Floor>> evidence_place(const Incident& incident);

/// A cross where the selected incident was observed, if it is on this floor: item "plan.evidence".
void draw_evidence_place(const PlanView& view);

}  // namespace vigie::console
