#include "console/views/camera_wall.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "console/views/attention_strip.hpp"
#include "console/views/camera_state.hpp"
#include "console/views/camera_tile.hpp"
#include "console/views/overlay_toggles.hpp"
#include "console/views/widgets.hpp"
#include "console/views/words.hpp"

namespace vigie::console {

namespace {

constexpr std::size_t kMostColumns = 6;
constexpr float kGap = 6.0F;
constexpr float kColumnChoice = 26.0F * kMostColumns;

std::size_t wished_columns(const UiState& ui) {
    return static_cast<std::size_t>(std::clamp(ui.settings.columns, 1, static_cast<int>(kMostColumns)));
}

/// Columns that come of wishing for 1, 2, 3 ... of them.
using DrawnColumns = std::array<std::size_t, kMostColumns>;

/// Marked is what is drawn; a number of columns that cannot be drawn now is faint and says why.
void draw_column_choice(const UiContext& context, const Pen& pen, const DrawnColumns& drawn,
                        const MarkRect& place, Actions& actions) {
    std::vector<std::string> labels;
    std::vector<std::string> idle;
    for (std::size_t wish = 1; wish <= kMostColumns; ++wish) {
        labels.push_back(number_text(wish));
        const std::size_t columns = drawn[wish - 1];
        idle.push_back(columns == wish
                           ? std::string()
                           : tr_n("Drawn in {n} column for now: the pictures are larger that way",
                                  "Drawn in {n} columns for now: the pictures are larger that way", columns));
    }
    const std::size_t chosen = drawn[wished_columns(context.ui) - 1] - 1;
    if (const std::optional<std::size_t> index = pen.segmented("wall.columns", place, labels, chosen, idle)) {
        actions.emplace_back(SetColumns{static_cast<int>(*index) + 1});
    }
}

/// Overlay switches and number of columns, from the right; words become icons when the panel is narrow.
void draw_controls(const UiContext& context, const Pen& pen, const DrawnColumns& drawn, const MarkRect& free,
                   bool with_words, Actions& actions) {
    MarkRect room = control_row(pen, free);
    const MarkRect segments = take_right(room, pen.px(kColumnChoice), pen.px(10.0F));
    draw_column_choice(context, pen, drawn, segments, actions);
    draw_overlay_toggles(context, pen, room, with_words, actions);
}

void draw_wall_header(const UiContext& context, const Pen& pen, const DrawnColumns& drawn, MarkRect& area,
                      Actions& actions) {
    const std::vector<CameraSituation>& cameras = context.situation.cameras;
    const auto live = std::count_if(cameras.begin(), cameras.end(), [](const CameraSituation& camera) {
        return camera.liveness == net::Liveness::live;
    });
    const std::string note = say("{live} of {total} live", {{"live", number_text(std::uint64_t(live))},
                                                            {"total", number_text(cameras.size())}});
    const float segments = pen.px(kColumnChoice) + pen.px(22.0F);
    const float words = segments + overlay_toggles_width(pen, true);
    const float name = pen.width_of(tr("Camera wall"), pen.font().body_bold) + pen.px(60.0F);
    const bool with_words = words + name <= area.width;
    const float reserved = with_words ? words : segments + overlay_toggles_width(pen, false);
    const MarkRect room = pen.header(area, icon::kCamera, tr("Camera wall"), note, reserved);
    draw_controls(context, pen, drawn, room, with_words, actions);
}

/// How tiles are laid out: all of one size, rows from the top.
struct Grid {
    std::size_t columns = 1;
    float width = 0.0F;
    float height = 0.0F;
    float gap = 0.0F;
    [[nodiscard]] float row() const { return height + gap; }
};

/// The least wide picture's proportions, between 4:3 and 16:9: when all rows fit, tiles grow towards it.
float proportions(const std::vector<CameraSituation>& cameras) {
    float least = 16.0F / 9.0F;
    for (const CameraSituation& camera : cameras) {
        if (camera.scene && camera.scene->height > 0) {
            least = std::min(
                least, static_cast<float>(camera.scene->width) / static_cast<float>(camera.scene->height));
        }
    }
    return std::max(least, 4.0F / 3.0F);
}

std::size_t rows_of(const Grid& grid, std::size_t cameras) {
    return (cameras + grid.columns - 1) / grid.columns;
}

/// Tiles over the whole width; where all rows fit, as high as their pictures want.
void size_tiles(Grid& grid, const std::vector<CameraSituation>& cameras, float width, float height) {
    const auto columns = static_cast<float>(grid.columns);
    grid.width = std::floor((width - grid.gap * (columns - 1.0F)) / columns);
    grid.height = std::floor(grid.width * 9.0F / 16.0F);
    const auto rows = static_cast<float>(rows_of(grid, cameras.size()));
    const float share = (height + grid.gap) / rows - grid.gap;
    if (share > grid.height) {
        grid.height = std::floor(std::min(share, grid.width / proportions(cameras)));
    } else if (grid.height > height) {
        grid.height = std::floor(height);  // one column in a low panel: a whole tile must be seen at once
    }
}

Grid grid_for(const Pen& pen, const std::vector<CameraSituation>& cameras, std::size_t wanted, float width,
              float height) {
    Grid grid;
    grid.gap = pen.px(kGap);
    const auto readable =
        static_cast<std::size_t>(std::max(1.0F, (width + grid.gap) / (pen.px(kLeastTileWidth) + grid.gap)));
    grid.columns = std::min({wanted, readable, cameras.size()});
    size_tiles(grid, cameras, width, height);
    if (cameras.size() > grid.columns) {
        return grid;
    }
    // One row leaves most of the panel empty: fewer columns where that makes the pictures larger.
    const float shape = proportions(cameras);
    const auto picture_width = [&](const Grid& tiles) { return std::min(tiles.width, tiles.height * shape); };
    for (std::size_t columns = grid.columns - 1; columns > 0; --columns) {
        Grid candidate = grid;
        candidate.columns = columns;
        size_tiles(candidate, cameras, width, height);
        const auto rows = static_cast<float>(rows_of(candidate, cameras.size()));
        candidate.height = std::min(candidate.height, std::floor((height + grid.gap) / rows - grid.gap));
        if (picture_width(candidate) > picture_width(grid)) {
            grid = candidate;
        }
    }
    return grid;
}

float height_of(const Grid& grid, std::size_t cameras) {
    return static_cast<float>(rows_of(grid, cameras)) * grid.row() - grid.gap;
}

/// Of at least one camera.
Grid grid_in(const MarkRect& area, const Pen& pen, const std::vector<CameraSituation>& cameras,
             std::size_t wanted) {
    // Decided from the whole width: tiles made for the width beside a scrollbar could do without one, and
    // the wall would flicker between the two.
    const Grid grid = grid_for(pen, cameras, wanted, area.width, area.height);
    if (height_of(grid, cameras.size()) <= area.height) {
        return grid;
    }
    const float beside = area.width - ImGui::GetStyle().ScrollbarSize - pen.px(4.0F);
    return grid_for(pen, cameras, wanted, beside, area.height);
}

DrawnColumns drawn_columns(const MarkRect& area, const Pen& pen,
                           const std::vector<CameraSituation>& cameras) {
    DrawnColumns drawn{};
    for (std::size_t wish = 1; wish <= kMostColumns; ++wish) {
        drawn[wish - 1] = cameras.empty() ? wish : grid_in(area, pen, cameras, wish).columns;
    }
    return drawn;
}

/// The whole sentence, in the middle.
void draw_nothing_seen(const UiContext& context, const Pen& pen, MarkRect area) {
    const std::optional<UnknownCameras> unknown = unknown_cameras(context.situation);
    if (!unknown) {
        return;
    }
    area = inset(area, pen.px(24.0F), 0.0F);
    const float height = pen.paragraph_height(area.width, unknown->words);
    take_top(area, std::max(0.0F, (area.height - height) / 2.0F));
    pen.paragraph(
        area, unknown->words,
        {.colour = unknown->failed ? pen.colour().critical : pen.colour().text_dim, .align = Align::centre});
}

void draw_tiles(const UiContext& context, const Pen& pen, const ActiveIncidents& active, const MarkRect& area,
                Actions& actions) {
    const std::vector<CameraSituation>& cameras = context.situation.cameras;
    if (cameras.empty()) {
        draw_nothing_seen(context, pen, area);
        return;
    }
    const Grid grid = grid_in(area, pen, cameras, wished_columns(context.ui));
    const float whole = height_of(grid, cameras.size());
    // The glow of a tile in alarm needs room around the tiles.
    const float glow = pen.px(4.0F);
    const MarkRect window = inset(area, -glow);
    const ScrollArea scroll("wall.tiles", window);
    scroll.set_height(whole + 2.0F * glow);
    const float spare = std::max(0.0F, area.height - whole);
    const ImVec2 origin{scroll.top().x + glow, scroll.top().y + glow + std::floor(spare / 2.0F)};
    for (std::size_t i = 0; i < cameras.size(); ++i) {
        const std::size_t row = i / grid.columns;
        const std::size_t column = i % grid.columns;
        const MarkRect place{origin.x + static_cast<float>(column) * (grid.width + grid.gap),
                             origin.y + static_cast<float>(row) * grid.row(), grid.width, grid.height};
        const MarkRect seen = intersection(place, window);
        // What is out of sight must not be marked: the nodes would encode it for nobody.
        if (seen.width >= 1.0F && seen.height >= 1.0F) {
            draw_camera_tile(context, pen, active, cameras[i], place, actions);
        }
    }
}

}  // namespace

void draw_camera_wall(const UiContext& context, const MarkRect& area, Actions& actions) {
    const Pen pen(context, "wall");
    const ActiveIncidents active(context.situation);
    MarkRect header = area;
    MarkRect rest = area;
    take_top(rest, pen.px(kHeaderHeight));
    rest = inset(rest, pen.px(8.0F), pen.px(6.0F));
    const MarkRect strip = take_top(rest, pen.px(26.0F), pen.px(6.0F));
    draw_wall_header(context, pen, drawn_columns(rest, pen, context.situation.cameras), header, actions);
    draw_attention_strip(pen, cameras_needing_attention(context.situation, active),
                         unknown_cameras(context.situation), strip, actions);
    draw_tiles(context, pen, active, rest, actions);
}

}  // namespace vigie::console
