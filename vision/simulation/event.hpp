// What a script lets happen at a time: acts of single people, of crowds, of light, smoke and cameras.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "net/types/geometry.hpp"
#include "net/types/ids.hpp"
#include "vision/simulation/world.hpp"

namespace vigie::vision {

enum class EventKind : std::uint8_t {
    // acts of one person, or of `people`
    fall,          ///< falls, lies for `duration_s` (0: stays down), gets up and goes on
    tie_shoe,      ///< crouches for `duration_s`
    sit_down,      ///< sits on the floor for `duration_s`
    leave_bag,     ///< puts a bag down and goes away without it
    put_down_bag,  ///< puts a bag down, waits beside it for `duration_s`, takes it and goes on
    take_object,   ///< takes the object away that `target` names
    run,           ///< runs along the route
    wrong_way,     ///< turns round and goes back to where they came from
    jump_barrier,  ///< goes from `at` straight to `to`, whatever wall is between
    // of everybody
    disperse,  ///< everyone within `radius_m` of `at` runs away from it for `duration_s`
    close,     ///< closes the passage `target`; people press there up to `density_per_m2`
    open,      ///< opens it
    phase,     ///< a mark: the venue's phase is now `target`
    // of the surroundings
    smoke,        ///< rises at `at` for `duration_s` (0: to the end)
    fire,         ///< the same with flames
    steam,        ///< the same, thin, fast and soon gone: looks like smoke and is none
    light,        ///< brightness becomes `amount` within `ramp_s`
    camera_fault  ///< `camera` is covered, blurred ... within `ramp_s`, for `duration_s` (0: to the end)
};

/// One event. Which fields count depends on the kind.
struct ScriptEvent {
    EventKind kind = EventKind::phase;
    double at_s = 0.0;
    double duration_s = 0.0;
    double ramp_s = 0.0;
    net::FloorId floor;
    /// Where; an act is done there by whoever is nearest, or by who comes `from`.
    std::optional<net::Point<net::Floor>> at;
    std::optional<net::Point<net::Floor>> to;
    std::string from;                ///< acts: somebody new enters at this exit and goes to `at` to do it
    std::vector<std::string> route;  ///< acts: where they go afterwards; without: on as before
    std::size_t people = 1;
    double speed_m_per_s = 3.2;  ///< of who runs
    double radius_m = 6.0;
    double density_per_m2 = 5.0;
    bool announced = false;  ///< people know that it is closed, and go elsewhere
    double amount = 1.0;
    std::string target;
    Carried carried = Carried::bag;  ///< what is put down
    net::CameraId camera;
    CameraFault fault = CameraFault::covered;
};

}  // namespace vigie::vision
