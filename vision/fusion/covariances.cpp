#include "vision/fusion/covariances.hpp"

#include <algorithm>
#include <cmath>

namespace vigie::vision {
namespace {

using Covariance = net::Covariance<net::Floor>;

Covariance scaled(const Covariance& a, double by) {
    return {a.xx * by, a.xy * by, a.yy * by};
}

}  // namespace

Covariance plus(const Covariance& a, const Covariance& b) {
    return {a.xx + b.xx, a.xy + b.xy, a.yy + b.yy};
}

Covariance inverse(const Covariance& a) {
    constexpr double kLeast = 1e-4;
    const Covariance safe{a.xx + kLeast, a.xy, a.yy + kLeast};
    const double determinant = std::max(kLeast * kLeast, safe.xx * safe.yy - safe.xy * safe.xy);
    return {safe.yy / determinant, -safe.xy / determinant, safe.xx / determinant};
}

double squared(const Covariance& inverted, net::Vector<net::Floor> by) {
    return inverted.xx * by.x * by.x + 2.0 * inverted.xy * by.x * by.y + inverted.yy * by.y * by.y;
}

double trace(const Covariance& a) {
    return a.xx + a.yy;
}

net::FloorEstimate intersection(const net::FloorEstimate& a, const net::FloorEstimate& b) {
    const double weight = trace(b.covariance) / std::max(1e-12, trace(a.covariance) + trace(b.covariance));
    const Covariance from_a = scaled(inverse(a.covariance), weight);
    const Covariance from_b = scaled(inverse(b.covariance), 1.0 - weight);
    net::FloorEstimate out;
    out.covariance = inverse(plus(from_a, from_b));
    const net::Point<net::Floor> sum{
        from_a.xx * a.at.x + from_a.xy * a.at.y + from_b.xx * b.at.x + from_b.xy * b.at.y,
        from_a.xy * a.at.x + from_a.yy * a.at.y + from_b.xy * b.at.x + from_b.yy * b.at.y};
    out.at = {out.covariance.xx * sum.x + out.covariance.xy * sum.y,
              out.covariance.xy * sum.x + out.covariance.yy * sum.y};
    out.velocity_m_per_s = {weight * a.velocity_m_per_s.x + (1.0 - weight) * b.velocity_m_per_s.x,
                            weight * a.velocity_m_per_s.y + (1.0 - weight) * b.velocity_m_per_s.y};
    return out;
}

double spread_m2(const Covariance& a) {
    return std::sqrt(std::max(0.0, a.xx * a.yy - a.xy * a.xy));
}

}  // namespace vigie::vision
