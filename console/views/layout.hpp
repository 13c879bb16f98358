// Where each panel stands in the window, for any size and scale; and how to cut a rectangle into places.
#pragma once

#include "console/views/marks.hpp"

namespace vigie::console {

// Cutting. All lengths are window pixels; what is cut never becomes negative.

/// `area` without `dx` at its left and right and `dy` at its top and bottom.
[[nodiscard]] MarkRect inset(const MarkRect& area, float dx, float dy);
[[nodiscard]] inline MarkRect inset(const MarkRect& area, float all) {
    return inset(area, all, all);
}
/// Cuts a strip off `area` and returns it; `gap` more is thrown away between strip and rest.
MarkRect take_top(MarkRect& area, float height, float gap = 0.0F);
MarkRect take_bottom(MarkRect& area, float height, float gap = 0.0F);
MarkRect take_left(MarkRect& area, float width, float gap = 0.0F);
MarkRect take_right(MarkRect& area, float width, float gap = 0.0F);
[[nodiscard]] inline float right_of(const MarkRect& area) {
    return area.x + area.width;
}
[[nodiscard]] inline float bottom_of(const MarkRect& area) {
    return area.y + area.height;
}
[[nodiscard]] bool contains(const MarkRect& area, float x, float y);
[[nodiscard]] MarkRect intersection(const MarkRect& a, const MarkRect& b);

/// Height of the strip at the top of each panel that holds its name and controls, for a 1080p screen.
inline constexpr float kHeaderHeight = 36.0F;
/// Distance between a panel's edge and what it shows, for a 1080p screen.
inline constexpr float kPadding = 12.0F;

/// Smallest panels that anything is drawn in, at 1280x720 and user scale 1.5 (853x480 at scale 1). Each panel
/// must be readable at this size: it drops or folds what has no room, worst and newest first to stay.
inline constexpr MarkRect kSmallestQueue{0.0F, 0.0F, 256.0F, 168.0F};
inline constexpr MarkRect kSmallestDetail{0.0F, 0.0F, 256.0F, 160.0F};
inline constexpr MarkRect kSmallestWall{0.0F, 0.0F, 334.0F, 250.0F};
inline constexpr MarkRect kSmallestPlan{0.0F, 0.0F, 230.0F, 160.0F};
inline constexpr MarkRect kSmallestZones{0.0F, 0.0F, 230.0F, 84.0F};
inline constexpr MarkRect kSmallestHealth{0.0F, 0.0F, 230.0F, 60.0F};
inline constexpr MarkRect kSmallestTimeline{0.0F, 0.0F, 840.0F, 72.0F};

/// Panels of the live screen. They do not overlap, and stand kGutter (6) apart on the backdrop, but for
/// queue and detail, and for plan, zones and health, which share a column's surface and touch.
struct Layout {
    MarkRect top_bar;
    MarkRect queue;       ///< left column, upper part
    MarkRect detail;      ///< left column, lower part
    MarkRect evacuation;  ///< across the wall's top: halls that are evacuated; no height without one
    MarkRect banner;      ///< below it: "not recording"; no height without one
    MarkRect notice;      ///< below the banner; no height without one
    MarkRect wall;        ///< camera wall or focused camera, with its header and attention strip
    MarkRect plan;        ///< right column: header, floor plan, density legend at the bottom
    MarkRect zones;       ///< right column: bars against capacity
    MarkRect health;      ///< right column: nodes
    MarkRect timeline;
};

inline constexpr float kGutter = 6.0F;

/// Share of the wall that an evacuation has at most: pictures are what it is led by, too.
inline constexpr float kMostEvacuation = 0.5F;

/// Panels for a window of `width` x `height` pixels at `scale` (pixels per unit of a 1080p screen, as
/// Theme::scale). Only the wall gives room for evacuation, banner and notice, so that queue rows never move
/// for them: as much as they want (pixels, 0 for none); banner and notice up to eight lines, evacuation up to
/// half of the wall.
[[nodiscard]] Layout layout_for(float width, float height, float scale, float banner, float notice,
                                float evacuation = 0.0F);

}  // namespace vigie::console
