#include "console/views/layout.hpp"

#include <algorithm>
#include <cmath>

namespace vigie::console {

namespace {

/// Of a sentence on a narrow wall at a large scale; the rest of a longer one is in its tooltip.
constexpr float kMostStrip = 150.0F;

/// A share of the window between two limits, the lower of which gives way in small windows.
float side_width(float window, float share, float least, float least_share, float most) {
    return std::clamp(share * window, std::min(least, least_share * window), most);
}

}  // namespace

MarkRect inset(const MarkRect& area, float dx, float dy) {
    return {area.x + dx, area.y + dy, std::max(0.0F, area.width - 2.0F * dx),
            std::max(0.0F, area.height - 2.0F * dy)};
}

MarkRect take_top(MarkRect& area, float height, float gap) {
    const float taken = std::clamp(height, 0.0F, area.height);
    const MarkRect strip{area.x, area.y, area.width, taken};
    const float gone = std::min(taken + gap, area.height);
    area.y += gone;
    area.height -= gone;
    return strip;
}

MarkRect take_bottom(MarkRect& area, float height, float gap) {
    const float taken = std::clamp(height, 0.0F, area.height);
    const MarkRect strip{area.x, bottom_of(area) - taken, area.width, taken};
    area.height -= std::min(taken + gap, area.height);
    return strip;
}

MarkRect take_left(MarkRect& area, float width, float gap) {
    const float taken = std::clamp(width, 0.0F, area.width);
    const MarkRect strip{area.x, area.y, taken, area.height};
    const float gone = std::min(taken + gap, area.width);
    area.x += gone;
    area.width -= gone;
    return strip;
}

MarkRect take_right(MarkRect& area, float width, float gap) {
    const float taken = std::clamp(width, 0.0F, area.width);
    const MarkRect strip{right_of(area) - taken, area.y, taken, area.height};
    area.width -= std::min(taken + gap, area.width);
    return strip;
}

bool contains(const MarkRect& area, float x, float y) {
    return x >= area.x && x < right_of(area) && y >= area.y && y < bottom_of(area);
}

MarkRect intersection(const MarkRect& a, const MarkRect& b) {
    const float left = std::max(a.x, b.x);
    const float top = std::max(a.y, b.y);
    return {left, top, std::max(0.0F, std::min(right_of(a), right_of(b)) - left),
            std::max(0.0F, std::min(bottom_of(a), bottom_of(b)) - top)};
}

Layout layout_for(float width, float height, float scale, float banner, float notice, float evacuation) {
    const auto px = [scale](float length) { return std::floor(length * scale + 0.5F); };
    // Sizes in units of a 1080p screen decide what fits.
    const float wide = width / scale;
    const float tall = height / scale;
    const float gutter = px(kGutter);

    Layout layout;
    MarkRect rest{0.0F, 0.0F, width, height};
    layout.top_bar = take_top(rest, px(tall < 600.0F ? 44.0F : 52.0F));
    rest = inset(rest, gutter, gutter);
    // Four lanes and three rows of incidents from 720 on.
    layout.timeline = take_bottom(
        rest, px(tall < 560.0F ? 72.0F : std::clamp(36.0F + 0.194F * tall, 120.0F, 300.0F)), gutter);

    MarkRect left = take_left(rest, px(side_width(wide, 0.1833F, 288.0F, 0.305F, 440.0F)), gutter);
    layout.detail = take_bottom(left, px(std::clamp(0.44F * left.height / scale, 160.0F, 420.0F)));
    layout.queue = left;

    MarkRect right = take_right(rest, px(side_width(wide, 0.202F, 284.0F, 0.275F, 520.0F)), gutter);
    const float column = right.height / scale;
    layout.health = take_bottom(right, px(std::clamp(0.15F * column, 60.0F, 168.0F)));
    layout.zones = take_bottom(right, px(std::clamp(0.36F * column, 84.0F, 360.0F)));
    layout.plan = right;

    const auto strip = [&](float wanted) {
        return wanted > 0.0F ? take_top(rest, std::clamp(wanted, px(32.0F), px(kMostStrip)), gutter)
                             : MarkRect{};
    };
    if (evacuation > 0.0F) {
        layout.evacuation =
            take_top(rest, std::min(evacuation, std::floor(kMostEvacuation * rest.height)), gutter);
    }
    layout.banner = strip(banner);
    layout.notice = strip(notice);
    layout.wall = rest;
    return layout;
}

}  // namespace vigie::console
