// What is true in a simulated venue at one moment: who stands where, and what happens. The crowd model makes
// it; the renderer draws it; ground truth is read from it. Plain values.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "net/types/geometry.hpp"
#include "net/types/ids.hpp"

namespace vigie::vision {

/// What a body does. A fall passes from `falling` to `lying`; who gets up passes through `rising`.
enum class Posture : std::uint8_t { standing, walking, running, crouching, sitting, falling, lying, rising };

/// What somebody has with them.
enum class Carried : std::uint8_t { nothing, bag, suitcase };

/// 8-bit red, green, blue.
using Colour = std::array<std::uint8_t, 3>;

struct Clothes {
    Colour hair{40, 30, 25};
    Colour skin{200, 160, 130};
    Colour top{90, 90, 110};
    Colour trousers{50, 50, 60};
    Colour shoes{30, 30, 30};
};

/// One simulated person.
struct SimulatedPerson {
    std::uint64_t id = 0;  ///< from 1; never used again in one run
    net::FloorId floor;
    net::Point<net::Floor> at;  ///< between the feet (of who lies: the hips), metres
    net::Vector<net::Floor> velocity_m_per_s;
    double heading_rad = 0.0;  ///< where the body faces: 0 along +x, growing towards +y of the plan
    Posture posture = Posture::standing;
    double posture_progress = 1.0;  ///< of falling or rising, 0 to 1
    double gait_rad = 0.0;          ///< phase of the step: 2 pi for two steps, grows with the way walked
    double height_m = 1.73;         ///< with shoes
    double build = 1.0;             ///< width of the body by a mean adult's, 0.8 to 1.25
    Carried carried = Carried::nothing;
    Clothes clothes;
};

/// Something that stands about without anybody: a bag that was put down, a trolley, a chair.
struct SimulatedObject {
    std::uint64_t id = 0;
    std::string kind;  ///< "bag", "suitcase", "box", "chair"
    net::FloorId floor;
    net::Point<net::Floor> at;
    std::array<double, 3> size_m{0.4, 0.3, 0.35};  ///< along, across, up
    double heading_rad = 0.0;
    Colour colour{60, 50, 40};
    std::optional<std::uint64_t> owner;  ///< the person who put it down
};

/// A source of smoke, or of flames with smoke.
struct SimulatedSmoke {
    net::FloorId floor;
    net::Point<net::Floor> at;
    double age_s = 0.0;  ///< since it began
    double rise_m_per_s = 0.8;
    double spread_m = 0.5;  ///< radius at the source now
    double opacity = 0.5;   ///< of the column at the source now, 0 to 1
    bool flames = false;
};

/// What is wrong with a camera, from the script; `progress` 0 to 1 over the time that it takes to happen.
enum class CameraFault : std::uint8_t { covered, blurred, turned, frozen, glared, dark, silent };

struct ActiveCameraFault {
    net::CameraId camera;
    CameraFault fault = CameraFault::covered;
    double progress = 1.0;
    double amount = 1.0;  ///< turned: degrees; glared, dark, blurred: strength, 0 to 1
};

/// One moment of the venue. Immutable once made; crosses threads as shared_ptr<const WorldState>.
struct WorldState {
    std::uint64_t step = 0;  ///< steps since the start of the run
    double time_s = 0.0;     ///< since the start of the run
    std::vector<SimulatedPerson> people;
    std::vector<SimulatedObject> objects;
    std::vector<SimulatedSmoke> smoke;
    std::vector<ActiveCameraFault> faults;
    double light = 1.0;                     ///< brightness by the normal one
    net::Vector<net::Floor> sun{0.4, 0.3};  ///< shadow of a point one metre up falls there, metres
};

}  // namespace vigie::vision
