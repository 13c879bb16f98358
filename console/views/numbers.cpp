// Numbers, counts and times as the language writes them.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include <fmt/format.h>

#include "console/views/words.hpp"

namespace vigie::console {

namespace {

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

/// Digits with the language's mark between thousands.
std::string grouped(const std::string& digits) {
    // Translators: what stands between thousands: "16,116".
    const char* const mark = tr(",");
    std::string text;
    text.reserve(digits.size() * 2);
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) {
            text += mark;
        }
        text += digits[i];
    }
    return text;
}

std::string whole(std::int64_t value) {
    return number_text(static_cast<std::uint64_t>(std::max<std::int64_t>(value, 0)));
}

std::int64_t seconds_of(net::Microseconds time) {
    return std::max<std::int64_t>(0, std::chrono::duration_cast<std::chrono::seconds>(time).count());
}

double half_width(const net::Count& count) {
    return std::max(count.people - count.low, count.high - count.people);
}

}  // namespace

std::string number_text(std::uint64_t value) {
    return grouped(fmt::format("{}", value));
}

std::string number_text(double value, int decimals) {
    if (!std::isfinite(value)) {
        return "–";
    }
    std::string plain = fmt::format("{:.{}f}", std::abs(value), std::clamp(decimals, 0, 6));
    const bool negative = value < 0.0 && plain.find_first_of("123456789") != std::string::npos;
    const std::size_t point = plain.find('.');
    std::string text = negative ? "-" : "";
    text += grouped(plain.substr(0, point));
    if (point != std::string::npos) {
        // Translators: the decimal mark: "4.2".
        text += tr(".");
        text += plain.substr(point + 1);
    }
    return text;
}

std::string signed_text(double value) {
    const std::string text = number_text(value, 0);
    return value > 0.0 && text != number_text(0.0, 0) ? "+" + text : text;
}

std::string percent_text(double share) {
    return say("{n}%", {{"n", number_text(share * 100.0, 0)}});
}

std::string count_text(const net::Count& count) {
    const std::string people = number_text(count.people, 0);
    if (count.partly_blind) {
        return say("at least {n}, partly blind", {{"n", people}});
    }
    if (count.at_least) {
        return say("at least {n}", {{"n", people}});
    }
    const double error = half_width(count);
    return error < 0.5 ? people : people + " ± " + number_text(error, 0);
}

std::string short_count_text(const net::Count& count) {
    const std::string people = number_text(count.people, 0);
    return count.at_least || count.partly_blind ? "≥ " + people : people;
}

std::string last_count_text(const net::Count& count) {
    return say("last {n}", {{"n", number_text(count.people, 0)}});
}

std::string age_text(net::Microseconds age) {
    const std::int64_t seconds = seconds_of(age);
    if (seconds >= kDay) {
        return say("{d} d {h} h", {{"d", whole(seconds / kDay)}, {"h", whole(seconds % kDay / kHour)}});
    }
    if (seconds >= kHour) {
        return say("{h} h {m} min", {{"h", whole(seconds / kHour)}, {"m", whole(seconds % kHour / kMinute)}});
    }
    return seconds >= kMinute ? say("{n} min", {{"n", whole(seconds / kMinute)}})
                              : say("{n} s", {{"n", whole(seconds)}});
}

std::string duration_text(net::Microseconds duration) {
    const double exact_s = std::max(0.0, std::chrono::duration<double>(duration).count());
    if (exact_s < 0.9995) {
        return say("{n} ms", {{"n", number_text(exact_s * 1000.0, 0)}});
    }
    if (exact_s < 9.95) {
        return say("{n} s", {{"n", number_text(exact_s, 1)}});
    }
    const auto seconds = static_cast<std::int64_t>(std::llround(exact_s));
    if (seconds < kMinute) {
        return say("{n} s", {{"n", whole(seconds)}});
    }
    if (seconds < kHour) {
        return say("{m} min {s} s", {{"m", whole(seconds / kMinute)}, {"s", whole(seconds % kMinute)}});
    }
    return say("{h} h {m} min", {{"h", whole(seconds / kHour)}, {"m", whole(seconds % kHour / kMinute)}});
}

std::string ago_text(net::Microseconds age) {
    return seconds_of(age) < 2 ? std::string(tr("just now")) : say("{age} ago", {{"age", age_text(age)}});
}

std::string tenth_text(net::UtcTime at) {
    const auto within = at - std::chrono::floor<std::chrono::seconds>(at);
    return tr(".") + fmt::format("{}", within / std::chrono::milliseconds(100));
}

}  // namespace vigie::console
