// What changes the whole picture: its brightness and its place.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "vision/analysis/background.hpp"
#include "vision/analysis/background_row.hpp"
#include "vision/analysis/exposure.hpp"
#include "vision/analysis/steadying.hpp"

namespace vigie {
namespace {

/// A hall of blocks of different grey, 320x240, drawn twice as large and moved there by `by`.
cv::Mat blocks(cv::Point by = {}) {
    cv::Mat large(480, 640, CV_8UC3);
    for (int y = 0; y < large.rows; ++y) {
        for (int x = 0; x < large.cols; ++x) {
            const int column = (x - by.x + 640) / 37;
            const int row = (y - by.y + 480) / 29;
            large.at<cv::Vec3b>(y, x) =
                cv::Vec3b::all(static_cast<uchar>(60 + (column * 53 + row * 31) % 120));
        }
    }
    cv::Mat out;
    cv::resize(large, out, {320, 240}, 0, 0, cv::INTER_AREA);
    return out;
}

cv::Mat green_of(const cv::Mat& picture) {
    cv::Mat green;
    cv::extractChannel(picture, green, 1);
    green.convertTo(green, CV_32F);
    return green;
}

const cv::Mat& nobody() {
    static const cv::Mat out = cv::Mat::zeros(240, 320, CV_8U);
    return out;
}

TEST(Steadying, FindsHowFarTheCameraHasMovedInItsOwnPixels) {
    vision::Steadying steadying({}, 2);
    const cv::Mat known = green_of(blocks());
    for (const cv::Point by : {cv::Point(1, 0), cv::Point(-1, 1), cv::Point(0, -1), cv::Point(3, -2)}) {
        EXPECT_EQ(steadying.displacement(blocks(by), known, nobody()), by) << by;
    }
    EXPECT_EQ(steadying.displacement(blocks(), known, nobody()), cv::Point());
}

TEST(Steadying, IsNotFooledBySomebodyWhoWalksPast) {
    vision::Steadying steadying({}, 2);
    const cv::Mat known = green_of(blocks());
    cv::Mat still = blocks();
    cv::rectangle(still, {100, 60, 60, 150}, cv::Scalar(20, 20, 200), cv::FILLED);
    EXPECT_EQ(steadying.displacement(still, known, nobody()), cv::Point());
    cv::Mat shaken = blocks({1, -1});
    cv::rectangle(shaken, {100, 60, 60, 150}, cv::Scalar(20, 20, 200), cv::FILLED);
    EXPECT_EQ(steadying.displacement(shaken, known, nobody()), cv::Point(1, -1));
}

TEST(Steadying, SaysNothingWhereThereAreNoEdgesOrWhereTheCameraWasTurned) {
    vision::Steadying steadying({}, 2);
    const cv::Mat plain(240, 320, CV_8UC3, cv::Scalar::all(120));
    EXPECT_EQ(steadying.displacement(plain, green_of(plain), nobody()), cv::Point());
    const auto far = steadying.displacement(blocks({18, 14}), green_of(blocks()), nobody());
    EXPECT_LE(std::max(std::abs(far.x), std::abs(far.y)), 4) << "two working pixels are the most";
}

TEST(Exposure, UndoesAFactorOnTheWholePicture) {
    vision::Exposure exposure({});
    const cv::Mat known = green_of(blocks());
    for (const double factor : {1.1, 0.9, 1.05, 0.85}) {
        cv::Mat seen;
        blocks().convertTo(seen, -1, factor);
        EXPECT_NEAR(exposure.gain(seen, known, nobody(), 0.1) * factor, 1.0, 0.012) << factor;
    }
}

TEST(Exposure, IsJudgedWhereNobodyStands) {
    vision::Exposure exposure({});
    const cv::Mat known = green_of(blocks());
    cv::Mat seen = blocks();
    cv::Mat crowd = nobody().clone();
    const cv::Rect most(0, 0, 320, 160);
    seen(most) *= 0.8;
    crowd(most).setTo(255);
    EXPECT_NEAR(exposure.gain(seen, known, crowd, 0.1), 1.0, 1e-6);
    EXPECT_EQ(exposure.gain(seen, known, cv::Mat(240, 320, CV_8U, cv::Scalar(255)), 0.1), 1.0)
        << "nothing to judge by";
}

TEST(Exposure, FollowsALampThatDimsSlowlyAndNotOneThatIsSwitched) {
    vision::Exposure exposure({});
    const cv::Mat known = green_of(blocks());
    cv::Mat seen;
    blocks().convertTo(seen, -1, 0.5);
    EXPECT_EQ(exposure.gain(seen, known, nobody(), 0.1), 1.0) << "half the light at once is another scene";
    double gain = 1.0;
    for (int i = 0; i <= 100; ++i) {
        blocks().convertTo(seen, -1, 1.0 - 0.005 * i);
        gain = exposure.gain(seen, known, nobody(), 0.1);
    }
    EXPECT_NEAR(gain, 2.0, 0.06);
    exposure.restart();
    EXPECT_EQ(exposure.gain(seen, known, nobody(), 0.1), 1.0);
}

TEST(BackgroundRow, TreatsThePixelsOfAFullVectorLikeThoseThatAreLeftOver) {
    constexpr int kColumns = 37;  // two vectors of sixteen and five single ones
    std::vector<uchar> bgr;
    std::vector<float> mean[3];
    std::vector<float> variance;
    for (int x = 0; x < kColumns; ++x) {
        for (int c = 0; c < 3; ++c) {
            bgr.push_back(static_cast<uchar>(100 + 10 * c + (x % 5 == 2 ? 60 : 2)));
            mean[c].push_back(100.0F + 10.0F * static_cast<float>(c));
        }
        variance.push_back(25.0F);
    }
    std::vector<uchar> differs(kColumns, 7);
    vision::compare_and_learn({16.0F, 4.0F, 0.25F, 9.0F, 400.0F}, bgr.data(),
                              {{mean[0].data(), mean[1].data(), mean[2].data()}, variance.data()}, nullptr,
                              differs.data(), kColumns);
    for (std::size_t x = 0; x < kColumns; ++x) {
        const bool far = x % 5 == 2;  // 3 * 60^2 > 16 * 25
        EXPECT_EQ(differs[x], far ? 255 : 0) << x;
        EXPECT_FLOAT_EQ(mean[0][x], far ? 100.0F : 100.5F) << x;
        EXPECT_FLOAT_EQ(mean[2][x], far ? 120.0F : 120.5F) << x;
        EXPECT_FLOAT_EQ(variance[x], far ? 25.0F : 19.75F) << "25 + 0.25 * (12 / 3 - 25), " << x;
    }
}

TEST(BackgroundRow, LearnsNoClothesThatAreAlmostOfTheBackgroundsColour) {
    constexpr int kColumns = 37;
    std::vector<uchar> bgr;
    std::vector<uchar> people;
    std::vector<float> mean[3];
    std::vector<float> variance(kColumns, 25.0F);
    for (int x = 0; x < kColumns; ++x) {
        const bool almost = x % 2 == 0;  // 3 * 8^2 is within 16 * 25 and beyond 4 * 25
        for (auto& channel : mean) {
            bgr.push_back(almost ? 108 : 102);
            channel.push_back(100.0F);
        }
        people.push_back(x % 4 < 2 ? vision::kKnownPerson : x % 4 == 2 ? vision::kKnownGhost : uchar{0});
    }
    std::vector<uchar> differs(kColumns, 7);
    vision::compare_and_learn({16.0F, 4.0F, 0.25F, 9.0F, 400.0F}, bgr.data(),
                              {{mean[0].data(), mean[1].data(), mean[2].data()}, variance.data()},
                              people.data(), differs.data(), kColumns);
    for (std::size_t x = 0; x < kColumns; ++x) {
        EXPECT_EQ(differs[x], 0) << x;
        EXPECT_FLOAT_EQ(mean[1][x], x % 4 == 0 ? 100.0F : x % 4 == 2 ? 102.0F : 100.5F) << x;
        EXPECT_EQ(variance[x] == 25.0F, x % 4 < 2) << "noise is learnt beside people, " << x;
    }
}

TEST(Background, RemembersWhoWalkedInWhenTheirBoxJumpsAway) {
    vision::BackgroundModel model{vision::BackgroundSettings{}};
    const cv::Mat empty(120, 160, CV_8UC3, cv::Scalar(100, 110, 120));
    cv::Mat occupied = empty.clone();
    const cv::Rect person(60, 40, 20, 40);
    const cv::Rect chair(120, 40, 20, 20);
    cv::rectangle(occupied, person, cv::Scalar(20, 20, 20), cv::FILLED);
    cv::rectangle(occupied, chair, cv::Scalar(20, 20, 20), cv::FILLED);
    for (int i = 0; i < 200; ++i) {
        model.update(empty, 0.1, {});
    }
    cv::Mat known = cv::Mat::zeros(120, 160, CV_8U);
    known(person).setTo(vision::kKnownPerson);
    model.update(occupied, 0.1, known);
    cv::Mat foreground;
    for (int i = 0; i < 600; ++i) {
        foreground = model.update(occupied, 0.1, {});
    }
    EXPECT_EQ(cv::countNonZero(foreground(person)), person.area()) << "a minute without a box";
    EXPECT_EQ(cv::countNonZero(foreground(chair)), 0) << "what nobody walked to is taken in";
    for (int i = 0; i < 30; ++i) {
        model.update(empty, 0.1, {});  // they leave, for three seconds
    }
    for (int i = 0; i < 300; ++i) {
        foreground = model.update(occupied, 0.1, {});
    }
    EXPECT_EQ(cv::countNonZero(foreground(person)), 0) << "what stands there then is nobody known";
}

TEST(Background, IsDoubtedWhenHalfOfThePictureChangesAtOnceAndNotBitByBit) {
    const cv::Mat empty(120, 160, CV_8UC3, cv::Scalar(100, 110, 120));
    const auto filled = [&](int columns) {
        cv::Mat out = empty.clone();
        out(cv::Rect(0, 0, columns, 120)).setTo(cv::Scalar(20, 20, 20));
        return out;
    };
    vision::BackgroundModel crowd{vision::BackgroundSettings{}};
    vision::BackgroundModel light{vision::BackgroundSettings{}};
    for (int i = 0; i < 200; ++i) {
        crowd.update(empty, 0.1, {});
        light.update(empty, 0.1, {});
    }
    const cv::Mat known(120, 160, CV_8U, cv::Scalar(vision::kKnownPerson));
    cv::Mat foreground;
    for (int i = 0; i <= 1000; ++i) {
        foreground = crowd.update(filled(std::min(100, i / 4)), 0.1, known);
        ASSERT_EQ(crowd.state(), vision::BackgroundState::ready) << "after " << i << " frames";
    }
    EXPECT_EQ(cv::countNonZero(foreground), 100 * 120);
    light.update(filled(100), 0.1, {});
    EXPECT_EQ(light.state(), vision::BackgroundState::in_doubt);
}

}  // namespace
}  // namespace vigie
