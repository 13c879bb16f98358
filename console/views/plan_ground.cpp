// The floor plan's ground: what is seen, how dense it is, walls and scale.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "console/situation/lookup.hpp"
#include "console/views/picture_place.hpp"
#include "console/views/plan_view.hpp"
#include "console/views/polygon_fill.hpp"
#include "console/views/words.hpp"

namespace vigie::console {

namespace {

/// Whether somebody looks at a floor position.
bool is_seen(const net::DensityGrid* grid, net::Point<net::Floor> at) {
    if (grid == nullptr || grid->cell_m <= 0.0) {
        return false;
    }
    const double column = std::floor((at.x - grid->origin.x) / grid->cell_m);
    const double row = std::floor((at.y - grid->origin.y) / grid->cell_m);
    if (column < 0.0 || row < 0.0 || column >= grid->columns || row >= grid->rows) {
        return false;
    }
    const std::size_t cell = static_cast<std::size_t>(row) * grid->columns + static_cast<std::size_t>(column);
    return cell < grid->people_per_m2.size() && !std::isnan(grid->people_per_m2[cell]);
}

std::vector<ImVec2> on_screen(const PlanView& view, const std::vector<net::Point<net::Floor>>& corners) {
    std::vector<ImVec2> pixels;
    pixels.reserve(corners.size());
    for (const net::Point<net::Floor>& corner : corners) {
        pixels.push_back(view.place.screen_from_floor(corner));
    }
    return pixels;
}

/// A small wedge where the camera's picture begins, pointing into it. Its true place is not known from a
/// homography alone.
void draw_camera_mark(const PlanView& view, const net::Calibration& calibration, ImU32 colour) {
    const std::optional<net::Homography> homography =
        scene_homography(calibration, calibration.width, calibration.height);
    if (!homography) {
        return;
    }
    const auto near =
        homography->floor_from_image({calibration.width / 2.0, static_cast<double>(calibration.height)});
    const auto ahead = homography->floor_from_image({calibration.width / 2.0, calibration.height * 0.75});
    if (!near || !ahead) {
        return;
    }
    const MarkRect& plan = view.place.plan();
    ImVec2 at = view.place.screen_from_floor(*near);
    const ImVec2 to = view.place.screen_from_floor(*ahead);
    const float length = std::hypot(to.x - at.x, to.y - at.y);
    if (length <= 0.0F) {
        return;
    }
    const float size = view.pen.px(8.0F);
    const ImVec2 along{(to.x - at.x) / length * size, (to.y - at.y) / length * size};
    at.x = std::clamp(at.x, plan.x + size, std::max(plan.x + size, right_of(plan) - size));
    at.y = std::clamp(at.y, plan.y + size, std::max(plan.y + size, bottom_of(plan) - size));
    const ImVec2 left{at.x + along.x + along.y * 0.8F, at.y + along.y - along.x * 0.8F};
    const ImVec2 right{at.x + along.x - along.y * 0.8F, at.y + along.y + along.x * 0.8F};
    view.pen.list().AddTriangleFilled(at, right, left, with_alpha(colour, 150));
    view.pen.dot(at, view.pen.px(2.5F), colour);
}

}  // namespace

void draw_unseen(const PlanView& view) {
    const MarkRect& plan = view.place.plan();
    if (view.place.pixels_per_m() <= 0.0) {
        return;
    }
    const float spacing = view.pen.px(8.0F);
    const float step =
        std::max(2.0F, view.place.pixels(view.grid == nullptr ? 2.0 : view.grid->cell_m * 0.5));
    const ImU32 colour = with_alpha(view.pen.colour().border, 150);
    const Clip clip(plan);
    // Lines from the lower left to the upper right, broken where the floor is seen.
    for (float start = spacing; start < plan.width + plan.height; start += spacing) {
        const float low = std::max(0.0F, start - plan.height);
        const float high = std::min(start, plan.width);
        float unseen_from = -1.0F;
        for (float x = low; x < high + step; x += step) {
            const float at = std::min(x, high);
            const ImVec2 pixel{plan.x + at, plan.y + start - at};
            const bool unseen = x < high && !is_seen(view.grid, view.place.floor_from_screen(pixel));
            if (unseen && unseen_from < 0.0F) {
                unseen_from = at;
            } else if (!unseen && unseen_from >= 0.0F) {
                view.pen.list().AddLine({plan.x + unseen_from, plan.y + start - unseen_from}, pixel, colour);
                unseen_from = -1.0F;
            }
        }
    }
}

void draw_fields_of_view(const PlanView& view) {
    if (!view.node.configuration) {
        return;
    }
    const Clip clip(view.place.plan());
    for (const net::CameraConfiguration& camera : view.node.configuration->cameras) {
        if (!camera.calibration || camera.calibration->floor != view.plan.floor) {
            continue;
        }
        const CameraSituation* situation = find_camera(view.context.situation, camera.camera);
        const FeedState state =
            situation == nullptr ? FeedState::never_seen : feed_state(*situation, std::nullopt);
        const bool sees = state == FeedState::live || state == FeedState::opening;
        const ImU32 colour = sees ? view.pen.colour().text_dim : view.pen.colour().warn;
        const std::vector<ImVec2> corners = on_screen(view, camera.calibration->field_of_view.corners);
        if (corners.size() >= 3) {
            fill_polygon(view.pen.list(), corners, with_alpha(colour, 9));
            view.pen.list().AddPolyline(corners.data(), static_cast<int>(corners.size()),
                                        with_alpha(colour, 60), ImDrawFlags_Closed, 1.0F);
        }
        draw_camera_mark(view, *camera.calibration, colour);
    }
}

void draw_heatmap(const PlanView& view) {
    if (view.grid == nullptr || !view.context.ui.settings.heatmap || !view.context.heatmap) {
        return;
    }
    const ImTextureID texture = view.context.heatmap(view.plan.floor);
    if (texture == nullptr) {
        return;
    }
    const net::DensityGrid& grid = *view.grid;
    const net::Point<net::Floor> far{grid.origin.x + grid.cell_m * grid.columns,
                                     grid.origin.y + grid.cell_m * grid.rows};
    const Clip clip(view.place.plan());
    view.pen.list().AddImage(texture, view.place.screen_from_floor(grid.origin),
                             view.place.screen_from_floor(far), {0.0F, 0.0F}, {1.0F, 1.0F},
                             view.fresh ? IM_COL32_WHITE : IM_COL32(150, 150, 150, 130));
}

void draw_walls(const PlanView& view) {
    const Clip clip(view.place.plan());
    for (const std::vector<net::Point<net::Floor>>& wall : view.plan.walls) {
        const std::vector<ImVec2> corners = on_screen(view, wall);
        view.pen.list().AddPolyline(corners.data(), static_cast<int>(corners.size()),
                                    with_alpha(view.pen.colour().text_faint, 200), ImDrawFlags_None,
                                    view.pen.px(2.0F));
    }
    view.pen.frame(view.place.plan(), view.pen.colour().border);
}

void draw_scale_bar(const PlanView& view, LabelRoom& room) {
    const MarkRect& plan = view.place.plan();
    const double metres = scale_bar_m(view.place, view.pen.px(24.0F), plan.width * 0.35F);
    const float length = view.place.pixels(metres);
    const float right = right_of(plan) - view.pen.px(8.0F);
    const float y = std::floor(bottom_of(plan) - view.pen.px(8.0F)) + 0.5F;
    const float tick = view.pen.px(4.0F);
    const ImU32 colour = view.pen.colour().text_dim;
    view.pen.list().AddLine({right - length, y}, {right, y}, colour, 1.0F);
    view.pen.list().AddLine({right - length + 0.5F, y - tick}, {right - length + 0.5F, y + 1.0F}, colour,
                            1.0F);
    view.pen.list().AddLine({right - 0.5F, y - tick}, {right - 0.5F, y + 1.0F}, colour, 1.0F);
    ImFont* font = view.pen.font().tiny;
    const std::string words = say("{n} m", {{"n", number_text(metres, 0)}});
    const float width = view.pen.width_of(words, font) + 1.0F;
    const float height = view.pen.line_height(font);
    const MarkRect place{right - width, y - tick - height, width, height};
    room.take(
        {std::min(place.x, right - length), place.y, std::max(width, length), bottom_of(plan) - place.y});
    view.pen.text(place, words, {.font = font, .colour = colour, .align = Align::right, .outlined = true});
}

}  // namespace vigie::console
