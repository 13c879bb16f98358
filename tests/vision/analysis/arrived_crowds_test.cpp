// Crowds whose people walked in: what of the picture must not melt into the background.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <vector>

#include "vision/analysis/arrived_crowds.hpp"

namespace vigie {
namespace {

constexpr double kStepS = 0.1;
const cv::Size kCells(40, 30);
const cv::Rect kPiece(5, 5, 20, 10);

/// A piece of foreground with `figures` told apart in it, and somebody alone beside it.
vision::FoundCrowds crowd_of(std::size_t figures) {
    vision::FoundCrowds out;
    out.pieces = cv::Mat::zeros(kCells, CV_32S);
    out.pieces(kPiece).setTo(1);
    out.pieces(cv::Rect(30, 5, 3, 8)).setTo(2);
    out.crowds = {1};
    out.piece_of.assign(figures, 1);
    out.piece_of.push_back(2);
    out.in_crowd.assign(figures, true);
    out.in_crowd.push_back(false);
    return out;
}

class ArrivedCrowdsTest : public testing::Test {
protected:
    /// `walked` of those in the piece did; who is alone did.
    void see(std::size_t figures, std::size_t walked, double seconds = kStepS) {
        std::vector<bool> who(figures, false);
        std::fill(who.begin(), who.begin() + static_cast<std::ptrdiff_t>(walked), true);
        who.push_back(true);
        arrived_.update(crowd_of(figures), who, kCells, seconds);
    }
    void see_no_crowd(double seconds) {
        vision::FoundCrowds nobody;
        arrived_.update(nobody, {}, kCells, seconds);
    }
    [[nodiscard]] int cells() const { return cv::countNonZero(arrived_.ground()); }

    vision::StandingCrowdSettings settings_;
    vision::ArrivedCrowds arrived_{settings_};
};

TEST_F(ArrivedCrowdsTest, AllGroundOfACrowdThatWalkedInIsItsOwn) {
    see(6, 3);
    EXPECT_EQ(cells(), kPiece.area()) << "also where nobody is told apart, and nothing of who is alone";
    EXPECT_EQ(cv::countNonZero(arrived_.ground()(kPiece)), kPiece.area());
}

TEST_F(ArrivedCrowdsTest, WhatNeverWalkedIsNoArrivedCrowd) {
    see(6, 2);
    EXPECT_EQ(cells(), 0) << "a curtain that was drawn looks like people, too";
}

TEST_F(ArrivedCrowdsTest, FiguresThatAreFoundAnewWhereACrowdStoodBelongToIt) {
    see(6, 6);
    for (int i = 0; i < 1200; ++i) {
        see(5 + static_cast<std::size_t>(i % 3), 0);
    }
    EXPECT_EQ(cells(), kPiece.area());
}

TEST_F(ArrivedCrowdsTest, GroundIsRememberedForAWhileWhenNoCrowdIsFound) {
    see(6, 6);
    see_no_crowd(0.5 * settings_.arrived_s);
    EXPECT_EQ(cells(), kPiece.area());
    see_no_crowd(0.6 * settings_.arrived_s);
    EXPECT_EQ(cells(), 0);
}

TEST_F(ArrivedCrowdsTest, ARestartForgets) {
    EXPECT_TRUE(arrived_.ground().empty());
    see(6, 6);
    arrived_.restart();
    EXPECT_TRUE(arrived_.ground().empty());
    see(6, 0);
    EXPECT_EQ(cells(), 0);
}

}  // namespace
}  // namespace vigie
