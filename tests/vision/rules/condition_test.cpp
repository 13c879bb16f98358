#include "vision/rules/condition.hpp"

#include <gtest/gtest.h>

#include "tests/vision/rules/watch.hpp"

namespace vigie::vision {
namespace {

using net::Transition;
using std::chrono::milliseconds;

/// Raised from 4 after 1 s, cleared below 3 after 2 s.
class ConditionTest : public ::testing::Test {
protected:
    ConditionTest() {
        rule_.threshold = 4.0;
        rule_.clear_below = 3.0;
    }

    std::optional<Transition> show(double value, Sight sight = Sight::whole) {
        return condition_.observe(rule_, milliseconds(100), value, sight, Judging{});
    }
    /// The number of figures until a transition, which must be `expected`; 0 when none came in 100.
    int figures_until(Transition expected, double value, Sight sight = Sight::whole) {
        for (int i = 1; i <= 100; ++i) {
            if (const auto made = show(value, sight)) return made == expected ? i : -1;
        }
        return 0;
    }

    net::RuleConfiguration rule_ = test::a_rule(net::RuleKind::over_capacity, 4.0, {"vault"});
    Condition condition_;
};

TEST_F(ConditionTest, IsRaisedWhenTheValueHasHeldForTheMinimumDuration) {
    EXPECT_EQ(figures_until(Transition::raised, 4.0), 11) << "the first figure begins the second";
    EXPECT_EQ(condition_.held(), milliseconds(1000));
}

TEST_F(ConditionTest, IsNotRaisedJustBelowTheThreshold) {
    EXPECT_EQ(figures_until(Transition::raised, 3.999), 0);
}

TEST_F(ConditionTest, IsNotRaisedAtTheThresholdWhereOnlyMoreIsTooMuch) {
    const Judging strictly{.above_threshold = true};
    for (int i = 0; i < 100; ++i) {
        EXPECT_EQ(condition_.observe(rule_, milliseconds(100), 4.0, Sight::whole, strictly), std::nullopt);
    }
    EXPECT_EQ(condition_.observe(rule_, milliseconds(1000), 4.001, Sight::whole, strictly), std::nullopt);
    EXPECT_EQ(condition_.observe(rule_, milliseconds(1000), 4.001, Sight::whole, strictly),
              Transition::raised);
}

TEST_F(ConditionTest, IsNotRaisedByAValueThatFallsJustBeforeTheMinimumDuration) {
    for (int round = 0; round < 5; ++round) {
        for (int i = 0; i < 10; ++i) EXPECT_EQ(show(5.0), std::nullopt);
        EXPECT_EQ(show(3.9), std::nullopt);
    }
}

TEST_F(ConditionTest, ShortGapsStopTheWaitAndLongerOnesBeginItAgainWhereTheyAreBridged) {
    const Judging bridging{.bridged_s = 0.3};
    const auto look = [&](double value) {
        return condition_.observe(rule_, milliseconds(100), value, Sight::whole, bridging);
    };
    for (int i = 0; i < 9; ++i) EXPECT_EQ(look(5.0), std::nullopt);  // 0.8 s
    for (int i = 0; i < 3; ++i) EXPECT_EQ(look(3.0), std::nullopt);
    EXPECT_EQ(look(5.0), std::nullopt) << "what came before a figure that holds again was the gap";
    EXPECT_EQ(look(5.0), std::nullopt);
    EXPECT_EQ(look(5.0), Transition::raised) << "a second altogether, without the gap";
    EXPECT_EQ(condition_.held(), milliseconds(1000));
    condition_ = {};
    for (int round = 0; round < 5; ++round) {
        for (int i = 0; i < 10; ++i) EXPECT_EQ(look(5.0), std::nullopt) << round;
        for (int i = 0; i < 4; ++i) EXPECT_EQ(look(3.0), std::nullopt);
    }
}

TEST_F(ConditionTest, AFigureThatHoldsForLessThanItFallsShortIsNotAddedUp) {
    const Judging bridging{.bridged_s = 1.0};
    for (int i = 0; i < 1000; ++i) {
        const double value = i % 10 < 3 ? 5.0 : 3.0;
        EXPECT_EQ(condition_.observe(rule_, milliseconds(100), value, Sight::whole, bridging), std::nullopt)
            << i;
    }
}

TEST_F(ConditionTest, AGapInTheFiguresThemselvesIsNeverBridged) {
    const Judging bridging{.bridged_s = 0.3};
    for (int i = 0; i < 10; ++i) {
        EXPECT_EQ(condition_.observe(rule_, milliseconds(100), 5.0, Sight::whole, bridging), std::nullopt);
    }
    EXPECT_EQ(condition_.observe(rule_, std::nullopt, 3.0, Sight::whole, bridging), std::nullopt);
    EXPECT_EQ(condition_.observe(rule_, milliseconds(100), 5.0, Sight::whole, bridging), std::nullopt);
    EXPECT_EQ(condition_.observe(rule_, milliseconds(900), 5.0, Sight::whole, bridging), std::nullopt);
    EXPECT_EQ(condition_.observe(rule_, milliseconds(100), 5.0, Sight::whole, bridging), Transition::raised);
}

TEST_F(ConditionTest, ClearingIsNeverBridged) {
    const Judging bridging{.bridged_s = 10.0};
    rule_.min_duration_s = 0.0;
    ASSERT_EQ(condition_.observe(rule_, milliseconds(100), 5.0, Sight::whole, bridging), Transition::raised);
    for (int round = 0; round < 5; ++round) {
        for (int i = 0; i < 20; ++i) {
            EXPECT_EQ(condition_.observe(rule_, milliseconds(100), 2.0, Sight::whole, bridging),
                      std::nullopt);
        }
        EXPECT_EQ(condition_.observe(rule_, milliseconds(100), 3.5, Sight::whole, bridging), std::nullopt);
    }
}

TEST_F(ConditionTest, WithoutMinimumDurationIsRaisedAtOnce) {
    rule_.min_duration_s = 0.0;
    EXPECT_EQ(show(4.0), Transition::raised);
}

TEST_F(ConditionTest, IsNotClearedBetweenTheTwoThresholds) {
    ASSERT_EQ(figures_until(Transition::raised, 4.0), 11);
    EXPECT_EQ(figures_until(Transition::cleared, 3.0), 0);
    EXPECT_TRUE(condition_.active());
}

TEST_F(ConditionTest, IsClearedWhenTheValueHasBeenGoneForLongEnough) {
    ASSERT_EQ(figures_until(Transition::raised, 4.0), 11);
    EXPECT_EQ(figures_until(Transition::cleared, 2.9), 21);
    EXPECT_FALSE(condition_.active());
    EXPECT_EQ(condition_.held(), milliseconds(1000 + 2100)) << "for how long it had held";
}

TEST_F(ConditionTest, OneFigureAboveTheLowerThresholdStartsTheClearingAgain) {
    ASSERT_EQ(figures_until(Transition::raised, 4.0), 11);
    for (int i = 0; i < 20; ++i) EXPECT_EQ(show(2.9), std::nullopt);
    EXPECT_EQ(show(3.1), std::nullopt);
    EXPECT_EQ(figures_until(Transition::cleared, 2.9), 21);
}

TEST_F(ConditionTest, CanBeRaisedAgainAfterClearing) {
    ASSERT_EQ(figures_until(Transition::raised, 4.0), 11);
    ASSERT_EQ(figures_until(Transition::cleared, 0.0), 21);
    EXPECT_EQ(figures_until(Transition::raised, 4.0), 11);
}

TEST_F(ConditionTest, TellsGrowthByAQuarterOnce) {
    ASSERT_EQ(figures_until(Transition::raised, 4.0), 11);
    EXPECT_EQ(show(4.9), std::nullopt);
    EXPECT_EQ(show(5.0), Transition::updated);
    EXPECT_EQ(show(5.0), std::nullopt);
    EXPECT_EQ(show(6.2), std::nullopt);
    EXPECT_EQ(show(6.25), Transition::updated);
}

TEST_F(ConditionTest, DoesNotTellGrowthOfWhatGrowsByItself) {
    ASSERT_EQ(figures_until(Transition::raised, 4.0), 11);
    EXPECT_EQ(
        condition_.observe(rule_, milliseconds(100), 4000.0, Sight::whole, Judging{.tells_growth = false}),
        std::nullopt);
}

TEST_F(ConditionTest, APartialFigureRaisesButNeverClears) {
    EXPECT_EQ(figures_until(Transition::raised, 4.0, Sight::partial), 11);
    EXPECT_EQ(figures_until(Transition::cleared, 0.0, Sight::partial), 0);
    EXPECT_EQ(figures_until(Transition::cleared, 0.0), 21);
}

TEST_F(ConditionTest, ABlindFigureNeitherRaisesNorUpdatesNorClears) {
    EXPECT_EQ(figures_until(Transition::raised, 9.0, Sight::none), 0);
    ASSERT_EQ(figures_until(Transition::raised, 4.0), 11);
    EXPECT_EQ(figures_until(Transition::updated, 9.0, Sight::none), 0);
    EXPECT_EQ(figures_until(Transition::cleared, 0.0, Sight::none), 0);
}

TEST_F(ConditionTest, BlindnessStartsTheWaitingAgain) {
    for (int i = 0; i < 10; ++i) EXPECT_EQ(show(4.0), std::nullopt);
    EXPECT_EQ(show(4.0, Sight::none), std::nullopt);
    EXPECT_EQ(figures_until(Transition::raised, 4.0), 11);
}

TEST_F(ConditionTest, AnUnknownTimeStartsTheWaitingAgain) {
    for (int i = 0; i < 10; ++i) EXPECT_EQ(show(4.0), std::nullopt);
    EXPECT_EQ(condition_.observe(rule_, std::nullopt, 4.0, Sight::whole, Judging{}), std::nullopt);
    EXPECT_EQ(figures_until(Transition::raised, 4.0), 10) << "the figure after the gap began the second";
}

TEST_F(ConditionTest, NoTimeMeansNoTransitionHoweverOftenItIsLookedAt) {
    for (int i = 0; i < 100; ++i) {
        EXPECT_EQ(condition_.observe(rule_, net::Microseconds::zero(), 4.0, Sight::whole, Judging{}),
                  std::nullopt);
    }
}

TEST_F(ConditionTest, AnAdoptedOneGoesOnAndIsNotRaisedAgain) {
    condition_.adopt(milliseconds(30000), 6.0);
    EXPECT_TRUE(condition_.active());
    EXPECT_EQ(show(6.5), std::nullopt) << "less than a quarter above what was told before the restart";
    EXPECT_EQ(condition_.held(), milliseconds(30100));
    EXPECT_EQ(figures_until(Transition::cleared, 0.0), 21);
}

}  // namespace
}  // namespace vigie::vision
