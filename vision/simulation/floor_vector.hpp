// Arithmetic on places and ways of the floor, in metres, for the crowd's forces and paths.
#pragma once

#include <algorithm>
#include <cmath>

#include "net/types/geometry.hpp"

namespace vigie::vision {

/// A place on the plan, metres.
using Spot = net::Point<net::Floor>;
/// A way, a velocity or an acceleration on the plan: metres, metres per second, metres per second squared.
using Way = net::Vector<net::Floor>;

[[nodiscard]] inline Way operator+(Way a, Way b) {
    return {a.x + b.x, a.y + b.y};
}
[[nodiscard]] inline Way operator-(Way a, Way b) {
    return {a.x - b.x, a.y - b.y};
}
[[nodiscard]] inline Way operator*(double factor, Way a) {
    return {factor * a.x, factor * a.y};
}
[[nodiscard]] inline double dot(Way a, Way b) {
    return a.x * b.x + a.y * b.y;
}
[[nodiscard]] inline double length(Way a) {
    return std::sqrt(a.x * a.x + a.y * a.y);
}
/// The same direction with length 1; nothing of nothing.
[[nodiscard]] inline Way unit(Way a) {
    const double size = length(a);
    return size > 1e-9 ? Way{a.x / size, a.y / size} : Way{};
}
/// A quarter turn, towards the plan's left as seen when walking along `a`.
[[nodiscard]] inline Way across(Way a) {
    return {a.y, -a.x};
}
/// `a`, shortened to `most` where it is longer.
[[nodiscard]] inline Way at_most(Way a, double most) {
    const double size = length(a);
    return size > most ? (most / size) * a : a;
}
[[nodiscard]] inline Way from_angle(double rad) {
    return {std::cos(rad), std::sin(rad)};
}
[[nodiscard]] inline double angle_of(Way a) {
    return std::atan2(a.y, a.x);
}

[[nodiscard]] inline Spot between(const net::Segment& line, double share) {
    return line.from + share * (line.to - line.from);
}
/// The place of the stretch that is nearest to `at`.
[[nodiscard]] inline Spot nearest_on(const net::Segment& line, Spot at) {
    const Way along = line.to - line.from;
    const double square = dot(along, along);
    if (square < 1e-12) return line.from;
    return between(line, std::clamp(dot(at - line.from, along) / square, 0.0, 1.0));
}

}  // namespace vigie::vision
