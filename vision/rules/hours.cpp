#include "vision/rules/hours.hpp"

#include <date/tz.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>

namespace vigie::vision {

namespace {

constexpr unsigned kDaysOfWeek = 7;

bool begins_on(const net::ScheduleSpan& span, unsigned day) {
    return ((span.days >> (day % kDaysOfWeek)) & 1U) != 0;
}

/// `day`: 0 on Mondays.
bool covers_minute(const net::ScheduleSpan& span, unsigned day, int minute) {
    const bool past_midnight = span.until_minute <= span.from_minute;
    if (begins_on(span, day) && minute >= span.from_minute && (past_midnight || minute < span.until_minute)) {
        return true;
    }
    return past_midnight && begins_on(span, day + kDaysOfWeek - 1) && minute < span.until_minute;
}

}  // namespace

Hours::Hours(const std::string& zone) {
    try {
        zone_ = date::locate_zone(zone);
    } catch (const std::runtime_error&) {
        zone_ = nullptr;
    }
}

bool Hours::covers(const std::vector<net::ScheduleSpan>& spans, net::UtcTime at) const {
    if (spans.empty()) return true;
    auto wall = date::floor<std::chrono::seconds>(at).time_since_epoch();
    if (zone_ != nullptr) wall += zone_->get_info(date::floor<std::chrono::seconds>(at)).offset;
    const auto days = date::floor<date::days>(wall);
    const unsigned day = date::weekday(date::local_days(days)).iso_encoding() - 1;
    const auto minute = static_cast<int>(date::floor<std::chrono::minutes>(wall - days).count());
    return std::any_of(spans.begin(), spans.end(), [day, minute](const net::ScheduleSpan& span) {
        return covers_minute(span, day, minute);
    });
}

}  // namespace vigie::vision
