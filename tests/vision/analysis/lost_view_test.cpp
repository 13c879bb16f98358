// A camera that loses its view for a while: what it knew of the empty scene is still true when it sees again.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "tests/support/fake_clock.hpp"
#include "tests/vision/analysis/walking_scene.hpp"
#include "vision/analysis/analyser.hpp"

namespace vigie {
namespace {

using Fault = std::function<void(cv::Mat& picture, double seconds)>;

class LostViewTest : public ::testing::Test {
protected:
    void SetUp() override {
        auto made = vision::Analyser::create(test::drawn_camera(true), clock_);
        ASSERT_TRUE(made) << made.error().message;
        analyser_ = std::move(*made);
    }
    /// Ten pictures a second; `fault` is told how many seconds of this call have passed.
    net::Scene film(double seconds, const Fault& fault = {}) {
        net::Scene last;
        most_counted_ = 0.0;
        in_doubt_s_ = 0.0;
        for (int i = 0; i < static_cast<int>(10.0 * seconds); ++i) {
            const double at_s = 0.1 * i;
            cv::Mat picture = test::draw_scene(people_, static_cast<int>(number_) + 1);
            hang_posters(picture);
            test::draw_people(picture, people_);
            if (fault) fault(picture, at_s);
            const auto analysis = analyser_->analyse(picture, test::stamp_of(++number_));
            EXPECT_TRUE(analysis) << analysis.error().message;
            if (!analysis) break;
            last = analysis->scene;
            most_counted_ = std::max(most_counted_, last.in_view.people);
            in_doubt_s_ += last.mask == net::MaskReason::in_doubt ? 0.1 : 0.0;
        }
        return last;
    }
    /// Somebody comes in from the left and stands in the middle.
    void somebody_comes() {
        for (double x = -20.0; x < 320.0; x += 4.0) {
            people_ = {{{x, 330.0}}};
            film(0.1);
        }
    }

    test::FakeClock clock_;
    std::unique_ptr<vision::Analyser> analyser_;
    std::vector<test::DrawnPerson> people_;
    double most_counted_ = 0.0;
    double in_doubt_s_ = 0.0;
    std::uint64_t number_ = 0;

private:
    static void hang_posters(cv::Mat& picture) {
        for (int i = 0; i < 8; ++i) {
            const cv::Rect poster(20 + 78 * i, i % 2 == 0 ? 110 : 200, 26, 80);
            cv::rectangle(picture, poster, cv::Scalar(40 + 20 * i, 200 - 15 * i, 60 + 10 * i), cv::FILLED);
            cv::rectangle(picture, poster, cv::Scalar::all(20), 2);
        }
    }
};

/// The lens is turned out of focus within three seconds.
void defocus(cv::Mat& picture, double seconds) {
    const double sigma = 16.0 * std::min(1.0, seconds / 3.0);
    if (sigma > 0.1) cv::GaussianBlur(picture, picture, {}, sigma);
}

void cover(cv::Mat& picture, double) {
    picture.setTo(cv::Scalar::all(60));
}

TEST_F(LostViewTest, OutOfFocusItIsInDoubtAndSaysNoNumberAsIfItWereSure) {
    film(14.0);
    somebody_comes();
    film(14.0, defocus);
    EXPECT_GE(in_doubt_s_, 10.0) << "it sees nobody, who may well be there";
}

TEST_F(LostViewTest, WhatWasOutOfFocusIsNobodyOnceItIsSharpAgain) {
    film(14.0);
    film(20.0, defocus);
    const auto after = film(6.0);
    EXPECT_EQ(most_counted_, 0.0) << "posters have edges again; they are no people";
    EXPECT_EQ(after.mask, net::MaskReason::people);
}

TEST_F(LostViewTest, WhoStandsThereWhileItIsCoveredIsNoPartOfTheViewAfterwards) {
    film(14.0);
    somebody_comes();
    ASSERT_EQ(film(3.0).in_view.people, 1.0);
    film(16.0, cover);
    EXPECT_GE(in_doubt_s_, 14.0);
    EXPECT_EQ(film(4.0).in_view.people, 1.0);
}

TEST_F(LostViewTest, WhoWalksInWhileItIsOutOfFocusIsCountedAfterwards) {
    film(14.0);
    film(4.0, defocus);
    const auto still_blurred = [](cv::Mat& picture, double) { defocus(picture, 10.0); };
    for (double x = -20.0; x < 320.0; x += 4.0) {
        people_ = {{{x, 330.0}}};
        film(0.1, still_blurred);
    }
    film(5.0, still_blurred);
    EXPECT_EQ(film(4.0).in_view.people, 1.0);
}

TEST_F(LostViewTest, LampsThatGoOnAtOnceBlindForSecondsOnly) {
    film(14.0);
    film(10.0, [](cv::Mat& picture, double) { picture *= 0.6; });
    const auto bright = [](cv::Mat& picture, double) { picture *= 1.7; };
    film(6.0, bright);
    film(4.0, bright);
    EXPECT_EQ(in_doubt_s_, 0.0) << "the background was held against them for ever";
}

}  // namespace
}  // namespace vigie
