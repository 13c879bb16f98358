// Words of halls and their phases.
#pragma once

#include <string>

#include "console/situation/halls.hpp"
#include "console/views/ui_context.hpp"
#include "net/types/phase.hpp"

namespace vigie::console {

[[nodiscard]] const char* word_of(net::VenuePhase phase);  ///< "Doors", "Evacuation"

/// "since 14:02:11 · 3 min": since when a hall's phase is on; empty before it was heard of.
[[nodiscard]] std::string since_text(const UiContext& context, const HallSituation& hall);

/// The people in it: "142 ± 6", "at least 142", "last 142" of a hall that is not heard; "–" before it was.
[[nodiscard]] std::string remaining_text(const HallSituation& hall);

/// What its figures leave out: that a camera does not see, or that nothing is heard of it; empty when they
/// are whole and of now.
[[nodiscard]] std::string hall_caveat(const UiContext& context, const HallSituation& hall);

/// Where the newest switch stands, while it waits or when it failed: "Egress asked by Camille at 14:02:11:
/// waiting for Hall"; empty otherwise.
[[nodiscard]] std::string switch_text(const UiContext& context, const HallSituation& hall);

/// How a hall empties at the flow of now.
struct Clearance {
    std::string words;   ///< "1 min 40 s", "about 2 min", "Nobody leaves", "Not known"
    bool slow = false;   ///< people are inside and do not leave
    bool empty = false;  ///< nobody is counted any more, and every camera sees
};
[[nodiscard]] Clearance clearance_of(const HallSituation& hall);

/// False while of one of its exits it is not known how many leave over it.
[[nodiscard]] bool knows_all_exits(const HallSituation& hall);

/// "40 / min", "≥ 40 / min"; "–" while it is not known.
[[nodiscard]] std::string flow_text(const std::optional<double>& per_min, bool at_least);

}  // namespace vigie::console
