// Incidents about a whole node: what is blind or not recorded because of it, in the detail and in the banner.
#include <functional>
#include <string>

#include <gtest/gtest.h>

#include "console/views/incident_detail.hpp"
#include "console/views/notice.hpp"
#include "tests/console/views/headless_console.hpp"
#include "tests/console/views/sample_console.hpp"
#include "tests/support/sample_messages.hpp"

namespace vigie::console {
namespace {

using test::find_action;
using test::HeadlessConsole;
using test::id;

net::RuleConfiguration a_rule(const char* rule, const char* name) {
    net::RuleConfiguration out;
    out.rule = id<net::RuleId>(rule);
    out.name = name;
    return out;
}

/// The detail of an incident of node-1, which has cameras Gate 1 to 3, zones Concourse 1 and 2 and three
/// rules.
class NodeIncident : public testing::Test {
protected:
    NodeIncident() {
        test::speak("en");
        change_record([](net::ConfigurationRecord& record) {
            record.rules = {a_rule("doors", "Doors at night"), a_rule("crowd", "Crowd"),
                            a_rule("old", "Expired")};
        });
        change_health([](net::NodeHealth& health) {
            health.rules = {{id<net::RuleId>("crowd"), true, {}},
                            {id<net::RuleId>("old"), false, {"expired"}}};
        });
    }
    ~NodeIncident() override { test::speak("en"); }

    void change_record(const std::function<void(net::ConfigurationRecord&)>& change) {
        auto record = *node().configuration;
        change(record);
        node().configuration = std::make_shared<const net::ConfigurationRecord>(std::move(record));
    }
    void change_health(const std::function<void(net::NodeHealth&)>& change) {
        auto health = *node().health;
        change(health);
        node().health = std::make_shared<const net::NodeHealth>(std::move(health));
    }
    NodeSituation& node() { return console_.situation.nodes.front(); }

    void show(net::RuleKind kind, ConditionState condition = ConditionState::active) {
        Incident incident = test::sample_incident(7);
        incident.kind = kind;
        incident.condition = condition;
        incident.zone.reset();
        incident.evidence.clear();
        test::set_incidents(console_.situation, {std::move(incident)});
        console_.ui.selected = 7;
        console_.frames(2);
    }
    void cannot_record(const std::string& problem, std::uint64_t waiting, std::uint64_t lost) {
        console_.situation.conditions = {{net::RuleKind::node_cannot_record, node().node, {}, {problem}}};
        change_health([&](net::NodeHealth& health) {
            health.storage_problem = {problem};
            health.counters = {{"alerts_waiting", waiting}, {"alerts_lost", lost}};
        });
    }

    HeadlessConsole console_{test::sample_venue({.cameras_a_node = 3, .zones_a_node = 2, .incidents = 0}),
                             {420, 700, 1.0F},
                             HeadlessConsole::panel(draw_incident_detail)};
};

TEST_F(NodeIncident, OfASilentNodeNamesWhatIsBlindUnwatchedAndAsleep) {
    console_.situation.conditions = {{net::RuleKind::node_silent,
                                      node().node,
                                      {id<net::CameraId>("cam-1"), id<net::CameraId>("cam-3")},
                                      {}}};
    show(net::RuleKind::node_silent);
    EXPECT_TRUE(console_.reads("Blind: Gate 1, Gate 3")) << "of Gate 2 pictures still come";
    EXPECT_TRUE(console_.reads("Not watched: Concourse 1, Concourse 2"));
    EXPECT_TRUE(console_.reads("Asleep: Doors at night, Crowd")) << "the third was off before";
}

TEST_F(NodeIncident, OfASilenceThatIsOverSaysWhatWasBlind) {
    show(net::RuleKind::node_silent, ConditionState::cleared);
    EXPECT_TRUE(console_.reads("Were blind: Gate 1, Gate 2, Gate 3"));
    EXPECT_TRUE(console_.reads("Were not watched: Concourse 1, Concourse 2"));
    EXPECT_TRUE(console_.reads("Were asleep: Doors at night, Crowd"));
}

TEST_F(NodeIncident, OfANodeNeverHeardSaysThatNobodyKnowsWhatItSees) {
    node().configuration = nullptr;
    node().health = nullptr;
    show(net::RuleKind::node_silent);
    EXPECT_TRUE(console_.reads("Not known: the node has not been heard"));
}

TEST_F(NodeIncident, HasNoCameraToGoToAndTheButtonsShareTheRow) {
    show(net::RuleKind::node_silent);
    EXPECT_FALSE(console_.shows("incident.camera"));
    const MarkRect& resolve = console_.marks().items().at("incident.resolve");
    EXPECT_NEAR(resolve.x + resolve.width, console_.screen().width, 30.0F) << "no hole where it was";
    EXPECT_NE(find_action<AcknowledgeIncident>(console_.click("incident.ack")), nullptr);
    EXPECT_NE(find_action<ToggleResolveForm>(console_.click("incident.resolve")), nullptr);
}

TEST_F(NodeIncident, OfANodeThatCannotRecordSaysWhatThatMeansAndWhy) {
    cannot_record("its disk is full: free some space", 5, 2);
    show(net::RuleKind::node_cannot_record);
    EXPECT_TRUE(console_.reads("Node cannot record alerts"));
    EXPECT_TRUE(console_.reads("lost if it stops"));
    EXPECT_TRUE(console_.reads("its disk is full: free some space"));
    EXPECT_TRUE(console_.reads("5 waiting, 2 lost"));
}

TEST_F(NodeIncident, OfANodeThatRecordsAgainSaysOnlyHowManyAlertsWereLost) {
    cannot_record("", 0, 2);
    console_.situation.conditions.clear();
    show(net::RuleKind::node_cannot_record, ConditionState::cleared);
    EXPECT_TRUE(console_.reads("0 waiting, 2 lost"));
    EXPECT_FALSE(console_.reads("lost if it stops"));
}

/// The banner alone.
class RecordingBanner : public NodeIncident {
protected:
    bool says(const std::string& words) {
        HeadlessConsole banner(console_.situation, {900, 46, 1.0F}, HeadlessConsole::panel(draw_banner));
        banner.frames(2);
        return banner.reads(words);
    }
};

TEST_F(RecordingBanner, IsNeededWhileANodeCannotRecordAndSaysWhichAndWhy) {
    EXPECT_FALSE(needs_banner(console_.situation));
    cannot_record("its disk is full: free some space", 5, 0);
    ASSERT_TRUE(needs_banner(console_.situation));
    EXPECT_TRUE(says("Node 1 cannot record alerts: its disk is full: free some space"));
    test::speak("fr");
    EXPECT_TRUE(says("Node 1 ne peut pas enregistrer ses alertes : "));
}

TEST_F(RecordingBanner, ADiskThatHangsGivesNoReason) {
    cannot_record("", 5, 0);
    EXPECT_TRUE(says("Node 1 cannot record alerts"));
}

TEST_F(RecordingBanner, TheLedgersOwnProblemComesFirstAndHidesNoNode) {
    cannot_record("its disk is full", 5, 0);
    console_.situation.ledger = {false, {"The disk is full"}};
    EXPECT_TRUE(says("Nothing is being recorded: The disk is full. Node 1 cannot record alerts"));
}

TEST_F(RecordingBanner, ASilentNodeAloneNeedsNone) {
    console_.situation.conditions = {{net::RuleKind::node_silent, node().node, {}, {}}};
    EXPECT_FALSE(needs_banner(console_.situation));
}

}  // namespace
}  // namespace vigie::console
