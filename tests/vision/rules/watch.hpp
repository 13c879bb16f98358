// A venue made by hand, and a rule book that watches it frame by frame.
#pragma once

#include <cmath>
#include <map>
#include <memory>
#include <set>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/sample_messages.hpp"
#include "vision/rules/rule_book.hpp"

namespace vigie::test {

inline net::CameraId camera(std::string_view text) {
    return id<net::CameraId>(text);
}
inline net::ZoneId zone(std::string_view text) {
    return id<net::ZoneId>(text);
}

/// A rule without hysteresis in value, one second to raise and two to clear, on for ever.
inline net::RuleConfiguration a_rule(net::RuleKind kind, double threshold,
                                     const std::vector<std::string_view>& zones,
                                     const std::vector<std::string_view>& cameras = {}) {
    net::RuleConfiguration rule;
    rule.rule = id<net::RuleId>("rule");
    rule.kind = kind;
    rule.name = "Rule";
    rule.priority = net::Priority::high;
    for (const auto& name : zones) rule.zones.push_back(zone(name));
    for (const auto& name : cameras) rule.cameras.push_back(camera(name));
    rule.threshold = rule.clear_below = threshold;
    rule.min_duration_s = 1.0;
    rule.clear_after_s = 2.0;
    rule.purpose = {"contract", "the venue", "order 12", std::nullopt, std::nullopt};
    return rule;
}

/// Cameras "east" and "west" (calibrated) and "plain" (not), at 10 frames a second. Zones of 4 m x 4 m from
/// (2, 2) to (6, 6), for 4 people: "vault" seen by east, "shared" by east and west, "dark" by plain.
inline net::ConfigurationRecord a_venue(std::vector<net::RuleConfiguration> rules) {
    net::ConfigurationRecord record = sample_configuration();
    const auto calibration = record.cameras.front().calibration;
    const auto pattern = record.zones.front();
    record.cameras = {{camera("east"), "East", 10.0, calibration},
                      {camera("west"), "West", 10.0, calibration},
                      {camera("plain"), "Plain", 10.0, std::nullopt}};
    record.zones.clear();
    for (const auto& [name, cameras] : std::vector<std::pair<std::string_view, std::vector<net::CameraId>>>{
             {"vault", {camera("east")}},
             {"shared", {camera("east"), camera("west")}},
             {"dark", {camera("plain")}}}) {
        record.zones.push_back(pattern);
        record.zones.back().zone = zone(name);
        record.zones.back().outline = {{{2.0, 2.0}, {6.0, 2.0}, {6.0, 6.0}, {2.0, 6.0}}};
        record.zones.back().capacity = 4;
        record.zones.back().entry_lines.clear();
        record.zones.back().cameras = cameras;
    }
    record.lines.clear();
    record.halls.clear();
    record.rules = std::move(rules);
    return record;
}

inline net::Track person_at(net::Point<net::Floor> place,
                            net::TrackState state = net::TrackState::confirmed) {
    return {1,   state, {100.0, 100.0, 40.0, 110.0},
            0.9, 12,    net::FloorEstimate{place, {0.01, 0.0, 0.01}, {0.0, 0.0}}};
}

/// Drives a rule book as the node does: one evaluation a frame.
class Watch {
public:
    explicit Watch(net::ConfigurationRecord configuration) : record(std::move(configuration)), book(record) {
        for (const auto& known : record.cameras) {
            if (known.calibration) seeing.insert(known.camera);
            cameras[known.camera] = {net::SourceState::running, 0.0, 0.0};
        }
        for (const auto& known : record.zones) counts[known.zone] = {};
    }

    /// One frame of each seeing camera, `seconds` of stream time after the one before.
    std::vector<net::Alert> step(double seconds = 0.1) {
        const net::Microseconds by(static_cast<std::int64_t>(seconds * 1e6));
        stamp.stream += by;
        stamp.captured += by;
        stamp.captured_mono += by;
        ++stamp.number;
        return look();
    }

    /// Evaluates again what was seen already.
    std::vector<net::Alert> look() {
        std::map<net::CameraId, std::shared_ptr<const net::Scene>> scenes;
        for (const auto& name : seeing) {
            auto scene = std::make_shared<net::Scene>();
            scene->camera = name;
            scene->stamp = stamp;
            scene->calibrated = true;
            scene->tracks = people[name];
            scene->signs = signs[name];
            scene->zones = counted_by[name];
            scenes.emplace(name, std::move(scene));
        }
        net::Occupancy occupancy;
        for (const auto& [name, count] : counts) {
            occupancy.zones.push_back({name, count, std::nullopt});
            occupancy.venue.people += count.people;
            occupancy.venue.at_least = occupancy.venue.at_least || count.at_least;
        }
        for (const auto& [name, crowd] : crowds) occupancy.movements.push_back({name, crowd});
        for (const auto& [name, phase] : phases) occupancy.halls.push_back({name, phase, {}, {}, {}, {}});
        occupancy.venue_by_lines = by_lines;
        for (const auto& [name, balance] : balances) occupancy.zones_by_lines.push_back({name, balance});
        auto alerts = book.evaluate(
            {stamp.captured + late, stamp.captured_mono, record, occupancy, scenes, cameras, movements});
        told.insert(told.end(), alerts.begin(), alerts.end());
        return alerts;
    }

    /// Steps of 0.1 s; all alerts on the way.
    std::vector<net::Alert> run(double seconds) {
        std::vector<net::Alert> out;
        for (auto left = std::lround(seconds * 10.0); left > 0; --left) {
            for (auto& alert : step()) out.push_back(std::move(alert));
        }
        return out;
    }

    void everywhere(const std::vector<net::Track>& tracks) {
        for (const auto& known : record.cameras) people[known.camera] = tracks;
    }

    net::ConfigurationRecord record;
    vision::RuleBook book;
    std::set<net::CameraId> seeing;
    std::map<net::CameraId, std::vector<net::Track>> people;
    std::map<net::CameraId, std::vector<net::Sign>> signs;
    std::map<net::CameraId, vision::CameraObservation> cameras;
    std::map<net::ZoneId, net::Count> counts;
    std::map<net::ZoneId, net::ZoneCrowd> crowds;
    net::CameraMovements movements;                 ///< of which those are made, by camera
    std::map<net::HallId, net::VenuePhase> phases;  ///< of the halls that are switched
    std::optional<net::LineBalance> by_lines;
    std::map<net::ZoneId, net::LineBalance> balances;                 ///< of zones that name lines
    std::map<net::CameraId, std::vector<net::ZoneCount>> counted_by;  ///< what each camera counts by itself
    net::FrameStamp stamp{at(0.0), net::MonoTime(std::chrono::seconds(50)), {}, 1, 0};
    net::Microseconds late = std::chrono::milliseconds(40);  ///< from capture to judgement
    std::vector<net::Alert> told;
};

/// The transitions of some alerts, in order.
inline std::vector<net::Transition> transitions(const std::vector<net::Alert>& alerts) {
    std::vector<net::Transition> out;
    out.reserve(alerts.size());
    for (const auto& alert : alerts) out.push_back(alert.transition);
    return out;
}

}  // namespace vigie::test
