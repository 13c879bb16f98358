// What kinds of rules are called on screen.
#include <algorithm>
#include <array>

#include "console/views/words.hpp"

namespace vigie::console {

namespace {

struct RuleWords {
    net::RuleKind kind;
    const char* word;
    const char* chip;
    std::string_view figure;  ///< the evidence that stands in an incident's title; empty: none
};

constexpr std::array kRuleWords = {
    RuleWords{net::RuleKind::intrusion, tr_later("Intrusion"), tr_later("INTRUSION"), "people"},
    RuleWords{net::RuleKind::over_capacity, tr_later("Over limit"), tr_later("OVER LIMIT"), "people"},
    RuleWords{net::RuleKind::camera_silent, tr_later("Camera silent"), tr_later("SILENT"), ""},
    RuleWords{net::RuleKind::camera_frozen, tr_later("Camera frozen"), tr_later("FROZEN"), ""},
    RuleWords{net::RuleKind::node_silent, tr_later("Node silent"), tr_later("NODE SILENT"), ""},
    RuleWords{net::RuleKind::unreadable_alert, tr_later("Alert that cannot be read"), tr_later("UNREADABLE"),
              ""},
    RuleWords{net::RuleKind::node_cannot_record, tr_later("Node cannot record alerts"),
              tr_later("NOT RECORDING"), ""},
    RuleWords{net::RuleKind::wrong_direction, tr_later("Wrong direction"), tr_later("WRONG WAY"), "people"},
    RuleWords{net::RuleKind::over_density, tr_later("Density too high"), tr_later("DENSITY"), "density"},
    RuleWords{net::RuleKind::venue_over_capacity, tr_later("Venue over limit"), tr_later("VENUE FULL"),
              "people"},
    RuleWords{net::RuleKind::queue_length, tr_later("Long queue"), tr_later("QUEUE"), "people"},
    RuleWords{net::RuleKind::waiting_time, tr_later("Long wait"), tr_later("WAIT"), "waiting"},
    RuleWords{net::RuleKind::abandoned_object, tr_later("Object left alone"), tr_later("OBJECT LEFT"), ""},
    RuleWords{net::RuleKind::removed_object, tr_later("Object removed"), tr_later("OBJECT GONE"), ""},
    RuleWords{net::RuleKind::person_down, tr_later("Person on the ground"), tr_later("PERSON DOWN"), ""},
    RuleWords{net::RuleKind::sudden_dispersal, tr_later("Sudden dispersal"), tr_later("DISPERSAL"), "people"},
    RuleWords{net::RuleKind::counter_flow, tr_later("Counter-flow"), tr_later("COUNTER-FLOW"), ""},
    RuleWords{net::RuleKind::stop_and_go, tr_later("Crowd stops and goes"), tr_later("STOP AND GO"), ""},
    RuleWords{net::RuleKind::crowd_turbulence, tr_later("Crowd turbulence"), tr_later("TURBULENCE"), ""},
    RuleWords{net::RuleKind::smoke_or_fire, tr_later("Smoke or fire"), tr_later("SMOKE, FIRE"), ""},
    RuleWords{net::RuleKind::model_class, tr_later("Seen by the model"), tr_later("MODEL"), ""},
    RuleWords{net::RuleKind::camera_covered, tr_later("Camera covered"), tr_later("COVERED"), ""},
    RuleWords{net::RuleKind::camera_blurred, tr_later("Camera blurred"), tr_later("BLURRED"), ""},
    RuleWords{net::RuleKind::camera_moved, tr_later("Camera moved"), tr_later("MOVED"), ""},
    RuleWords{net::RuleKind::camera_glared, tr_later("Camera dazzled"), tr_later("GLARE"), ""},
    RuleWords{net::RuleKind::camera_blind, tr_later("Camera blind"), tr_later("BLIND"), ""},
};

static_assert(kRuleWords.size() == static_cast<std::size_t>(net::kLastRuleKind), "each kind has its words");

const RuleWords* words_of(net::RuleKind kind) {
    const auto* const found = std::find_if(kRuleWords.begin(), kRuleWords.end(),
                                           [kind](const RuleWords& row) { return row.kind == kind; });
    return found == kRuleWords.end() ? nullptr : found;
}

}  // namespace

const char* word_of(net::RuleKind kind) {
    const RuleWords* const words = words_of(kind);
    return words == nullptr ? "" : tr(words->word);
}

const char* chip_of(net::RuleKind kind) {
    const RuleWords* const words = words_of(kind);
    return words == nullptr ? "" : tr(words->chip);
}

std::string_view main_figure(net::RuleKind kind) {
    const RuleWords* const words = words_of(kind);
    return words == nullptr ? std::string_view() : words->figure;
}

}  // namespace vigie::console
