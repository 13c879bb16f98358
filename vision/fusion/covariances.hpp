// Sums with the uncertainty of places.
#pragma once

#include "net/types/geometry.hpp"
#include "net/types/track.hpp"

namespace vigie::vision {

[[nodiscard]] net::Covariance<net::Floor> plus(const net::Covariance<net::Floor>& a,
                                               const net::Covariance<net::Floor>& b);
/// Never singular: a covariance of zero is a centimetre.
[[nodiscard]] net::Covariance<net::Floor> inverse(const net::Covariance<net::Floor>& a);
/// Squared Mahalanobis distance.
[[nodiscard]] double squared(const net::Covariance<net::Floor>& inverted, net::Vector<net::Floor> by);
[[nodiscard]] double trace(const net::Covariance<net::Floor>& a);
/// Root of the determinant: the product of both axes' deviations.
[[nodiscard]] double spread_m2(const net::Covariance<net::Floor>& a);
/// Covariance intersection of two estimates of one place.
[[nodiscard]] net::FloorEstimate intersection(const net::FloorEstimate& a, const net::FloorEstimate& b);

}  // namespace vigie::vision
