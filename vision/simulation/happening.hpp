// What truly happened in a simulated venue: the ground truth of events.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "net/types/geometry.hpp"
#include "net/types/ids.hpp"
#include "vision/simulation/event.hpp"

namespace vigie::vision {

/// One event of the script as it came true, once for each person who did it. An act begins when somebody does
/// it, not when they set out to do it.
struct Happening {
    EventKind kind = EventKind::phase;
    double start_s = 0.0;         ///< since the start of the run
    std::optional<double> end_s;  ///< absent while it lasts
    net::FloorId floor;           ///< empty where it has no place
    net::Point<net::Floor> at;    ///< where it began
    std::optional<std::uint64_t> person;
    std::optional<std::uint64_t> object;
    std::string about;  ///< phase, passage, object or camera that it concerns
    bool operator==(const Happening&) const = default;
};

}  // namespace vigie::vision
