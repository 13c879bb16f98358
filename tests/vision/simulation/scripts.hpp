// Scripts of simulated venues for tests, and questions to the states that they give.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/temporary_folder.hpp"
#include "vision/simulation/simulated_venue.hpp"

namespace vigie::test {

/// A hall of 30 x 12 m with an exit at each end, and somebody every few seconds from the west to the east.
inline constexpr std::string_view kHall = R"(
[run]
seed = 7
duration_s = 120
[[floor]]
id = "hall"
width_m = 30
height_m = 12
[[exit]]
id = "west"
from = [0, 4]
to = [0, 8]
[[exit]]
id = "east"
from = [30, 4]
to = [30, 8]
[[source]]
at = "west"
people_per_s = 0.4
route = ["east"]
)";

/// A foyer with a wall and a gate in it, a bar, a till with a queue, stairs up to a balcony, things and
/// people.
inline constexpr std::string_view kFoyer = R"(
[run]
seed = 3
duration_s = 90
most_people = 300
[[floor]]
id = "foyer"
width_m = 30
height_m = 20
[[floor.wall]]
points = [[20, 0], [20, 9]]
[[floor.wall]]
points = [[20, 11], [20, 20]]
[[floor.obstacle]]
outline = [[8, 8], [11, 8], [11, 11], [8, 11]]
[[floor]]
id = "balcony"
width_m = 20
height_m = 10
[[exit]]
id = "doors"
floor = "foyer"
from = [0, 8]
to = [0, 12]
[[gate]]
id = "hall-gate"
floor = "foyer"
from = [20, 9]
to = [20, 11]
[[stairs]]
id = "stairs"
lower = { floor = "foyer", from = [2, 18], to = [4, 18] }
upper = { floor = "balcony", from = [3, 8], to = [5, 8] }
length_m = 6
[[area]]
id = "bar"
floor = "foyer"
outline = [[12, 1], [19, 1], [19, 5], [12, 5]]
stay_least_s = 5
stay_most_s = 20
[[area]]
id = "seats"
floor = "balcony"
outline = [[10, 2], [18, 2], [18, 8], [10, 8]]
facing = [19, 5]
[[area]]
id = "pit"
floor = "foyer"
outline = [[22, 13], [28, 13], [28, 18], [22, 18]]
[[queue]]
id = "till"
floor = "foyer"
line = [[15, 18], [15, 12]]
service_s = 4
people = 3
route = ["bar"]
[[object]]
id = "trolley"
kind = "suitcase"
floor = "foyer"
at = [13, 15]
[[source]]
at = "doors"
people_per_s = 0.6
companions = 0.4
route = ["till", "seats"]
[[source]]
at = "doors"
people_per_s = 0.3
route = ["bar", "hall-gate", "pit"]
[[group]]
floor = "foyer"
outline = [[22, 3], [26, 3], [26, 7], [22, 7]]
density_per_m2 = 3
facing = [30, 5]
)";

/// The script read from a file, as a node reads it. `more` is added at its end.
inline vision::SimulationScript read_script(std::string_view script, std::string_view more = "") {
    const TemporaryFolder folder;
    auto read = vision::load_script(folder.write("script.toml", std::string(script) + std::string(more)));
    EXPECT_TRUE(read) << read.error().message;
    return read ? *read : vision::SimulationScript{};
}

inline std::shared_ptr<vision::SimulatedVenue> venue_of(std::string_view script, std::string_view more = "") {
    return vision::SimulatedVenue::from(read_script(script, more));
}

inline std::shared_ptr<const vision::WorldState> at_second(vision::SimulatedVenue& venue, double time_s) {
    return venue.at(static_cast<std::uint64_t>(std::llround(time_s * venue.steps_per_second())));
}

inline const vision::SimulatedPerson* find_person(const vision::WorldState& state, std::uint64_t id) {
    const auto found = std::find_if(state.people.begin(), state.people.end(),
                                    [id](const auto& who) { return who.id == id; });
    return found != state.people.end() ? &*found : nullptr;
}

/// What has happened of that kind until then.
inline std::vector<vision::Happening> happened(vision::SimulatedVenue& venue, vision::EventKind kind,
                                               double time_s) {
    auto all = venue.happened(static_cast<std::uint64_t>(std::llround(time_s * venue.steps_per_second())));
    std::erase_if(all, [kind](const auto& happening) { return happening.kind != kind; });
    return all;
}

inline std::size_t inside(const vision::WorldState& state, double left, double top, double right,
                          double bottom) {
    return static_cast<std::size_t>(
        std::count_if(state.people.begin(), state.people.end(), [=](const auto& who) {
            return who.at.x > left && who.at.x < right && who.at.y > top && who.at.y < bottom;
        }));
}

}  // namespace vigie::test
