#include "vision/crowd/boundary_balance.hpp"

#include <algorithm>

namespace vigie::vision {

namespace {

constexpr int kRaster = 64;  // an edge: how finely the seen part of a zone is measured

bool is_seen(const net::ZoneConfiguration& zone, const net::ConfigurationRecord& configuration,
             net::Point<net::Floor> at) {
    return std::any_of(configuration.cameras.begin(), configuration.cameras.end(), [&](const auto& camera) {
        const bool looks =
            std::find(zone.cameras.begin(), zone.cameras.end(), camera.camera) != zone.cameras.end();
        return looks && camera.calibration && camera.calibration->floor == zone.floor &&
               net::contains(camera.calibration->field_of_view, at);
    });
}

/// Share of a zone that any of its cameras sees.
double seen_share(const net::ZoneConfiguration& zone, const net::ConfigurationRecord& configuration) {
    net::Point<net::Floor> least{1e9, 1e9};
    net::Point<net::Floor> most{-1e9, -1e9};
    for (const auto& corner : zone.outline.corners) {
        least = {std::min(least.x, corner.x), std::min(least.y, corner.y)};
        most = {std::max(most.x, corner.x), std::max(most.y, corner.y)};
    }
    double all = 0.0;
    double seen = 0.0;
    for (int cell = 0; cell < kRaster * kRaster; ++cell) {
        const int row = cell / kRaster;
        const net::Point<net::Floor> at{least.x + (most.x - least.x) * (cell % kRaster + 0.5) / kRaster,
                                        least.y + (most.y - least.y) * (row + 0.5) / kRaster};
        if (!net::contains(zone.outline, at)) continue;
        all += 1.0;
        if (is_seen(zone, configuration, at)) seen += 1.0;
    }
    return all > 0.0 ? seen / all : 0.0;
}

}  // namespace

BoundaryBalance BoundaryBalance::of_venue(const net::ConfigurationRecord& configuration,
                                          const BalanceSettings& settings) {
    BoundaryBalance out(settings);
    for (const auto& line : configuration.lines) {
        if (line.venue_boundary) out.lines_[line.line] = {};
    }
    double floors_m2 = 0.0;
    for (const auto& floor : configuration.floors) floors_m2 += floor.width_m * floor.height_m;
    double zones_m2 = 0.0;
    for (const auto& zone : configuration.zones) {
        if (zone.counts_towards_venue) zones_m2 += net::area(zone.outline);
    }
    out.covered_ = floors_m2 > 0.0 && zones_m2 >= floors_m2 * settings.covering_share;
    return out;
}

BoundaryBalance BoundaryBalance::of_zone(const net::ZoneConfiguration& zone,
                                         const net::ConfigurationRecord& configuration,
                                         const BalanceSettings& settings) {
    BoundaryBalance out(settings);
    for (const auto& line : zone.entry_lines) out.lines_[line] = {1.0, 0, 0};
    for (const auto& line : zone.exit_lines) out.lines_[line] = {-1.0, 0, 0};
    out.covered_ = !out.lines_.empty() && seen_share(zone, configuration) >= settings.covering_share;
    return out;
}

double BoundaryBalance::Proof::hold(double people_now, net::MonoTime now, double hold_s) {
    if (people_now <= 0.0) {
        since.reset();
        return 0.0;
    }
    people = since ? std::min(people, people_now) : people_now;
    if (!since) since = now;
    if (std::chrono::duration<double>(now - *since).count() < hold_s) return 0.0;
    since.reset();
    return people;
}

void BoundaryBalance::correct_by(double people) {
    const double before = balance_.people;
    balance_.people = std::max(0.0, before + people);
    balance_.corrected += balance_.people - before;
}

void BoundaryBalance::set_empty() {
    correct_by(-balance_.people);
    more_ = {};
    fewer_ = {};
}

void BoundaryBalance::take_crossings(const net::Occupancy& seen) {
    double change = 0.0;
    for (const auto& count : seen.lines) {
        const auto line = lines_.find(count.line);
        if (line == lines_.end()) continue;
        auto& [in_counts, in, out] = line->second;
        if (count.in < in || count.out < out) in = out = 0;  // counted anew
        change += in_counts * (static_cast<double>(count.in - in) - static_cast<double>(count.out - out));
        in = count.in;
        out = count.out;
    }
    const double people = balance_.people + change;
    balance_.people = std::max(0.0, people);
    balance_.corrected += balance_.people - people;
}

std::optional<net::LineBalance> BoundaryBalance::update(const net::Occupancy& seen, const net::Count& counted,
                                                        net::MonoTime now) {
    if (lines_.empty()) return std::nullopt;
    take_crossings(seen);
    correct_by(more_.hold(counted.low - balance_.people, now, settings_.correct_after_s));
    const bool proves_fewer = covered_ && !counted.at_least && !counted.partly_blind;
    const double too_many = proves_fewer ? balance_.people - counted.high : 0.0;
    correct_by(-fewer_.hold(too_many, now, settings_.correct_after_s));
    return balance_;
}

}  // namespace vigie::vision
