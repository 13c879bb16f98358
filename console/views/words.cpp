#include "console/views/words.hpp"

#include <libintl.h>

#include <algorithm>
#include <array>
#include <string>

#include <fmt/args.h>
#include <fmt/format.h>

namespace vigie::console {

namespace {

constexpr const char* kDomain = "vigie";

std::string filled(const char* pattern, const char* english, Values values) {
    fmt::dynamic_format_arg_store<fmt::format_context> arguments;
    for (const auto& [name, value] : values) {
        arguments.push_back(fmt::arg(name, std::cref(value)));
    }
    try {
        return fmt::vformat(pattern, arguments);
    } catch (const fmt::format_error&) {
        // A translation is data: one with a wrong name in it must not end the program.
        return pattern == english ? std::string(english) : filled(english, english, values);
    }
}

struct Named {
    std::string_view key;
    const char* english;
};

constexpr std::array kEvidence = {
    Named{"people", tr_later("People")},
    Named{"capacity", tr_later("Capacity")},
    Named{"by_lines", tr_later("By lines")},
    Named{"corrected", tr_later("Corrected by")},
    Named{"density", tr_later("Density")},
    Named{"duration", tr_later("Held for")},
    Named{"silent", tr_later("Nothing seen for")},
    Named{"still", tr_later("Picture still for")},
    Named{"waiting", tr_later("Waiting time")},
    Named{"alone", tr_later("Left alone for")},
    Named{"gone", tr_later("Gone for")},
    Named{"down", tr_later("On the ground for")},
    Named{"visible", tr_later("Visible for")},
    Named{"speed", tr_later("Mean speed")},
    Named{"counted", tr_later("Counted")},
    Named{"counter_share", tr_later("Against the flow")},
    Named{"pressure", tr_later("Crowd pressure")},
    Named{"dispersal", tr_later("Speed apart")},
    Named{"stop_and_go", tr_later("Stopping together")},
    Named{"confidence", tr_later("Confidence")},
    Named{"covered", tr_later("View covered")},
    Named{"blur", tr_later("Detail lost")},
    Named{"moved", tr_later("View shifted")},
    Named{"glare", tr_later("Dazzled")},
    Named{"blind", tr_later("Cannot see for")},
    Named{"x", tr_later("Place, x")},
    Named{"y", tr_later("Place, y")},
};

constexpr std::array kCounters = {
    Named{"frames_dropped", tr_later("Frames skipped")},
    Named{"frames_refused", tr_later("Frames refused")},
    Named{"capture_failures", tr_later("Source failures")},
    Named{"size_changes", tr_later("Size changes")},
    Named{"pictures_unreadable", tr_later("Pictures that cannot be read")},
    Named{"acts_given_up", tr_later("Acts of the script that nobody did")},
    Named{"people_turned_away", tr_later("People of the script turned away")},
    Named{"scenes_dropped", tr_later("Scenes dropped")},
    Named{"neighbour_messages_lost", tr_later("Messages of neighbours lost")},
    Named{"alerts_waiting", tr_later("Alerts waiting")},
    Named{"alerts_lost", tr_later("Alerts lost")},
    Named{"model_failures", tr_later("Model failures")},
    Named{"not_masked", tr_later("Pictures withheld, mask failed")},
    Named{"not_encoded", tr_later("Pictures withheld, encoding failed")},
    Named{"clients_refused", tr_later("Clients refused")},
    Named{"clients_incompatible", tr_later("Clients of another version")},
    Named{"handshakes_failed", tr_later("Handshakes failed")},
    Named{"messages_malformed", tr_later("Malformed messages")},
    Named{"messages_oversized", tr_later("Messages too large")},
    Named{"publications_dropped", tr_later("Publications dropped")},
    Named{"publications_invalid", tr_later("Publications refused")},
};

constexpr std::array kUnits = {
    Named{"people/m2", tr_later("people/m²")}, Named{"s", tr_later("s")}, Named{"m/s", tr_later("m/s")},
    Named{"1/s2", tr_later("1/s²")},           Named{"%", tr_later("%")}, Named{"m", tr_later("m")},
};

template <std::size_t Size>
std::string named(const std::array<Named, Size>& table, std::string_view key) {
    for (const Named& row : table) {
        if (row.key == key) {
            return tr(row.english);
        }
    }
    std::string text(key);
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

}  // namespace

const char* tr(const char* english) {
    return dgettext(kDomain, english);
}

const char* tr_in(const char* where, const char* english) {
    // gettext's own form of a key with context.
    const std::string key = std::string(where) + "\004" + english;
    const char* const found = dgettext(kDomain, key.c_str());
    return found == key.c_str() ? english : found;
}

std::string say(const char* english, Values values) {
    return filled(tr(english), english, values);
}

std::string tr_n(const char* one, const char* many, std::uint64_t n, Values values) {
    const char* const pattern = dngettext(kDomain, one, many, n);
    fmt::dynamic_format_arg_store<fmt::format_context> arguments;
    const std::string count = number_text(n);
    arguments.push_back(fmt::arg("n", std::cref(count)));
    for (const auto& [name, value] : values) {
        arguments.push_back(fmt::arg(name, std::cref(value)));
    }
    try {
        return fmt::vformat(pattern, arguments);
    } catch (const fmt::format_error&) {
        return fmt::vformat(n == 1 ? one : many, arguments);
    }
}

const char* word_of(net::Priority priority) {
    switch (priority) {
        case net::Priority::low:
            return tr("Low");
        case net::Priority::medium:
            return tr("Medium");
        case net::Priority::high:
            return tr("High");
        case net::Priority::critical:
            return tr("Critical");
    }
    return "";
}

const char* chip_of(net::Priority priority) {
    switch (priority) {
        case net::Priority::low:
            return tr("LOW");
        case net::Priority::medium:
            return tr("MEDIUM");
        case net::Priority::high:
            return tr("HIGH");
        case net::Priority::critical:
            return tr("CRITICAL");
    }
    return "";
}

const char* word_of(WorkState state) {
    switch (state) {
        case WorkState::fresh:
            return tr("New");
        case WorkState::acknowledged:
            return tr("Acknowledged");
        case WorkState::confirmed:
            return tr("Confirmed");
        case WorkState::dispatched:
            return tr("Dispatched");
        case WorkState::resolved:
            return tr("Resolved");
    }
    return "";
}

const char* chip_of(WorkState state) {
    switch (state) {
        case WorkState::fresh:
            return tr("NEW");
        case WorkState::acknowledged:
            return tr("ACK");
        case WorkState::confirmed:
            return tr("CONFIRMED");
        case WorkState::dispatched:
            return tr("DISPATCHED");
        case WorkState::resolved:
            return tr("RESOLVED");
    }
    return "";
}

const char* word_of(ConditionState condition) {
    return condition == ConditionState::active ? tr("Active") : tr("Cleared");
}

const char* chip_of(ConditionState condition) {
    return condition == ConditionState::active ? tr("ACTIVE") : tr("CLEARED");
}

const char* word_of(net::Liveness liveness) {
    switch (liveness) {
        case net::Liveness::never_seen:
            return tr("Never seen");
        case net::Liveness::live:
            return tr("Live");
        case net::Liveness::late:
            return tr("Late");
        case net::Liveness::frozen:
            return tr("Frozen");
        case net::Liveness::silent:
            return tr("Silent");
    }
    return "";
}

const char* word_of(net::SourceState state) {
    switch (state) {
        case net::SourceState::starting:
            return tr("Starting");
        case net::SourceState::running:
            return tr("Running");
        case net::SourceState::frozen:
            return tr("Frozen");
        case net::SourceState::silent:
            return tr("Silent");
        case net::SourceState::failed:
            return tr("Cannot be opened");
    }
    return "";
}

const char* word_of(LinkState link) {
    switch (link) {
        case LinkState::connecting:
            return tr("Connecting");
        case LinkState::up:
            return tr("Connected");
        case LinkState::refused:
            return tr("Refused");
        case LinkState::down:
            return tr("Disconnected");
    }
    return "";
}

const char* word_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::genuine:
            return tr("Genuine");
        case Outcome::false_alarm:
            return tr("False alarm");
        case Outcome::test:
            return tr("Test");
    }
    return "";
}

