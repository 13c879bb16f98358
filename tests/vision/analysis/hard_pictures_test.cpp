// Pictures that no healthy camera sends: the analysis goes on, and doubts rather than shows.
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "tests/support/fake_clock.hpp"
#include "tests/vision/analysis/walking_scene.hpp"
#include "vision/analysis/analyser.hpp"

namespace vigie {
namespace {

class HardPicturesTest : public ::testing::TestWithParam<bool> {
protected:
    void SetUp() override {
        auto made = vision::Analyser::create(test::drawn_camera(GetParam()), clock_);
        ASSERT_TRUE(made) << made.error().message;
        analyser_ = std::move(*made);
    }
    net::Scene see(const cv::Mat& picture) {
        const auto analysis = analyser_->analyse(picture, test::stamp_of(++number_));
        EXPECT_TRUE(analysis) << analysis.error().message;
        return analysis ? analysis->scene : net::Scene{};
    }
    net::Scene see_for(int frames, const cv::Mat& picture) {
        net::Scene last;
        for (int i = 0; i < frames; ++i) {
            last = see(picture);
        }
        return last;
    }
    cv::Mat empty_hall() { return test::draw_scene({}, static_cast<int>(number_) + 1); }

    test::FakeClock clock_;
    std::unique_ptr<vision::Analyser> analyser_;
    std::uint64_t number_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Camera, HardPicturesTest, ::testing::Bool(),
                         [](const auto& camera) { return camera.param ? "Calibrated" : "Uncalibrated"; });

TEST_P(HardPicturesTest, OneColourIsDoubtedForAsLongAsItLastsAndSoIsUncoveringTheLens) {
    for (const double level : {0.0, 255.0, 200.0}) {
        const cv::Mat covered(480, 640, CV_8UC3, cv::Scalar::all(level));
        const auto dark = see_for(60, covered);
        EXPECT_EQ(dark.in_view.people, 0.0) << level;
        EXPECT_TRUE(dark.tracks.empty()) << level;
        EXPECT_EQ(dark.mask, net::MaskReason::in_doubt) << "it shows nothing, " << level;
        const auto uncovered = see(empty_hall());
        EXPECT_EQ(uncovered.mask, net::MaskReason::in_doubt) << level;
        EXPECT_EQ(uncovered.in_view.people, 0.0) << level;
        for (int i = 0; i < 60; ++i) {
            see(empty_hall());
        }
    }
}

TEST_P(HardPicturesTest, AFlickeringLampIsDoubtedInEachOfItsFlashes) {
    for (int i = 0; i < 40; ++i) {
        see(empty_hall());
    }
    for (int i = 0; i < 60; ++i) {
        cv::Mat picture = empty_hall();
        const bool flash = i % 2 == 0;
        if (flash) {
            picture += cv::Scalar::all(80);
        }
        const auto scene = see(picture);
        EXPECT_EQ(scene.mask == net::MaskReason::in_doubt, flash) << "frame " << i;
        EXPECT_EQ(scene.in_view.people, 0.0) << "frame " << i;
    }
}

TEST_P(HardPicturesTest, NoiseIsDoubtedForAsLongAsItLasts) {
    for (int i = 0; i < 40; ++i) {
        see(empty_hall());
    }
    cv::RNG random(5);
    cv::Mat noise(480, 640, CV_8UC3);
    for (int i = 0; i < 80; ++i) {
        random.fill(noise, cv::RNG::UNIFORM, 0, 256);
        const auto scene = see(noise);
        EXPECT_NE(scene.mask, net::MaskReason::people) << "frame " << i;
        EXPECT_EQ(scene.in_view.people, 0.0) << "frame " << i;
    }
}

TEST_P(HardPicturesTest, FogIsDoubtedAndWhatWasLearntBeforeIsKnownAfterIt) {
    for (int i = 0; i < 40; ++i) {
        see(empty_hall());
    }
    for (int i = 0; i < 10; ++i) {
        cv::Mat picture;
        empty_hall().convertTo(picture, -1, 0.05, 120.0);
        EXPECT_EQ(see(picture).mask, net::MaskReason::in_doubt) << "frame " << i;
    }
    net::Scene scene;
    for (int i = 0; i < 15; ++i) {
        scene = see(empty_hall());
    }
    EXPECT_EQ(scene.mask, net::MaskReason::people) << "one second after it";
    EXPECT_TRUE(scene.tracks.empty());
}

TEST_P(HardPicturesTest, BlocksThatSmearOverThePictureAreNoPeople) {
    for (int i = 0; i < 40; ++i) {
        see(empty_hall());
    }
    // A stream without key frames: blocks go wrong here and there, and stay so.
    cv::RNG random(5);
    cv::Mat damage = cv::Mat::zeros(480, 640, CV_8UC3);
    double most = 0.0;
    int in_doubt = 0;
    for (int i = 0; i < 100; ++i) {
        if (i % 2 == 0) {
            const cv::Rect block(random.uniform(0, 36) * 16, random.uniform(8, 22) * 16, 32, 112);
            damage(block & cv::Rect(0, 0, 640, 480))
                .setTo(cv::Scalar(random.uniform(1, 90), random.uniform(1, 90), random.uniform(1, 255)));
        }
        cv::Mat picture = empty_hall();
        damage.copyTo(picture, damage);
        const auto scene = see(picture);
        most = std::max(most, scene.in_view.people);
        in_doubt += scene.mask == net::MaskReason::in_doubt ? 1 : 0;
    }
    EXPECT_LE(most, 20.0) << "before it is noticed";
    EXPECT_GE(in_doubt, 70);
}

TEST_P(HardPicturesTest, ASizeThatChangesWithoutNoticeIsLearntAnewEachTime) {
    for (const cv::Size size : {cv::Size(640, 480), cv::Size(320, 240), cv::Size(1280, 960)}) {
        for (int i = 0; i < 40; ++i) {
            cv::Mat picture;
            cv::resize(empty_hall(), picture, size, 0, 0, cv::INTER_AREA);
            const auto scene = see(picture);
            EXPECT_EQ(scene.width, static_cast<std::uint32_t>(size.width));
            EXPECT_EQ(scene.in_view.people, 0.0);
            if (i == 0) {
                EXPECT_EQ(scene.mask, net::MaskReason::warming_up) << size.width;
            } else if (i == 39) {
                EXPECT_EQ(scene.mask, net::MaskReason::people) << size.width;
            }
        }
    }
}

TEST_P(HardPicturesTest, RefusedFramesLeaveTheNextGoodOneAlone) {
    for (int i = 0; i < 40; ++i) {
        see(empty_hall());
    }
    for (const auto& bad : {cv::Mat(), cv::Mat(480, 640, CV_8UC1, cv::Scalar(9)),
                            cv::Mat(480, 640, CV_16UC3, cv::Scalar::all(900)),
                            cv::Mat(1, 640, CV_8UC3, cv::Scalar::all(9)), cv::Mat(480, 640, CV_8UC4)}) {
        EXPECT_FALSE(analyser_->analyse(bad, test::stamp_of(++number_)));
        EXPECT_EQ(see(empty_hall()).mask, net::MaskReason::people) << "what was learnt is still known";
    }
}

TEST(OddShapes, FromTheSmallestToTheLargestSideAreTaken) {
    const test::FakeClock clock;
    auto analyser = vision::Analyser::create(test::drawn_camera(false), clock);
    ASSERT_TRUE(analyser) << analyser.error().message;
    std::uint64_t number = 0;
    for (const cv::Size size : {cv::Size(64, 64), cv::Size(8192, 64), cv::Size(64, 4096)}) {
        for (int i = 0; i < 3; ++i) {
            const auto analysis = (*analyser)->analyse(cv::Mat(size, CV_8UC3, cv::Scalar(30, 60, 90)),
                                                       test::stamp_of(++number));
            ASSERT_TRUE(analysis) << analysis.error().message;
            EXPECT_EQ(analysis->scene.height, static_cast<std::uint32_t>(size.height));
        }
    }
    EXPECT_FALSE((*analyser)->analyse(cv::Mat(64, 8193, CV_8UC3), test::stamp_of(++number)));
    EXPECT_FALSE((*analyser)->analyse(cv::Mat(63, 64, CV_8UC3), test::stamp_of(++number)));
}

}  // namespace
}  // namespace vigie
