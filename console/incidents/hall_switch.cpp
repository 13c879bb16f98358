#include "console/incidents/hall_switch.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace vigie::console {

namespace {

constexpr std::size_t kSwitchLines = 6;
constexpr std::size_t kAnswerLines = 5;
constexpr int kLastVerdict = static_cast<int>(net::SwitchVerdict::not_understood);

/// The text's lines; the last one has all that follows. Empty when there are fewer.
template <std::size_t kLines>
std::optional<std::array<std::string_view, kLines>> lines_of(std::string_view text) {
    std::array<std::string_view, kLines> lines;
    for (std::size_t i = 0; i + 1 < kLines; ++i) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        lines[i] = text.substr(0, end);
        text.remove_prefix(end + 1);
    }
    lines[kLines - 1] = text;
    return lines;
}

template <class Number>
std::optional<Number> number_of(std::string_view text, int base = 10) {
    Number number = 0;
    const char* const end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, number, base);
    return parsed.ec == std::errc() && parsed.ptr == end ? std::optional(number) : std::nullopt;
}

std::optional<net::UtcTime> time_of(std::string_view text) {
    const auto us = number_of<std::int64_t>(text);
    return us && *us >= 0 ? std::optional(net::UtcTime(net::Microseconds(*us))) : std::nullopt;
}

tl::unexpected<net::Error> damaged(std::uint64_t entry) {
    return net::fail(net::ErrorCode::corrupt,
                     {fmt::format("the ledger is damaged: entry {} is about no hall's phase; move it and its "
                                  "'-wal' aside, keep them for recovery, and start again",
                                  entry),
                      net::Reason::ledger_damaged});
}

bool same_hall(const HallSwitch& one, const HallSwitch& other) {
    return one.order.node == other.order.node && one.order.hall == other.order.hall;
}

std::optional<HallSwitch> switch_of(const HallLog::Line& line) {
    const auto lines = lines_of<kSwitchLines>(line.text);
    if (!lines) {
        return std::nullopt;
    }
    const auto& [hall, from, to, id, seen, reason] = *lines;
    const auto hall_id = net::HallId::parse(hall);
    const auto from_phase = net::phase_from_key(from);
    const auto to_phase = net::phase_from_key(to);
    const auto number = number_of<net::SwitchId>(id, 16);
    const auto seen_since = time_of(seen);
    if (!hall_id || (!from.empty() && !from_phase) || !to_phase || !number || *number == 0 ||
        (!seen.empty() && !seen_since)) {
        return std::nullopt;
    }
    HallSwitch made;
    made.entry = line.entry;
    made.id = *number;
    made.at = line.at;
    made.order = {line.node, *hall_id, from_phase, *to_phase, seen_since, std::string(reason), line.actor};
    return made;
}

}  // namespace

std::string text_of_switch(net::SwitchId id, const PhaseOrder& order) {
    return fmt::format(
        "{}\n{}\n{}\n{:016x}\n{}\n{}", order.hall.text(),
        order.from ? net::key_of(*order.from) : std::string_view(), net::key_of(order.to), id,
        order.seen_since ? std::to_string(order.seen_since->time_since_epoch().count()) : std::string(),
        order.reason);
}

std::string text_of_answer(const net::PhaseAnswer& answer) {
    return fmt::format("{}\n{:016x}\n{}\n{}\n{}", answer.hall.text(), answer.id,
                       static_cast<int>(answer.verdict), net::key_of(answer.phase),
                       answer.since.time_since_epoch().count());
}

net::Result<void> HallLog::add(const Line& line) {
    if (!line.answer) {
        auto made = switch_of(line);
        if (!made) {
            return damaged(line.entry);
        }
        for (HallSwitch& before : switches_) {
            if (before.state == SwitchState::pending && same_hall(before, *made)) {
                before.state = SwitchState::withdrawn;
            }
        }
        switches_.push_back(*std::move(made));
        forget();
        return {};
    }
    const auto lines = lines_of<kAnswerLines>(line.text);
    const auto id = lines ? number_of<net::SwitchId>((*lines)[1], 16) : std::nullopt;
    const auto verdict = lines ? number_of<int>((*lines)[2]) : std::nullopt;
    const auto phase = lines ? net::phase_from_key((*lines)[3]) : std::nullopt;
    if (!id || !verdict || *verdict < 1 || *verdict > kLastVerdict || !phase) {
        return damaged(line.entry);
    }
    for (HallSwitch& known : switches_) {
        if (known.id == *id && known.order.node == line.node && known.state == SwitchState::pending) {
            known.verdict = static_cast<net::SwitchVerdict>(*verdict);
            known.state =
                known.verdict == net::SwitchVerdict::done ? SwitchState::done : SwitchState::refused;
            known.stands = *phase;
            known.answered = line.at;
        }
    }
    return {};
}

void HallLog::forget() {
    for (std::size_t i = 0; i < switches_.size() && switches_.size() > kRemembered;) {
        const auto rest = switches_.begin() + static_cast<std::ptrdiff_t>(i);
        const bool newest = std::none_of(
            rest + 1, switches_.end(), [&rest](const HallSwitch& later) { return same_hall(*rest, later); });
        if (newest) {
            ++i;
        } else {
            switches_.erase(rest);
        }
    }
}

const HallSwitch* HallLog::pending(const net::NodeId& node, net::SwitchId id) const {
    const auto found = std::find_if(switches_.begin(), switches_.end(), [&](const HallSwitch& known) {
        return known.id == id && known.order.node == node && known.state == SwitchState::pending;
    });
    return found == switches_.end() ? nullptr : &*found;
}

std::vector<net::PhaseSwitch> pending_of(const std::vector<HallSwitch>& switches, const net::NodeId& node) {
    std::vector<net::PhaseSwitch> wanted;
    for (const HallSwitch& known : switches) {
        if (known.state == SwitchState::pending && known.order.node == node) {
            const PhaseOrder& order = known.order;
            wanted.push_back({known.id, order.hall, order.to, order.actor, known.at, order.seen_since});
        }
    }
    return wanted;
}

const HallSwitch* newest_of(const std::vector<HallSwitch>& switches, const net::NodeId& node,
                            const net::HallId& hall) {
    const auto found = std::find_if(switches.rbegin(), switches.rend(), [&](const HallSwitch& known) {
        return known.order.node == node && known.order.hall == hall;
    });
    return found == switches.rend() ? nullptr : &*found;
}

}  // namespace vigie::console
