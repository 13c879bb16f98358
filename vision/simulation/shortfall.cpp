#include "vision/simulation/shortfall.hpp"

#include <fmt/format.h>

namespace vigie::vision {

std::string given_up_text(const ScriptEvent& event) {
    return fmt::format("{} found for the act that the script wants at {} s",
                       event.people == 1 ? "nobody was" : fmt::format("not all {} people were", event.people),
                       event.at_s);
}

std::string turned_away_text(std::size_t people, std::size_t most_people) {
    return fmt::format(
        "{} found no room to enter and {} turned away: 'most_people' of [run] is {}, or their exit is "
        "closed, "
        "blocked or too narrow",
        people == 1 ? "1 person" : fmt::format("{} people", people), people == 1 ? "was" : "were",
        most_people);
}

}  // namespace vigie::vision
