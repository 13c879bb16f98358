// Surfaces, lines, severity shapes, chips and meters.
#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

#include "console/views/widgets.hpp"

namespace vigie::console {

namespace {

constexpr float kPi = 3.14159265F;

/// Corners of a regular polygon around `centre`, the first at `start` radians.
template <std::size_t Corners>
std::array<ImVec2, Corners> regular(ImVec2 centre, float radius, float start) {
    std::array<ImVec2, Corners> corners;
    for (std::size_t i = 0; i < Corners; ++i) {
        const float angle = start + 2.0F * kPi * static_cast<float>(i) / static_cast<float>(Corners);
        corners[i] = ImVec2(centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle));
    }
    return corners;
}

template <std::size_t Corners>
void fill_polygon(ImDrawList& list, const std::array<ImVec2, Corners>& corners, ImU32 colour) {
    list.AddConvexPolyFilled(corners.data(), static_cast<int>(Corners), colour);
}

constexpr unsigned kFaintAlpha = 120;

}  // namespace

void Pen::fill(const MarkRect& area, ImU32 colour, float rounding) const {
    list().AddRectFilled(corner_of(area), far_corner_of(area), colour, rounding);
}

void Pen::frame(const MarkRect& area, ImU32 colour, float rounding, float thickness) const {
    list().AddRect(corner_of(area), far_corner_of(area), colour, rounding, ImDrawFlags_None, thickness);
}

void Pen::alarm_frame(const MarkRect& area, ImU32 colour, float rounding) const {
    const float glow = px(4.0F);
    const float border = std::max(1.0F, px(2.0F));
    const MarkRect around = inset(area, -glow / 2.0F);
    frame(around, with_alpha(colour, 70), rounding + glow / 2.0F, glow);
    frame(inset(area, border / 2.0F), colour, rounding, border);
}

void Pen::hairline(ImVec2 from, ImVec2 to, ImU32 colour_or_none) const {
    const ImU32 ink = colour_or_none == 0 ? colour().hairline : colour_or_none;
    if (from.x == to.x) {
        list().AddRectFilled(from, ImVec2(to.x + 1.0F, to.y), ink);
    } else if (from.y == to.y) {
        list().AddRectFilled(from, ImVec2(to.x, to.y + 1.0F), ink);
    } else {
        list().AddLine(from, to, ink, 1.0F);
    }
}

void Pen::scrim(const MarkRect& picture, float top, float bottom) const {
    const ImU32 clear = IM_COL32(0, 0, 0, 0);
    if (top > 0.0F) {
        const ImU32 dark = IM_COL32(0, 0, 0, 170);
        list().AddRectFilledMultiColor(corner_of(picture),
                                       ImVec2(right_of(picture), picture.y + std::min(top, picture.height)),
                                       dark, dark, clear, clear);
    }
    if (bottom > 0.0F) {
        const ImU32 dark = IM_COL32(0, 0, 0, 150);
        list().AddRectFilledMultiColor(
            ImVec2(picture.x, bottom_of(picture) - std::min(bottom, picture.height)), far_corner_of(picture),
            clear, clear, dark, dark);
    }
}

void Pen::severity(net::Priority priority, ImVec2 centre, float size, bool faint) const {
    ImU32 ink = colour_of(colour(), priority);
    if (faint) {
        ink = with_alpha(ink, kFaintAlpha);
    }
    const float radius = size / 2.0F;
    switch (priority) {
        case net::Priority::critical: {
            fill_polygon(list(), regular<8>(centre, radius * 1.06F, kPi / 8.0F), ink);
            const float half = std::max(0.75F, size * 0.07F);
            const ImU32 dark = colour().on_chip;
            list().AddRectFilled(ImVec2(centre.x - half, centre.y - radius * 0.56F),
                                 ImVec2(centre.x + half, centre.y + radius * 0.12F), dark);
            list().AddRectFilled(ImVec2(centre.x - half, centre.y + radius * 0.32F),
                                 ImVec2(centre.x + half, centre.y + radius * 0.32F + 2.0F * half), dark);
            return;
        }
        case net::Priority::high:
            fill_polygon(list(),
                         regular<3>({centre.x, centre.y + radius * 0.16F}, radius * 1.1F, -kPi / 2.0F), ink);
            return;
        case net::Priority::medium:
            fill_polygon(list(), regular<4>(centre, radius, -kPi / 2.0F), ink);
            return;
        case net::Priority::low:
            list().AddCircleFilled(centre, radius * 0.74F, ink);
            return;
    }
}

void Pen::dot(ImVec2 centre, float radius, ImU32 colour) const {
    list().AddCircleFilled(centre, radius, colour);
}

void Pen::diamond(ImVec2 centre, float size, ImU32 colour) const {
    fill_polygon(list(), regular<4>(centre, size / 2.0F, -kPi / 2.0F), colour);
}

