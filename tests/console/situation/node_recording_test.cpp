// A node whose alerts do not get into its store is a condition, as a silent one is.
#include "tests/console/situation/reducer_test.hpp"

namespace vigie::console {
namespace {

using std::chrono::seconds;

class NodeRecordingTest : public test::ReducerTest {
protected:
    /// A second later the node says how its recording goes.
    void says(const std::string& problem, std::uint64_t waiting = 0, std::uint64_t lost = 0,
              net::UtcTime started = test::at(-100.0), std::uint64_t recorded = 7) {
        clock_.advance(seconds(1));
        live_second(south(), "cam-2", "stage");
        auto health = test::sample_health("north");
        health.at = clock_.utc();
        health.started = started;
        health.storage_problem = {problem};
        health.counters = {{"alerts_recorded", recorded}, {"alerts_waiting", waiting}, {"alerts_lost", lost}};
        reducer_.health(north(), std::move(health));
    }
    [[nodiscard]] std::vector<SystemCondition> conditions() { return reducer_.snapshot()->conditions; }
    [[nodiscard]] static SystemCondition cannot_record(const std::string& problem) {
        return {net::RuleKind::node_cannot_record, north(), {}, {problem}};
    }
};

TEST_F(NodeRecordingTest, IsNoticedOnceItLastsForSeveralHealths) {
    for (int i = 1; i < kHealthsWithoutRecording; ++i) {
        says("the disk is full", 1);
        EXPECT_TRUE(conditions().empty()) << "after " << i;
    }
    says("the disk is full", 1);
    EXPECT_THAT(conditions(), testing::ElementsAre(cannot_record("the disk is full")));
}

TEST_F(NodeRecordingTest, AlertsThatWaitForADiskThatHangsAreEnough) {
    for (int i = 0; i < kHealthsWithoutRecording; ++i) says("", 1);
    EXPECT_THAT(conditions(), testing::ElementsAre(cannot_record("")));
}

TEST_F(NodeRecordingTest, SlowCommitsInBetweenAreNotNoticed) {
    for (int i = 0; i < 10; ++i) {
        says("", 2);
        says("", 1);
        says("");
        EXPECT_TRUE(conditions().empty());
    }
}

TEST_F(NodeRecordingTest, ABusyDiskThatRecordsIsNotNoticed) {
    for (std::uint64_t i = 0; i < 10; ++i) {
        says("", 1, 0, test::at(-100.0), 10 + i);
        EXPECT_TRUE(conditions().empty()) << "another one waits, alert " << 9 + i << " is recorded";
    }
    says("", 1, 0, test::at(-100.0), 19);
    says("", 1, 0, test::at(-100.0), 19);
    EXPECT_TRUE(conditions().empty());
    says("", 1, 0, test::at(-100.0), 19);
    EXPECT_FALSE(conditions().empty()) << "since the fourth health nothing is recorded";
}

TEST_F(NodeRecordingTest, SaysTheSameUntilTheNodeRecordsAgain) {
    for (int i = 0; i < kHealthsWithoutRecording; ++i) says("the store is locked", 1);
    says("the disk is full", 9);
    EXPECT_THAT(conditions(), testing::ElementsAre(cannot_record("the store is locked")));
    says("");
    EXPECT_TRUE(conditions().empty());
}

TEST_F(NodeRecordingTest, IsNotOverBecauseTheNodeFallsSilent) {
    for (int i = 0; i < kHealthsWithoutRecording; ++i) says("the disk is full", 1);
    for (int i = 0; i < 6; ++i) live_second(south(), "cam-2", "stage");
    const auto now = conditions();
    ASSERT_EQ(now.size(), 2U);
    EXPECT_EQ(now[0].kind, net::RuleKind::node_silent);
    EXPECT_EQ(now[1], cannot_record("the disk is full"));
}

TEST_F(NodeRecordingTest, AlertsThatAreLostAreNoticedAtOnce) {
    says("", 0, 3);
    EXPECT_TRUE(conditions().empty()) << "lost before this console listened";
    says("", 0, 4);
    EXPECT_THAT(conditions(), testing::ElementsAre(cannot_record("")));
    says("", 0, 4);
    EXPECT_TRUE(conditions().empty());
}

TEST_F(NodeRecordingTest, ANodeThatWasStartedAgainHasLostNothingYet) {
    says("", 0, 3);
    says("", 0, 5, test::at(50.0));
    EXPECT_TRUE(conditions().empty());
}

}  // namespace
}  // namespace vigie::console
