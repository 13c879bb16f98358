// What panels are drawn with: text that stays in its place, lines, chips, shapes, meters and controls.
//
// A Pen is made by a panel for one frame: `const Pen pen(context, "queue");`. It draws into ImGui's current
// window, marks each text and each control where it drew it, and keeps nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "console/views/icons.hpp"
#include "console/views/layout.hpp"
#include "console/views/marks.hpp"
#include "console/views/ui_context.hpp"
#include "net/types/alert.hpp"

namespace vigie::console {

enum class Align : std::uint8_t { left, centre, right };

/// How words are set.
struct Lettering {
    ImFont* font = nullptr;  ///< null: Fonts::body
    ImU32 colour = 0;        ///< 0: Palette::text
    Align align = Align::left;
    bool outlined = false;  ///< with a thin dark edge, for text on pictures and heatmaps
};

enum class ChipKind : std::uint8_t {
    tinted,  ///< words in the colour on the same colour, faint
    filled   ///< dark words on the full colour
};

enum class ButtonKind : std::uint8_t { plain, primary };

/// What a text field holds.
enum class FieldKind : std::uint8_t { words, password, search };

/// Result of a text field.
struct FieldResult {
    bool changed = false;  ///< `text` is new
    bool entered = false;  ///< Enter was pressed in it
};

/// Value of one frame; UI thread. `context` outlives it.
class Pen {
public:
    /// `panel` names whose texts these are in Marks; texts of one panel must not overlap.
    Pen(const UiContext& context, std::string panel);

    [[nodiscard]] const Palette& colour() const { return context_.theme.colour; }
    [[nodiscard]] const Fonts& font() const { return context_.theme.font; }
    /// A length given for a 1080p screen, in pixels of this one; whole pixels.
    [[nodiscard]] float px(float length) const;
    [[nodiscard]] ImDrawList& list() const;

    // Text. Places are in window pixels; words are centred in their height, and shortened with an ellipsis to
    // their width. Words that were shortened are shown whole while the pointer is on them.

    /// Returns the width that was drawn; nothing is drawn in a place narrower than the ellipsis.
    float text(const MarkRect& place, std::string_view words, const Lettering& look = {}) const;
    /// Up to as many lines as the place has room for, the last one shortened; returns the height used.
    float paragraph(const MarkRect& place, std::string_view words, const Lettering& look = {}) const;
    /// Height that paragraph would need for all of it in `width`.
    [[nodiscard]] float paragraph_height(float width, std::string_view words, ImFont* font = nullptr) const;
    [[nodiscard]] float width_of(std::string_view words, ImFont* font = nullptr) const;
    [[nodiscard]] std::string shortened(std::string_view words, float width, ImFont* font = nullptr) const;
    /// Height of a line of the face (null: body).
    [[nodiscard]] float line_height(ImFont* font = nullptr) const;

    // Surfaces and lines.
    void fill(const MarkRect& area, ImU32 colour, float rounding = 0.0F) const;
    void frame(const MarkRect& area, ImU32 colour, float rounding = 0.0F, float thickness = 1.0F) const;
    /// A border with a glow, for a picture or zone in alarm.
    void alarm_frame(const MarkRect& area, ImU32 colour, float rounding) const;
    /// One pixel, in the hairline colour unless another is given.
    void hairline(ImVec2 from, ImVec2 to, ImU32 colour = 0) const;
    /// A dark gradient at the top and at the bottom of a picture, for text on it; heights in pixels.
    void scrim(const MarkRect& picture, float top, float bottom) const;

    // Panel parts.

    /// Draws a panel's header (icon, name, a fainter note) and its hairline, cuts it off `area`, and returns
    /// the part of the header that is left for controls, right of the words. `reserved` (pixels) is kept free
    /// for them: note first, then name are shortened.
    MarkRect header(MarkRect& area, const char* icon, std::string_view name, std::string_view note,
                    float reserved = 0.0F) const;

    // Shapes and chips.

    /// Octagon with "!" (critical), triangle (high), diamond (medium), circle (low); `size` is its height.
    void severity(net::Priority priority, ImVec2 centre, float size, bool faint = false) const;
    void dot(ImVec2 centre, float radius, ImU32 colour) const;
    void diamond(ImVec2 centre, float size, ImU32 colour) const;
    void icon(const MarkRect& place, const char* glyph, ImU32 colour, ImFont* font = nullptr) const;
    /// A chip, 17 units high, centred in the place's height, against its left or right; returns what it took,
    /// never wider than the place.
    MarkRect chip(const MarkRect& place, std::string_view words, ImU32 colour,
                  ChipKind kind = ChipKind::tinted, Align align = Align::left, bool faint = false) const;
    [[nodiscard]] float chip_width(std::string_view words) const;

