// The forces between people, and between people and walls.
//
// Helbing and Molnar, "Social force model for pedestrian dynamics", Physical Review E 51 (1995) 4282: people
// accelerate towards the velocity that they want within a relaxation time, and keep away from others and
// from walls by forces that fall exponentially with distance; what lies behind counts less. Body and sliding
// forces in contact: Helbing, Farkas and Vicsek, "Simulating dynamical features of escape panic", Nature 407
// (2000) 487 (circular specification, with its k, kappa, A and B of walls for a mass of 80 kg).
#pragma once

#include "vision/simulation/floor_vector.hpp"

namespace vigie::vision {

/// Per unit of mass, so all forces are accelerations. Defaults in brackets are the papers'.
struct SocialForceSettings {
    double relaxation_s = 0.5;        ///< to the wanted velocity (0.5, both papers)
    double repulsion_m_per_s2 = 4.0;  ///< between people at touch (1995: 2.1 m2/s2 over 0.3 m between
                                      ///< centres, 1.8 at touch); set together with retreat_share so that
                                      ///< speed falls with density as measured by Weidmann,
                                      ///< "Transporttechnik der Fussgaenger" (1993)
    double retreat_share = 1.15;  ///< others slow one down by at most this share of one's own drive; without,
                                  ///< people in a dense flow would walk backwards, which is the best known
                                  ///< flaw of the plain model
    double repulsion_range_m = 0.3;      ///< over which that falls to 1/e (1995: 0.3)
    double behind = 0.2;                 ///< weight of who is right behind by who is ahead (1995: 0.5)
    double reach_m = 1.8;                ///< from centre to centre; nobody further away counts
    double wall_m_per_s2 = 25.0;         ///< of walls at touch (2000: 2000 N / 80 kg)
    double wall_range_m = 0.08;          ///< (2000: 0.08)
    double body_per_s2 = 1500.0;         ///< stiffness of bodies in contact (2000: 1.2e5 kg/s2 / 80 kg)
    double friction_per_m_s = 3000.0;    ///< sliding in contact (2000: 2.4e5 kg/(m s) / 80 kg)
    double fluctuation_m_per_s2 = 0.15;  ///< deviation of each step's random push (1995's fluctuation term)
    double fastest_share = 1.3;  ///< nobody is faster than this share of the speed that they want (1995)
    int contact_steps = 5;       ///< steps of the stiff contact forces within one of the others, 1 to 50
    double body_radius_m = 0.2;  ///< of a mean adult seen from above (2000: 0.25 to 0.35 with clothes)
};

/// Repulsion by somebody whose body is `gap_m` away from mine (negative: overlapping), before weights, m/s2.
[[nodiscard]] double repulsion(const SocialForceSettings& settings, double gap_m);

/// How much what lies in direction `there` counts for who looks along `facing` (both of length 1, or no
/// direction, which counts fully): 1 ahead, `behind` behind, by the cosine in between.
[[nodiscard]] double attention(const SocialForceSettings& settings, Way facing, Way there);

/// What is left of the `push` by all others (m/s2) for who wants to walk at `wish`: backwards it saturates at
/// retreat_share of the drive.
[[nodiscard]] Way without_retreat(const SocialForceSettings& settings, Way push, Way wish);

/// Share of repulsion() at which people who press on at `speed_m_per_s` come to rest at that density: on a
/// hexagonal lattice, where all neighbours' forces together hold off the drive. From 0 (bodies touch before)
/// to 20.
[[nodiscard]] double space_for_density(const SocialForceSettings& settings, double people_per_m2,
                                       double speed_m_per_s);

}  // namespace vigie::vision
