// How what arrives becomes a situation; liveness, counts and silence have tests of their own.
#include "console/situation/situation_reducer.hpp"

#include "tests/console/situation/reducer_test.hpp"

namespace vigie::console {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using test::id;

class SituationReducerTest : public test::ReducerTest {
protected:
    /// Names of the cameras as the situation shows them.
    [[nodiscard]] std::vector<std::string> cameras() {
        std::vector<std::string> names;
        const auto situation = reducer_.snapshot();
        names.reserve(situation->cameras.size());
        for (const CameraSituation& camera : situation->cameras) {
            names.push_back(camera.camera.text());
        }
        return names;
    }
    static net::CameraConfiguration configured(std::string_view camera, std::string name) {
        return {id<net::CameraId>(camera), std::move(name), 10.0, std::nullopt};
    }
};

TEST_F(SituationReducerTest, BeginsWithTheConfiguredNodesInTheirOrder) {
    SituationReducer fresh({south(), north()}, clock_);
    const auto situation = fresh.snapshot();
    ASSERT_EQ(situation->nodes.size(), 2U);
    EXPECT_EQ(situation->nodes[0].name, "south") << "its id, until its configuration is known";
    EXPECT_EQ(situation->nodes[1].name, "north");
    EXPECT_EQ(situation->nodes[0].link, LinkState::connecting);
    EXPECT_TRUE(situation->cameras.empty());
    EXPECT_FALSE(situation->venue);
    EXPECT_EQ(situation->incidents, nullptr);
    EXPECT_FALSE(situation->ledger.recording);
}

TEST_F(SituationReducerTest, EachSnapshotHasItsTimeAndAHigherRevision) {
    const auto first = reducer_.snapshot();
    clock_.advance(milliseconds(40));
    const auto second = reducer_.snapshot();
    EXPECT_GT(second->revision, first->revision);
    EXPECT_EQ(second->at - first->at, milliseconds(40));
}

TEST_F(SituationReducerTest, ASnapshotNeverChangesOnceItIsHandedOut) {
    scene("cam-1", 1);
    const auto before = reducer_.snapshot();
    scene("cam-1", 2);
    occupancy(5);
    EXPECT_EQ(before->cameras[0].scene->stamp.number, 1U);
    EXPECT_FALSE(before->venue);
}

TEST_F(SituationReducerTest, CamerasStandByNodeThenInTheOrderOfTheirNode) {
    configure(south_wing());
    auto record = test::sample_configuration("north");
    record.cameras = {configured("zebra", "Z"), configured("ant", "A")};
    configure(record);
    EXPECT_THAT(cameras(), testing::ElementsAre("zebra", "ant", "cam-2"));
}

TEST_F(SituationReducerTest, TakesNamesFromTheConfigurationAndIdsWhereThereIsNone) {
    auto record = test::sample_configuration("north");
    record.cameras = {configured("cam-1", "Bar"), configured("cam-9", "")};
    configure(record);
    EXPECT_EQ(camera_now("cam-1").name, "Bar");
    EXPECT_EQ(camera_now("cam-9").name, "cam-9");
    EXPECT_EQ(reducer_.snapshot()->nodes[0].name, "North wing");
    record.node_name.clear();
    configure(record);
    EXPECT_EQ(reducer_.snapshot()->nodes[0].name, "north");
}

TEST_F(SituationReducerTest, CamerasAndZonesVanishWithTheirConfiguration) {
    live_second();
    auto record = test::sample_configuration("north", 4);
    record.cameras = {configured("cam-9", "New")};
    record.zones[0].zone = id<net::ZoneId>("exit");
    configure(record);
    const auto situation = reducer_.snapshot();
    EXPECT_THAT(cameras(), testing::ElementsAre("cam-9"));
    ASSERT_EQ(situation->zones.size(), 1U);
    EXPECT_EQ(situation->zones[0].configuration.zone.text(), "exit");
    configure(test::sample_configuration("north", 5));
    EXPECT_EQ(camera_now().liveness, net::Liveness::never_seen) << "what was known of it went with it";
}

TEST_F(SituationReducerTest, ANewConfigurationKeepsWhatIsKnownOfCamerasThatStay) {
    scene("cam-1", 7);
    auto record = test::sample_configuration("north", 4);
    record.cameras[0].name = "Bar, left";
    record.cameras.push_back(configured("cam-9", "New"));
    configure(record);
    EXPECT_EQ(camera_now().name, "Bar, left");
    ASSERT_NE(camera_now().scene, nullptr);
    EXPECT_EQ(camera_now().scene->stamp.number, 7U);
}

TEST_F(SituationReducerTest, IgnoresNodesAndCamerasThatNobodyConfigured) {
    const auto stranger = id<net::NodeId>("stranger");
    reducer_.scene(stranger, std::make_shared<net::Scene>(test::sample_scene("cam-1")));
    reducer_.occupancy(stranger, std::make_shared<net::Occupancy>(test::sample_occupancy("stranger")));
    reducer_.health(stranger, test::sample_health("stranger"));
    reducer_.link(stranger, LinkState::up, {""});
    reducer_.clock_offset(stranger, {});
    reducer_.messages_lost(stranger, 3);
    configure(test::sample_configuration("stranger"));
    scene("cam-77", 1);
    EXPECT_EQ(reducer_.snapshot()->nodes.size(), 2U);
    EXPECT_THAT(cameras(), testing::ElementsAre("cam-1"));
    EXPECT_EQ(camera_now().scene, nullptr);
}

TEST_F(SituationReducerTest, ANodeCannotSpeakForTheCameraOfAnother) {
    configure(south_wing());
    scene("cam-1", 1, {}, {}, south());
    EXPECT_EQ(camera_now("cam-1").liveness, net::Liveness::never_seen);
}

TEST_F(SituationReducerTest, IgnoresEmptyMessages) {
    reducer_.scene(north(), nullptr);
    reducer_.occupancy(north(), nullptr);
    reducer_.configuration(north(), nullptr);
    EXPECT_EQ(reducer_.snapshot()->cameras.size(), 1U);
}

TEST_F(SituationReducerTest, ShowsWhatTheNodeSaysOfEachSource) {
    EXPECT_EQ(camera_now().source, net::SourceState::starting);
    health(north(), net::SourceState::failed);
    EXPECT_EQ(camera_now().source, net::SourceState::failed);
    EXPECT_EQ(camera_now().source_message.english, "the file cannot be opened");
    const auto situation = reducer_.snapshot();
    ASSERT_NE(situation->nodes[0].health, nullptr);
    EXPECT_EQ(situation->nodes[0].health->disk_free_bytes, 123'456'789U);
    EXPECT_EQ(situation->nodes[0].last_health, clock_.mono());
}

TEST_F(SituationReducerTest, ACameraIsCalibratedAsItsScenesSayAndAsConfiguredBeforeTheFirst) {
    EXPECT_TRUE(camera_now().calibrated);
    auto scene = test::sample_scene();
    scene.calibrated = false;
    reducer_.scene(north(), std::make_shared<net::Scene>(scene));
    EXPECT_FALSE(camera_now().calibrated);
}

TEST_F(SituationReducerTest, ShowsTheLinkWithItsReasonUntilItIsUp) {
    reducer_.link(north(), LinkState::refused, {"the node does not accept our key"});
    EXPECT_EQ(reducer_.snapshot()->nodes[0].link, LinkState::refused);
    EXPECT_EQ(reducer_.snapshot()->nodes[0].link_reason.english, "the node does not accept our key");
    reducer_.link(north(), LinkState::up, {"left over"});
    EXPECT_EQ(reducer_.snapshot()->nodes[0].link, LinkState::up);
    EXPECT_EQ(reducer_.snapshot()->nodes[0].link_reason.english, "");
}

TEST_F(SituationReducerTest, PassesOnClockLossesBoardAndLedger) {
    reducer_.clock_offset(north(), {milliseconds(3), milliseconds(1)});
    reducer_.messages_lost(north(), 17);
    const auto board = std::make_shared<const IncidentBoard>();
    reducer_.incidents(board);
    reducer_.ledger({false, {"the disk is full"}});
    const auto situation = reducer_.snapshot();
    EXPECT_EQ(situation->nodes[0].clock, (net::ClockOffset{milliseconds(3), milliseconds(1)}));
    EXPECT_EQ(situation->nodes[0].messages_lost, 17U);
    EXPECT_EQ(situation->incidents, board);
    EXPECT_EQ(situation->ledger.problem.english, "the disk is full");
}

TEST_F(SituationReducerTest, SharesWhatIsLargeInsteadOfCopyingIt) {
    for (int i = 0; i < 3; ++i) {
        live_second();
    }
    const auto first = reducer_.snapshot();
    const auto second = reducer_.snapshot();
    EXPECT_EQ(first->nodes[0].health, second->nodes[0].health);
    EXPECT_EQ(first->nodes[0].occupancy, second->nodes[0].occupancy);
    EXPECT_EQ(first->nodes[0].configuration, second->nodes[0].configuration);
    EXPECT_EQ(first->cameras[0].scene, second->cameras[0].scene);
    ASSERT_FALSE(first->zones[0].history.empty());
    EXPECT_EQ(first->zones[0].history.data(), second->zones[0].history.data());
    EXPECT_EQ(first->venue_history.data(), second->venue_history.data());
}

}  // namespace
}  // namespace vigie::console
