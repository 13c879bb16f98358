#include "vision/crowd/crowd_pressure.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "vision/crowd/window_step.hpp"

namespace vigie::vision {

namespace {

constexpr double kReach = 3.0;         // kernels: beyond it nobody weighs anything
constexpr double kLeastWeight = 0.05;  // 1/m2: with less, nobody is there whose velocity it would be

std::vector<net::Point<net::Floor>> places_in(const net::ZoneConfiguration& zone,
                                              const net::Polygon<net::Floor>& seen, double apart_m,
                                              std::size_t most) {
    net::Point<net::Floor> least{1e9, 1e9};
    net::Point<net::Floor> last{-1e9, -1e9};
    for (const auto& corner : zone.outline.corners) {
        least = {std::min(least.x, corner.x), std::min(least.y, corner.y)};
        last = {std::max(last.x, corner.x), std::max(last.y, corner.y)};
    }
    const double area_m2 = std::max(0.0, (last.x - least.x) * (last.y - least.y));
    const double apart = std::max(apart_m, std::sqrt(area_m2 / static_cast<double>(most)));
    std::vector<net::Point<net::Floor>> out;
    for (double y = least.y + apart / 2.0; y < last.y; y += apart) {
        for (double x = least.x + apart / 2.0; x < last.x; x += apart) {
            if (net::contains(zone.outline, {x, y}) && net::contains(seen, {x, y})) out.push_back({x, y});
        }
    }
    return out;
}

bool stands_on(const net::CrowdVelocities& squares, net::Point<net::Floor> at) {
    return std::any_of(squares.begin(), squares.end(), [&](const net::CrowdVelocity& square) {
        const double reach = square.edge_m / 2.0;
        return std::abs(square.at.x - at.x) <= reach && std::abs(square.at.y - at.y) <= reach;
    });
}

}  // namespace

CrowdPressure::CrowdPressure(const net::ZoneConfiguration& zone, const net::Polygon<net::Floor>& seen,
                             const MovementSettings& settings)
    : kernel_m_(settings.pressure.kernel_m),
      least_per_m2_(settings.pressure.pressure_least_per_m2),
      pace_over_(stream_time(settings.path.pace_s)),
      places_(places_in(zone, seen, settings.pressure.kernel_m, settings.pressure.most_places)),
      window_(stream_time(zone.crowd.window_s), window_step(zone.crowd.window_s, settings.pressure)) {}

void CrowdPressure::add(std::vector<Field>& fields, net::Point<net::Floor> at, double people,
                        const std::optional<Pace>& pace) const {
    const double norm = people / (std::numbers::pi * kernel_m_ * kernel_m_);
    for (std::size_t i = 0; i < places_.size(); ++i) {
        const double far = net::distance(at, places_[i]) / kernel_m_;
        if (far > kReach) continue;
        const double weight = norm * std::exp(-far * far);
        Field& field = fields[i];
        field.density_per_m2 += static_cast<float>(weight);
        if (!pace) continue;
        field.x += static_cast<float>(weight * pace->m_per_s.x);
        field.y += static_cast<float>(weight * pace->m_per_s.y);
        field.noise += static_cast<float>(weight * weight * pace->noise_m2_per_s2);
        field.weight += static_cast<float>(weight);
    }
}

void CrowdPressure::put(const WalkedPaths& people, const net::CrowdVelocities* crowd) {
    std::vector<Field> fields(places_.size());
    const net::CrowdVelocities none;
    const net::CrowdVelocities& squares = crowd != nullptr ? *crowd : none;
    for (const auto& square : squares) {
        // Flow is a mean over many pixels and a third of a second: its own noise is small beside a track's.
        add(fields, square.at, square.people,
            square.m_per_s ? std::optional(Pace{*square.m_per_s, 0.0}) : std::nullopt);
    }
    for (const auto& [number, path] : people.paths()) {
        if (!people.is_present(path) || stands_on(squares, path.newest().at)) continue;
        add(fields, path.newest().at, 1.0, path.pace(pace_over_));
    }
    for (auto& field : fields) {
        if (field.weight < kLeastWeight) {
            field.weight = 0.0F;
            continue;
        }
        field.x /= field.weight;
        field.y /= field.weight;
        field.noise /= field.weight * field.weight;
    }
    window_.put(people.now(), std::move(fields));
}

std::optional<CrowdPressure::Figure> CrowdPressure::at_place(std::size_t place) const {
    double density = 0.0;
    double known = 0.0;
    double x = 0.0;
    double y = 0.0;
    double noise = 0.0;
    for (const auto& [when, fields] : window_.samples()) {
        const Field& field = fields[place];
        density += field.density_per_m2;
        if (field.weight <= 0.0F) continue;
        known += 1.0;
        x += field.x;
        y += field.y;
        noise += field.noise;
    }
    const auto samples = static_cast<double>(window_.samples().size());
    density /= samples;
    if (density < least_per_m2_) return Figure{};
    if (known < samples / 2.0) return std::nullopt;
    double squares = 0.0;
    for (const auto& [when, fields] : window_.samples()) {
        const Field& field = fields[place];
        if (field.weight <= 0.0F) continue;
        squares += std::pow(field.x - x / known, 2.0) + std::pow(field.y - y / known, 2.0);
    }
    const double variance = std::max(0.0, (squares - noise) / known);
    return Figure{variance, density * variance, false};
}

bool CrowdPressure::is_thin() const {
    return !window_.samples().empty() &&
           std::all_of(window_.samples().begin(), window_.samples().end(), [this](const auto& sample) {
               return std::none_of(sample.second.begin(), sample.second.end(), [this](const Field& field) {
                   return field.density_per_m2 >= least_per_m2_;
               });
           });
}

std::optional<CrowdPressure::Figure> CrowdPressure::figure() const {
    if (places_.empty()) return std::nullopt;
    if (!window_.full()) return is_thin() ? std::optional(Figure{}) : std::nullopt;
    Figure highest;
    bool all_known = true;
    for (std::size_t place = 0; place < places_.size(); ++place) {
        const auto here = at_place(place);
        all_known = all_known && here;
        if (here && here->pressure_per_s2 > highest.pressure_per_s2) highest = *here;
    }
    if (!all_known && highest.pressure_per_s2 <= 0.0) return std::nullopt;
    highest.at_least = !all_known;
    return highest;
}

}  // namespace vigie::vision
