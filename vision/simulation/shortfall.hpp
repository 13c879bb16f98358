// What a script asks for and its venue could not give.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "vision/simulation/event.hpp"

namespace vigie::vision {

/// From the start of a run. Plain values.
struct Shortfall {
    std::vector<std::size_t> given_up;  ///< events for which nobody was found; numbers in the script's events
    std::size_t turned_away = 0;        ///< people whom a source brought and who found no room to enter
    bool operator==(const Shortfall&) const = default;
};

/// In one sentence, about an event that was given up.
[[nodiscard]] std::string given_up_text(const ScriptEvent& event);
/// In one sentence, about more than nobody; `most_people`: of the script.
[[nodiscard]] std::string turned_away_text(std::size_t people, std::size_t most_people);

}  // namespace vigie::vision
