#include "vision/crowd/boundary_balance.hpp"

#include <algorithm>

#include "net/types/seen_share.hpp"

namespace vigie::vision {

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
    out.covered_ =
        !out.lines_.empty() && net::seen_share(zone, configuration.cameras) >= settings.covering_share;
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
