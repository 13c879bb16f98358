// The velocity of crowds, read from the flow of their picture.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "tests/vision/analysis/silhouettes.hpp"
#include "vision/analysis/crowd_motion.hpp"

namespace vigie {
namespace {

constexpr double kStepS = 0.125;
const cv::Size kWorking(320, 240);  // half of the camera's 640 x 480

class CrowdMotionTest : public test::SilhouettesTest {
protected:
    CrowdMotionTest() {
        // Heads and shoulders of many: blots of all shades, larger than noise.
        cv::Mat noise(kWorking + cv::Size(40, 40), CV_8UC3);
        cv::RNG(7).fill(noise, cv::RNG::UNIFORM, 0, 256);
        cv::GaussianBlur(noise, noise, {}, 2.5);
        cv::normalize(noise, texture_, 0, 255, cv::NORM_MINMAX);
        for (double y = 14.25; y < 20.0; y += 0.5) {
            for (double x = 7.25; x < 13.0; x += 0.5) {
                crowd_.push_back({{x, y}, 1.0});
            }
        }
    }
    /// The picture, moved to the right and down.
    [[nodiscard]] cv::Mat picture(int right, int down = 0) const {
        return texture_({20 - right, 20 - down, kWorking.width, kWorking.height}).clone();
    }
    /// By how many pixels of the camera shoulders at the place move within a step.
    [[nodiscard]] net::Vector<net::Image> pixels_of(const net::CrowdVelocity& square) const {
        const net::Point<net::Floor> then{square.at.x + square.m_per_s->x * kStepS,
                                          square.at.y + square.m_per_s->y * kStepS};
        const auto from = standing_.above(square.at, 1.45);
        const auto to = standing_.above(then, 1.45);
        return {to->x - from->x, to->y - from->y};
    }

    /// Squares of a look whose velocity is known.
    [[nodiscard]] static std::size_t known(const net::CrowdVelocities& squares) {
        return static_cast<std::size_t>(std::count_if(
            squares.begin(), squares.end(), [](const auto& square) { return square.m_per_s.has_value(); }));
    }

    cv::Mat texture_;
    std::vector<vision::CrowdPlace> crowd_;
    vision::CrowdMotion motion_{{}, 0.5, floor_, 640, 480};
};

TEST_F(CrowdMotionTest, AFirstPictureSaysWhereACrowdStandsAndNotHowItMoves) {
    const auto squares = motion_.look(picture(0), crowd_, kStepS);
    EXPECT_EQ(squares.size(), crowd_.size());
    EXPECT_EQ(known(squares), 0U);
}

TEST_F(CrowdMotionTest, ACrowdThatStandsDoesNotMove) {
    (void)motion_.look(picture(0), crowd_, kStepS);
    const auto velocities = motion_.look(picture(0), crowd_, kStepS);
    ASSERT_EQ(velocities.size(), crowd_.size());
    for (const auto& square : velocities) {
        ASSERT_TRUE(square.m_per_s);
        EXPECT_LT(std::hypot(square.m_per_s->x, square.m_per_s->y), 0.01);
        EXPECT_EQ(square.people, 1.0);
    }
}

TEST_F(CrowdMotionTest, ASurgeIsMeasuredOnTheFloor) {
    (void)motion_.look(picture(0), crowd_, kStepS);
    const auto velocities = motion_.look(picture(2, 1), crowd_, kStepS);
    ASSERT_EQ(velocities.size(), crowd_.size());
    for (const auto& square : velocities) {
        ASSERT_TRUE(square.m_per_s);
        const auto moved = pixels_of(square);
        EXPECT_NEAR(moved.x, 4.0, 0.8);
        EXPECT_NEAR(moved.y, 2.0, 0.8);
    }
}

TEST_F(CrowdMotionTest, OneStartIsSmoothedLikeADisplacementOverASecond) {
    for (int i = 0; i < 3; ++i) {
        (void)motion_.look(picture(0), crowd_, kStepS);
    }
    const auto first = motion_.look(picture(2), crowd_, kStepS).front().m_per_s.value();
    const auto second = motion_.look(picture(4), crowd_, kStepS).front().m_per_s.value();
    EXPECT_GT(std::hypot(first.x, first.y), 0.0);
    EXPECT_GT(std::hypot(second.x, second.y), 1.3 * std::hypot(first.x, first.y));
}

TEST_F(CrowdMotionTest, WithoutACrowdThereIsNothingToFollow) {
    (void)motion_.look(picture(0), crowd_, kStepS);
    EXPECT_TRUE(motion_.look(picture(2), {}, kStepS).empty());
    EXPECT_EQ(known(motion_.look(picture(4), crowd_, kStepS)), 0U) << "the picture before was not kept";
}

TEST_F(CrowdMotionTest, SquaresOfNobodyAndOutOfThePictureAreLeftOut) {
    crowd_.push_back({{500.0, 17.0}, 1.0});
    crowd_.push_back({{9.75, 17.75}, 0.0});
    (void)motion_.look(picture(0), crowd_, kStepS);
    EXPECT_EQ(motion_.look(picture(1), crowd_, kStepS).size(), crowd_.size() - 2);
}

TEST_F(CrowdMotionTest, PicturesFarApartHaveNothingInCommon) {
    (void)motion_.look(picture(0), crowd_, kStepS);
    EXPECT_EQ(known(motion_.look(picture(2), crowd_, 0.6)), 0U);
    (void)motion_.look(picture(0), crowd_, kStepS);
    motion_.restart();
    EXPECT_EQ(known(motion_.look(picture(2), crowd_, kStepS)), 0U);
}

TEST_F(CrowdMotionTest, WhatIsFasterThanAnybodyWalksIsNotKnown) {
    vision::CrowdMotionSettings slow;
    slow.most_m_per_s = 0.05;
    vision::CrowdMotion motion(slow, 0.5, floor_, 640, 480);
    (void)motion.look(picture(0), crowd_, kStepS);
    EXPECT_EQ(known(motion.look(picture(2), crowd_, kStepS)), 0U);
}

TEST_F(CrowdMotionTest, WithoutAFloorThereIsNoSpeed) {
    vision::CrowdMotion motion({}, 0.5, std::nullopt, 640, 480);
    (void)motion.look(picture(0), crowd_, kStepS);
    EXPECT_TRUE(motion.look(picture(2), crowd_, kStepS).empty());
}

}  // namespace
}  // namespace vigie
