// Colours, fonts and measures of the console, as data.
#pragma once

#include <filesystem>
#include <string>

#include <imgui.h>

#include "net/types/result.hpp"

namespace vigie::console {

/// Colours as ImGui packs them. Surfaces and text are neutral; saturated colour means state, severity or
/// selection.
struct Palette {
    ImU32 backdrop, panel, inset, raised, hover, hairline, border;
    ImU32 text, text_dim, text_faint, on_chip;
    ImU32 accent, accent_fill, primary, primary_hover;
    ImU32 ok, warn, zone, bar;
    ImU32 critical, high, medium, low;
    ImU32 fresh, acknowledged, dispatched, resolved;
    ImU32 person;
};

/// Faces at the current scale. All point into ImGui's atlas.
struct Fonts {
    ImFont* body = nullptr;
    ImFont* body_bold = nullptr;
    ImFont* small = nullptr;
    ImFont* small_bold = nullptr;
    ImFont* label = nullptr;  ///< on maps
    ImFont* tiny = nullptr;   ///< lanes and ticks
    ImFont* title = nullptr;
    ImFont* kpi = nullptr;
};

struct Theme {
    Palette colour;
    Fonts font;
    float scale = 1.0F;
    /// A length given for a 1080p screen, in pixels of this one.
    [[nodiscard]] float px(float length) const { return length * scale; }
};

[[nodiscard]] Palette default_palette();

/// Fills ImGui's font atlas and style for `scale` (content scale times user scale) and returns the theme.
/// `folder` holds Inter's OTF files, empty for Debian's. When a font cannot be read, ImGui's own face takes
/// its place and `problem` says so in one sentence. Call between frames, with a current ImGui context, the
/// atlas cleared.
[[nodiscard]] Theme build_theme(float scale, const std::filesystem::path& folder, net::Sentence& problem);

/// Mixes alpha (0 to 255) into a colour.
[[nodiscard]] constexpr ImU32 with_alpha(ImU32 colour, unsigned alpha) {
    return (colour & 0x00FFFFFFU) | (alpha << 24U);
}

}  // namespace vigie::console
