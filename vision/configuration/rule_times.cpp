// When a rule is on, and what it does otherwise in some phases.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "vision/configuration/sections.hpp"

namespace vigie::vision {

namespace {

constexpr std::size_t kMostSpans = 64;
constexpr std::array<std::string_view, 7> kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

std::optional<unsigned> day_of(std::string_view text) {
    const auto* const found = std::find(kDays.begin(), kDays.end(), text);
    if (found == kDays.end()) return std::nullopt;
    return static_cast<unsigned>(found - kDays.begin());
}

/// "Mon-Fri", "Sat", or several of them, "Mon,Wed-Fri"; a range may run past Sunday.
std::optional<std::uint8_t> days_of(std::string_view text) {
    unsigned days = 0;
    while (true) {
        const auto comma = text.find(',');
        const std::string_view range = text.substr(0, comma);
        const auto dash = range.find('-');
        const auto first = day_of(range.substr(0, dash));
        const auto last = dash == std::string_view::npos ? first : day_of(range.substr(dash + 1));
        if (!first || !last) return std::nullopt;
        for (unsigned day = *first;; day = (day + 1) % static_cast<unsigned>(kDays.size())) {
            days |= 1U << day;
            if (day == *last) break;
        }
        if (comma == std::string_view::npos) return static_cast<std::uint8_t>(days);
        text.remove_prefix(comma + 1);
    }
}

std::optional<int> number_of(std::string_view text) {
    int number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_number =
        text.size() == 2 && read.ec == std::errc() && read.ptr == text.data() + text.size();
    return is_number && number >= 0 ? std::optional(number) : std::nullopt;
}

/// "HH:MM" as minutes of the day; 24:00 is its end.
std::optional<int> minute_of(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const auto hours = number_of(text.substr(0, 2));
    const auto minutes = number_of(text.substr(3));
    if (!hours || !minutes || *minutes > 59) return std::nullopt;
    const int minute = *hours * 60 + *minutes;
    return minute <= 24 * 60 ? std::optional(minute) : std::nullopt;
}

/// "Mon-Fri 08:00-20:00"; without days, every day.
std::optional<net::ScheduleSpan> span_of(std::string_view text) {
    net::ScheduleSpan span;
    const auto gap = text.find(' ');
    if (gap != std::string_view::npos) {
        const auto days = days_of(text.substr(0, gap));
        if (!days) return std::nullopt;
        span.days = *days;
        text.remove_prefix(gap + 1);
    }
    const auto dash = text.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto from = minute_of(text.substr(0, dash));
    const auto until = minute_of(text.substr(dash + 1));
    if (!from || !until || *from == 24 * 60) return std::nullopt;
    span.from_minute = static_cast<std::uint16_t>(*from);
    span.until_minute = static_cast<std::uint16_t>(*until);
    return span;
}

void read_phases(net::TomlReader& rule, net::RuleConfiguration& out) {
    for (const auto& name : read_names(rule, "phases")) {
        out.phases.push_back(read_phase(rule, "phases", name));
    }
}

void read_in_phase(net::TomlReader& table, const ThresholdBounds& bounds, net::RuleConfiguration& out) {
    net::PhaseSetting setting;
    setting.phase = read_phase(table, "phase", table.text("phase"));
    const auto same = [&setting](const net::PhaseSetting& other) { return other.phase == setting.phase; };
    if (std::any_of(out.in_phases.begin(), out.in_phases.end(), same)) {
        table.refuse("phase", fmt::format("'{}' is there twice; say all of a phase in one place",
                                          net::key_of(setting.phase)));
    }
    if (!out.phases.empty() &&
        std::find(out.phases.begin(), out.phases.end(), setting.phase) == out.phases.end()) {
        table.refuse("phase", fmt::format("'{}' is not one of the rule's 'phases', so that it is off then; "
                                          "add it there or remove this",
                                          net::key_of(setting.phase)));
    }
    setting.threshold = table.number_if_any("threshold", bounds.least, bounds.most);
    setting.clear_below = table.number_if_any("clear_below", 0.0, bounds.most);
    const double threshold = setting.threshold.value_or(out.threshold);
    if (threshold > 0.0 && setting.clear_below.value_or(0.0) > threshold) {
        table.refuse("clear_below",
                     "must not be above 'threshold', or the condition would end while it holds");
    }
    if (table.has("priority")) setting.priority = read_priority(table, table.text("priority"));
    if (!setting.threshold && !setting.clear_below && !setting.priority) {
        table.refuse("phase", "changes nothing; add threshold, clear_below or priority");
    }
    table.finish();
    out.in_phases.push_back(setting);
}

void read_schedule(net::TomlReader& rule, net::RuleConfiguration& out) {
    const auto spans = rule.texts("schedule");
    if (spans.size() > kMostSpans) {
        rule.refuse("schedule",
                    fmt::format("lists {} spans, at most {} are possible", spans.size(), kMostSpans));
    }
    for (const auto& text : spans) {
        if (const auto span = span_of(text); span && span->from_minute == span->until_minute) {
            rule.refuse(
                "schedule",
                fmt::format("'{}' ends when it begins, which may be never or the whole day; write a whole "
                            "day as \"00:00-24:00\", and leave out one on which the rule is off",
                            text));
        } else if (span) {
            out.schedule.push_back(*span);
        } else {
            rule.refuse("schedule",
                        fmt::format("'{}' is no span of hours; write it as \"Mon-Fri 08:00-20:00\", "
                                    "\"Sat,Sun 22:00-02:00\" or \"08:00-24:00\"",
                                    text));
        }
    }
}

}  // namespace

net::Priority read_priority(net::TomlReader& table, const std::string& text) {
    if (const auto priority = net::priority_from_key(text)) return *priority;
    table.refuse("priority", "must be low, medium, high or critical");
    return net::Priority::medium;
}

void read_rule_times(net::TomlReader& rule, const ThresholdBounds& bounds, net::RuleConfiguration& out) {
    read_phases(rule, out);
    for (auto& table : read_tables(rule, "in_phase")) read_in_phase(table, bounds, out);
    read_schedule(rule, out);
}

}  // namespace vigie::vision
