#include "console/views/exit_list.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "console/views/hall_words.hpp"
#include "console/views/more_text.hpp"
#include "console/views/words.hpp"

namespace vigie::console {

namespace {

constexpr float kLeastColumn = 118.0F;  ///< a short name and its flow
constexpr float kBetween = 18.0F;
constexpr std::size_t kMostColumns = 4;

std::size_t columns_in(const Pen& pen, float width) {
    const float gap = pen.px(kBetween);
    const auto fitting = static_cast<std::size_t>(std::max(0.0F, width + gap) / (pen.px(kLeastColumn) + gap));
    return std::clamp(fitting, std::size_t{1}, kMostColumns);
}

/// Of those that are known: a lower limit as soon as one is not. Nothing while none is.
struct Flow {
    std::optional<double> per_min;
    bool at_least = false;
};

Flow flow_of(std::span<const ExitFlow> exits) {
    Flow sum;
    for (const ExitFlow& exit : exits) {
        if (exit.per_min) {
            sum.per_min = sum.per_min.value_or(0.0) + *exit.per_min;
        }
        sum.at_least = sum.at_least || !exit.per_min;
    }
    return sum;
}

void draw_exit(const Pen& pen, MarkRect cell, std::string_view name, const Flow& flow) {
    const std::string words = flow_text(flow.per_min, flow.at_least);
    const float width = pen.width_of(words, pen.font().small_bold) + 1.0F;
    pen.text(take_right(cell, width, pen.px(8.0F)), words,
             {.font = pen.font().small_bold,
              .colour = flow.per_min.value_or(0.0) > 0.0 ? pen.colour().text : pen.colour().text_faint,
              .align = Align::right});
    pen.text(cell, name, {.font = pen.font().small, .colour = pen.colour().text_dim});
}

}  // namespace

std::size_t exit_rows(const Pen& pen, const HallSituation& hall, float width) {
    const std::size_t columns = columns_in(pen, width);
    return (hall.exits.size() + columns - 1) / columns;
}

void draw_exits(const Pen& pen, const HallSituation& hall, const MarkRect& place, std::size_t rows) {
    const std::size_t columns = columns_in(pen, place.width);
    const std::size_t cells = columns * rows;
    const std::size_t told =
        hall.exits.size() > cells ? std::max(cells, std::size_t{1}) - 1 : hall.exits.size();
    const bool past = hall.liveness == net::Liveness::silent;
    const float gap = pen.px(kBetween);
    const float width =
        std::floor((place.width - static_cast<float>(columns - 1) * gap) / static_cast<float>(columns));
    const auto cell = [&](std::size_t i) {
        const std::size_t row = i / columns;
        return MarkRect{place.x + static_cast<float>(i % columns) * (width + gap),
                        place.y + static_cast<float>(row) * pen.px(kExitRow), width, pen.px(kExitRow)};
    };
    const std::span<const ExitFlow> exits(hall.exits);
    const auto flow = [past](std::span<const ExitFlow> of) { return past ? Flow{} : flow_of(of); };
    for (std::size_t i = 0; i < told; ++i) {
        draw_exit(pen, cell(i), exits[i].name, flow(exits.subspan(i, 1)));
    }
    if (told == exits.size()) {
        return;
    }
    const std::span<const ExitFlow> more = exits.subspan(told);
    draw_exit(pen, cell(told), more_text(more.size()), flow(more));
    std::string words;
    for (std::size_t i = 0; i < more.size(); ++i) {
        words += (i == 0 ? "" : "\n") + more[i].name + ": " + flow_text(more[i].per_min, false);
    }
    pen.mark("evacuation.exits." + hall.ref.hall.text(), cell(told));
    pen.explain_place_below(cell(told), words);
}

}  // namespace vigie::console