const char* word_of(EntryKind kind) {
    switch (kind) {
        case EntryKind::opened:
            return tr("Opened");
        case EntryKind::joined:
            return tr("Raised again");
        case EntryKind::worsened:
            return tr("Worse");
        case EntryKind::condition_cleared:
            return tr("Condition cleared");
        case EntryKind::acknowledged:
            return tr("Acknowledged");
        case EntryKind::note:
            return tr("Note");
        case EntryKind::resolved:
            return tr("Resolved");
        case EntryKind::reopened:
            return tr("Reopened");
    }
    return "";
}

const char* word_of(net::ZoneUse use) {
    switch (use) {
        case net::ZoneUse::walkway:
            return tr("Walkway");
        case net::ZoneUse::stairs:
            return tr("Stairs");
        case net::ZoneUse::queue:
            return tr("Queue");
        case net::ZoneUse::standing:
            return tr("Standing");
        case net::ZoneUse::seated:
            return tr("Seated");
        case net::ZoneUse::restricted:
            return tr("Restricted");
    }
    return "";
}

std::string evidence_name(std::string_view key) {
    return named(kEvidence, key);
}

std::string counter_name(std::string_view key) {
    return named(kCounters, key);
}

std::string unit_text(std::string_view unit) {
    return named(kUnits, unit);
}

}  // namespace vigie::console
