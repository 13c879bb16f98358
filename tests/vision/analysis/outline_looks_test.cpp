// People told by their outline, where a camera is not surveyed and has no detector of its own.
#include "vision/analysis/outline_looks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "tests/support/fake_clock.hpp"
#include "tests/vision/analysis/walking_scene.hpp"
#include "vision/analysis/analyser.hpp"

namespace vigie {
namespace {

constexpr double kHeight = 210.0;  // pixels of the people below

/// Somebody upright, with shoulders and two legs: `stride` is the angle between these, degrees.
void draw_upright(cv::Mat& picture, cv::Point2d foot, double stride, const cv::Scalar& colour) {
    const auto part = [&](cv::Point2d from, cv::Point2d to, double width) {
        const auto at = [&](cv::Point2d p) {
            return cv::Point(cvRound(foot.x + p.x * kHeight), cvRound(foot.y - p.y * kHeight));
        };
        cv::line(picture, at(from), at(to), colour, cvRound(width * kHeight), cv::LINE_AA);
    };
    const double apart = 0.24 * std::sin(0.5 * stride * CV_PI / 180.0) * 2.0;
    part({0.05, 0.48}, {apart, 0.04}, 0.09);
    part({-0.05, 0.48}, {-apart, 0.04}, 0.09);
    part({0.0, 0.52}, {0.0, 0.74}, 0.17);
    part({-0.09, 0.77}, {0.09, 0.77}, 0.10);
    part({-0.13, 0.76}, {-0.15, 0.46}, 0.06);
    part({0.13, 0.76}, {0.15, 0.46}, 0.06);
    part({0.0, 0.80}, {0.0, 0.90}, 0.06);
    cv::ellipse(picture, cv::Point(cvRound(foot.x), cvRound(foot.y - 0.92 * kHeight)),
                cv::Size(cvRound(0.055 * kHeight), cvRound(0.08 * kHeight)), 0, 0, 360, colour, cv::FILLED,
                cv::LINE_AA);
}

/// A street with so many of them, at these columns.
cv::Mat street(const std::vector<double>& columns, int seed) {
    auto picture = test::draw_scene({}, seed);
    for (const double x : columns) {
        draw_upright(picture, {x, 440.0}, 20.0 + 15.0 * std::sin(0.2 * x), {50, 45, 40});
    }
    return picture;
}

net::Box true_box(double x) {
    return {x - 0.185 * kHeight, 440.0 - kHeight, 0.37 * kHeight, kHeight};
}

bool is_near(const net::Box& box, double x) {
    return net::intersection_over_union(box, true_box(x)) >= 0.5;
}

class OutlineLooksTest : public ::testing::Test {
protected:
    std::optional<vision::ModelLook> look(const cv::Mat& picture, std::optional<double> person_px) {
        return looks_.look(picture, person_px, 0.1, clock_);
    }
    test::FakeClock clock_;
    vision::OutlineLooks looks_{vision::OutlineSettings{}};
};

TEST_F(OutlineLooksTest, WhoStandsUprightIsSeenWhereTheyAre) {
    const auto seen = look(street({180.0, 430.0}, 1), kHeight);
    ASSERT_TRUE(seen.has_value());
    for (const double x : {180.0, 430.0}) {
        EXPECT_TRUE(std::any_of(seen->people.begin(), seen->people.end(),
                                [x](const vision::ModelBox& person) {
                                    return person.confidence > 0.5 && is_near(person.box, x);
                                }))
            << x;
    }
    EXPECT_TRUE(looks_.sees_people());
}

TEST_F(OutlineLooksTest, AnEmptyStreetShowsNobody) {
    const auto seen = look(street({}, 1), kHeight);
    ASSERT_TRUE(seen.has_value());
    EXPECT_TRUE(seen->people.empty());
}

TEST_F(OutlineLooksTest, ItLooksOnlyWherePeopleAreKnownToBeLarge) {
    const auto picture = street({180.0}, 1);
    EXPECT_FALSE(look(picture, std::nullopt).has_value());
    EXPECT_FALSE(look(picture, 140.0).has_value())
        << "people further away would be smaller than it knows them";
    EXPECT_FALSE(looks_.sees_people());
    EXPECT_TRUE(look(picture, 145.0).has_value());
    looks_.restart();
    EXPECT_TRUE(look(picture, 125.0).has_value()) << "a little smaller, it does not give up yet";
    looks_.restart();
    EXPECT_FALSE(look(picture, 115.0).has_value());
    looks_.restart();
    EXPECT_FALSE(look(picture, 125.0).has_value());
}

class CameraNobodySurveyed : public ::testing::Test {
protected:
    CameraNobodySurveyed() : analyser_(*vision::Analyser::create(test::drawn_camera(false), clock_)) {}
    net::Scene see(const std::vector<double>& columns) {
        ++number_;
        return analyser_->analyse(street(columns, static_cast<int>(number_)), test::stamp_of(number_))->scene;
    }
    test::FakeClock clock_;
    std::unique_ptr<vision::Analyser> analyser_;
    std::uint64_t number_ = 0;
};

TEST_F(CameraNobodySurveyed, SeesWhoIsThereWhileItsSceneIsLearnt) {
    double x = 120.0;
    net::Scene scene;
    for (int frame = 0; frame < 12; ++frame, x += 14.0) {
        scene = see({x, x + 260.0});
    }
    const auto people = test::counted(scene);
    for (const double at : {x - 14.0, x + 246.0}) {
        EXPECT_TRUE(std::any_of(people.begin(), people.end(), [at](const net::Track& track) {
            return is_near(track.box, at);
        })) << at;
    }
}

TEST_F(CameraNobodySurveyed, AThingOfThatOutlineThatStandsThereIsNobody) {
    constexpr double kThing = 560.0;
    for (int round = 0; round < 3; ++round) {
        for (double x = 440.0; x > -100.0; x -= 12.0) {
            (void)see({x, kThing});
        }
    }
    for (int frame = 0; frame < 40; ++frame) {
        const auto people = test::counted(see({kThing}));
        EXPECT_TRUE(people.empty()) << "frame " << frame << " after everybody left";
    }
}

}  // namespace
}  // namespace vigie
