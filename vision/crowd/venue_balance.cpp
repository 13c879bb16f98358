#include "vision/crowd/venue_balance.hpp"

#include <algorithm>

namespace vigie::vision {

VenueBalance::VenueBalance(const net::ConfigurationRecord& configuration, const BalanceSettings& settings)
    : settings_(settings) {
    for (const auto& line : configuration.lines) {
        if (line.venue_boundary) lines_[line.line] = {0, 0};
    }
    double floors_m2 = 0.0;
    for (const auto& floor : configuration.floors) floors_m2 += floor.width_m * floor.height_m;
    double zones_m2 = 0.0;
    for (const auto& zone : configuration.zones) {
        if (zone.counts_towards_venue) zones_m2 += net::area(zone.outline);
    }
    covered_ = floors_m2 > 0.0 && zones_m2 >= floors_m2 * settings.covering_share;
}

double VenueBalance::Proof::hold(double people_now, net::MonoTime now, double hold_s) {
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

void VenueBalance::correct_by(double people) {
    const double before = balance_.people;
    balance_.people = std::max(0.0, before + people);
    balance_.corrected += balance_.people - before;
}

void VenueBalance::set_empty() {
    correct_by(-balance_.people);
    more_ = {};
    fewer_ = {};
}

void VenueBalance::take_crossings(const net::Occupancy& seen) {
    double change = 0.0;
    for (const auto& count : seen.lines) {
        const auto line = lines_.find(count.line);
        if (line == lines_.end()) continue;
        auto& [in, out] = line->second;
        if (count.in < in || count.out < out) in = out = 0;  // counted anew
        change += static_cast<double>(count.in - in) - static_cast<double>(count.out - out);
        in = count.in;
        out = count.out;
    }
    const double people = balance_.people + change;
    balance_.people = std::max(0.0, people);
    balance_.corrected += balance_.people - people;
}

std::optional<net::LineBalance> VenueBalance::update(const net::Occupancy& seen, net::MonoTime now) {
    if (lines_.empty()) return std::nullopt;
    take_crossings(seen);
    correct_by(more_.hold(seen.venue.low - balance_.people, now, settings_.correct_after_s));
    const bool proves_fewer = covered_ && !seen.venue.at_least && !seen.venue.partly_blind;
    const double too_many = proves_fewer ? balance_.people - seen.venue.high : 0.0;
    correct_by(-fewer_.hold(too_many, now, settings_.correct_after_s));
    return balance_;
}

}  // namespace vigie::vision
