// What the tracker is made of: sparse matching, the worth of scores, sizes.
#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <vector>

#include <opencv2/core.hpp>

#include "vision/analysis/assignment.hpp"
#include "vision/analysis/score_trust.hpp"
#include "vision/analysis/size_filter.hpp"
#include "vision/analysis/sparse_assignment.hpp"

namespace vigie {
namespace {

using vision::assign_sparse;
using vision::CandidatePair;

using Answer = std::vector<std::optional<std::size_t>>;

TEST(SparseAssignment, AgreesWithTheFullTable) {
    cv::RNG random(11);
    for (int round = 0; round < 300; ++round) {
        const auto rows = static_cast<std::size_t>(random.uniform(1, 12));
        const auto columns = static_cast<std::size_t>(random.uniform(1, 12));
        const double density = random.uniform(0.1, 0.9);
        vision::CostTable table(rows, columns);
        std::vector<CandidatePair> pairs;
        for (std::size_t r = 0; r < rows; ++r) {
            for (std::size_t c = 0; c < columns; ++c) {
                if (random.uniform(0.0, 1.0) < density) {
                    const double cost = random.uniform(0.0, 1.0);
                    table.allow(r, c, cost);
                    pairs.push_back({r, c, cost});
                }
            }
        }
        const auto worth = [&](const Answer& answer) {
            std::pair<int, double> out{0, 0.0};
            std::vector<char> taken(columns, 0);
            for (std::size_t r = 0; r < rows; ++r) {
                if (answer[r]) {
                    EXPECT_EQ(taken[*answer[r]], 0) << "a column is given once";
                    taken[*answer[r]] = 1;
                    EXPECT_TRUE(table.at(r, *answer[r])) << "only what is allowed";
                    ++out.first;
                    out.second += table.at(r, *answer[r]).value_or(1e9);
                }
            }
            return out;
        };
        const auto full = worth(vision::assign(table));
        const auto sparse = worth(assign_sparse(rows, columns, pairs));
        ASSERT_EQ(sparse.first, full.first) << "round " << round;
        ASSERT_NEAR(sparse.second, full.second, 1e-9) << "round " << round;
    }
}

TEST(SparseAssignment, LeavesTheDearestAloneWhenColumnsAreFew) {
    EXPECT_EQ(assign_sparse(3, 1, {{0, 0, 0.5}, {1, 0, 0.2}, {2, 0, 0.4}}),
              (Answer{std::nullopt, 0, std::nullopt}));
    EXPECT_EQ(assign_sparse(2, 2, {{0, 0, 0.0}, {0, 1, 100.0}, {1, 0, 100.0}}), (Answer{1, 0}))
        << "two dear matches before a cheap one";
    EXPECT_EQ(assign_sparse(2, 3, {}), (Answer{std::nullopt, std::nullopt}));
    EXPECT_TRUE(assign_sparse(0, 3, {}).empty());
}

TEST(ScoreTrust, AScoreIsMeasuredAgainstTheUsualOne) {
    vision::ScoreSettings settings;
    settings.usual_sightings = 1e-6;
    vision::ScoreTrust trust(settings);
    for (int i = 0; i < 1000; ++i) {
        trust.meet(0.9);
        trust.learn(0.6, false);
    }
    EXPECT_NEAR(trust.standing(0.9), 0.0, 1e-9);
    EXPECT_NEAR(trust.standing(0.6), std::log(1.5) - std::log(9.0), 1e-3) << "its odds by the usual odds";
}

TEST(ScoreTrust, ALowScoreThatContinuesTracksIsNotDoubtful) {
    vision::ScoreSettings settings;
    vision::ScoreTrust trust(settings);
    for (int i = 0; i < 1000; ++i) {
        trust.meet(0.95);
    }
    EXPECT_DOUBLE_EQ(trust.standing(0.4), 0.0) << "trusted until it is known better";
    for (int i = 0; i < 300; ++i) {
        trust.learn(0.4, i % 2 == 0);
    }
    EXPECT_LT(trust.standing(0.4), -settings.birth_nats) << "every other one leads nowhere";
    for (int i = 0; i < 4000; ++i) {
        trust.learn(0.4, i % 10 != 0);
    }
    EXPECT_DOUBLE_EQ(trust.standing(0.4), 0.0) << "nine of ten are people";
}

TEST(ScoreTrust, OnePersonIsNotYetTheDetector) {
    vision::ScoreSettings settings;
    vision::ScoreTrust trust(settings);
    for (int i = 0; i < 200; ++i) {
        trust.learn(0.7, false);
    }
    EXPECT_DOUBLE_EQ(trust.standing(0.7), 0.0) << "nothing usual is known";
    for (int i = 0; i < 5; ++i) {
        trust.meet(0.98);
    }
    EXPECT_GT(trust.standing(0.7), -settings.birth_nats);
    for (int i = 0; i < 500; ++i) {
        trust.meet(0.98);
    }
    EXPECT_LT(trust.standing(0.7), -settings.birth_nats);
    EXPECT_TRUE(std::isfinite(trust.standing(0.0)) && std::isfinite(trust.standing(1.0)));
}

TEST(SizeFilter, FollowsASteadyGrowthAndHoldsASteadySize) {
    vision::SizeFilter steady(1.0, 0.06, 0.3);
    vision::SizeFilter growing(1.0, 0.06, 0.3);
    for (int i = 1; i <= 50; ++i) {
        steady.predict(0.1, 0.05);
        steady.correct(i % 2 == 0 ? 1.05 : 0.95, 0.06);
        growing.predict(0.1, 0.05);
        growing.correct(std::exp(0.02 * i), 0.06);
    }
    EXPECT_NEAR(steady.ratio(), 1.0, 0.015) << "less than a third of the jitter";
    EXPECT_NEAR(growing.ratio(), std::exp(1.0), 0.03 * std::exp(1.0));
    growing.predict(0.5, 0.05);
    EXPECT_NEAR(growing.ratio(), std::exp(1.1), 0.05 * std::exp(1.1)) << "and goes on unseen";
    growing.damp(0.0);
    const double before = growing.ratio();
    growing.predict(0.5, 0.05);
    EXPECT_DOUBLE_EQ(growing.ratio(), before);
}

}  // namespace
}  // namespace vigie
