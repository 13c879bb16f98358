// The body of a simulated person in the venue: which limb is where, for every posture and step.
#pragma once

#include <cstdint>
#include <vector>

#include "vision/rendering/projection.hpp"
#include "vision/simulation/world.hpp"

namespace vigie::vision {

/// What a part of a figure is covered with; how it is coloured follows from it.
enum class Covering : std::uint8_t { skin, head, top, trousers, shoes, luggage };

/// A rounded, tapering part of a body: an elliptic cone between two joints with round ends.
struct Limb {
    Place from;
    Place to;
    double from_radius_m = 0.05;  ///< half of its width, across `lateral`
    double to_radius_m = 0.05;
    double flatness = 1.0;  ///< half of its thickness by half of its width
    Place lateral{1.0, 0.0, 0.0};
    double cap = 1.0;  ///< how far its round ends reach, by the radius
    Covering covering = Covering::skin;
    Colour colour{};
};

/// A person's body at one moment. Plain values.
struct Skeleton {
    std::vector<Limb> limbs;
    Place facing;  ///< where the face looks, a unit vector
    Place crown;   ///< from chin to crown, a unit vector
    Place middle;  ///< of the hips
    Colour hair{};
    Colour skin{};
    std::uint64_t variety = 0;  ///< what tells this person's clothes from others of the same colours
};

/// Poses a person. Proportions of segments after Drillis and Contini (as in Winter, Biomechanics and Motor
/// Control of Human Movement, figure 4.1); the gait swings hips, knees and arms by sinusoids of `gait_rad`
/// whose stride is the 0.41 body heights a step that the crowd walks with, and the lower foot stands on the
/// floor. `time_s` moves those who stand. `seat_m`: height of the seat of who sits, 0 for the floor.
[[nodiscard]] Skeleton body_of(const SimulatedPerson& person, double time_s, double seat_m);

}  // namespace vigie::vision
