// A camera's picture with its overlay or, in its place, why there is none. Shared by tile and focus view.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "console/views/camera_state.hpp"
#include "console/views/picture_overlay.hpp"
#include "console/views/widgets.hpp"

namespace vigie::console {

/// How a camera's picture is shown in this frame.
struct CameraPicture {
    const CameraSituation& camera;
    std::optional<PictureView> picture;
    FeedState state;
};

/// Asks the context for the camera's newest picture.
[[nodiscard]] CameraPicture look_at(const UiContext& context, const CameraSituation& camera);

/// Whether there is a picture to be seen. A silent camera's last one is history and is not shown.
[[nodiscard]] bool shows_picture(const CameraPicture& shown);

/// Why nothing comes, with what it is about and what to do: the whole of what a small place says in a few
/// words. Empty: a picture is seen or waited for, or nobody knows why.
[[nodiscard]] std::string missing_picture_words(const UiContext& context, const CameraPicture& shown);

/// Draws into `place`, letterboxed, and marks the picture's rectangle under `mark`; returns that rectangle.
/// Live: as it is. Late and frozen: dimmed, frozen with a sign in its middle. Silent, opening and never seen:
/// no picture at all, but words. Texts keep clear of what `room` holds; `line` is the overlay's thickness.
MarkRect draw_camera_picture(const UiContext& context, const Pen& pen, const ActiveIncidents& active,
                             const CameraPicture& shown, const MarkRect& place, const std::string& mark,
                             LabelRoom& room, float line);

/// Sentences that a picture that is seen owes its viewer, the most important first: "Warming up: whole
/// picture masked", "Not calibrated: no floor positions". `brief` are the same in two words.
struct PictureNote {
    std::string words;
    std::string brief;
};
[[nodiscard]] std::vector<PictureNote> notes_on(const CameraPicture& shown);

}  // namespace vigie::console
