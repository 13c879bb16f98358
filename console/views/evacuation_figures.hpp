// Who is still inside a hall that is being evacuated, how many leave, and how long it takes.
#pragma once

#include <string>
#include <vector>

#include "console/situation/halls.hpp"
#include "console/views/widgets.hpp"

namespace vigie::console {

struct ClearanceFigure {
    const char* label;
    std::string value;
    ImU32 ink = 0;
};

/// People, flow and time, as they stand now; faint when nobody keeps them up.
[[nodiscard]] std::vector<ClearanceFigure> clearance_figures(const Pen& pen, const HallSituation& hall);

/// All of them in one line, for a low card.
[[nodiscard]] std::string line_of(const std::vector<ClearanceFigure>& figures);

/// Labels above values, in the largest letters that the place has room for; where it is too narrow for all
/// words, labels are shortened before values are.
void draw_figures(const Pen& pen, MarkRect place, const std::vector<ClearanceFigure>& figures);

}  // namespace vigie::console
