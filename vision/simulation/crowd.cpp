#include "vision/simulation/crowd.hpp"

#include <algorithm>
#include <cmath>

namespace vigie::vision {

namespace {

constexpr double kTouchMarginM = 0.12;   // bodies that may come into contact within one step
constexpr double kLeastWallShare = 0.6;  // of the radius: no body is pressed nearer to a wall
constexpr double kSlowestPushedM = 0.5;  // m/s: who stands may be pushed as fast as this
constexpr double kStrongestM = 20.0;     // m/s2: of all soft forces together
constexpr double kMostStop = 0.5;        // of the sliding speed, that friction takes in one short step

bool moves(const Body& body) {
    return body.stance != Stance::fixed;
}

}  // namespace

void Crowd::gather_social(std::span<const Body> bodies) {
    contacts_.clear();
    const double reach_square = settings_.reach_m * settings_.reach_m;
    grid_.pairs([&](std::uint32_t i, std::uint32_t j) {
        const Body& a = bodies[i];
        const Body& b = bodies[j];
        const Way apart = a.at - b.at;  // from b to a
        const double square = dot(apart, apart);
        if (square > reach_square) return;
        const double distance_m = std::sqrt(square);
        const double gap_m = distance_m - a.radius_m - b.radius_m;
        if (gap_m < kTouchMarginM) contacts_.push_back({i, j});
        if (a.stance != Stance::moving && b.stance != Stance::moving) return;
        // Two at one spot part in a direction of their own.
        const Way away = distance_m > 1e-6 ? (1.0 / distance_m) * apart : from_angle(static_cast<double>(i));
        const double push = repulsion(settings_, gap_m);
        pushed_[i] = pushed_[i] + (a.space * push * attention(settings_, facing_[i], -1.0 * away)) * away;
        pushed_[j] = pushed_[j] - (b.space * push * attention(settings_, facing_[j], away)) * away;
    });
}

void Crowd::gather_walls(std::span<const Body> bodies, const FloorMap& map, const ClosedPassages& closed) {
    wall_contacts_.clear();
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        const Body& body = bodies[i];
        if (!moves(body) || body.through_walls) continue;
        for (const std::uint32_t index : map.near(body.at)) {
            const Wall& wall = map.walls()[index];
            if (!map.stands(wall, closed)) continue;
            const Way apart = body.at - nearest_on(wall.segment, body.at);
            const double distance_m = length(apart);
            const double gap_m = distance_m - body.radius_m;
            if (gap_m > 12.0 * settings_.wall_range_m) continue;
            if (gap_m < 2.0 * kTouchMarginM)
                wall_contacts_.push_back({static_cast<std::uint32_t>(i), wall.segment});
            const double push =
                settings_.wall_m_per_s2 * std::exp(-std::max(gap_m, 0.0) / settings_.wall_range_m);
            pushed_[i] = pushed_[i] + push * unit(apart);
        }
    }
}

void Crowd::touch(std::span<Body> bodies, double seconds) {
    for (const auto& [i, j] : contacts_) {
        Body& a = bodies[i];
        Body& b = bodies[j];
        const Way apart = a.at - b.at;
        const double distance_m = length(apart);
        const double overlap_m = a.radius_m + b.radius_m - distance_m;
        if (overlap_m <= 0.0) continue;
        const Way away = distance_m > 1e-6 ? (1.0 / distance_m) * apart : from_angle(static_cast<double>(i));
        const Way along = across(away);
        const double sliding = dot(b.velocity - a.velocity, along);
        const double stop = std::min(settings_.friction_per_m_s * overlap_m * seconds, 0.5 * kMostStop);
        const Way change = (settings_.body_per_s2 * overlap_m * seconds) * away + (stop * sliding) * along;
        if (moves(a)) a.velocity = a.velocity + change;
        if (moves(b)) b.velocity = b.velocity - change;
    }
}

void Crowd::touch_walls(std::span<Body> bodies, double seconds) {
    for (const auto& [i, wall] : wall_contacts_) {
        Body& body = bodies[i];
        const Spot foot = nearest_on(wall, body.at);
        const Way apart = body.at - foot;
        const double distance_m = length(apart);
        const double overlap_m = body.radius_m - distance_m;
        if (overlap_m <= 0.0 || distance_m < 1e-9) continue;
        const Way away = (1.0 / distance_m) * apart;
        const Way along = across(away);
        const double stop = std::min(settings_.friction_per_m_s * overlap_m * seconds, kMostStop);
        body.velocity = body.velocity + (settings_.body_per_s2 * overlap_m * seconds) * away -
                        (stop * dot(body.velocity, along)) * along;
        const double least_m = kLeastWallShare * body.radius_m;
        if (distance_m < least_m) {
            body.at = foot + least_m * away;
            body.velocity = body.velocity - std::min(dot(body.velocity, away), 0.0) * away;
        }
    }
}

void Crowd::step(std::span<Body> bodies, const FloorMap& map, const ClosedPassages& closed, double seconds,
                 Random& random) {
    pushed_.assign(bodies.size(), Way{});
    facing_.resize(bodies.size());
    before_.resize(bodies.size());
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        facing_[i] = unit(bodies[i].wish);
        before_[i] = bodies[i].at;
    }
    grid_.fill(
        bodies, [](const Body& body) { return body.at; }, map.width_m(), map.height_m(), settings_.reach_m);
    gather_social(bodies);
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        pushed_[i] = without_retreat(settings_, pushed_[i], bodies[i].wish);
    }
    gather_walls(bodies, map, closed);
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        Body& body = bodies[i];
        if (!moves(body)) {
            body.velocity = {};
            continue;
        }
        Way change = (1.0 / settings_.relaxation_s) * (body.wish - body.velocity) + pushed_[i];
        if (body.stance == Stance::moving) {
            const double deviation = settings_.fluctuation_m_per_s2;
            const double x = random.normal(0.0, deviation);
            change = change + Way{x, random.normal(0.0, deviation)};
        }
        body.velocity = body.velocity + seconds * at_most(change, kStrongestM);
    }
    // Stiff contact in short steps within the long one of the soft forces (Tuckerman, Berne and Martyna,
    // "Reversible multiple time scale molecular dynamics", 1992): explicit steps of 0.05 s would explode at
    // the papers' k.
    const double short_s = seconds / settings_.contact_steps;
    for (int part = 0; part < settings_.contact_steps; ++part) {
        touch(bodies, short_s);
        for (Body& body : bodies) {
            if (!moves(body)) continue;
            const double fastest = std::max(settings_.fastest_share * length(body.wish), kSlowestPushedM);
            body.velocity = at_most(body.velocity, fastest);
            body.at = body.at + short_s * body.velocity;
        }
        touch_walls(bodies, short_s);
    }
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        Body& body = bodies[i];
        if (!moves(body) || body.through_walls) continue;
        if (map.blocks(before_[i], body.at, closed)) {
            body.at = before_[i];
            body.velocity = {};
        }
    }
}

}  // namespace vigie::vision
