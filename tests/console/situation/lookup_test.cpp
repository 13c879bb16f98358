#include "console/situation/lookup.hpp"

#include <gtest/gtest.h>

#include "tests/support/sample_messages.hpp"

namespace vigie::console {
namespace {

using test::id;

TEST(Lookup, FindsIncidentsByNumber) {
    Situation situation;
    EXPECT_EQ(find_incident(situation, 1), nullptr) << "there is no board yet";
    auto board = std::make_shared<IncidentBoard>();
    for (const IncidentNumber number : {9U, 4U}) {
        Incident incident;
        incident.number = number;
        board->incidents.push_back(std::make_shared<const Incident>(incident));
    }
    situation.incidents = board;
    ASSERT_NE(find_incident(situation, 4), nullptr);
    EXPECT_EQ(find_incident(situation, 4)->number, 4U);
    EXPECT_EQ(find_incident(situation, 0), nullptr);
}

TEST(Lookup, FindsZonesByNodeAndId) {
    Situation situation;
    for (const auto* node : {"north", "south"}) {
        ZoneSituation zone;
        zone.node = id<net::NodeId>(node);
        zone.configuration.zone = id<net::ZoneId>("bar");
        situation.zones.push_back(zone);
    }
    EXPECT_EQ(find_zone(situation, id<net::NodeId>("south"), id<net::ZoneId>("bar")), &situation.zones[1]);
    EXPECT_EQ(find_zone(situation, id<net::NodeId>("east"), id<net::ZoneId>("bar")), nullptr);
}

TEST(Lookup, FindsCamerasById) {
    Situation situation;
    situation.cameras.resize(2);
    situation.cameras[1].camera = id<net::CameraId>("gate");
    EXPECT_EQ(find_camera(situation, id<net::CameraId>("gate")), &situation.cameras[1]);
    EXPECT_EQ(find_camera(situation, id<net::CameraId>("roof")), nullptr);
}

TEST(Lookup, CallsThingsByNameElseById) {
    Situation situation;
    const auto bar = id<net::ZoneId>("bar");
    const auto gate = id<net::CameraId>("gate");
    const auto north = id<net::NodeId>("north");
    EXPECT_EQ(zone_name(situation, bar), "bar") << "nothing is known yet";
    EXPECT_EQ(camera_name(situation, gate), "gate");
    EXPECT_EQ(node_name(situation, north), "north");

    situation.zones.resize(1);
    situation.zones[0].configuration.zone = bar;
    situation.cameras.resize(1);
    situation.cameras[0].camera = gate;
    situation.nodes.resize(1);
    situation.nodes[0].node = north;
    EXPECT_EQ(zone_name(situation, bar), "bar") << "it has no name";
    EXPECT_EQ(camera_name(situation, gate), "gate");
    EXPECT_EQ(node_name(situation, north), "north");

    situation.zones[0].configuration.name = "Bar of the foyer";
    situation.cameras[0].name = "Gate north";
    situation.nodes[0].name = "North node";
    EXPECT_EQ(zone_name(situation, bar), "Bar of the foyer");
    EXPECT_EQ(camera_name(situation, gate), "Gate north");
    EXPECT_EQ(node_name(situation, north), "North node");
}

TEST(Lookup, CallsEveryIncidentOpenThatIsNotResolved) {
    Incident incident;
    for (const WorkState work :
         {WorkState::fresh, WorkState::acknowledged, WorkState::confirmed, WorkState::dispatched}) {
        incident.work = work;
        EXPECT_TRUE(is_open(incident));
    }
    incident.work = WorkState::resolved;
    EXPECT_FALSE(is_open(incident));
}

}  // namespace
}  // namespace vigie::console
