#include "net/wire/check.hpp"

#include <cmath>

#include <fmt/format.h>
#include <utf8.h>

#include "net/text/text.hpp"

namespace vigie::net {
namespace {

constexpr std::int64_t kLatestUtc = 7'258'118'400'000'000;  // 2200-01-01

bool holds_control(std::string_view text) {
    while (const auto character = next_character(text)) {
        if (is_control(character->point) && character->point != U'\n') {
            return true;
        }
    }
    return false;
}

}  // namespace

void Check::fault(std::string_view field, std::string_view what) {
    if (fault_) {
        return;
    }
    std::string path;
    for (const auto& step : path_) {
        path += step.field;
        if (step.index) {
            path += fmt::format("[{}]", *step.index);
        }
        path += '.';
    }
    fault_ = fmt::format("{}{} {}", path, field, what);
}

double Check::number(std::string_view field, double value, double low, double high) {
    if (std::isfinite(value) && value >= low && value <= high) {
        return value;
    }
    fault(field, fmt::format("is {}, not a number from {} to {}", value, low, high));
    return low;
}

std::uint64_t Check::whole(std::string_view field, std::uint64_t value, std::uint64_t low,
                           std::uint64_t high) {
    if (value < low || value > high) {
        fault(field, fmt::format("is {}, not from {} to {}", value, low, high));
        return low;
    }
    return value;
}

std::uint32_t Check::whole32(std::string_view field, std::uint32_t value, std::uint32_t low,
                             std::uint32_t high) {
    return static_cast<std::uint32_t>(whole(field, value, low, high));
}

std::string Check::text(std::string_view field, const std::string& value, std::size_t least,
                        std::size_t most) {
    if (value.size() < least || value.size() > most) {
        fault(field, fmt::format("has {} bytes, not {} to {}", value.size(), least, most));
        return {};
    }
    if (!utf8::is_valid(value.begin(), value.end())) {
        fault(field, "is not UTF-8 text");
        return {};
    }
    if (holds_control(value)) {
        fault(field, "contains control characters");
        return {};
    }
    return value;
}

UtcTime Check::utc(std::string_view field, std::int64_t microseconds) {
    if (microseconds < 0 || microseconds > kLatestUtc) {
        fault(field, fmt::format("is {} us, not a time from 1970 to 2200", microseconds));
        return {};
    }
    return UtcTime(Microseconds(microseconds));
}

bool Check::at_most(std::string_view field, int elements, std::size_t most) {
    if (elements >= 0 && static_cast<std::size_t>(elements) <= most) {
        return true;
    }
    fault(field, fmt::format("has {} elements, at most {} are allowed", elements, most));
    return false;
}

bool Check::present(std::string_view field, bool has) {
    if (!has) {
        fault(field, "is missing");
    }
    return has;
}

std::string Check::printable(std::string_view text) {
    constexpr std::size_t kShown = 48;
    std::string shown = "'";
    for (const char c : text.substr(0, kShown)) {
        shown += (c >= ' ' && c <= '~') ? c : '?';
    }
    shown += text.size() > kShown ? "...'" : "'";
    return shown;
}

}  // namespace vigie::net
