// What an incident is called, where it is, and what was measured.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <functional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "console/incidents/entry_text.hpp"
#include "console/situation/lookup.hpp"

#include "console/views/words.hpp"

namespace vigie::console {

namespace {

/// Decimals worth showing: people are whole; a limit of 0.02 must not read 0.0.
int decimals_of(const net::Evidence& evidence, double value) {
    if (evidence.unit == "people") {
        return 0;
    }
    const double size = std::abs(value);
    if (size > 0.0 && size < 1.0) {
        return size < 0.1 ? 3 : 2;
    }
    return size < 10.0 ? 1 : 0;
}

/// What was added or taken is told with its sign.
bool is_change(const net::Evidence& evidence) {
    return evidence.name == "corrected";
}

std::string figure(const net::Evidence& evidence, double value) {
    if (is_change(evidence)) {
        return signed_text(value);
    }
    if (evidence.unit == "s") {
        const auto limited_s = std::clamp(value, 0.0, 1e9);
        return duration_text(
            std::chrono::duration_cast<net::Microseconds>(std::chrono::duration<double>(limited_s)));
    }
    return number_text(value, decimals_of(evidence, value));
}

std::string with_unit(const net::Evidence& evidence, const std::string& text) {
    if (evidence.unit == "people") {
        const double people = std::min(std::round(std::abs(evidence.value)), 1e9);
        return tr_n("{figure} person", "{figure} people", static_cast<std::uint64_t>(people),
                    {{"figure", text}});
    }
    return evidence.unit == "s" || evidence.unit.empty() ? text : text + " " + unit_text(evidence.unit);
}

/// What the ledger calls worsened or joined, by what it meant.
const char* happened(const HistoryEntry& entry) {
    switch (entry.change) {
        case Change::none:
            break;
        case Change::came_back:
            return tr("Came back");
        case Change::grew:
            return tr("Worse");
        case Change::more_urgent:
            return tr("More urgent");
        case Change::raised_again:
            return tr("Raised again");
        case Change::updated:
            return tr("Updated");
    }
    return word_of(entry.kind);
}

const net::Evidence* find_evidence(const Incident& incident, std::string_view name) {
    const auto found = std::find_if(incident.evidence.begin(), incident.evidence.end(),
                                    [&](const net::Evidence& evidence) { return evidence.name == name; });
    return found == incident.evidence.end() ? nullptr : &*found;
}

/// Why a condition ended, as ledgers and alerts say it.
struct Ending {
    std::string_view key;
    const char* english;
};

constexpr std::array kEndings = {
    Ending{"rule_off", tr_later("The rule is no longer on")},
    Ending{"rule_removed", tr_later("The rule was removed")},
    Ending{"superseded", tr_later("A newer alert of the same rule took its place")},
    Ending{"archive_replaced", tr_later("The node's alert store was made anew")},
    Ending{"store_set_back", tr_later("The node's alert store was set back and has lost its alert")},
};

}  // namespace

bool is_clearing(const Incident& incident, const Situation& situation) {
    if (incident.condition != ConditionState::active || !incident.zone) {
        return false;
    }
    const ZoneSituation* const zone = find_zone(situation, incident.node, *incident.zone);
    if (zone == nullptr || !zone->known || zone->liveness != net::Liveness::live ||
        zone->count.count.at_least) {
        return false;
    }
    const double people = zone->count.count.people;
    if (incident.kind == net::RuleKind::intrusion) {
        return std::round(people) <= 0.0;
    }
    if (incident.kind != net::RuleKind::over_capacity) {
        return false;
    }
    const net::Evidence* const counted = find_evidence(incident, main_figure(incident.kind));
    return counted != nullptr && counted->threshold && people <= *counted->threshold;
}

const char* chip_of(const Incident& incident, const Situation& situation) {
    return is_clearing(incident, situation) ? tr("CLEARING") : chip_of(incident.kind);
}

std::string evidence_text(const net::Evidence& evidence, net::RuleKind kind) {
    std::string text = figure(evidence, evidence.value);
    if (evidence.error && std::isfinite(*evidence.error)) {
        const std::string error = number_text(*evidence.error, decimals_of(evidence, evidence.value));
        // An error that rounds to nothing would claim to be exact.
        if (error != number_text(0.0, decimals_of(evidence, evidence.value))) {
            text += " ± " + error;
        }
    }
    text = with_unit(evidence, text);
    if (evidence.unit == "s") {
        text = say("{time} when reported", {{"time", text}});
    }
    if (evidence.threshold) {
        if (kind == net::RuleKind::intrusion && evidence.unit == "people" && *evidence.threshold <= 1.0) {
            return say("{figure}, nobody allowed", {{"figure", text}});
        }
        return say("{figure}, limit {limit}",
                   {{"figure", text}, {"limit", figure(evidence, *evidence.threshold)}});
    }
    return text;
}

std::string incident_number(IncidentNumber number) {
    return fmt::format("INC-{:05}", number);
}

std::string incident_title(const Incident& incident) {
    const net::Evidence* const measured = find_evidence(incident, main_figure(incident.kind));
    const char* const kind = word_of(incident.kind);
    if (measured == nullptr || !std::isfinite(measured->value)) {
        return kind;
    }
    if (measured->unit != "people") {
        return std::string(kind) + " · " + with_unit(*measured, figure(*measured, measured->value));
    }
    if (measured->value < 0.5) {
        return kind;
    }
    const auto count = static_cast<std::uint64_t>(std::llround(std::min(measured->value, 1e9)));
    return std::string(kind) + " · " + tr_n("{n} person", "{n} people", count);
}

std::string incident_place(const Incident& incident, const Situation& situation) {
    std::string text;
    const auto add = [&text](const std::string& name) { text += text.empty() ? name : " · " + name; };
    if (incident.zone) {
        add(zone_name(situation, *incident.zone));
    }
    if (incident.camera) {
        add(camera_name(situation, *incident.camera));
    }
    if (text.empty()) {
        add(node_name(situation, incident.node));
    }
    return text;
}

std::string trigger_text(const Incident& incident, const Situation& situation,
                         const std::function<std::string(net::UtcTime)>& clock) {
    if (!incident.frame) {
        return {};
    }
    const net::FrameStamp& stamp = incident.frame->stamp;
    const std::string time = clock ? clock(stamp.captured) + tenth_text(stamp.captured) : std::string();
    // A number to look up, not one to compare: no marks between thousands.
    return say("{camera} · {time} · frame {number}",
               {{"camera", camera_name(situation, incident.frame->camera)},
                {"time", time},
                {"number", fmt::format("{}", stamp.number)}});
}

std::string words_on_screen(const Incident& incident, const Situation& situation) {
    return fmt::format("{} {} {} {} {} {}", incident_title(incident), chip_of(incident, situation),
                       word_of(incident.priority), word_of(incident.work), chip_of(incident.work),
                       word_of(incident.condition));
}

std::string place_name(const std::string& id, const Situation& situation) {
    const auto zone = net::ZoneId::parse(id);
    if (zone && zone_name(situation, *zone) != id) {
        return zone_name(situation, *zone);
    }
    const auto camera = net::CameraId::parse(id);
    return camera ? camera_name(situation, *camera) : id;
}

net::UtcTime resolved_at(const Incident& incident) {
    const auto found =
        std::find_if(incident.history.rbegin(), incident.history.rend(),
                     [](const HistoryEntry& entry) { return entry.kind == EntryKind::resolved; });
    return found == incident.history.rend() ? incident.changed : found->at;
}

std::string acknowledgement_text(const Incident& incident,
                                 const std::function<std::string(net::UtcTime)>& clock) {
    const auto said = [&clock](const std::string& name, net::UtcTime at) {
        return say("{name} at {time}", {{"name", name}, {"time", clock ? clock(at) : std::string()}});
    };
    if (incident.acknowledged_by) {
        return incident.acknowledged_at ? said(*incident.acknowledged_by, *incident.acknowledged_at)
                                        : *incident.acknowledged_by;
    }
    const auto last =
        std::find_if(incident.history.rbegin(), incident.history.rend(),
                     [](const HistoryEntry& entry) { return entry.kind == EntryKind::acknowledged; });
    if (last == incident.history.rend()) {
        return {};
    }
    const std::string who = said(last->actor, last->at);
    const auto undone = std::find_if(last.base(), incident.history.end(), [](const HistoryEntry& entry) {
        return entry.kind == EntryKind::worsened || entry.kind == EntryKind::reopened;
    });
    if (undone == incident.history.end()) {
        return who;
    }
    if (undone->kind == EntryKind::reopened) {
        return say("{who}, before it was reopened", {{"who", who}});
    }
    return undone->change == Change::came_back ? say("{who}, before it came back", {{"who", who}})
                                               : say("{who}, before it became worse", {{"who", who}});
}

std::string history_title(const HistoryEntry& entry) {
    const char* const what = happened(entry);
    if (!entry.figure) {
        return what;
    }
    const std::string now = figure(*entry.figure, entry.figure->value);
    std::string measured = with_unit(*entry.figure, now);
    if (entry.change == Change::grew && entry.before) {
        const std::string before = figure(*entry.figure, *entry.before);
        if (before != now) {
            measured = before + " → " + measured;
        }
    }
    return say("{what}: {measured}", {{"what", what}, {"measured", measured}});
}

std::string history_text(const HistoryEntry& entry) {
    const net::Sentence told = sentence_of_entry(entry.text);
    if (entry.kind != EntryKind::condition_cleared || told.reason != net::Reason::unnamed) {
        return sentence_in_language(told);
    }
    const auto known = std::find_if(kEndings.begin(), kEndings.end(),
                                    [&entry](const Ending& ending) { return ending.key == entry.text; });
    return known == kEndings.end() ? entry.text : tr(known->english);
}

}  // namespace vigie::console