void Pen::icon(const MarkRect& place, const char* glyph, ImU32 colour, ImFont* face) const {
    ImFont* const used = face == nullptr ? font().body : face;
    const std::string_view bytes(glyph);
    // Three bytes of UTF-8 hold the private area where the icons are.
    const auto byte = [&bytes](std::size_t i) {
        return static_cast<unsigned>(static_cast<unsigned char>(bytes[i]));
    };
    const unsigned code = ((byte(0) & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU);
    if (used->FindGlyphNoFallback(static_cast<ImWchar>(code)) == nullptr) {
        return;
    }
    const float width = width_of(bytes, used);
    list().AddText(used, used->FontSize,
                   ImVec2(std::floor(place.x + (place.width - width) / 2.0F + 0.5F),
                          std::floor(place.y + (place.height - used->FontSize) / 2.0F + 0.5F)),
                   colour, bytes.data(), bytes.data() + bytes.size());
}

float Pen::chip_width(std::string_view words) const {
    return width_of(words, font().small_bold) + 2.0F * px(6.0F);
}

MarkRect Pen::chip(const MarkRect& place, std::string_view words, ImU32 ink, ChipKind kind, Align align,
                   bool faint) const {
    const float width = std::min(chip_width(words), place.width);
    const float height = std::min(px(17.0F), place.height);
    const float spare = place.width - width;
    const float shift = align == Align::left ? 0.0F : align == Align::right ? spare : spare / 2.0F;
    const MarkRect taken{std::floor(place.x + shift + 0.5F),
                         std::floor(place.y + (place.height - height) / 2.0F + 0.5F), width, height};
    const ImU32 full = faint ? with_alpha(ink, kFaintAlpha) : ink;
    const ImU32 ground = kind == ChipKind::filled ? full : with_alpha(ink, faint ? 20 : 38);
    fill(taken, ground, px(3.0F));
    text(inset(taken, px(6.0F) - 1.0F, 0.0F), words,
         {font().small_bold, kind == ChipKind::filled ? colour().on_chip : full, Align::centre});
    return taken;
}

void Pen::bar(const MarkRect& place, double share, ImU32 ink, std::span<const double> marks) const {
    const float rounding = std::min(px(2.0F), place.height / 2.0F);
    fill(place, colour().hover, rounding);
    const auto filled = static_cast<float>(std::isfinite(share) ? std::clamp(share, 0.0, 1.0) : 0.0);
    if (filled * place.width >= 1.0F) {
        fill({place.x, place.y, std::max(2.0F * rounding, filled * place.width), place.height}, ink,
             rounding);
    }
    for (const double mark : marks) {
        const float x = std::floor(place.x + static_cast<float>(std::clamp(mark, 0.0, 1.0)) * place.width);
        hairline({x, place.y - px(2.0F)}, {x, bottom_of(place) + px(2.0F)}, colour().text_dim);
    }
}

void Pen::sparkline(const MarkRect& place, std::span<const float> values, float low, float high,
                    ImU32 ink) const {
    if (values.size() < 2 || !(high > low)) {
        return;
    }
    const float step = place.width / static_cast<float>(values.size() - 1);
    std::vector<ImVec2> run;
    run.reserve(values.size());
    const auto draw = [&] {
        if (run.size() > 1) {
            list().AddPolyline(run.data(), static_cast<int>(run.size()), ink, ImDrawFlags_None, px(1.4F));
        }
        run.clear();
    };
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values[i])) {
            draw();
            continue;
        }
        const float share = std::clamp((values[i] - low) / (high - low), 0.0F, 1.0F);
        run.emplace_back(place.x + step * static_cast<float>(i), bottom_of(place) - share * place.height);
    }
    if (!run.empty()) {
        dot(run.back(), px(1.8F), ink);
    }
    draw();
}

ImU32 colour_of(const Palette& palette, net::Priority priority) {
    switch (priority) {
        case net::Priority::low:
            return palette.low;
        case net::Priority::medium:
            return palette.medium;
        case net::Priority::high:
            return palette.high;
        case net::Priority::critical:
            return palette.critical;
    }
    return palette.text_dim;
}

ImU32 colour_of(const Palette& palette, WorkState state) {
    switch (state) {
        case WorkState::fresh:
            return palette.fresh;
        case WorkState::acknowledged:
        case WorkState::confirmed:
            return palette.acknowledged;
        case WorkState::dispatched:
            return palette.dispatched;
        case WorkState::resolved:
            return palette.resolved;
    }
    return palette.text_dim;
}

ImU32 colour_of(const Palette& palette, net::Liveness liveness) {
    switch (liveness) {
        case net::Liveness::live:
            return palette.ok;
        case net::Liveness::late:
        case net::Liveness::frozen:
            return palette.warn;
        case net::Liveness::silent:
            return palette.critical;
        case net::Liveness::never_seen:
            return palette.text_faint;
    }
    return palette.text_dim;
}

}  // namespace vigie::console