    // Meters.

    /// A bar from the left: `share` of the place, clamped to 0..1; `marks` are small ticks at shares.
    void bar(const MarkRect& place, double share, ImU32 colour, std::span<const double> marks = {}) const;
    /// A line through the values, scaled between `low` and `high`; NaN leaves a gap.
    void sparkline(const MarkRect& place, std::span<const float> values, float low, float high,
                   ImU32 colour) const;

    // Controls. `name` is the item's name in Marks and, after "###", its ImGui id: it must be unique on
    // screen.

    /// An invisible control over `place`; true when it was clicked.
    [[nodiscard]] bool press(std::string_view name, const MarkRect& place, bool enabled = true) const;
    /// The control that was made last has the pointer on it, or is held.
    [[nodiscard]] static bool pointed();
    [[nodiscard]] static bool held();
    /// Shown beside the pointer while the control that was made last has it.
    void explain(std::string_view words) const;
    /// The same, shown under `place` whatever the pointer does, so that nothing beside it is covered.
    void explain_below(const MarkRect& place, std::string_view words) const;
    /// The same as explain for a place that is no control.
    void explain(const MarkRect& place, std::string_view words) const;
    /// The same as explain_below for it.
    void explain_place_below(const MarkRect& place, std::string_view words) const;

    [[nodiscard]] bool button(std::string_view name, const MarkRect& place, std::string_view label,
                              ButtonKind kind = ButtonKind::plain, const char* icon = nullptr,
                              bool enabled = true) const;
    [[nodiscard]] float button_width(std::string_view label, const char* icon = nullptr) const;
    [[nodiscard]] bool toggle(std::string_view name, const MarkRect& place, std::string_view label,
                              bool on) const;
    /// Segments in one frame, equally wide where the labels allow it; items "<name>.<index>"; the index that
    /// was clicked. A segment with a reason in `idle`, if given, is faint and explains itself: choosing it
    /// changes nothing that is drawn now.
    [[nodiscard]] std::optional<std::size_t> segmented(std::string_view name, const MarkRect& place,
                                                       std::span<const std::string> labels,
                                                       std::size_t chosen,
                                                       std::span<const std::string> idle = {}) const;
    /// One line of text. `text` is what the UI state holds; it is changed when the person typed. A search
    /// that is narrower than search_width has no hint.
    FieldResult field(std::string_view name, const MarkRect& place, const char* hint, std::string& text,
                      FieldKind kind = FieldKind::words) const;
    /// Width of a search field that shows its hint whole.
    [[nodiscard]] float search_width(const char* hint) const;

    /// Marks an item by name without making a control (a picture's place).
    void mark(std::string name, const MarkRect& place) const;

private:
    [[nodiscard]] std::vector<float> segment_edges(const MarkRect& place,
                                                   std::span<const std::string> labels) const;
    void set(ImVec2 at, std::string_view words, const Lettering& look) const;
    void mark_text(std::string_view words, const MarkRect& place) const;

    const UiContext& context_;
    std::string panel_;
};

/// Nothing is drawn outside of `area` while it lives.
class Clip {
public:
    explicit Clip(const MarkRect& area);
    ~Clip();
    Clip(const Clip&) = delete;
    Clip& operator=(const Clip&) = delete;
};

/// A part of the window with its own scrolling; draw into it while it lives, from `top()` down, and tell
/// how tall it was. `id` is unique on screen.
class ScrollArea {
public:
    ScrollArea(const char* id, const MarkRect& area);
    ~ScrollArea();
    ScrollArea(const ScrollArea&) = delete;
    ScrollArea& operator=(const ScrollArea&) = delete;

    /// Left top corner of the content on screen: moves with scrolling.
    [[nodiscard]] ImVec2 top() const { return top_; }
    /// Width left of the scrollbar.
    [[nodiscard]] float width() const { return width_; }
    void set_height(float height) const;
    /// Where there is more below, the last `height` pixels go over into `ground`: a line that is cut there is
    /// seen to go on.
    void fade_to(ImU32 ground, float height) const;

private:
    ImVec2 top_;
    float width_;
};

// Colours of states.
[[nodiscard]] ImU32 colour_of(const Palette& palette, net::Priority priority);
[[nodiscard]] ImU32 colour_of(const Palette& palette, WorkState state);
[[nodiscard]] ImU32 colour_of(const Palette& palette, net::Liveness liveness);

/// ImGui's packing of a rectangle's corners.
[[nodiscard]] inline ImVec2 corner_of(const MarkRect& area) {
    return {area.x, area.y};
}
[[nodiscard]] inline ImVec2 far_corner_of(const MarkRect& area) {
    return {area.x + area.width, area.y + area.height};
}

}  // namespace vigie::console
