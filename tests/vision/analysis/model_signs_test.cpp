// What a model sees of its classes with alerts becomes signs that keep their number.
#include <gtest/gtest.h>

#include "tests/vision/analysis/walking_scene.hpp"
#include "vision/analysis/model_signs.hpp"
#include "vision/analysis/picture_floor.hpp"

namespace vigie {
namespace {

using vision::ModelSighting;

class ModelSignsTest : public ::testing::Test {
protected:
    std::vector<net::Sign> look(const std::vector<ModelSighting>& sightings, double seconds = 0.1) {
        return signs_.look(sightings, ground_, seconds);
    }
    static ModelSighting knife(double x, double confidence = 0.7) {
        return {"weapon", {x, 300.0, 40.0, 30.0}, confidence};
    }

    vision::PersonSettings person_;
    net::CameraConfiguration camera_ = test::drawn_camera(true).camera;
    std::optional<net::Homography> floor_ = *vision::floor_of_picture(camera_, {640, 480});
    vision::PersonSize size_{person_, floor_, std::nullopt, 640, 480};
    vision::Ground ground_{person_, floor_, size_};
    vision::SignNumbers numbers_;
    vision::ModelSigns signs_{numbers_};
};

TEST_F(ModelSignsTest, OneThingKeepsItsNumberAndItsTimeWhileItMoves) {
    net::SignNumber number = 0;
    for (int i = 0; i <= 20; ++i) {
        const auto now = look({knife(200.0 + i)});
        ASSERT_EQ(now.size(), 1U);
        EXPECT_EQ(now[0].kind, net::SignKind::model_class);
        EXPECT_EQ(now[0].label, "weapon");
        EXPECT_EQ(now[0].box, knife(200.0 + i).box);
        EXPECT_EQ(now[0].confidence, 0.7);
        EXPECT_NEAR(now[0].lasting_s, 0.1 * i, 1e-9);
        ASSERT_TRUE(now[0].at) << "the camera is calibrated";
        number = number == 0 ? now[0].number : number;
        EXPECT_EQ(now[0].number, number);
    }
}

TEST_F(ModelSignsTest, TwoThingsAndTwoClassesHaveNumbersOfTheirOwn) {
    const auto now = look({knife(100.0), knife(400.0), {"fire engine", {100.0, 300.0, 40.0, 30.0}, 0.9}});
    ASSERT_EQ(now.size(), 3U);
    EXPECT_NE(now[0].number, now[1].number);
    EXPECT_NE(now[0].number, now[2].number) << "the same box, another class";
    const auto later = look({knife(402.0), knife(101.0)});
    EXPECT_EQ(later[0].number, now[1].number);
    EXPECT_EQ(later[1].number, now[0].number);
}

TEST_F(ModelSignsTest, WhatIsNotSeenIsNoSignAndTheSameOneIfItComesBackSoon) {
    const auto first = look({knife(100.0)});
    EXPECT_TRUE(look({}, 1.0).empty());
    const auto again = look({knife(105.0)}, 0.5);
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again[0].number, first[0].number);
    EXPECT_NEAR(again[0].lasting_s, 1.5, 1e-9);
    EXPECT_TRUE(look({}, 2.5).empty());
    const auto other = look({knife(105.0)});
    EXPECT_NE(other[0].number, first[0].number);
    EXPECT_EQ(other[0].lasting_s, 0.0);
}

}  // namespace
}  // namespace vigie
