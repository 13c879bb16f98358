#include "console/app/venue_clock.hpp"

#include <chrono>
#include <stdexcept>

#include <date/tz.h>
#include <fmt/format.h>

namespace vigie::console {

namespace {

date::sys_seconds to_seconds(net::UtcTime at) {
    return date::floor<std::chrono::seconds>(at);
}

}  // namespace

struct VenueClock::Zone {
    const date::time_zone* zone = nullptr;  ///< null: UTC
};

VenueClock::VenueClock() : zone_(std::make_unique<Zone>()) {}

VenueClock::~VenueClock() = default;

void VenueClock::select(const std::string& zone) {
    if (zone == name_) {
        return;
    }
    name_ = zone;
    problem_ = {};
    zone_->zone = nullptr;
    if (zone.empty()) {
        return;
    }
    try {
        zone_->zone = date::locate_zone(zone);
    } catch (const std::runtime_error&) {
        problem_ = {
            fmt::format(
                "The venue's time zone {} is unknown on this machine, so times are in UTC; install the "
                "package tzdata, or correct time_zone in the node's configuration",
                zone),
            net::Reason::time_zone_unknown,
            {zone}};
    }
}

std::string VenueClock::time_text(net::UtcTime at) const {
    auto local = to_seconds(at).time_since_epoch();
    if (zone_->zone != nullptr) {
        local += zone_->zone->get_info(to_seconds(at)).offset;
    }
    const date::hh_mm_ss<std::chrono::seconds> time(local - date::floor<date::days>(local));
    return fmt::format("{:02}:{:02}:{:02}", time.hours().count(), time.minutes().count(),
                       time.seconds().count());
}

std::string VenueClock::zone_text(net::UtcTime at) const {
    if (zone_->zone == nullptr) {
        return "UTC";
    }
    const date::sys_info info = zone_->zone->get_info(to_seconds(at));
    const bool has_letters = !info.abbrev.empty() && info.abbrev.front() != '+' && info.abbrev.front() != '-';
    return has_letters ? info.abbrev : "UTC" + info.abbrev;
}

}  // namespace vigie::console
