// Each measure on a case that can be worked out by hand.
#include "vision/eval/measures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "vision/eval/percentile.hpp"
#include "vision/eval/virtual_lines.hpp"

namespace vigie {
namespace {

using vision::TrueBox;

TEST(Percentile, IsTheNearestRank) {
    std::vector<double> values;
    for (int i = 100; i >= 1; --i) {
        values.push_back(i);
    }
    EXPECT_DOUBLE_EQ(vision::median(values), 50.0);
    EXPECT_DOUBLE_EQ(vision::percentile(values, 0.95), 95.0);
    EXPECT_DOUBLE_EQ(vision::percentile(values, 1.0), 100.0);
    EXPECT_DOUBLE_EQ(vision::percentile({7.0, 3.0, 5.0}, 0.5), 5.0);
    EXPECT_DOUBLE_EQ(vision::percentile({7.0, 3.0, 5.0}, 0.95), 7.0) << "rank 2.85 is the third";
    EXPECT_DOUBLE_EQ(vision::percentile({7.0}, 0.01), 7.0);
    EXPECT_DOUBLE_EQ(vision::percentile({}, 0.5), 0.0);
}

TEST(Costs, AreOfEachStageAndOfTheSumOfEachFrame) {
    // Decode and encode take turns: the median of the sums is not the sum of the medians.
    const auto costs = vision::costs_of(
        {{1, 0, 0, 0, 0, 0, 0, 0, 0, 9}, {9, 0, 0, 0, 0, 0, 0, 0, 0, 1}, {2, 0, 0, 0, 0, 0, 0, 0, 0, 8}});
    ASSERT_EQ(costs.size(), vision::kStages.size() + 1);
    EXPECT_EQ(costs.front().stage, "decode");
    EXPECT_DOUBLE_EQ(costs.front().median_ms, 2.0);
    EXPECT_DOUBLE_EQ(costs.front().p95_ms, 9.0);
    EXPECT_DOUBLE_EQ(costs.front().mean_ms, 4.0);
    EXPECT_EQ(costs[9].stage, "encode");
    EXPECT_DOUBLE_EQ(costs[9].median_ms, 8.0);
    EXPECT_EQ(costs.back().stage, "whole pipeline");
    EXPECT_DOUBLE_EQ(costs.back().median_ms, 10.0);
    EXPECT_DOUBLE_EQ(costs.back().p95_ms, 10.0);
    EXPECT_DOUBLE_EQ(vision::costs_of({}).back().median_ms, 0.0);
}

TEST(Heads, AreCoveredWhenFourFifthsAre) {
    const std::vector<TrueBox> people{{1, {100, 100, 40, 100}}};  // head: x 110..130, y 100..120
    cv::Mat covered = cv::Mat::zeros(300, 300, CV_8U);
    EXPECT_EQ(vision::count_heads(people, covered).covered, 0U);
    covered(cv::Rect(110, 100, 15, 20)).setTo(255);
    EXPECT_EQ(vision::count_heads(people, covered).covered, 0U) << "three quarters";
    covered(cv::Rect(110, 100, 17, 20)).setTo(255);
    EXPECT_EQ(vision::count_heads(people, covered).covered, 1U) << "85 %";
    EXPECT_EQ(vision::count_heads({{1, {400, 400, 40, 100}}}, covered).heads, 0U) << "outside of the picture";
}

TEST(MaskMeasure, LeavesFramesThatAreCoveredAsAWholeOutOfTheReadyFigures) {
    vision::MaskMeasure measure{{}};
    const vision::TrueFrame truth{{{1, {100, 100, 40, 100}}, {2, {10, 100, 40, 100}}}, {}};
    measure.add({net::MaskReason::warming_up, {}, 1.0, 16.0}, truth, {300, 300});
    cv::Mat half = cv::Mat::zeros(300, 300, CV_8U);
    half(cv::Rect(100, 0, 200, 300)).setTo(255);
    measure.add({net::MaskReason::people, half, 2.0 / 3.0, 16.0}, truth, {300, 300});
    EXPECT_DOUBLE_EQ(measure.all().recall, 0.75) << "both of the first frame, one of the second";
    EXPECT_DOUBLE_EQ(measure.all().area, (1.0 + 2.0 / 3.0) / 2.0);
    EXPECT_DOUBLE_EQ(measure.when_ready().recall, 0.5);
    EXPECT_DOUBLE_EQ(measure.when_ready().area, 2.0 / 3.0);
}

TEST(IntervalMeasure, CountsFramesWhoseIntervalHoldsTheTruth) {
    vision::IntervalMeasure measure;
    EXPECT_EQ(measure.coverage(), 0.0);
    measure.add({5.0, 4.0, 6.0}, 6.0);  // the end belongs to it
    measure.add({5.0, 4.0, 6.0}, 4.0);
    measure.add({5.0, 4.0, 6.0}, 6.5);
    measure.add({5.0, 4.0, 8.0}, 3.0);
    EXPECT_DOUBLE_EQ(measure.coverage(), 0.5);
    EXPECT_DOUBLE_EQ(measure.mean_width(), 2.5);
}

TEST(Pearson, IsThatOfTheTextbook) {
    EXPECT_NEAR(*vision::pearson({1, 2, 3}, {10, 20, 30}), 1.0, 1e-12);
    EXPECT_NEAR(*vision::pearson({1, 2, 3}, {3, 2, 1}), -1.0, 1e-12);
    // Deviations -1.5 -0.5 0.5 1.5 and -1 1 -1 1: 2 / sqrt(5 * 4).
    EXPECT_NEAR(*vision::pearson({1, 2, 3, 4}, {0, 2, 0, 2}), 2.0 / std::sqrt(20.0), 1e-12);
    EXPECT_FALSE(vision::pearson({1, 2, 3}, {5, 5, 5})) << "nothing varies";
    EXPECT_FALSE(vision::pearson({1}, {1}));
    EXPECT_FALSE(vision::pearson({1, 2}, {1, 2, 3}));
}

net::DensityGrid half_metre_grid(std::vector<float> cells) {
    net::DensityGrid out;
    out.origin = {0.0, 0.0};
    out.cell_m = 0.5;
    out.columns = 6;
    out.rows = 2;
    out.people_per_m2 = std::move(cells);
    return out;
}

TEST(Heatmap, ComparesMeanDensityOnCellsThatAreSeen) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    vision::HeatmapComparison comparison(1.0);
    EXPECT_FALSE(comparison.correlation());
    // Three cells of one metre: one with a person all the time, one with half of the time, one that is unseen
    // but for a half metre in which nobody is.
    comparison.add(half_metre_grid({2, 0, 0, 0, 0, nan, 2, 0, 0, 0, nan, nan}), {{0.2, 0.7}, {2.9, 0.9}});
    comparison.add(half_metre_grid({0, 4, 1, 1, 0, nan, 0, 0, 1, 1, nan, nan}), {{0.9, 0.1}, {1.5, 0.5}});
    // Found: 1, 0.5, 0 people/m2. True, over two frames: 2, 1 and 1 where a part is seen.
    const std::vector<double> found{1.0, 0.5, 0.0};
    const std::vector<double> truth{2.0, 1.0, 1.0};
    EXPECT_NEAR(*comparison.correlation(), *vision::pearson(found, truth), 1e-9);
}

TEST(Heatmap, WhoStandsWhereNobodyLooksIsNotCompared) {
    vision::HeatmapComparison comparison(1.0);
    comparison.add(half_metre_grid({1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0}), {{0.5, 0.5}, {50.0, 50.0}});
    EXPECT_NEAR(*comparison.correlation(), 1.0, 1e-12);
}

net::CameraConfiguration surveyed(double low, double high) {
    net::CameraConfiguration out;
    out.camera = *net::CameraId::parse("yard");
    out.calibration = net::Calibration{};
    out.calibration->floor = *net::FloorId::parse("yard");
    out.calibration->pairs = {
        {{0, 0}, {low, 2}}, {{9, 0}, {high, 2}}, {{0, 9}, {low, 12}}, {{9, 9}, {high, 12}}};
    return out;
}

TEST(VirtualLines, AreALatticeOverTheSurveyedFloor) {
    const auto lines = vision::virtual_lines(surveyed(3.0, 13.0), 4.0);
    // x: 7 and 11, 2 m are left; y: 6 and 10, 2 m are left.
    ASSERT_EQ(lines.size(), 4U);
    EXPECT_EQ(lines[0].segment, (net::Segment{{7, 2}, {7, 12}}));
    EXPECT_EQ(lines[1].segment, (net::Segment{{11, 2}, {11, 12}}));
    EXPECT_EQ(lines[2].segment, (net::Segment{{3, 6}, {13, 6}}));
    EXPECT_EQ(lines[3].segment, (net::Segment{{3, 10}, {13, 10}}));
    EXPECT_EQ(lines[3].camera.text(), "yard");
    EXPECT_EQ(lines[3].line.text(), "virtual-y-2");
    EXPECT_EQ(vision::virtual_lines(surveyed(3.0, 12.9), 4.0).size(), 3U) << "too near to the edge";
    EXPECT_TRUE(vision::virtual_lines({}, 4.0).empty()) << "no survey, no lines";
}

}  // namespace
}  // namespace vigie
