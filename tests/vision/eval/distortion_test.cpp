// Bad pictures: each as bad as it says, the same at every run and in every order.
#include "vision/eval/distortion.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include <opencv2/imgproc.hpp>

namespace vigie {
namespace {

/// Grey 120 with a bright square in the middle.
cv::Mat plain() {
    cv::Mat out(120, 160, CV_8UC3, cv::Scalar::all(120));
    cv::rectangle(out, cv::Rect(60, 40, 40, 40), cv::Scalar::all(200), cv::FILLED);
    return out;
}

cv::Mat changed(const std::string& name, std::uint64_t number) {
    for (const auto& distortion : vision::distortions()) {
        if (distortion.name == name) {
            cv::Mat out = plain();
            distortion.change(out, number);
            EXPECT_EQ(out.size(), plain().size()) << name;
            EXPECT_EQ(out.type(), CV_8UC3) << name;
            return out;
        }
    }
    ADD_FAILURE() << "no distortion is named " << name;
    return {};
}

bool same(const cv::Mat& a, const cv::Mat& b) {
    return cv::norm(a, b, cv::NORM_INF) == 0.0;
}

TEST(Distortions, AreTheSameAtEveryRunAndChangeThePicture) {
    ASSERT_EQ(vision::distortions().size(), 5U);
    for (const auto& distortion : vision::distortions()) {
        const cv::Mat seventh = changed(distortion.name, 7);
        changed(distortion.name, 8);
        EXPECT_TRUE(same(changed(distortion.name, 7), seventh)) << distortion.name;
    }
    for (const char* name : {"noise", "flicker", "dark"}) {
        EXPECT_FALSE(same(changed(name, 3), plain())) << name;
    }
}

TEST(Distortions, NoiseHasItsDeviationAndDiffersByFrame) {
    cv::Mat difference;
    cv::subtract(changed("noise", 1), plain(), difference, cv::noArray(), CV_32F);
    cv::Scalar mean;
    cv::Scalar sigma;
    cv::meanStdDev(difference, mean, sigma);
    for (int channel = 0; channel < 3; ++channel) {
        EXPECT_NEAR(mean[channel], 0.0, 0.4);
        EXPECT_NEAR(sigma[channel], 10.0, 0.4);
    }
    EXPECT_FALSE(same(changed("noise", 1), changed("noise", 2)));
    cv::Mat blue;
    cv::Mat green;
    cv::extractChannel(difference, blue, 0);
    cv::extractChannel(difference, green, 1);
    EXPECT_GT(cv::norm(blue, green, cv::NORM_INF), 10.0) << "channels are independent";
}

TEST(Distortions, FlickerStaysWithinATenthAndReachesIt) {
    double lowest = 255.0;
    double highest = 0.0;
    for (std::uint64_t number = 1; number <= 7; ++number) {
        const double level = changed("flicker", number).at<cv::Vec3b>(0, 0)[0];
        lowest = std::min(lowest, level);
        highest = std::max(highest, level);
    }
    EXPECT_GE(lowest, 108.0);
    EXPECT_LE(lowest, 109.0);
    EXPECT_LE(highest, 132.0);
    EXPECT_GE(highest, 131.0);
    EXPECT_TRUE(same(changed("flicker", 1), changed("flicker", 8))) << "2 / 7 of a beat: every seventh frame";
}

TEST(Distortions, JitterMovesTheWholePictureByAtMostOnePixel) {
    std::map<std::pair<int, int>, int> moves;
    for (std::uint64_t number = 1; number <= 200; ++number) {
        const cv::Mat picture = changed("jitter", number);
        cv::Mat bright;
        cv::extractChannel(picture, bright, 0);
        const cv::Rect square = cv::boundingRect(bright > 150);
        EXPECT_EQ(square.size(), cv::Size(40, 40));
        EXPECT_EQ(picture.at<cv::Vec3b>(0, 0)[0], 120) << "edges repeat, they do not turn black";
        ++moves[{square.x - 60, square.y - 40}];
    }
    EXPECT_EQ(moves.size(), 9U) << "each of nine places, none further";
    for (const auto& [move, times] : moves) {
        EXPECT_LE(std::abs(move.first), 1);
        EXPECT_LE(std::abs(move.second), 1);
        EXPECT_GE(times, 8) << move.first << " " << move.second;
    }
}

TEST(Distortions, DarknessKeepsAThird) {
    const cv::Mat picture = changed("dark", 1);
    EXPECT_EQ(picture.at<cv::Vec3b>(0, 0)[0], 40);
    EXPECT_NEAR(picture.at<cv::Vec3b>(60, 80)[0], 66.7, 0.5);
}

TEST(Distortions, CompressionBlursEdges) {
    const cv::Mat picture = changed("jpeg20", 1);
    EXPECT_GT(cv::norm(picture, plain(), cv::NORM_INF), 3.0);
    EXPECT_LT(cv::norm(picture, plain(), cv::NORM_L1) / static_cast<double>(picture.total() * 3), 4.0);
}

}  // namespace
}  // namespace vigie
