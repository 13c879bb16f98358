// People whom a model saw and who walk on between its looks, in drawn pictures of blurred noise.
#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include <vector>

#include "vision/analysis/model_fusion.hpp"
#include "vision/analysis/trunk_motion.hpp"

namespace vigie {
namespace {

using vision::Figure;
using vision::ModelLook;

constexpr double kScale = 2.0;
const net::Box kWalker{200, 160, 80, 200};

cv::Mat cloth(cv::Size size, int seed) {
    cv::Mat out(size, CV_8U);
    cv::RNG random(static_cast<std::uint64_t>(seed));
    random.fill(out, cv::RNG::UNIFORM, 0, 256);
    cv::GaussianBlur(out, out, {5, 5}, 1.5);
    return out;
}

/// A working picture of half the size of 640x480 with somebody who has walked `steps` pixels to the right;
/// the legs are of another picture each time.
cv::Mat picture_after(int steps) {
    cv::Mat out = cloth({320, 240}, 1);
    const cv::Rect body(cvRound(kWalker.x / kScale) + steps, cvRound(kWalker.y / kScale),
                        cvRound(kWalker.width / kScale), cvRound(kWalker.height / kScale));
    const cv::Rect picture({}, out.size());
    const cv::Rect shown = body & picture;
    cv::Mat clothes = cloth(body.size(), 2);
    cloth({body.width, body.height / 2}, 10 + steps).copyTo(clothes.rowRange(body.height / 2, body.height));
    clothes(cv::Rect(0, 0, shown.width, shown.height)).copyTo(out(shown));
    return out;
}

ModelLook look_at(const std::vector<vision::ModelBox>& people) {
    ModelLook out;
    out.people = people;
    return out;
}

class HeldWalkersTest : public ::testing::Test {
protected:
    std::vector<Figure> fuse(const std::vector<Figure>& figures, const ModelLook* look, int steps) {
        return fusion_.fuse(figures, look, {picture_after(steps), kScale, 0.04, true});
    }

    vision::PersonSize size_{{}, std::nullopt, std::nullopt, 640, 480};
    vision::ModelFusion fusion_{{}, {}, {}, size_};
    const ModelLook seen_ = look_at({{kWalker, 0.8, 0}});
    const ModelLook nobody_{};
};

TEST(TrunkMotionTest, TheTrunkTellsHowFarSomebodyHasGone) {
    const cv::Rect2d body(100, 80, 40, 100);
    const auto before = vision::pyramid_of(picture_after(0));
    const auto motion = vision::trunk_motion(before, vision::pyramid_of(picture_after(4)), body);
    ASSERT_TRUE(motion);
    EXPECT_NEAR(motion->x, 4.0, 0.3);
    EXPECT_NEAR(motion->y, 0.0, 0.3);
    const auto none = vision::trunk_motion(before, before, body);
    ASSERT_TRUE(none);
    EXPECT_NEAR(cv::norm(*none), 0.0, 0.1);
}

TEST(TrunkMotionTest, WhoIsHiddenOrOutsideHasNoMotion) {
    const auto before = vision::pyramid_of(picture_after(0));
    const auto other = vision::pyramid_of(cloth({320, 240}, 77));
    EXPECT_FALSE(vision::trunk_motion(before, other, {100, 80, 40, 100}));
    EXPECT_FALSE(vision::trunk_motion(before, before, {400, 80, 40, 100}));
    EXPECT_FALSE(vision::trunk_motion({}, before, {100, 80, 40, 100})) << "nothing before";
}

TEST_F(HeldWalkersTest, WhoWalksOnIsFollowedByTheirTrunk) {
    (void)fuse({}, &seen_, 0);
    for (int i = 1; i <= 4; ++i) {
        const auto out = fuse({}, nullptr, 4 * i);
        ASSERT_EQ(out.size(), 1U) << i;
        EXPECT_NEAR(out[0].box.x, kWalker.x + 4 * i * kScale, 3.0);
        EXPECT_NEAR(out[0].box.y, kWalker.y, 3.0);
        EXPECT_TRUE(out[0].certain);
    }
}

TEST_F(HeldWalkersTest, WhoWalksIsCountedUntilALookMissesThem) {
    (void)fuse({}, &seen_, 0);
    EXPECT_EQ(fuse({}, nullptr, 4).size(), 1U);
    EXPECT_TRUE(fuse({}, &nobody_, 8).empty());
    EXPECT_TRUE(fuse({}, nullptr, 12).empty());
}

TEST_F(HeldWalkersTest, WithoutCalibrationAFigureBetweenLooksHasTheSizeThatTheModelSaw) {
    (void)fuse({{{190, 150, 100, 240}, 0.5}}, &seen_, 0);
    const auto out = fuse({{{200, 150, 100, 240}, 0.5}}, nullptr, 4);
    ASSERT_EQ(out.size(), 1U);
    EXPECT_NEAR(out[0].box.width, kWalker.width, 0.1);
    EXPECT_NEAR(out[0].box.height, kWalker.height, 0.1);
}

TEST_F(HeldWalkersTest, APartOfSomebodyHeldStartsNobody) {
    (void)fuse({}, &seen_, 0);
    const auto out = fuse({{kWalker, 0.5}, {{210, 260, 40, 90}, 0.6}}, nullptr, 0);
    ASSERT_EQ(out.size(), 2U);
    EXPECT_LT(out[1].score, vision::SplitterSettings{}.least_score);
}

TEST_F(HeldWalkersTest, WhoLeavesThePictureIsShownAsFarAsTheyAreInIt) {
    const net::Box right{548, 160, 80, 200};
    const auto at_edge = look_at({{right, 0.8, 0}});
    const int start = cvRound((right.x - kWalker.x) / kScale);
    (void)fuse({}, &at_edge, start);
    for (int i = 1; i <= 3; ++i) {
        const auto out = fuse({}, nullptr, start + 4 * i);
        ASSERT_EQ(out.size(), 1U) << i;
        EXPECT_LE(out[0].box.x + out[0].box.width, 640.0);
    }
}

TEST_F(HeldWalkersTest, WhoIsShownByTheForegroundIsNotCoveredOnceMore) {
    (void)fuse({}, &seen_, 0);
    cv::Mat foreground(240, 320, CV_8U, cv::Scalar(0));
    fusion_.cover(foreground, kScale);
    EXPECT_GT(cv::countNonZero(foreground), 0);
    foreground.setTo(0);
    (void)fuse({{kWalker, 0.5}}, nullptr, 0);
    fusion_.cover(foreground, kScale);
    EXPECT_EQ(cv::countNonZero(foreground), 0);
}

}  // namespace
}  // namespace vigie
