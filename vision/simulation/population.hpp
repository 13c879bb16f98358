// How people differ: height, pace, build, clothes, what they carry.
#pragma once

#include "vision/simulation/random.hpp"
#include "vision/simulation/world.hpp"

namespace vigie::vision {

struct PopulationSettings {
    double height_mean_m = 1.70;  ///< with shoes
    double height_deviation_m = 0.09;
    double height_least_m = 1.45;
    double height_most_m = 2.0;
    double speed_mean_m_per_s = 1.34;  ///< that they want (Weidmann, 1993)
    double speed_deviation_m_per_s = 0.26;
    double speed_least_m_per_s = 0.6;
    double speed_most_m_per_s = 2.1;
    double bag_share = 0.25;       ///< carry a bag, 0 to 1
    double suitcase_share = 0.05;  ///< pull a suitcase, 0 to 1
};

/// Who somebody is: what does not change while they are there.
struct PersonLook {
    double height_m = 1.70;
    double build = 1.0;
    double speed_m_per_s = 1.34;
    Carried carried = Carried::nothing;
    Clothes clothes;
};

/// Draws somebody. Clothes are of the colours that people wear: more dark than bright, and some as bright or
/// as dark as floors and walls are.
[[nodiscard]] PersonLook draw_person(const PopulationSettings& settings, Random& random);

}  // namespace vigie::vision
