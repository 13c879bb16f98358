// How many people are in the venue, by zones and by its boundary lines, in words.
#pragma once

#include <optional>
#include <string>

#include "console/situation/situation.hpp"
#include "console/situation/venue_count.hpp"

namespace vigie::console {

/// What boundary lines say, short enough to stand beside the venue's count.
struct LineWords {
    std::string people;     ///< "By lines 16,140"; "By lines last 16,140" of nodes that are not heard
    std::string corrected;  ///< "Corrected by -45", "Corrected by 0"
    std::string both;       ///< in one line: "By lines 16,140 (-45)"
};
[[nodiscard]] LineWords line_words(const VenueLines& lines);

/// The venue's count with its error, the balance of its lines, how much of that was corrected and why, and
/// the licensed capacity: each in a line "name: value" for showing beside the pointer. What is not known is
/// left out.
[[nodiscard]] std::string venue_words(const Situation& situation);

}  // namespace vigie::console
