// What one program or layer tells a person, without a language: why, what it is about, and the English of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace vigie::net {

/// Why something is not as it should be. Beside each: what a sentence of it is about, in that order. Screens
/// have its words (console/views/sentences.cpp, where the compiler asks for those of a new one).
enum class Reason : std::uint8_t {
    unnamed = 0,  ///< nothing to tell, or only the English says it

    // Told by nodes. On the wire with these numbers, never reused: see net/wire/vocabulary.proto.
    source_missing = 1,      ///< file
    source_forbidden = 2,    ///< file
    source_broken = 3,       ///< file
    source_unsupported = 4,  ///< file or address
    source_ended = 5,
    source_unknown_host = 6,   ///< address
    source_not_answering = 7,  ///< address
    source_not_rtsp = 8,       ///< address
    source_without_video = 9,  ///< address
    source_cut_off = 10,       ///< address
    source_repeating = 11,     ///< address
    source_not_analysed = 12,
    source_of_another_shape = 13,  ///< pixels delivered, pixels surveyed
    source_folder_missing = 14,    ///< folder
    source_folder_empty = 15,      ///< folder
    source_picture_broken = 16,    ///< file
    source_device_missing = 17,    ///< device
    source_device_unusable = 18,   ///< device
    source_changes_size = 19,      ///< file, pixels at first, pixels from the change on
    database_full = 20,            ///< file; the node's alert store or the console's ledger, as all of these
    database_failing = 21,         ///< file
    database_read_only = 22,       ///< file
    database_damaged = 23,         ///< file
    database_locked = 24,          ///< file
    database_unreachable = 25,     ///< file
    database_failed = 26,          ///< file
    database_disk_read_only = 27,  ///< file
    database_lost = 28,            ///< file; deleted, moved or replaced while in use, and cannot be saved yet
    database_saved = 29,           ///< file; it was lost, and stands at its place again with all that it held
    database_aside = 30,           ///< file, name of the one beside it in which all is recorded
    rule_unknown = 40,
    rule_expired = 41,
    rule_not_begun = 42,
    rule_uncalibrated = 43,  ///< ids of the zones and cameras that are not watched, as many as there are
    rule_without_order = 44,
    rule_off_schedule = 45,
    rule_other_phase = 46,    ///< ids of the halls whose phase it is off in
    rule_without_model = 47,  ///< the class that no model of its cameras knows
    rule_unfit_subject = 48,  ///< ids of the zones and cameras that lack what the rule needs
    model_unreadable = 50,    ///< file
    model_unfit = 51,         ///< file
    model_failing = 52,       ///< file
    model_slow = 53,          ///< file, frames from look to look, frames that were wanted

    // Told by the console of its links to nodes.
    link_connecting = 60,     ///< address
    link_unreachable = 61,    ///< address
    link_mute = 62,           ///< address
    link_hanging = 63,        ///< address
    link_lost = 64,           ///< address
    link_key_refused = 65,    ///< this console's public key
    link_key_suspected = 66,  ///< address
    link_other_version = 67,
    link_other_node = 68,  ///< what the node calls itself, address

    // Told by the ledger, which keeps some of them and those of nodes with these numbers: never reused.
    ledger_damaged = 80,
    alerts_refused = 81,        ///< node
    act_acknowledged = 82,      ///< incident, who did it, how many seconds ago
    act_annotated = 83,         ///< incident, who, seconds
    act_resolved = 84,          ///< incident, who, seconds
    act_reopened = 85,          ///< incident, who, seconds
    act_worsened = 86,          ///< incident, seconds
    act_changed = 87,           ///< incident
    act_same_open = 88,         ///< the incident that is open already
    act_unknown_incident = 89,  ///< incident
    act_too_many = 90,
    text_unfit = 91,  ///< most bytes that it may have
    sign_in_wrong = 92,
    ledger_moved = 93,           ///< file
    ledger_on_shared_disk = 94,  ///< file
    act_unknown_version = 95,    ///< incident
    alert_unreadable = 96,       ///< its number
    alert_of_another = 97,       ///< its number
    condition_taken_over = 98,   ///< the incident in which it goes on

    // Told by the screen's own parts.
    font_unreadable = 110,      ///< file
    settings_unreadable = 111,  ///< where the old file is now
    settings_unsaved = 112,     ///< file
    time_zone_unknown = 113     ///< its name
};

/// For logs `english`; for screens the words of `reason` with what it is about, and `english` where it has
/// none.
struct Sentence {
    std::string english;
    Reason reason = Reason::unnamed;
    std::vector<std::string> about = {};

    [[nodiscard]] bool empty() const { return english.empty(); }
    bool operator==(const Sentence&) const = default;
};

}  // namespace vigie::net
