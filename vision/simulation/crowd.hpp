// People as moving bodies: one step of the social force model for everybody on one floor.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "vision/simulation/floor_map.hpp"
#include "vision/simulation/neighbour_grid.hpp"
#include "vision/simulation/random.hpp"
#include "vision/simulation/social_force.hpp"

namespace vigie::vision {

/// How a body takes part in the play of forces.
enum class Stance : std::uint8_t {
    moving,   ///< keeps its distance from all others
    settled,  ///< stands on a place of its own: gives way to who walks, not to who stands too
    fixed     ///< lies, sits or crouches: others go around it, nothing moves it
};

/// One body on the floor. Plain value.
struct Body {
    Spot at;
    Way velocity;           ///< m/s
    Way wish;               ///< the velocity that it wants, m/s
    double radius_m = 0.2;  ///< 0.05 to 1
    double space =
        1.0;  ///< its share of the usual repulsion by others: less where it presses, more where it waits
    Stance stance = Stance::moving;
    bool through_walls = false;  ///< climbs over them
};

/// Moves bodies. Holds only scratch memory: what it gives depends on its arguments alone. Owned by one
/// thread.
class Crowd {
public:
    explicit Crowd(SocialForceSettings settings) : settings_(settings) {}

    /// Moves all bodies of one floor by `seconds` (0.01 to 0.1). None ends on the other side of a standing
    /// wall, unless it climbs. All numbers stay finite, whatever the density.
    void step(std::span<Body> bodies, const FloorMap& map, const ClosedPassages& closed, double seconds,
              Random& random);

private:
    struct Contact {
        std::uint32_t a;
        std::uint32_t b;
    };

    void gather_social(std::span<const Body> bodies);
    void gather_walls(std::span<const Body> bodies, const FloorMap& map, const ClosedPassages& closed);
    void touch(std::span<Body> bodies, double seconds);
    void touch_walls(std::span<Body> bodies, double seconds);

    struct WallContact {
        std::uint32_t body;
        net::Segment wall;
    };

    SocialForceSettings settings_;
    NeighbourGrid grid_;
    std::vector<Way> pushed_;  ///< acceleration of each body, m/s2
    std::vector<Way> facing_;
    std::vector<Contact> contacts_;
    std::vector<WallContact> wall_contacts_;
    std::vector<Spot> before_;
};

}  // namespace vigie::vision
