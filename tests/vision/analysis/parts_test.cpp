// The parts of the analysis one by one.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "tests/vision/analysis/walking_scene.hpp"
#include "vision/analysis/appearance.hpp"
#include "vision/analysis/assignment.hpp"
#include "vision/analysis/background.hpp"
#include "vision/analysis/foot_filter.hpp"
#include "vision/analysis/ghost.hpp"
#include "vision/analysis/line_counter.hpp"
#include "vision/analysis/people_count.hpp"
#include "vision/analysis/person_size.hpp"
#include "vision/analysis/splitter.hpp"

namespace vigie {
namespace {

using vision::assign;
using vision::CostTable;

TEST(Assignment, FindsTheCheapestAmongAllPermutations) {
    cv::RNG random(7);
    for (int round = 0; round < 50; ++round) {
        constexpr std::size_t kSize = 5;
        CostTable table(kSize, kSize);
        double costs[kSize][kSize];
        for (std::size_t r = 0; r < kSize; ++r) {
            for (std::size_t c = 0; c < kSize; ++c) {
                costs[r][c] = random.uniform(0.0, 10.0);
                table.allow(r, c, costs[r][c]);
            }
        }
        std::vector<std::size_t> order(kSize);
        std::iota(order.begin(), order.end(), 0U);
        double best = 1e9;
        do {
            double sum = 0.0;
            for (std::size_t r = 0; r < kSize; ++r) {
                sum += costs[r][order[r]];
            }
            best = std::min(best, sum);
        } while (std::next_permutation(order.begin(), order.end()));
        double got = 0.0;
        const auto pairs = assign(table);
        for (std::size_t r = 0; r < kSize; ++r) {
            ASSERT_TRUE(pairs[r]);
            got += costs[r][*pairs[r]];
        }
        EXPECT_NEAR(got, best, 1e-9);
    }
}

TEST(Assignment, MatchesAsManyAsAllowedBeforeItSaves) {
    CostTable table(2, 2);
    table.allow(0, 0, 0.0);
    table.allow(0, 1, 100.0);
    table.allow(1, 0, 100.0);  // (1, 1) is forbidden: saving on (0, 0) would leave row 1 alone
    const auto pairs = assign(table);
    EXPECT_EQ(pairs[0], 1U);
    EXPECT_EQ(pairs[1], 0U);
}

TEST(Assignment, TakesTablesOfAnyShape) {
    EXPECT_TRUE(assign(CostTable(0, 3)).empty());
    EXPECT_EQ(assign(CostTable(2, 0)), (std::vector<std::optional<std::size_t>>(2)));
    EXPECT_EQ(assign(CostTable(2, 2)), (std::vector<std::optional<std::size_t>>(2))) << "nothing is allowed";
    CostTable wide(1, 3);
    wide.allow(0, 1, 2.0);
    wide.allow(0, 2, 1.0);
    EXPECT_EQ(assign(wide)[0], 2U);
}

TEST(FootFilter, LearnsASteadyWalkAndItsErrorShrinks) {
    const cv::Matx22d error(0.04, 0, 0, 0.09);
    vision::FootFilter filter({0, 0}, error, 1.2);
    cv::RNG random(3);
    for (int i = 1; i <= 60; ++i) {
        filter.predict(0.1, 0.5);
        filter.correct({0.12 * i + random.gaussian(0.2), 0.05 * i + random.gaussian(0.3)}, error);
    }
    EXPECT_NEAR(filter.velocity()[0], 1.2, 0.25);
    EXPECT_NEAR(filter.velocity()[1], 0.5, 0.3);
    EXPECT_NEAR(filter.at()[0], 7.2, 0.25);
    EXPECT_LT(filter.covariance()(0, 0), 0.02);
    const auto before = filter.covariance()(0, 0);
    filter.predict(2.0, 0.5);
    EXPECT_GT(filter.covariance()(0, 0), before) << "unseen, it grows";
}

TEST(PersonSize, FollowsFromTheFloorAlone) {
    const auto calibration = test::drawn_calibration();
    const auto floor = *net::Homography::fit(calibration.pairs);
    vision::PersonSettings settings;
    settings.box_margin = 1.0;
    const vision::PersonSize size(settings, floor, std::nullopt, 640, 480);
    for (const double row : {200.0, 300.0, 400.0}) {
        const auto height = size.box_height({320.0, row});
        ASSERT_TRUE(height);
        // The drawn camera is level and its axis is off the middle, so a few percent are lost.
        EXPECT_NEAR(*height, test::drawn_height(row), 0.12 * test::drawn_height(row)) << row;
    }
    EXPECT_FALSE(size.box_height({320.0, 30.0})) << "above the horizon nobody stands";
    const net::FloorPlan plan{calibration.floor, "Hall", 20.0, 24.0, {}};
    const vision::PersonSize planned(settings, floor, plan, 640, 480);
    EXPECT_TRUE(planned.box_height({320.0, 300.0}));
    EXPECT_FALSE(planned.box_height({320.0, 150.0})) << "17 m beyond the plan's end nobody stands either";
}

TEST(PersonSize, IsLearntWithoutCalibration) {
    vision::PersonSize size({}, std::nullopt, std::nullopt, 640, 480);
    for (int i = 0; i < 300; ++i) {
        const double row = 200.0 + i % 250;
        const double height = 0.3 * (row - 50.0);
        size.learn({100.0, row - height, 0.35 * height, height});
    }
    EXPECT_NEAR(*size.box_height({0, 250}), 60.0, 8.0);
    EXPECT_NEAR(*size.box_height({0, 430}), 114.0, 8.0);
}

TEST(Splitter, SeparatesTwoWhoTouchAndIgnoresCrumbs) {
    vision::PersonSettings person;
    const auto floor = *net::Homography::fit(test::drawn_calibration().pairs);
    const vision::PersonSize size(person, floor, std::nullopt, 640, 480);
    vision::Splitter splitter(vision::SplitterSettings{}, person);
    cv::Mat foreground = cv::Mat::zeros(240, 320, CV_8U);
    const double h = *size.box_height({300, 320}) / 2.0;
    const int w = cvRound(0.3 * h);
    cv::rectangle(foreground, {130, cvRound(160 - h), w, cvRound(h)}, 255, cv::FILLED);
    cv::rectangle(foreground, {130 + w, cvRound(160 - h), w, cvRound(h)}, 255, cv::FILLED);
    cv::rectangle(foreground, {20, 150, 4, 4}, 255, cv::FILLED);
    const auto figures = splitter.split(foreground, 2.0, size, {});
    ASSERT_EQ(figures.size(), 2U);
    const double left = std::min(figures[0].box.foot().x, figures[1].box.foot().x);
    const double right = std::max(figures[0].box.foot().x, figures[1].box.foot().x);
    EXPECT_NEAR(left, 2.0 * (130 + 0.5 * w), 8.0);
    EXPECT_NEAR(right, 2.0 * (130 + 1.5 * w), 8.0);
}

TEST(Splitter, TakesNoPartsOfABodyForPeopleFarAway) {
    // At eye level all heads are on the horizon: people grow fast towards the camera, and a small one fits
    // into every trunk. How large people are is only learnt here.
    const vision::PersonSettings person;
    vision::PersonSize size(person, std::nullopt, std::nullopt, 640, 480);
    for (int i = 0; i < 300; ++i) {
        const double row = 320.0 + i % 130;
        const double height = 1.5 * (row - 250.0);
        size.learn({100.0, row - height, 0.35 * height, height});
    }
    vision::Splitter splitter(vision::SplitterSettings{}, person);
    cv::Mat foreground = cv::Mat::zeros(240, 320, CV_8U);
    cv::rectangle(foreground, {152, 80, 16, 20}, 255, cv::FILLED);   // a head,
    cv::rectangle(foreground, {142, 100, 36, 55}, 255, cv::FILLED);  // a trunk
    cv::rectangle(foreground, {142, 155, 11, 65}, 255, cv::FILLED);  // and legs apart
    cv::rectangle(foreground, {167, 155, 11, 65}, 255, cv::FILLED);
    const auto figures = splitter.split(foreground, 2.0, size, {});
    ASSERT_EQ(figures.size(), 1U);
    EXPECT_NEAR(figures[0].box.height, 280.0, 40.0);
    EXPECT_NEAR(figures[0].box.foot().x, 320.0, 8.0);
}

TEST(Background, AGhostMeltsAndAPersonDoesNot) {
    vision::BackgroundModel model{vision::BackgroundSettings{}};
    const cv::Mat empty(120, 160, CV_8UC3, cv::Scalar(100, 110, 120));
    cv::Mat occupied = empty.clone();
    cv::rectangle(occupied, {60, 40, 20, 40}, cv::Scalar(20, 20, 20), cv::FILLED);
    for (int i = 0; i < 300; ++i) {
        model.update(empty, 0.1, {});
    }
    EXPECT_EQ(model.state(), vision::BackgroundState::ready);
    cv::Mat known = cv::Mat::zeros(120, 160, CV_8U);
    known(cv::Rect(60, 40, 20, 40)).setTo(vision::kKnownPerson);
    cv::Mat foreground;
    for (int i = 0; i < 6000; ++i) {  // ten minutes
        foreground = model.update(occupied, 0.1, known);
    }
    EXPECT_EQ(cv::countNonZero(foreground), 800) << "who walked in stays foreground";
    known.setTo(vision::kKnownGhost, known != 0);
    for (int i = 0; i < 20; ++i) {
        foreground = model.update(occupied, 0.1, known);
    }
    EXPECT_EQ(cv::countNonZero(foreground), 0) << "a ghost is taken in within seconds";
}

TEST(Background, AShadowIsNotForegroundButDarkClothesAre) {
    vision::BackgroundModel model{vision::BackgroundSettings{}};
    cv::Mat frame(120, 160, CV_8UC3, cv::Scalar(150, 160, 170));
    for (int i = 0; i < 50; ++i) {
        model.update(frame, 0.1, {});
    }
    frame(cv::Rect(10, 10, 20, 20)).setTo(cv::Scalar(112, 120, 128));  // three quarters of the light
    frame(cv::Rect(80, 10, 20, 20)).setTo(cv::Scalar(60, 60, 60));
    const cv::Mat foreground = model.update(frame, 0.1, {});
    EXPECT_EQ(cv::countNonZero(foreground(cv::Rect(10, 10, 20, 20))), 0);
    EXPECT_EQ(cv::countNonZero(foreground(cv::Rect(80, 10, 20, 20))), 400);
}

TEST(Ghost, HasItsOutlineInTheBackground) {
    const cv::Mat plain(60, 40, CV_8U, cv::Scalar(120));
    cv::Mat occupied = plain.clone();
    cv::rectangle(occupied, {12, 10, 14, 40}, 30, cv::FILLED);
    cv::Mat foreground = cv::Mat::zeros(60, 40, CV_8U);
    cv::rectangle(foreground, {12, 10, 14, 40}, 255, cv::FILLED);
    EXPECT_GT(vision::outline_share(occupied, plain, foreground), 0.9);
    EXPECT_LT(vision::outline_share(plain, occupied, foreground), 0.1);
    EXPECT_EQ(vision::outline_share(plain, plain, foreground), 0.5);
}

TEST(Appearance, TellsClothesApart) {
    cv::Mat picture(60, 60, CV_8UC3, cv::Scalar(30, 30, 200));
    picture(cv::Rect(30, 0, 30, 60)).setTo(cv::Scalar(200, 60, 30));
    const cv::Mat foreground(60, 60, CV_8U, cv::Scalar(255));
    const auto red = vision::Appearance::of(picture, foreground, {0, 0, 20, 50});
    const auto blue = vision::Appearance::of(picture, foreground, {35, 0, 20, 50});
    EXPECT_LT(red.distance(red), 1e-3);
    EXPECT_GT(red.distance(blue), 0.9);
    const auto nothing = vision::Appearance::of(picture, cv::Mat::zeros(60, 60, CV_8U), {0, 0, 20, 50});
    EXPECT_TRUE(nothing.empty());
    EXPECT_EQ(red.distance(nothing), 0.5) << "no evidence either way";
}

TEST(LineCounter, CountsOnceInSpiteOfJitterAndNotAroundTheEnd) {
    net::LineConfiguration line;
    line.line = *net::LineId::parse("gate");
    line.segment = {{5, 0}, {5, 10}};  // downwards as drawn: right is the west
    vision::LineCounter counter(line, {});
    const auto at = [&](double x, double y) { counter.update({{1, {x, y}}}); };
    at(4.0, 5.0);
    for (int i = 0; i < 20; ++i) {
        at(i % 2 == 0 ? 5.1 : 4.9, 5.0);
    }
    EXPECT_EQ(counter.count().in + counter.count().out, 0U) << "dithering on the line";
    at(5.6, 5.0);
    at(6.0, 5.0);
    EXPECT_EQ(counter.count().out, 1U);
    EXPECT_EQ(counter.count().in, 0U);
    at(6.0, 11.0);
    at(4.0, 11.0);
    EXPECT_EQ(counter.count().in, 0U) << "around the end of the line";
    at(4.0, 5.0);
    at(6.0, 5.0);
    at(4.0, 5.0);
    EXPECT_EQ(counter.count().out, 2U);
    EXPECT_EQ(counter.count().in, 1U);
    counter.restart();
    at(6.0, 5.0);
    EXPECT_EQ(counter.count().out, 2U) << "after a restart nobody is known to come from anywhere";
}

TEST(LineCounter, WaitsUntilItIsSureOnWhichSideSomebodyIs) {
    net::LineConfiguration line;
    line.line = *net::LineId::parse("gate");
    line.segment = {{5, 0}, {5, 10}};
    vision::LineCounter counter(line, {});
    const net::Covariance<net::Floor> across{0.09, 0.0, 0.0};  // 0.3 m
    const net::Covariance<net::Floor> lost{4.0, 0.0, 4.0};
    const auto at = [&](double x, const net::Covariance<net::Floor>& covariance) {
        counter.update({{1, {x, 5.0}, covariance}});
        return counter.count().in + counter.count().out;
    };
    at(4.0, across);
    EXPECT_EQ(at(5.5, across), 0U) << "a foot that jumps";
    EXPECT_EQ(at(4.3, across), 0U);
    EXPECT_EQ(at(5.5, {0.0, 0.0, 0.09}), 1U) << "along the line nothing is crossed";
    EXPECT_EQ(at(3.9, lost), 2U) << "a metre is waited for at most";
}

TEST(PeopleCount, ChanceInsideFollowsTheUncertainty) {
    const net::Polygon<net::Floor> zone{{{0, 0}, {4, 0}, {4, 4}, {0, 4}}};
    net::FloorEstimate middle{{2, 2}, {0.04, 0, 0.04}, {}};
    EXPECT_DOUBLE_EQ(vision::chance_inside(zone, middle), 1.0);
    net::FloorEstimate edge{{3.95, 2}, {0.25, 0, 0.04}, {}};
    EXPECT_GT(vision::chance_inside(zone, edge), 0.5);
    EXPECT_LT(vision::chance_inside(zone, edge), 1.0);
    net::FloorEstimate outside{{9, 9}, {0.04, 0, 0.04}, {}};
    EXPECT_DOUBLE_EQ(vision::chance_inside(zone, outside), 0.0);
}

}  // namespace
}  // namespace vigie
