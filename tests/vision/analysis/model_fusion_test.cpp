// Figures of the foreground and boxes of a model, made by hand.
#include "vision/analysis/model_fusion.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "tests/vision/analysis/walking_scene.hpp"

namespace vigie {
namespace {

using vision::Figure;
using vision::ModelBox;
using vision::ModelLook;

constexpr double kScale = 2.0;

/// A working picture of half the size of 640x480, with texture everywhere and a patterned person in each box.
cv::Mat picture_with(const std::vector<net::Box>& people) {
    cv::Mat out(240, 320, CV_8U);
    for (int y = 0; y < out.rows; ++y) {
        for (int x = 0; x < out.cols; ++x) {
            out.at<uchar>(y, x) = static_cast<uchar>(100 + (x * 7 + y * 13) % 23);
        }
    }
    for (const auto& box : people) {
        const cv::Rect body(cvRound(box.x / kScale), cvRound(box.y / kScale), cvRound(box.width / kScale),
                            cvRound(box.height / kScale));
        cv::Mat part = out(body & cv::Rect(0, 0, 320, 240));
        for (int y = 0; y < part.rows; ++y) {
            for (int x = 0; x < part.cols; ++x) {
                part.at<uchar>(y, x) = static_cast<uchar>(30 + (x * 31 + y / 5 * 17) % 7 * 30);
            }
        }
    }
    return out;
}

class ModelFusionTest : public ::testing::Test {
protected:
    ModelFusionTest() { begin(5); }

    void begin(int every) {
        model_.every = every;
        fusion_.emplace(model_, splitter_, person_, size_);
    }
    std::vector<Figure> fuse(const std::vector<Figure>& figures, const std::optional<ModelLook>& look,
                             const cv::Mat& grey, bool learnt = true) {
        return fusion_->fuse(figures, look ? &*look : nullptr, {grey, kScale, 0.1, learnt});
    }
    /// One frame with one followed figure: its walker is where it is.
    std::vector<Figure> follow(const Figure& figure, const std::optional<ModelLook>& look,
                               net::TrackNumber number = 1) {
        auto out = fuse({figure}, look, picture_with({}));
        const vision::FootFilter still({0, 0}, cv::Matx22d::eye(), 1.0);
        vision::Walker walker{.filter = still,
                              .last = {still, {0, 0}, 0},
                              .size = vision::SizeFilter(1.0, 0.1, 0.1),
                              .look = {},
                              .born_at = {},
                              .upright = figure.box,
                              .box = figure.box};
        walker.number = number;
        fusion_->judge({walker}, look ? &*look : nullptr, 0.1);
        return out;
    }
    /// From here on the camera is calibrated.
    void survey() {
        const auto floor = net::Homography::fit(test::drawn_calibration().pairs);
        surveyed_.emplace(person_, *floor, std::nullopt, 640, 480);
        fusion_.emplace(model_, splitter_, person_, *surveyed_);
    }
    static ModelLook look_at(const std::vector<ModelBox>& people) {
        ModelLook out;
        out.people = people;
        return out;
    }

