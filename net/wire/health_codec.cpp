#include "net/wire/health_codec.hpp"

#include "net/wire/space_codec.hpp"

namespace vigie::net {
namespace {

constexpr double kFastestCamera = 1e5;      // frames per second
constexpr double kLongestAnalysis = 3.6e6;  // ms

void write_counter(const Counter& counter, v1::Counter& to) {
    to.set_name(counter.name);
    to.set_value(counter.value);
}

Counter read_counter(Check& check, const v1::Counter& from) {
    return {check.text("name", from.name(), 1, kLongestName), from.value()};
}

/// The reasons that may cross the wire are those of the schema: a node tells no others.
v1::Reason wire_reason(Reason reason) {
    const int number = static_cast<int>(reason);
    return v1::Reason_IsValid(number) ? static_cast<v1::Reason>(number) : v1::REASON_UNSPECIFIED;
}

template <class Texts>
void write_about(const Sentence& sentence, Texts& to) {
    for (const auto& value : sentence.about) {
        *to.Add() = value;
    }
}

/// A reason that a newer node may know is no fault: the English says it too.
template <class Texts>
Sentence read_sentence(Check& check, std::string_view field, const std::string& english, int reason,
                       const Texts& about) {
    Sentence sentence;
    sentence.english = check.text(field, english, 0, kLongestSentence);
    sentence.about = read_each<std::string>(
        check, "about", about, kMostPlaces,
        [](Check& each, const std::string& value) { return each.text("value", value, 0, kLongestSentence); });
    if (v1::Reason_IsValid(reason)) {
        sentence.reason = static_cast<Reason>(reason);
    }
    return sentence;
}

void write_camera(const CameraHealth& camera, v1::CameraHealth& to) {
    to.set_camera(camera.camera.text());
    to.set_state(static_cast<v1::SourceState>(camera.state));
    if (camera.last_frame) {
        to.set_last_frame_us(wire_time(*camera.last_frame));
    }
    to.set_captured_fps(camera.captured_fps);
    to.set_analysed_fps(camera.analysed_fps);
    to.set_analysis_ms(camera.analysis_ms);
    to.set_epoch(camera.epoch);
    to.set_message(camera.message.english);
    to.set_reason(wire_reason(camera.message.reason));
    write_about(camera.message, *to.mutable_about());
    for (const auto& counter : camera.counters) {
        write_counter(counter, *to.add_counters());
    }
}

CameraHealth read_camera(Check& check, const v1::CameraHealth& from) {
    CameraHealth camera;
    camera.camera = check.id<CameraId>("camera", from.camera());
    camera.state = check.known<SourceState>("state", from.state(), 5);
    if (from.has_last_frame_us()) {
        camera.last_frame = check.utc("last_frame_us", from.last_frame_us());
    }
    camera.captured_fps = check.number("captured_fps", from.captured_fps(), 0.0, kFastestCamera);
    camera.analysed_fps = check.number("analysed_fps", from.analysed_fps(), 0.0, kFastestCamera);
    camera.analysis_ms = check.number("analysis_ms", from.analysis_ms(), 0.0, kLongestAnalysis);
    camera.epoch = from.epoch();
    camera.message = read_sentence(check, "message", from.message(), from.reason(), from.about());
    camera.counters = read_each<Counter>(check, "counters", from.counters(), kMostCounters, read_counter);
    return camera;
}

template <class Row>
void write_why_off(const Sentence& why, Row& row) {
    row.set_why_off(why.english);
    row.set_reason(wire_reason(why.reason));
    write_about(why, *row.mutable_about());
}

template <class Row>
Sentence read_why_off(Check& check, const Row& from) {
    return read_sentence(check, "why_off", from.why_off(), from.reason(), from.about());
}

RuleHealth read_rule(Check& check, const v1::RuleHealth& from) {
    return {check.id<RuleId>("rule", from.rule()), from.on(), read_why_off(check, from),
            read_each<Sentence>(check, "also_off", from.also_off(), kMostPlaces, read_why_off<v1::WhyOff>)};
}

NeighbourHealth read_neighbour(Check& check, const v1::NeighbourHealth& from) {
    return {check.id<NodeId>("node", from.node()),
            read_sentence(check, "problem", from.problem(), from.reason(), from.about())};
}

}  // namespace

void write_health(const NodeHealth& health, v1::NodeHealth& to) {
    to.set_node(health.node.text());
    to.set_at_us(wire_time(health.at));
    to.set_started_us(wire_time(health.started));
    to.set_configuration_version(health.configuration_version);
    for (const auto& camera : health.cameras) {
        write_camera(camera, *to.add_cameras());
    }
    for (const auto& rule : health.rules) {
        auto& row = *to.add_rules();
        row.set_rule(rule.rule.text());
        row.set_on(rule.on);
        write_why_off(rule.why_off, row);
        for (const auto& why : rule.also_off) {
            write_why_off(why, *row.add_also_off());
        }
    }
    for (const auto& counter : health.counters) {
        write_counter(counter, *to.add_counters());
    }
    to.set_storage_problem(health.storage_problem.english);
    to.set_storage_reason(wire_reason(health.storage_problem.reason));
    write_about(health.storage_problem, *to.mutable_storage_about());
    to.set_disk_free_bytes(health.disk_free_bytes);
    for (const auto& neighbour : health.neighbours) {
        auto& row = *to.add_neighbours();
        row.set_node(neighbour.node.text());
        row.set_problem(neighbour.problem.english);
        row.set_reason(wire_reason(neighbour.problem.reason));
        write_about(neighbour.problem, *row.mutable_about());
    }
}

NodeHealth read_health(Check& check, const v1::NodeHealth& from) {
    NodeHealth health;
    health.node = check.id<NodeId>("node", from.node());
    health.at = check.utc("at_us", from.at_us());
    health.started = check.utc("started_us", from.started_us());
    health.configuration_version = from.configuration_version();
    health.cameras = read_each<CameraHealth>(check, "cameras", from.cameras(), kMostPlaces, read_camera);
    health.rules = read_each<RuleHealth>(check, "rules", from.rules(), kMostPlaces, read_rule);
    health.counters = read_each<Counter>(check, "counters", from.counters(), kMostCounters, read_counter);
    health.storage_problem = read_sentence(check, "storage_problem", from.storage_problem(),
                                           from.storage_reason(), from.storage_about());
    health.disk_free_bytes = from.disk_free_bytes();
    health.neighbours =
        read_each<NeighbourHealth>(check, "neighbours", from.neighbours(), kMostPlaces, read_neighbour);
    return health;
}

}  // namespace vigie::net
