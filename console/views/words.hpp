// Every word on screen, in the operator's language: gettext, with English as the key.
//
// Words are marked by tr, tr_in, tr_n and say, which xgettext knows (see assets/translations). Without a
// catalogue everything is English, numbers included. UI thread.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "console/incidents/incident.hpp"
#include "console/situation/situation.hpp"
#include "net/types/count.hpp"
#include "net/types/liveness.hpp"
#include "net/types/sentence.hpp"
#include "net/types/venue.hpp"

namespace vigie::console {

/// The translation of a literal; valid until the language changes.
[[nodiscard]] const char* tr(const char* english);

/// The same where one English word has several translations: tr_in("list of incidents", "New").
[[nodiscard]] const char* tr_in(const char* where, const char* english);

/// What a pattern's {names} stand for.
using Values = std::initializer_list<std::pair<const char*, std::string>>;

/// say("since {time}", {{"time", clock}}): translated, then filled in. A pattern that cannot be filled (a
/// broken translation) is filled from its English.
[[nodiscard]] std::string say(const char* english, Values values);

/// The form for `n` things: tr_n("{n} camera", "{n} cameras", n); {n} is filled in, and more if given.
[[nodiscard]] std::string tr_n(const char* one, const char* many, std::uint64_t n, Values values = {});

/// Marks a literal for translation where tr cannot be called yet (tables): tr(kTable[i]) later.
[[nodiscard]] constexpr const char* tr_later(const char* english) {
    return english;
}

// Numbers: "16,116" and "4.2" in English, "16 116" (narrow no-break space) and "4,2" in French.
[[nodiscard]] std::string number_text(std::uint64_t value);
/// Rounded to `decimals` (0 to 6); "–" for what is not finite.
[[nodiscard]] std::string number_text(double value, int decimals);
/// A whole number that was added or, negative, taken: "+3", "-45", "0".
[[nodiscard]] std::string signed_text(double value);
/// "12 %", "12%" as the language writes it; `share` 1 is 100 %.
[[nodiscard]] std::string percent_text(double share);
/// "142 ± 6", "at least 142"; the error is the larger half of the 90 % interval, left out below half a
/// person.
[[nodiscard]] std::string count_text(const net::Count& count);
/// The count alone, without error: "142", "≥ 142".
[[nodiscard]] std::string short_count_text(const net::Count& count);
/// Of a count that nobody keeps up: "last 142". No lower limit, for people may have left.
[[nodiscard]] std::string last_count_text(const net::Count& count);

/// A time of waiting or of age, unlike any time of day: "47 s", "13 min", "2 h 5 min", "3 d 4 h". Negative as
/// 0.
[[nodiscard]] std::string age_text(net::Microseconds age);
/// A measured duration: "85 ms", "4.2 s", "38 s", "6 min 5 s", "2 h 5 min".
[[nodiscard]] std::string duration_text(net::Microseconds duration);
/// The same as a time ago: "38 s ago", "3 min ago"; "just now" below two seconds.
[[nodiscard]] std::string ago_text(net::Microseconds age);
/// The tenth of a second after a time of day of whole seconds: ".4". Cut off, as the seconds are.
[[nodiscard]] std::string tenth_text(net::UtcTime at);

// Words for states.
[[nodiscard]] const char* word_of(net::Priority priority);    ///< "Critical"
[[nodiscard]] const char* chip_of(net::Priority priority);    ///< "CRITICAL"
[[nodiscard]] const char* word_of(WorkState state);           ///< "New", "Acknowledged"
[[nodiscard]] const char* chip_of(WorkState state);           ///< "NEW", "ACK": short, for rows
[[nodiscard]] const char* word_of(ConditionState condition);  ///< "Active", "Cleared"
[[nodiscard]] const char* chip_of(ConditionState condition);  ///< "ACTIVE"
[[nodiscard]] const char* word_of(net::Liveness liveness);    ///< "Live", "Never seen"
[[nodiscard]] const char* word_of(net::SourceState state);    ///< "Running", "Frozen"
[[nodiscard]] const char* word_of(LinkState link);            ///< "Connected", "Refused"
[[nodiscard]] const char* word_of(Outcome outcome);           ///< "Genuine", "False alarm"
[[nodiscard]] const char* word_of(EntryKind kind);            ///< "Opened", "Note"
[[nodiscard]] const char* word_of(net::ZoneUse use);          ///< "Walkway"
/// What happened, as a title: "Intrusion", "Over limit".
[[nodiscard]] const char* word_of(net::RuleKind kind);
/// The same in one or two short capital words, for a chip on a picture: "INTRUSION", "OVER LIMIT".
[[nodiscard]] const char* chip_of(net::RuleKind kind);
/// The name of the evidence that stands in the title of its incidents; empty: none.
[[nodiscard]] std::string_view main_figure(net::RuleKind kind);
/// Whether its zone is counted back within the limit while its condition still holds: the node waits before
/// it calls it over, as the rule says. False while the count is a lower limit or old.
[[nodiscard]] bool is_clearing(const Incident& incident, const Situation& situation);
/// The chip of an active incident where it is: its kind, or "CLEARING".
[[nodiscard]] const char* chip_of(const Incident& incident, const Situation& situation);
/// Name of an evidence figure or of a node's counter, as its key says ("people"); the key itself, with
/// spaces, when it has no translation.
[[nodiscard]] std::string evidence_name(std::string_view key);
[[nodiscard]] std::string counter_name(std::string_view key);
/// Unit of a figure in the language: "people/m²", "s".
[[nodiscard]] std::string unit_text(std::string_view unit);

/// What another layer or program tells (a refusal, a notice, a node's trouble): the words of its reason, and
/// its English where the reason has none here or misses what it is about.
[[nodiscard]] std::string sentence_in_language(const net::Sentence& sentence);

/// "62 ± 3 people, limit 60"; "3 people, nobody allowed" of an intrusion where one person is one too many.
/// Times grow after they were measured, so that they are told as those of the report: "38 s when reported".
[[nodiscard]] std::string evidence_text(const net::Evidence& evidence, net::RuleKind kind);

// Incidents.
[[nodiscard]] std::string incident_number(IncidentNumber number);  ///< "INC-00042"
/// Its kind with the figure that matters: "Over limit · 62 people".
[[nodiscard]] std::string incident_title(const Incident& incident);
/// Zone, camera or node by name, joined by " · ": "Hall · Gate north".
[[nodiscard]] std::string incident_place(const Incident& incident, const Situation& situation);
/// The picture that triggered its newest alert: "Gate north · 14:02:37.4 · frame 4711", at the time of its
/// capture. Empty: no picture did. `clock` writes a time of day.
[[nodiscard]] std::string trigger_text(const Incident& incident, const Situation& situation,
                                       const std::function<std::string(net::UtcTime)>& clock);
/// What its row, its detail and its chip read besides number and names, for searching: title, severity,
/// state.
[[nodiscard]] std::string words_on_screen(const Incident& incident, const Situation& situation);
/// Name of the zone or camera with this id; the id when neither is known.
[[nodiscard]] std::string place_name(const std::string& id, const Situation& situation);
/// A line of the history: what happened, with the figure if one was measured: "Worse: 1 → 3 people", "Came
/// back: 4 people", "Note".
[[nodiscard]] std::string history_title(const HistoryEntry& entry);
/// When it was resolved last. Of a resolved one.
[[nodiscard]] net::UtcTime resolved_at(const Incident& incident);
/// The last who acknowledged it, also when it is new again: "camille at 12:23:39, before it came back".
/// Empty: nobody ever did. `clock` writes a time of day.
[[nodiscard]] std::string acknowledgement_text(const Incident& incident,
                                               const std::function<std::string(net::UtcTime)>& clock);
/// What is written under a line of the history: people's own words, what was told, or why the
/// condition ended.
[[nodiscard]] std::string history_text(const HistoryEntry& entry);

}  // namespace vigie::console