    vision::ModelSettings model_;
    vision::SplitterSettings splitter_;
    vision::PersonSettings person_;
    vision::PersonSize size_{{}, std::nullopt, std::nullopt, 640, 480};
    std::optional<vision::PersonSize> surveyed_;
    std::optional<vision::ModelFusion> fusion_;
    const net::Box standing_{300, 200, 40, 110};
};

TEST_F(ModelFusionTest, AFigureThatTheModelSeesTooIsCertainAndStaysWhereTheFloorPutsIt) {
    survey();
    const auto out =
        fuse({{{100, 100, 40, 100}, 0.35}}, look_at({{{104, 104, 40, 100}, 0.8, 0}}), picture_with({}));
    ASSERT_EQ(out.size(), 1U);
    EXPECT_EQ(out[0].box, (net::Box{100, 100, 40, 100}));
    EXPECT_DOUBLE_EQ(out[0].score, 0.8);
}

TEST_F(ModelFusionTest, AFigureThatDiffersMuchGivesWayToTheBox) {
    survey();
    // 40x60 within 40x150: an overlap of 0.4.
    const auto out =
        fuse({{{100, 190, 40, 60}, 0.35}}, look_at({{{100, 100, 40, 150}, 0.8, 0}}), picture_with({}));
    ASSERT_EQ(out.size(), 1U);
    EXPECT_EQ(out[0].box, (net::Box{100, 100, 40, 150}));
}

TEST_F(ModelFusionTest, WithoutCalibrationAnyFigureGivesWayToTheBox) {
    const auto out =
        fuse({{{100, 100, 40, 100}, 0.35}}, look_at({{{104, 104, 40, 100}, 0.8, 0}}), picture_with({}));
    ASSERT_EQ(out.size(), 1U);
    EXPECT_EQ(out[0].box, (net::Box{104, 104, 40, 100}));
}

TEST_F(ModelFusionTest, ALookAtEachFrameMeetsTheFigureInTheMiddle) {
    model_.every = 1;
    survey();
    const auto out =
        fuse({{{100, 100, 40, 100}, 0.35}}, look_at({{{104, 108, 44, 104}, 0.8, 0}}), picture_with({}));
    ASSERT_EQ(out.size(), 1U);
    EXPECT_EQ(out[0].box, (net::Box{102, 104, 42, 102}));
}

TEST_F(ModelFusionTest, TwoPeopleInOneFigureBecomeTwo) {
    const net::Box left{100, 100, 40, 110};
    const net::Box right{140, 100, 40, 110};
    const auto out = fuse({{{110, 100, 50, 110}, 0.5}}, look_at({{left, 0.8, 0}, {right, 0.8, 0}}),
                          picture_with({left, right}));
    ASSERT_EQ(out.size(), 2U) << "one figure is one of them, the other starts by the model alone";
}

TEST_F(ModelFusionTest, WhoStandsWithoutForegroundIsKeptBetweenLooksWhileTheyLookTheSame) {
    const auto there = picture_with({standing_});
    ASSERT_EQ(fuse({}, look_at({{standing_, 0.8, 0}}), there).size(), 1U);
    for (int i = 0; i < 4; ++i) {
        const auto kept = fuse({}, std::nullopt, there);
        ASSERT_EQ(kept.size(), 1U) << i;
        EXPECT_EQ(kept[0].box, standing_);
        EXPECT_GE(kept[0].score, splitter_.least_score) << "may start a track";
    }
    EXPECT_TRUE(fuse({}, std::nullopt, picture_with({})).empty()) << "they have left";
}

TEST_F(ModelFusionTest, WhoWalksOffSlowlyIsFoundBesideWhereTheyWere) {
    (void)fuse({}, look_at({{standing_, 0.8, 0}}), picture_with({standing_}));
    net::Box moved = standing_;
    moved.x += 6.0;  // 3 working pixels; 1.5 m/s are 4.8 in a tenth of a second
    const auto kept = fuse({}, std::nullopt, picture_with({moved}));
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_NEAR(kept[0].box.x, moved.x, 2.1);
}

TEST_F(ModelFusionTest, WhoLooksTheSameALittleFurtherOnIsNotMovedForThat) {
    cv::Mat stripes(240, 320, CV_8U);
    for (int y = 0; y < stripes.rows; ++y) {
        stripes.row(y).setTo((y / 5) % 2 == 0 ? 30 : 220);
    }
    (void)fuse({}, look_at({{standing_, 0.8, 0}}), stripes);
    for (int i = 0; i < 4; ++i) {
        const auto kept = fuse({}, std::nullopt, stripes);
        ASSERT_EQ(kept.size(), 1U);
        EXPECT_EQ(kept[0].box, standing_);
    }
}

TEST_F(ModelFusionTest, WhoIsHeldIsCountedOnceWhenTheForegroundShowsThem) {
    survey();
    const auto there = picture_with({standing_});
    (void)fuse({}, look_at({{standing_, 0.8, 0}}), there);
    EXPECT_EQ(fuse({{standing_, 0.6}}, std::nullopt, there).size(), 1U);
    EXPECT_EQ(fuse({{standing_, 0.6}}, look_at({{standing_, 0.8, 0}}), there).size(), 1U);
    EXPECT_TRUE(fuse({}, std::nullopt, there).empty()) << "from that look on the foreground carries them";
}

TEST_F(ModelFusionTest, WhoIsMissedInManyLooksIsNotCountedButStillMasked) {
    const auto there = picture_with({standing_});
    (void)fuse({}, look_at({{standing_, 0.8, 0}}), there);
    for (int i = 0; i < model_.fusion.hold_looks; ++i) {
        EXPECT_EQ(fuse({}, look_at({}), there).size(), 1U) << i;
    }
    EXPECT_TRUE(fuse({}, look_at({}), there).empty());
    cv::Mat foreground(240, 320, CV_8U, cv::Scalar(0));
    fusion_->cover(foreground, kScale);
    EXPECT_EQ(foreground.at<uchar>(128, 160), 255) << "the middle of the standing person";
    EXPECT_EQ(foreground.at<uchar>(50, 50), 0);
    for (int i = 0; i < 620; ++i) {
        (void)fuse({}, std::nullopt, there);
    }
    EXPECT_TRUE(fusion_->held().people().empty()) << "a minute later nobody believes it any more";
}

TEST_F(ModelFusionTest, AWeakBoxContinuesATrackAndNeverStartsOne) {
    for (const double confidence : {0.26, 0.44, 0.59}) {
        const auto out = fuse({}, look_at({{standing_, confidence, 0}}), picture_with({standing_}));
        ASSERT_EQ(out.size(), 1U);
        EXPECT_LT(out[0].score, splitter_.least_score) << confidence;
    }
    EXPECT_TRUE(fuse({}, std::nullopt, picture_with({standing_})).empty()) << "and is not held";
}

TEST_F(ModelFusionTest, WithACalibrationABoxOfAnImpossibleSizeStartsNobody) {
    survey();
    const double height = *surveyed_->box_height({320.0, 300.0});
    const auto starts = [&](double by) {
        const net::Box box{300, 300 - by * height, 40, by * height};
        return fuse({}, look_at({{box, 0.9, 0}}), picture_with({box}))[0].score >= splitter_.least_score;
    };
    EXPECT_TRUE(starts(1.0));
    EXPECT_FALSE(starts(0.5));
    EXPECT_FALSE(starts(1.7));
}

TEST_F(ModelFusionTest, AFigureThatTheModelNeverSeesFadesAway) {
    const Figure figure{{100, 100, 40, 100}, 0.8};
    const auto nothing = look_at({});
    EXPECT_DOUBLE_EQ(follow(figure, nothing)[0].score, 0.8) << "one miss proves nothing";
    double last = 0.8;
    int frames = 0;
    for (std::vector<Figure> out{figure}; !out.empty(); ++frames) {
        ASSERT_LT(frames, 60);
        out = follow(figure, frames % 5 == 4 ? std::optional(nothing) : std::nullopt);
        EXPECT_LE(out.empty() ? 0.0 : out[0].score, last);
        last = out.empty() ? last : out[0].score;
    }
    EXPECT_GT(frames, 10) << "not within a second";
    EXPECT_TRUE(follow(figure, std::nullopt, 2).empty()) << "nor does a new number help it";
}

TEST_F(ModelFusionTest, AFigureThatTheModelKnowsIsBelievedForLonger) {
    const Figure figure{{100, 100, 40, 100}, 0.8};
    (void)follow(figure, look_at({{figure.box, 0.8, 0}}));
    for (int frames = 0; frames < 34; ++frames) {
        const auto out = follow(figure, frames % 5 == 4 ? std::optional(look_at({})) : std::nullopt);
        ASSERT_EQ(out.size(), 1U) << frames;
        EXPECT_DOUBLE_EQ(out[0].score, 0.8) << frames;
    }
}

TEST_F(ModelFusionTest, WhoIsTooSmallForTheModelIsNotDoubted) {
    const Figure figure{{100, 100, 40, 100}, 0.8};
    auto nothing = look_at({});
    nothing.scale = 0.2;  // 20 pixels high for the model
    for (int frames = 0; frames < 60; ++frames) {
        EXPECT_EQ(follow(figure, nothing).size(), 1U) << frames;
    }
}

TEST_F(ModelFusionTest, AModelWithoutAClassOfPeopleDoubtsNobody) {
    const Figure figure{{100, 100, 40, 100}, 0.8};
    auto nothing = look_at({});
    nothing.finds_people = false;
    for (int frames = 0; frames < 60; ++frames) {
        EXPECT_EQ(follow(figure, nothing).size(), 1U) << frames;
    }
}

TEST_F(ModelFusionTest, WhileTheSceneIsNotLearntOnlyWhoTheModelSeesStarts) {
    const net::Box ghost{100, 200, 40, 110};
    const net::Box far{500, 100, 10, 30};
    const auto there = picture_with({standing_});
    for (const bool looks : {true, false}) {
        const auto look = looks ? std::optional(look_at({{standing_, 0.5, 0}})) : std::nullopt;
        const auto out = fuse({{standing_, 0.25}, {ghost, 0.9}, {far, 0.9}}, look, there, false);
        ASSERT_EQ(out.size(), 3U) << looks;
        for (const auto& figure : out) {
            EXPECT_EQ(figure.score >= splitter_.least_score, figure.box != ghost)
                << "x " << figure.box.x << ": the far one is too small to be asked for";
        }
    }
    EXPECT_DOUBLE_EQ(fuse({{ghost, 0.9}}, std::nullopt, picture_with({}))[0].score, 0.9) << "once learnt";
}

TEST_F(ModelFusionTest, OnlyWholePeopleTeachTheSize) {
    const net::Box whole{100, 100, 40, 100};
    const net::Box nearer{420, 120, 40, 100};
    const auto look = look_at({{whole, 0.8, 0},
                               {{300, 380, 40, 100}, 0.8, 0},  // cut by the lower edge
                               {{400, 100, 40, 100}, 0.8, 0},  // behind the next
                               {nearer, 0.8, 0},
                               {{200, 100, 40, 100}, 0.3, 0}});  // not certain
    const auto boxes = fusion_->whole_people(look, {640, 480});
    const auto each = static_cast<std::size_t>(model_.fusion.size_weight);
    ASSERT_EQ(boxes.size(), 2 * each);
    EXPECT_EQ(boxes[0], whole);
    EXPECT_EQ(boxes[each], nearer);
}

TEST_F(ModelFusionTest, ANewEpochForgetsEverybody) {
    (void)fuse({}, look_at({{standing_, 0.8, 0}}), picture_with({standing_}));
    fusion_->restart();
    EXPECT_TRUE(fuse({}, std::nullopt, picture_with({standing_})).empty());
}

}  // namespace
}  // namespace vigie
