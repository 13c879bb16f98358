#include "console/situation/halls.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/sample_messages.hpp"

namespace vigie::console {
namespace {

using net::VenuePhase;
using test::id;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const HallRef kMain{id<net::NodeId>("north"), id<net::HallId>("main")};

class Halls : public testing::Test {
protected:
    Halls() {
        auto record = test::sample_configuration();
        record.rules[0].name = "Intrusion bar";
        record.rules[0].zones = record.halls[0].zones;
        record.rules[0].phases = {VenuePhase::show};
        auto elsewhere = record.rules[0];
        elsewhere.name = "Elsewhere";
        elsewhere.zones = {id<net::ZoneId>("yard")};
        record.rules.push_back(elsewhere);
        auto always = record.rules[0];
        always.name = "Smoke bar";
        always.phases.clear();
        record.rules.push_back(always);
        NodeSituation node;
        node.node = kMain.node;
        node.configuration = std::make_shared<const net::ConfigurationRecord>(record);
        auto occupancy = test::sample_occupancy();
        occupancy.halls = {{kMain.hall, VenuePhase::doors, test::at(5.0), {}, 12.0, 60.0}};
        occupancy.lines = {{id<net::LineId>("door"), 3, 4, 6.0, 12.0}};
        node.occupancy = std::make_shared<const net::Occupancy>(occupancy);
        node.occupancy_liveness = net::Liveness::live;
        situation.nodes.push_back(node);
    }
    Situation situation;
};

TEST_F(Halls, AreTheConfigurationsWithWhatTheirNodeSays) {
    const auto halls = halls_of(situation);
    ASSERT_EQ(halls.size(), 1U);
    EXPECT_EQ(halls[0].ref, kMain);
    EXPECT_EQ(halls[0].name, "Main hall");
    EXPECT_TRUE(halls[0].is(VenuePhase::doors));
    ASSERT_EQ(halls[0].exits.size(), 1U);
    EXPECT_EQ(halls[0].exits[0].name, "Door");
    EXPECT_EQ(halls[0].exits[0].per_min, 12.0);
    EXPECT_EQ(halls[0].asked(), std::nullopt);
}

TEST_F(Halls, BeforeTheirNodeIsHeardNothingIsKnownOfThem) {
    situation.nodes[0].occupancy = nullptr;
    const auto halls = halls_of(situation);
    ASSERT_EQ(halls.size(), 1U);
    EXPECT_EQ(halls[0].state, nullptr);
    EXPECT_EQ(halls[0].exits[0].per_min, std::nullopt);
    EXPECT_EQ(find_hall_state(situation, kMain), nullptr);
}

TEST_F(Halls, AskedForIsOnlyWhatIsNotAnswered) {
    auto board = std::make_shared<IncidentBoard>();
    HallSwitch wanted;
    wanted.order.node = kMain.node;
    wanted.order.hall = kMain.hall;
    wanted.order.to = VenuePhase::evacuation;
    board->switches = {wanted};
    situation.incidents = board;
    EXPECT_EQ(halls_of(situation)[0].asked(), VenuePhase::evacuation);
    auto answered = std::make_shared<IncidentBoard>(*board);
    answered->switches[0].state = SwitchState::done;
    situation.incidents = answered;
    EXPECT_EQ(halls_of(situation)[0].asked(), std::nullopt);
}

TEST_F(Halls, RulesThatRestAreThoseOfTheHallThatAreNotForThePhase) {
    EXPECT_THAT(rules_off_in(situation, kMain, VenuePhase::egress), ElementsAre("Intrusion bar"));
    EXPECT_THAT(rules_off_in(situation, kMain, VenuePhase::show), IsEmpty());
    EXPECT_THAT(rules_off_in(situation, {kMain.node, id<net::HallId>("attic")}, VenuePhase::show), IsEmpty());
}

}  // namespace
}  // namespace vigie::console
