// Crowd pressure: density times the variance of the crowd's local velocity, which grows before people are
// crushed.
#pragma once

#include <optional>
#include <vector>

#include "net/types/crowd_velocity.hpp"
#include "net/types/venue.hpp"
#include "vision/crowd/settings.hpp"
#include "vision/crowd/sliding_window.hpp"
#include "vision/crowd/walked_paths.hpp"

namespace vigie::vision {

/// P(r) = rho(r) Var(V(r)) of Helbing, Johansson and Al-Abideen (Phys. Rev. E 75, 046109, 2007): rho and the
/// velocity field V are means of people around r, weighted by exp(-d2/R2) / (pi R2); Var is taken over the
/// window of time. People who walk steadily, each at their own speed, hardly vary V: calm crowds read about
/// 0. The variance that the tracker's noise puts into V (each person's, by the squared weights) is taken out.
/// In crowds, whose people cannot all be told apart, squares and the flow of the picture stand for them
/// (CrowdMotion). Where a dense crowd's motion is not known, neither is its pressure: tracks do not stand in
/// for it.
/// Owned by one thread.
class CrowdPressure {
public:
    struct Figure {
        double variance_m2_per_s2 = 0.0;  ///< where pressure is highest
        double pressure_per_s2 = 0.0;     ///< 0 where the crowd is too thin to have any
        bool at_least = false;            ///< there are dense places of which it is not known
    };

    CrowdPressure(const net::ZoneConfiguration& zone, const net::Polygon<net::Floor>& seen,
                  const MovementSettings& settings);

    /// False when the camera sees no place of the zone: then there is no figure, ever.
    [[nodiscard]] bool sees_any() const { return !places_.empty(); }
    [[nodiscard]] bool due(net::Microseconds now) const { return window_.due(now); }
    /// All people of the camera: those beside the zone belong to its crowd too. `crowd`: the squares of
    /// crowds in which people cannot be told apart, null when there are none; they stand for the people on
    /// them.
    void put(const WalkedPaths& people, const net::CrowdVelocities* crowd = nullptr);
    void clear() { window_.clear(); }

    /// Nothing until the window is full, unless the crowd has been too thin everywhere so far: an alarm of
    /// before a restart must not outlive its crowd; and nothing while it is not known of any dense place.
    [[nodiscard]] std::optional<Figure> figure() const;

private:
    /// What is known of one place at one moment.
    struct Field {
        float density_per_m2 = 0.0F;
        float x = 0.0F;  ///< velocity, m/s
        float y = 0.0F;
        float noise = 0.0F;   ///< variance of it, m2/s2
        float weight = 0.0F;  ///< of those whose velocity is known, 1/m2: 0: there is none
    };

    /// Adds somebody, or a square of a crowd, at `at` to all places near. `pace`: absent while not known.
    void add(std::vector<Field>& fields, net::Point<net::Floor> at, double people,
             const std::optional<Pace>& pace) const;
    /// True when no place of any sample so far was dense.
    [[nodiscard]] bool is_thin() const;
    /// Nothing where the crowd is dense and its velocity is not known for half of the window.
    [[nodiscard]] std::optional<Figure> at_place(std::size_t place) const;

    double kernel_m_;
    double least_per_m2_;
    net::Microseconds pace_over_;
    std::vector<net::Point<net::Floor>> places_;
    SlidingWindow<std::vector<Field>> window_;
};

}  // namespace vigie::vision
