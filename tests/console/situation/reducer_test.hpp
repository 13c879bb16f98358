// A reducer of two nodes, a clock that tests move, and messages of the nodes.
#pragma once

#include <algorithm>
#include <array>
#include <memory>
#include <ostream>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "console/situation/lookup.hpp"
#include "console/situation/situation_reducer.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/sample_messages.hpp"

namespace vigie::net {

inline void PrintTo(Liveness liveness, std::ostream* out) {
    const std::array words{"never seen", "live", "late", "frozen", "silent"};
    *out << words.at(static_cast<std::size_t>(liveness));
}

}  // namespace vigie::net

namespace vigie::test {

/// "north" has camera cam-1 (7 fps) and zone bar until a test configures it otherwise; "south" says nothing.
class ReducerTest : public testing::Test {
protected:
    static net::NodeId north() { return id<net::NodeId>("north"); }
    static net::NodeId south() { return id<net::NodeId>("south"); }
    static net::CameraId camera(std::string_view text) { return id<net::CameraId>(text); }

    ReducerTest() { configure(sample_configuration("north")); }

    void configure(const net::ConfigurationRecord& record) {
        reducer_.configuration(record.node, std::make_shared<const net::ConfigurationRecord>(record));
    }
    /// The south wing: camera cam-2 and zone stage, which counts towards the venue.
    static net::ConfigurationRecord south_wing() {
        auto record = sample_configuration("south");
        record.node_name = "South wing";
        record.cameras[0].camera = camera("cam-2");
        record.cameras[0].name = "Stage";
        record.zones[0].zone = id<net::ZoneId>("stage");
        record.zones[0].cameras = {camera("cam-2")};
        return record;
    }

    /// A scene captured `age` ago on the node's clock, which is `ahead` of ours.
    void scene(std::string_view of, std::uint64_t frame, net::Microseconds age = {},
               net::Microseconds ahead = {}, const net::NodeId& node = north()) {
        auto scene = std::make_shared<net::Scene>(sample_scene(of, frame));
        scene->stamp.captured = clock_.utc() + ahead - age;
        reducer_.scene(node, std::move(scene));
    }
    void occupancy(double people, const net::NodeId& node = north(), std::string_view zone = "bar") {
        auto occupancy = std::make_shared<net::Occupancy>(sample_occupancy(node.text()));
        occupancy->at = clock_.utc();
        occupancy->venue = {people, people - 2.0, people + 3.0, false, false};
        occupancy->zones[0].zone = id<net::ZoneId>(zone);
        occupancy->zones[0].count = occupancy->venue;
        reducer_.occupancy(node, std::move(occupancy));
    }
    void health(const net::NodeId& node = north(), net::SourceState source = net::SourceState::running) {
        auto health = sample_health(node.text());
        health.at = clock_.utc();
        health.cameras[0].state = source;
        health.storage_problem = {};
        reducer_.health(node, std::move(health));
    }

    /// One second in the life of a node: health, four occupancies, ten scenes of one camera; and a snapshot.
    void live_second(const net::NodeId& node = north(), std::string_view of = "cam-1",
                     std::string_view zone = "bar", double people = 12.0) {
        health(node);
        for (int tick = 0; tick < 10; ++tick) {
            scene(of, ++frames_, {}, {}, node);
            if (tick % 3 == 0) {
                occupancy(people, node, zone);
            }
            clock_.advance(std::chrono::milliseconds(100));
        }
        (void)reducer_.snapshot();
    }

    [[nodiscard]] console::CameraSituation camera_now(std::string_view of = "cam-1") {
        const auto situation = reducer_.snapshot();
        const auto* found = console::find_camera(*situation, camera(of));
        if (found == nullptr) throw std::runtime_error("no such camera in the situation");
        return *found;
    }
    [[nodiscard]] console::ZoneSituation zone_now(const net::NodeId& node = north(),
                                                  std::string_view zone = "bar") {
        const auto situation = reducer_.snapshot();
        const auto* found = console::find_zone(*situation, node, id<net::ZoneId>(zone));
        if (found == nullptr) throw std::runtime_error("no such zone in the situation");
        return *found;
    }

    FakeClock clock_;
    console::SituationReducer reducer_{{north(), south()}, clock_};
    std::uint64_t frames_ = 0;
};

}  // namespace vigie::test
