#include "net/wire/crowd_codec.hpp"

#include "net/wire/rule_codec.hpp"
#include "net/wire/space_codec.hpp"

namespace vigie::net {
namespace {

constexpr double kDensest = 1e6;    // people per m2
constexpr double kFastest = 1e4;    // m/s
constexpr double kLargest = 1e12;   // 1/s2
constexpr double kLongest = 3.2e7;  // s, about a year

}  // namespace

void write_movement(const ZoneMovement& movement, v1::ZoneMovement& to) {
    const ZoneCrowd& crowd = movement.crowd;
    to.set_zone(movement.zone.text());
    if (crowd.density_per_m2) {
        to.set_density_per_m2(*crowd.density_per_m2);
    }
    if (crowd.speed_m_per_s) {
        to.set_speed_m_per_s(*crowd.speed_m_per_s);
    }
    if (crowd.velocity_variance_m2_per_s2) {
        to.set_velocity_variance_m2_per_s2(*crowd.velocity_variance_m2_per_s2);
    }
    if (crowd.pressure_per_s2) {
        to.set_pressure_per_s2(*crowd.pressure_per_s2);
    }
    if (crowd.counter_share) {
        to.set_counter_share(*crowd.counter_share);
    }
    if (crowd.dispersal_m_per_s) {
        to.set_dispersal_m_per_s(*crowd.dispersal_m_per_s);
    }
    if (crowd.stop_and_go) {
        to.set_stop_and_go(*crowd.stop_and_go);
    }
    if (crowd.against_people) {
        to.set_against_people(*crowd.against_people);
    }
    if (crowd.queue_people) {
        to.set_queue_people(*crowd.queue_people);
    }
    if (crowd.waiting_s) {
        to.set_waiting_s(*crowd.waiting_s);
    }
}

ZoneMovement read_movement(Check& check, const v1::ZoneMovement& from) {
    ZoneMovement movement;
    movement.zone = check.id<ZoneId>("zone", from.zone());
    ZoneCrowd& crowd = movement.crowd;
    const auto figure = [&check](std::string_view field, bool has, double value, double least, double most) {
        return has ? std::optional(check.number(field, value, least, most)) : std::nullopt;
    };
    crowd.density_per_m2 =
        figure("density_per_m2", from.has_density_per_m2(), from.density_per_m2(), 0.0, kDensest);
    crowd.speed_m_per_s =
        figure("speed_m_per_s", from.has_speed_m_per_s(), from.speed_m_per_s(), 0.0, kFastest);
    crowd.velocity_variance_m2_per_s2 =
        figure("velocity_variance_m2_per_s2", from.has_velocity_variance_m2_per_s2(),
               from.velocity_variance_m2_per_s2(), 0.0, kFastest * kFastest);
    crowd.pressure_per_s2 =
        figure("pressure_per_s2", from.has_pressure_per_s2(), from.pressure_per_s2(), 0.0, kLargest);
    crowd.counter_share = figure("counter_share", from.has_counter_share(), from.counter_share(), 0.0, 1.0);
    crowd.dispersal_m_per_s = figure("dispersal_m_per_s", from.has_dispersal_m_per_s(),
                                     from.dispersal_m_per_s(), -kFastest, kFastest);
    crowd.stop_and_go = figure("stop_and_go", from.has_stop_and_go(), from.stop_and_go(), 0.0, 1.0);
    crowd.against_people =
        figure("against_people", from.has_against_people(), from.against_people(), 0.0, kMostPeople);
    crowd.queue_people =
        figure("queue_people", from.has_queue_people(), from.queue_people(), 0.0, kMostPeople);
    crowd.waiting_s = figure("waiting_s", from.has_waiting_s(), from.waiting_s(), 0.0, kLongest);
    return movement;
}

void write_balance(const LineBalance& balance, v1::LineBalance& to) {
    to.set_people(balance.people);
    to.set_corrected(balance.corrected);
}

LineBalance read_balance(Check& check, const v1::LineBalance& from) {
    return {check.number("people", from.people(), 0.0, kMostPeople),
            check.number("corrected", from.corrected(), -kMostPeople, kMostPeople)};
}

void write_zone_balance(const ZoneBalance& zone, v1::ZoneBalance& to) {
    to.set_zone(zone.zone.text());
    write_balance(zone.balance, *to.mutable_balance());
}

ZoneBalance read_zone_balance(Check& check, const v1::ZoneBalance& from) {
    const auto zone = check.id<ZoneId>("zone", from.zone());
    const Check::Inside inside(check, "balance");
    return {zone, read_balance(check, from.balance())};
}

void write_hall_state(const HallState& hall, v1::HallState& to) {
    to.set_hall(hall.hall.text());
    to.set_phase(static_cast<v1::VenuePhase>(hall.phase));
    to.set_since_us(wire_time(hall.since));
    write_count(hall.remaining, *to.mutable_remaining());
    if (hall.exit_per_min) {
        to.set_exit_per_min(*hall.exit_per_min);
    }
    if (hall.time_to_clear_s) {
        to.set_time_to_clear_s(*hall.time_to_clear_s);
    }
}

HallState read_hall_state(Check& check, const v1::HallState& from) {
    HallState hall;
    hall.hall = check.id<HallId>("hall", from.hall());
    hall.phase = check.known<VenuePhase>("phase", from.phase(), kLastPhase);
    hall.since = check.utc("since_us", from.since_us());
    hall.remaining = read_count(check, "remaining", from.has_remaining(), from.remaining());
    if (from.has_exit_per_min()) {
        hall.exit_per_min = check.number("exit_per_min", from.exit_per_min(), 0.0, kMostPeople);
    }
    if (from.has_time_to_clear_s()) {
        hall.time_to_clear_s = check.number("time_to_clear_s", from.time_to_clear_s(), 0.0, kLongest);
    }
    return hall;
}

}  // namespace vigie::net
