// Numbers, clocks and liveness.
#include <gtest/gtest.h>

#include "net/types/clock_offset.hpp"
#include "net/types/liveness.hpp"
#include "net/types/milliseconds.hpp"
#include "net/types/sequence.hpp"
#include "tests/support/fake_clock.hpp"

namespace vigie::net {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Verdict = SequenceTracker::Verdict;

TEST(Milliseconds, KeepTheirFraction) {
    EXPECT_EQ(milliseconds_of(Microseconds(1500)), 1.5);
    EXPECT_EQ(milliseconds_of(Microseconds(-250)), -0.25);
    EXPECT_EQ(from_milliseconds(1.5), Microseconds(1500));
    EXPECT_EQ(from_milliseconds(0.0009), Microseconds(0));
}

TEST(SequenceTracker, CountsWhatIsMissing) {
    SequenceTracker tracker;
    EXPECT_EQ(tracker.observe(1, 5), Verdict::next) << "whoever comes late has lost nothing";
    EXPECT_EQ(tracker.observe(1, 6), Verdict::next);
    EXPECT_EQ(tracker.observe(1, 9), Verdict::gap);
    EXPECT_EQ(tracker.lost(), 2U);
    EXPECT_EQ(tracker.observe(1, 10), Verdict::next);
    EXPECT_EQ(tracker.newest(), 10U);
}

TEST(SequenceTracker, OldOnesAreDuplicates) {
    SequenceTracker tracker;
    tracker.observe(1, 5);
    EXPECT_EQ(tracker.observe(1, 5), Verdict::duplicate);
    EXPECT_EQ(tracker.observe(1, 3), Verdict::duplicate);
    EXPECT_EQ(tracker.duplicates(), 2U);
    EXPECT_EQ(tracker.lost(), 0U);
}

TEST(SequenceTracker, NewRunIsNoGap) {
    SequenceTracker tracker;
    tracker.observe(1, 500);
    EXPECT_EQ(tracker.observe(2, 1), Verdict::next);
    EXPECT_EQ(tracker.observe(2, 2), Verdict::next);
    EXPECT_EQ(tracker.observe(2, 4), Verdict::gap);
    EXPECT_EQ(tracker.lost(), 1U);
}

/// An exchange with a clock that is `ahead`, over ways of these lengths.
ClockExchange exchange(Microseconds ahead, Microseconds there, Microseconds back) {
    const UtcTime asked(seconds(1000));
    const UtcTime received = asked + there + ahead;
    const UtcTime sent = received + milliseconds(1);
    return {asked, received, sent, sent - ahead + back};
}

TEST(ClockOffset, NothingBeforeTheFirstExchange) {
    EXPECT_FALSE(ClockOffsetEstimator().estimate());
}

TEST(ClockOffset, SymmetricWayGivesTheOffsetAndHalfTheRoundTrip) {
    ClockOffsetEstimator estimator;
    estimator.add(exchange(milliseconds(250), milliseconds(4), milliseconds(4)));
    EXPECT_EQ(estimator.estimate(), (ClockOffset{milliseconds(250), milliseconds(4)}));
    estimator.reset();
    estimator.add(exchange(-milliseconds(250), milliseconds(4), milliseconds(4)));
    EXPECT_EQ(estimator.estimate()->offset, -milliseconds(250));
}

TEST(ClockOffset, TruthLiesWithinTheErrorHoweverAsymmetricTheWay) {
    for (int there = 0; there <= 20; there += 5) {
        for (int back = 0; back <= 20; back += 5) {
            ClockOffsetEstimator estimator;
            estimator.add(exchange(milliseconds(70), milliseconds(there), milliseconds(back)));
            const auto estimate = estimator.estimate().value();
            EXPECT_LE(std::chrono::abs(estimate.offset - milliseconds(70)), estimate.error);
        }
    }
}

TEST(ClockOffset, ShortestRoundTripIsBelievedWhileItIsRemembered) {
    ClockOffsetEstimator estimator(3);
    estimator.add(exchange(milliseconds(70), milliseconds(2), milliseconds(2)));
    estimator.add(exchange(milliseconds(70), milliseconds(2), milliseconds(90)));
    EXPECT_EQ(estimator.estimate()->error, milliseconds(2));
    estimator.add(exchange(milliseconds(70), milliseconds(30), milliseconds(2)));
    estimator.add(exchange(milliseconds(70), milliseconds(40), milliseconds(2)));
    EXPECT_EQ(estimator.estimate()->error, milliseconds(16));
}

TEST(ClockOffset, ExchangesAcrossAClockJumpAreIgnored) {
    ClockOffsetEstimator estimator;
    auto jumped = exchange(milliseconds(0), milliseconds(1), milliseconds(1));
    jumped.answered = jumped.asked - seconds(5);
    estimator.add(jumped);
    auto theirs = exchange(milliseconds(0), milliseconds(1), milliseconds(1));
    theirs.sent = theirs.received - seconds(5);
    estimator.add(theirs);
    EXPECT_FALSE(estimator.estimate());
}

class LivenessOfScenes : public ::testing::Test {
protected:
    Liveness at(Microseconds since_message, std::optional<Microseconds> period = std::nullopt) const {
        return liveness_at(*times.last_message + since_message, times, promise_of(Topic::scene), period);
    }
    FeedTimes times{MonoTime(seconds(100)), MonoTime(seconds(100)), milliseconds(50)};
};

TEST_F(LivenessOfScenes, NeverSeenBeforeAnything) {
    EXPECT_EQ(liveness_at(MonoTime(seconds(999)), FeedTimes{}, promise_of(Topic::scene)),
              Liveness::never_seen);
}

TEST_F(LivenessOfScenes, LiveThenLateThenSilent) {
    EXPECT_EQ(at(milliseconds(0)), Liveness::live);
    EXPECT_EQ(at(milliseconds(750)), Liveness::live) << "age is 800 ms";
    EXPECT_EQ(at(milliseconds(751)), Liveness::late);
    times.last_change = times.last_message;
    EXPECT_EQ(at(seconds(3)), Liveness::late);
    EXPECT_EQ(at(seconds(3) + milliseconds(1)), Liveness::silent);
}

TEST_F(LivenessOfScenes, FrozenWhenMessagesComeAndNothingChanges) {
    times.last_change = *times.last_message - seconds(3);
    EXPECT_EQ(at(milliseconds(0)), Liveness::live);
    EXPECT_EQ(at(milliseconds(1)), Liveness::frozen);
    EXPECT_EQ(at(seconds(4)), Liveness::silent) << "silence says more";
}

TEST_F(LivenessOfScenes, OldOnArrivalIsLate) {
    times.age_at_arrival = seconds(2);
    EXPECT_EQ(at(milliseconds(0)), Liveness::late);
}

TEST_F(LivenessOfScenes, SlowCameraHasLongerLimits) {
    const auto period = seconds(1);
    EXPECT_EQ(at(milliseconds(2900), period), Liveness::live);
    EXPECT_EQ(at(milliseconds(3100), period), Liveness::late);
    EXPECT_EQ(at(milliseconds(7900), period), Liveness::late);
    EXPECT_EQ(at(milliseconds(8100), period), Liveness::silent);
}

TEST_F(LivenessOfScenes, TheTablesLimitsHoldForATopicThatIsPublishedOnceASecond) {
    const auto health = [this](Microseconds since_message) {
        return liveness_at(*times.last_message + since_message, times, promise_of(Topic::health));
    };
    EXPECT_EQ(health(milliseconds(2450)), Liveness::live) << "age is 2.5 s";
    EXPECT_EQ(health(milliseconds(2451)), Liveness::late);
    EXPECT_EQ(health(seconds(4)), Liveness::late);
    EXPECT_EQ(health(seconds(4) + milliseconds(1)), Liveness::silent);
}

TEST_F(LivenessOfScenes, TopicsThatCannotFreezeDoNot) {
    times.last_change = MonoTime(seconds(1));
    EXPECT_EQ(liveness_at(*times.last_message, times, promise_of(Topic::health)), Liveness::live);
}

TEST(FakeClockTest, MovesOnlyWhenTold) {
    test::FakeClock clock;
    const auto utc = clock.utc();
    const auto mono = clock.mono();
    EXPECT_EQ(clock.utc(), utc);
    clock.advance(seconds(2));
    EXPECT_EQ(clock.utc(), utc + seconds(2));
    EXPECT_EQ(clock.mono(), mono + seconds(2));
    clock.set_utc(utc - seconds(100));
    EXPECT_EQ(clock.utc(), utc - seconds(100));
    EXPECT_EQ(clock.mono(), mono + seconds(2));
}

}  // namespace
}  // namespace vigie::net
