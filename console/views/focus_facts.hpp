// What the focus view tells about its camera, as words.
#pragma once

#include <string>
#include <vector>

#include <imgui.h>

#include "console/views/camera_picture.hpp"

namespace vigie::console {

/// A measured or known thing and its name. Colour 0: ordinary text.
struct Fact {
    std::string name;
    std::string value;
    ImU32 colour = 0;
};

/// Whether what is known of the camera's source is of now: a node that is not heard any more told it last.
[[nodiscard]] bool source_is_known(const Situation& situation, const CameraSituation& camera);

/// State, source (while it is known), age, rate, analysis, mask, survey, node: the most important first.
[[nodiscard]] std::vector<Fact> camera_facts(const UiContext& context, const CameraPicture& shown);

/// People in each zone that the shown scene counts; of a zone without a figure "–".
[[nodiscard]] std::vector<Fact> zone_facts(const UiContext& context, const ActiveIncidents& active,
                                           const CameraPicture& shown);

/// Crossings of each line that the camera watches, since its node started.
[[nodiscard]] std::vector<Fact> line_facts(const UiContext& context, const CameraPicture& shown);

}  // namespace vigie::console
