// Who crossed a line, by hand.
#include "vision/eval/crossings.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace vigie {
namespace {

using vision::Crossing;

net::LineId line(const char* name) {
    return *net::LineId::parse(name);
}

/// Runs up the plan at x = 10 from y = 20 to y = 0: "in" leads from its left (x < 10) to its right.
net::LineConfiguration upward(const char* name = "gate") {
    net::LineConfiguration out;
    out.line = line(name);
    out.segment = {{10, 20}, {10, 0}};
    return out;
}

TEST(TrueCrossings, CountAStepOverTheLineOnceItIsBeyondTheHysteresis) {
    vision::TrueCrossings crossings({upward()}, {});
    const std::vector<double> way{9.0, 9.8, 10.1, 10.3, 10.1, 9.9, 9.7, 9.0};
    double at_s = 0.0;
    for (const double x : way) {
        crossings.add(at_s, {{1, {x, 5.0}, false}});
        at_s += 1.0;
    }
    ASSERT_EQ(crossings.all().size(), 2U);
    EXPECT_TRUE(crossings.all()[0].in);
    EXPECT_EQ(crossings.all()[0].at_s, 3.0) << "10.3 is the first place surely beyond";
    EXPECT_FALSE(crossings.all()[1].in);
    EXPECT_EQ(crossings.all()[1].at_s, 6.0);
}

TEST(TrueCrossings, KeepPeopleAndLinesApart) {
    vision::TrueCrossings crossings({upward("a"), {line("b"), "b", {}, {{0, 10}, {20, 10}}, {}}}, {});
    crossings.add(0.0, {{1, {9, 5}, false}, {2, {11, 9}, false}});
    crossings.add(1.0, {{1, {11, 5}, false}, {2, {11, 11}, false}});
    ASSERT_EQ(crossings.all().size(), 2U);
    EXPECT_EQ(crossings.all()[0].line.text(), "a") << "person 1 crosses a only";
    EXPECT_EQ(crossings.all()[1].line.text(), "b") << "person 2 crosses b only";
}

TEST(TrueCrossings, ForgetWhoIsAbsentAndMarkWhoIsNotJudged) {
    vision::TrueCrossings crossings({upward()}, {});
    crossings.add(0.0, {{1, {9, 5}, false}, {2, {9, 6}, false}});
    crossings.add(1.0, {{2, {11, 6}, true}});
    crossings.add(2.0, {{1, {11, 5}, false}});
    ASSERT_EQ(crossings.all().size(), 1U) << "1 was away: nobody saw the crossing";
    EXPECT_TRUE(crossings.all()[0].ignored);
}

TEST(FoundCrossings, AreTheGrowthOfTheCounts) {
    vision::FoundCrossings crossings;
    crossings.add(1.0, {{line("a"), 2, 0}, {line("b"), 0, 0}});
    crossings.add(2.0, {{line("a"), 2, 0}, {line("b"), 0, 1}});
    crossings.add(3.0, {{line("a"), 3, 1}, {line("b"), 0, 1}});
    ASSERT_EQ(crossings.all().size(), 5U);
    EXPECT_EQ(crossings.all()[1].at_s, 1.0) << "two at once";
    EXPECT_EQ(crossings.all()[2].line.text(), "b");
    EXPECT_FALSE(crossings.all()[2].in);
    EXPECT_TRUE(crossings.all()[3].in);
    EXPECT_FALSE(crossings.all()[4].in);
}

Crossing at(double at_s, bool in = true, const char* name = "a", bool ignored = false) {
    return {line(name), at_s, in, ignored};
}

TEST(MatchCrossings, NeedsTheSameLineDirectionAndTime) {
    const std::vector<Crossing> truth{at(10.0)};
    EXPECT_EQ(vision::match_crossings(truth, {at(11.0)}, 1.0).matched, 1U) << "the tolerance belongs to it";
    EXPECT_EQ(vision::match_crossings(truth, {at(11.01)}, 1.0).matched, 0U);
    EXPECT_EQ(vision::match_crossings(truth, {at(8.99)}, 1.0).matched, 0U);
    EXPECT_EQ(vision::match_crossings(truth, {at(10.0, false)}, 1.0).matched, 0U) << "the other way";
    EXPECT_EQ(vision::match_crossings(truth, {at(10.0, true, "b")}, 1.0).matched, 0U) << "another line";
}

TEST(MatchCrossings, MatchesAsManyAsPossibleOneToOne) {
    // 10.9 fits both true ones, 9.5 only the first: nearest first would take 10.9 for 10.5 and still find
    // two.
    auto score = vision::match_crossings({at(10.0), at(11.5)}, {at(10.9), at(9.5)}, 1.0);
    EXPECT_EQ(score.matched, 2U);
    // 10.4 is nearest to 10.3, but then 11.3 would be left alone.
    score = vision::match_crossings({at(10.3), at(11.3)}, {at(10.4), at(9.4)}, 1.0);
    EXPECT_EQ(score.matched, 2U);
    score = vision::match_crossings({at(10.0)}, {at(10.1), at(10.2), at(50.0)}, 1.0);
    EXPECT_EQ(score.matched, 1U) << "counted twice is once too many";
    EXPECT_EQ(score.found, 3U);
    EXPECT_DOUBLE_EQ(score.precision, 1.0 / 3.0);
    EXPECT_DOUBLE_EQ(score.recall, 1.0);
}

TEST(MatchCrossings, WhoIsNotJudgedNeitherHelpsNorHurts) {
    const std::vector<Crossing> truth{at(10.0), at(20.0, true, "a", true), at(30.0, true, "a", true)};
    const auto score = vision::match_crossings(truth, {at(20.2), at(40.0)}, 1.0);
    EXPECT_EQ(score.truth, 1U);
    EXPECT_EQ(score.found, 1U) << "the one at 20.2 s is explained, the one at 40 s is not";
    EXPECT_EQ(score.matched, 0U);
    EXPECT_EQ(vision::match_crossings(truth, {at(10.0), at(20.0)}, 100.0).matched, 1U);
    EXPECT_EQ(vision::match_crossings({}, {}, 1.0).precision, 0.0);
}

}  // namespace
}  // namespace vigie
