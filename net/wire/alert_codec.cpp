#include "net/wire/alert_codec.hpp"

#include <limits>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "net/wire/check.hpp"
#include "net/wire/envelope_codec.hpp"
#include "net/wire/rule_codec.hpp"
#include "net/wire/space_codec.hpp"
#include "net/wire/vigie.pb.h"

namespace vigie::net {
namespace {

constexpr double kLargestFigure = 1e15;
constexpr std::size_t kMostEvidence = 32;

Evidence read_evidence(Check& check, const v1::Evidence& from) {
    Evidence evidence;
    evidence.name = check.text("name", from.name(), 1, kLongestName);
    evidence.value = check.number("value", from.value(), -kLargestFigure, kLargestFigure);
    if (from.has_error()) {
        evidence.error = check.number("error", from.error(), 0.0, kLargestFigure);
    }
    if (from.has_threshold()) {
        evidence.threshold = check.number("threshold", from.threshold(), -kLargestFigure, kLargestFigure);
    }
    evidence.unit = check.text("unit", from.unit(), 0, kLongestName);
    return evidence;
}

v1::Alert write_alert(const Alert& alert) {
    v1::Alert to;
    write_version(*to.mutable_version());
    to.set_archive(alert.archive.text());
    to.set_number(alert.number);
    to.set_node(alert.node.text());
    to.set_condition(alert.condition);
    to.set_rule(alert.rule.text());
    to.set_kind(static_cast<v1::RuleKind>(alert.kind));
    to.set_priority(static_cast<v1::Priority>(alert.priority));
    to.set_transition(static_cast<v1::Transition>(alert.transition));
    if (alert.zone) {
        to.set_zone(alert.zone->text());
    }
    if (alert.camera) {
        to.set_camera(alert.camera->text());
    }
    to.set_at_us(wire_time(alert.at));
    if (alert.frame) {
        write_stamp(*alert.frame, *to.mutable_frame());
    }
    for (const auto& evidence : alert.evidence) {
        auto& row = *to.add_evidence();
        row.set_name(evidence.name);
        row.set_value(evidence.value);
        if (evidence.error) {
            row.set_error(*evidence.error);
        }
        if (evidence.threshold) {
            row.set_threshold(*evidence.threshold);
        }
        row.set_unit(evidence.unit);
    }
    to.set_note(alert.note);
    return to;
}

}  // namespace

Result<std::string> encode_alert(const Alert& alert) {
    std::string bytes = write_alert(alert).SerializeAsString();
    if (const auto back = decode_alert(bytes); !back) {
        return fail("an alert of rule '" + alert.rule.text() + "' cannot be encoded", back.error());
    }
    return bytes;
}

Result<Alert> decode_alert(std::string_view bytes) {
    const auto message = parse_message<v1::Alert>("an alert", bytes, kAlertSizeLimit);
    if (!message) {
        return tl::unexpected(message.error());
    }
    if (const auto version = check_record_version("an alert", message->version()); !version) {
        return tl::unexpected(version.error());
    }
    const v1::Alert& from = *message;
    Check check("alert");
    Alert alert;
    alert.archive = check.id<ArchiveId>("archive", from.archive());
    alert.number = check.whole("number", from.number(), 1, std::numeric_limits<std::int64_t>::max());
    alert.node = check.id<NodeId>("node", from.node());
    alert.condition = check.text("condition", from.condition(), 1, kLongestName);
    alert.rule = check.id<RuleId>("rule", from.rule());
    alert.kind = read_rule_kind(check, "kind", from.kind());
    alert.priority = check.known<Priority>("priority", from.priority(), 4);
    alert.transition = check.known<Transition>("transition", from.transition(), 3);
    if (from.has_zone()) {
        alert.zone = check.id<ZoneId>("zone", from.zone());
    }
    if (from.has_camera()) {
        alert.camera = check.id<CameraId>("camera", from.camera());
    }
    alert.at = check.utc("at_us", from.at_us());
    if (from.has_frame()) {
        alert.frame = read_stamp(check, "frame", true, from.frame());
    }
    alert.evidence = read_each<Evidence>(check, "evidence", from.evidence(), kMostEvidence, read_evidence);
    alert.note = check.text("note", from.note(), 0, kLongestSentence);
    return check.result(std::move(alert));
}

std::uint64_t alert_checksum(std::uint64_t previous, std::string_view bytes) {
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), previous);
}

}  // namespace vigie::net
