// A node's silence is one condition that names what nobody sees.
#include "tests/console/situation/reducer_test.hpp"

namespace vigie::console {

void PrintTo(const SystemCondition& condition, std::ostream* out) {
    *out << condition.node.text() << ": " << net::key_of(condition.kind) << ", " << condition.problem.english
         << ", blind:";
    for (const net::CameraId& camera : condition.blind) {
        *out << ' ' << camera.text();
    }
}

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using test::id;

/// Time passes, with snapshots as often as the console takes them.
void listen(SituationReducer& reducer, test::FakeClock& clock, net::Microseconds duration) {
    const net::Microseconds step = milliseconds(250);
    for (; duration > net::Microseconds::zero(); duration -= step) {
        clock.advance(std::min(step, duration));
        (void)reducer.snapshot();
    }
}

class NodeSilenceTest : public test::ReducerTest {
protected:
    NodeSilenceTest() {
        configure(south_wing());
        live_second(south(), "cam-2", "stage");
        live_second();
    }
    /// "north" says nothing any more; "south" lives on.
    void north_dies_for(int seconds_long) {
        for (int i = 0; i < seconds_long; ++i) {
            live_second(south(), "cam-2", "stage");
        }
    }
    /// Nobody says anything.
    void listen_for(net::Microseconds duration) { listen(reducer_, clock_, duration); }
    [[nodiscard]] std::vector<SystemCondition> conditions() { return reducer_.snapshot()->conditions; }
    static SystemCondition silence(const net::NodeId& node, std::vector<net::CameraId> blind) {
        return {net::RuleKind::node_silent, node, std::move(blind), {}};
    }
};

TEST_F(NodeSilenceTest, NothingIsSilentWhileNodesSpeak) {
    north_dies_for(1);
    EXPECT_TRUE(conditions().empty());
}

TEST_F(NodeSilenceTest, NamesTheCamerasThatNobodySees) {
    auto record = test::sample_configuration("north", 4);
    record.cameras.push_back({camera("cam-3"), "Never seen", 10.0, std::nullopt});
    configure(record);
    north_dies_for(6);
    EXPECT_THAT(conditions(), testing::ElementsAre(silence(north(), {camera("cam-1"), camera("cam-3")})));
}

TEST_F(NodeSilenceTest, SaysTheSameUntilTheNodeIsBackAndNothingThen) {
    north_dies_for(6);
    const auto first = conditions();
    north_dies_for(30);
    EXPECT_EQ(conditions(), first);
    health();
    EXPECT_TRUE(conditions().empty());
}

TEST_F(NodeSilenceTest, NamesASlowCameraTooThoughItIsNotOverdueYet) {
    auto record = test::sample_configuration("north", 4);
    record.cameras[0].fps = 0.5;
    configure(record);
    scene("cam-1", ++frames_);
    north_dies_for(5);
    EXPECT_EQ(camera_now().liveness, net::Liveness::live);
    EXPECT_THAT(conditions(), testing::ElementsAre(silence(north(), {camera("cam-1")})));
}

TEST_F(NodeSilenceTest, ACameraWhosePicturesStillComeIsNotBlindThoughHealthIsMissing) {
    for (int i = 0; i < 60; ++i) {
        clock_.advance(milliseconds(100));
        scene("cam-1", ++frames_);
        health(south());
        (void)reducer_.snapshot();
    }
    EXPECT_THAT(conditions(), testing::ElementsAre(silence(north(), {})));
    listen_for(seconds(4));
    health(south());
    EXPECT_THAT(conditions(), testing::ElementsAre(silence(north(), {camera("cam-1")})));
}

TEST_F(NodeSilenceTest, EachNodeHasItsOwn) {
    listen_for(seconds(5));
    EXPECT_THAT(conditions(), testing::ElementsAre(silence(north(), {camera("cam-1")}),
                                                   silence(south(), {camera("cam-2")})));
}

TEST_F(NodeSilenceTest, APauseOfTheConsoleItselfIsNotTheSilenceOfItsNodes) {
    north_dies_for(1);
    clock_.advance(seconds(30));  // stopped, starved or suspended: nothing was heard and nobody listened
    EXPECT_TRUE(conditions().empty());
    listen_for(seconds(4));
    EXPECT_TRUE(conditions().empty()) << "they have as long as ever to be heard again";
    listen_for(milliseconds(250));
    EXPECT_EQ(conditions().size(), 2U);
}

TEST(NodeNeverReached, IsSilentOnceTheLimitOfHealthHasPassedSinceTheStart) {
    test::FakeClock clock;
    SituationReducer reducer({id<net::NodeId>("north")}, clock);
    reducer.link(id<net::NodeId>("north"), LinkState::connecting, {});
    listen(reducer, clock, seconds(4));
    EXPECT_TRUE(reducer.snapshot()->conditions.empty());
    clock.advance(milliseconds(1));
    const auto situation = reducer.snapshot();
    EXPECT_EQ(situation->nodes[0].liveness, net::Liveness::never_seen);
    ASSERT_EQ(situation->conditions.size(), 1U);
    EXPECT_EQ(situation->conditions[0].node, id<net::NodeId>("north"));
    EXPECT_TRUE(situation->conditions[0].blind.empty()) << "nobody knows yet what it would see";
    reducer.health(id<net::NodeId>("north"), test::sample_health());
    EXPECT_TRUE(reducer.snapshot()->conditions.empty());
}

TEST(NodeNeverReached, ThatAnswersInTimeIsNotSilent) {
    test::FakeClock clock;
    SituationReducer reducer({id<net::NodeId>("north")}, clock);
    listen(reducer, clock, milliseconds(3900));
    reducer.health(id<net::NodeId>("north"), test::sample_health());
    listen(reducer, clock, milliseconds(200));
    EXPECT_TRUE(reducer.snapshot()->conditions.empty());
}

}  // namespace
}  // namespace vigie::console
