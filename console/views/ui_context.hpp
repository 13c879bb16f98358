// All that a view may look at. Views are pure functions of it: they push Actions and change nothing.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include <imgui.h>

#include "console/incidents/operators.hpp"
#include "console/situation/situation.hpp"
#include "console/views/action.hpp"
#include "console/views/marks.hpp"
#include "console/views/theme.hpp"
#include "console/views/ui_state.hpp"

namespace vigie::console {

/// A camera's newest picture on the graphics side.
struct PictureView {
    ImTextureID texture = nullptr;
    float width = 0.0F;  ///< pixels of the texture
    float height = 0.0F;
    std::shared_ptr<const net::Scene> scene;  ///< of this very picture
    double age_ms = 0.0;                      ///< capture to now, offset-corrected
    std::optional<double> shown_fps;          ///< nothing until it was watched for long enough
};

/// One frame's inputs; valid while it is drawn. UI thread.
struct UiContext {
    const Situation& situation;
    const UiState& ui;
    const Theme& theme;
    net::UtcTime now{};
    net::MonoTime mono{};
    std::string operator_name;  ///< empty: nobody is signed in, and the login screen is drawn
    std::optional<Role> operator_role = std::nullopt;  ///< absent: nobody is signed in
    bool signing_in = false;                           ///< a password is being checked
    net::Sentence sign_in_problem;                     ///< empty: none
    net::Sentence notice;                              ///< empty: none
    std::set<IncidentNumber> pending;                  ///< acts that the ledger has not confirmed yet
    std::set<HallRef> switching;                       ///< whose switch the ledger has not confirmed yet
    std::optional<double> age_p95_ms;                  ///< capture to screen, all cameras, last seconds
    /// "14:02:37" in the venue's time zone.
    std::function<std::string(net::UtcTime)> clock_text;
    /// Name of the venue's time zone for people, such as "CET".
    std::string zone_text;
    /// The newest picture of a camera, as large as there is; nothing before its first.
    std::function<std::optional<PictureView>(const net::CameraId&)> picture;
    /// Texture of a floor's heatmap (see heatmap.hpp), null when there is none.
    std::function<ImTextureID(const net::FloorId&)> heatmap;
    /// Filled when not null: where pictures are on screen decides what is asked of the nodes.
    Marks* marks = nullptr;
};

/// Draws the whole console: login, or the live screen with its overlays. Call between NewFrame and Render,
/// into a framebuffer cleared to Palette::panel: filling the panels too would cost a quarter of a frame on a
/// software renderer. The marks name each camera's picture place "picture.<camera>" and the focused one
/// "focus.<camera>".
void draw_console(const UiContext& context, Actions& actions);

/// True while the pointer is over the queue's rows, as marked in the last frame: hold the queue then.
[[nodiscard]] bool queue_is_held(const Marks& marks, float pointer_x, float pointer_y);
/// The same of the zones' panel: hold their rows then.
[[nodiscard]] bool zones_are_held(const Marks& marks, float pointer_x, float pointer_y);

}  // namespace vigie::console
