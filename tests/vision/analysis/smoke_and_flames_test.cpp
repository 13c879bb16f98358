// Smoke and flames, on drawn pictures.
#include <gtest/gtest.h>

#include "tests/vision/analysis/sign_stage.hpp"

namespace vigie::test {
namespace {

using net::SignKind;

const cv::Scalar kGrey{195, 195, 195};

/// A plume from (200, 200) of the half-size picture that has risen and widened for `t` seconds; `dense`:
/// alpha in its middle. It is made of puffs that come and go.
cv::Mat plume(double t, double dense, std::uint64_t seed) {
    cv::RNG random(seed);
    cv::Mat alpha = cv::Mat::zeros(240, 320, CV_32F);
    const double height = std::min(150.0, 14.0 * t + 8.0);
    for (int i = 0; i < 40; ++i) {
        const double up = random.uniform(0.0, 1.0) * height;
        const double wide = 6.0 + 0.3 * up;
        const cv::Point at(cvRound(200 + random.uniform(-1.0, 1.0) * wide), cvRound(200 - up));
        cv::Mat puff = cv::Mat::zeros(240, 320, CV_32F);
        cv::circle(puff, at, cvRound(8.0 + 0.1 * up), cv::Scalar(dense * random.uniform(0.25, 0.45)),
                   cv::FILLED);
        alpha += puff;
    }
    cv::GaussianBlur(alpha, alpha, {0, 0}, 5.0);
    return cv::min(alpha, dense);
}

class Smoke : public ::testing::Test {
protected:
    void SetUp() override { stage.film_for(12.0); }
    void veil_for(double seconds, const std::function<cv::Mat(double)>& alpha,
                  const cv::Scalar& colour = kGrey) {
        stage.film_for(seconds, [&](Brush& brush, double t) { brush.veil(alpha(t), colour); });
    }
    static cv::Mat slow_puffs(double t, double dense) {
        // Puffs change twice a second.
        return plume(t, dense, 1 + static_cast<std::uint64_t>(t * 2.0));
    }
    void expect_nothing() {
        EXPECT_EQ(stage.ever(SignKind::smoke), 0U);
        EXPECT_EQ(stage.ever(SignKind::flames), 0U);
    }

    SignStage stage{false};
};

TEST_F(Smoke, ThatRisesAndSpreadsIsNoticedAndEndsWhenItIsGone) {
    veil_for(10.0, [](double t) { return slow_puffs(t, 0.6); });
    const auto* sign = stage.sign(SignKind::smoke);
    ASSERT_NE(sign, nullptr);
    EXPECT_GT(sign->lasting_s, 5.0);
    EXPECT_LT(sign->lasting_s, 10.1);
    EXPECT_GT(sign->box.height, 60.0);
    EXPECT_NEAR(sign->box.centre().x, 200.0, 40.0);
    EXPECT_EQ(stage.ever(SignKind::left_object), 0U);
    stage.film_for(4.0);
    EXPECT_EQ(stage.sign(SignKind::smoke), nullptr);
}

TEST_F(Smoke, ThatIsThinIsNoticedToo) {
    veil_for(12.0, [](double t) { return slow_puffs(t, 0.35); });
    EXPECT_GT(stage.longest(SignKind::smoke), 5.0);
}

TEST(SmokeBeforeABareWall, IsNoticedByTheFloorThatItBeginsOnAndItsBillows) {
    SignStage stage{false};
    const auto wall = [](Brush& brush) { brush.rectangle({0, 0, 640, 384}, {205, 212, 214}); };
    stage.film_for(12.0, [&](Brush& brush, double) { wall(brush); });
    stage.film_for(12.0, [&](Brush& brush, double t) {
        wall(brush);
        brush.veil(plume(t, 0.45, 1 + static_cast<std::uint64_t>(t * 2.0)), {90, 90, 90});
    });
    EXPECT_GT(stage.longest(SignKind::smoke), 5.0);
}

TEST_F(Smoke, ThatIsFirstSeenAsAWholeColumnIsNoticedOnceItOutlastsSteam) {
    // It reaches down from the picture's top and gets wider.
    const auto column = [](double t) {
        cv::Mat out = cv::Mat::zeros(240, 320, CV_32F);
        const int wide = 24 + cvRound(std::min(90.0, 8.0 * t));
        const cv::Rect part(200 - wide / 2, 60, wide, 180);
        slow_puffs(t + 30.0, 0.6)(part).copyTo(out(part - cv::Point(0, 60)));
        return out;
    };
    veil_for(9.0, column);
    EXPECT_EQ(stage.ever(SignKind::smoke), 0U) << "steam would look the same";
    veil_for(16.0, [&](double t) { return column(t + 9.0); });
    EXPECT_GT(stage.longest(SignKind::smoke), 10.0);
}

TEST_F(Smoke, IsNoneWhereACloudCastsItsShadow) {
    veil_for(15.0,
             [](double t) {
                 cv::Mat alpha = cv::Mat::zeros(240, 320, CV_32F);
                 cv::ellipse(alpha, {cvRound(100 + 4 * t), cvRound(285 - 9 * t)}, {70, 40}, 0, 0, 360,
                             cv::Scalar(0.4), cv::FILLED);
                 cv::GaussianBlur(alpha, alpha, {0, 0}, 8.0);
                 return alpha;
             },
             {0, 0, 0});
    expect_nothing();
}

TEST_F(Smoke, IsNoneWhenFogIsEverywhere) {
    veil_for(20.0, [](double t) { return cv::Mat(240, 320, CV_32F, cv::Scalar(std::min(0.6, 0.06 * t))); });
    expect_nothing();
}

TEST_F(Smoke, APuffOfSteamIsGoneBeforeItMatters) {
    veil_for(4.0, [](double t) { return cv::Mat(slow_puffs(t, 0.6) * std::max(0.0, 1.0 - t / 2.0)); });
    stage.film_for(6.0);
    EXPECT_LT(stage.longest(SignKind::smoke), 5.0);
}

TEST_F(Smoke, IsNoneWhereAFlagWavesALampGoesOnOrTheLensIsDirty) {
    stage.film_for(10.0, [](Brush& brush, double t) {
        for (int i = 0; i < 40; ++i) {
            const double y = 150 + 10 * std::sin(4.0 * t + i * 0.25);
            brush.rectangle({200.0 + 4 * i, y, 4, 90}, {170 + 20.0 * std::sin(4.0 * t + i * 0.25), 170, 170});
        }
    });
    const auto spot = [](cv::Point at, int radius) {
        cv::Mat alpha = cv::Mat::zeros(240, 320, CV_32F);
        cv::circle(alpha, at, radius, cv::Scalar(0.5), cv::FILLED);
        cv::GaussianBlur(alpha, alpha, {0, 0}, 12.0);
        return alpha;
    };
    veil_for(10.0,
             [&](double t) {
                 return cv::Mat(spot({100, 180}, 40) * (t < 5.0 ? 1.0 : 0.0));
             },
             {255, 255, 255});
    veil_for(15.0, [&](double) { return spot({240, 80}, 45); });
    expect_nothing();
}

/// A fire at (400, 380) of the full-size picture, `wide` pixels across, of tongues that come and go.
void fire(Brush& brush, double wide, std::uint64_t seed) {
    cv::RNG random(seed);
    for (int i = 0; i < 7; ++i) {
        const double x = 400 + (i - 3) * wide / 7;
        const double high = wide * random.uniform(0.3, 1.3);
        brush.rectangle({x - wide / 12, 380 - high, wide / 6, high}, {20, 90, 235});
        brush.rectangle({x - wide / 16, 380 - 0.6 * high, wide / 8, 0.6 * high}, {60, 205, 255});
    }
}

class Flames : public Smoke {};

TEST_F(Flames, ThatFlickerAndGrowAreNoticed) {
    stage.film_for(8.0, [](Brush& brush, double t) {
        fire(brush, 30.0 + 6.0 * t, static_cast<std::uint64_t>(t * 5.0) + 1);
    });
    const auto* sign = stage.sign(SignKind::flames);
    ASSERT_NE(sign, nullptr);
    EXPECT_NEAR(sign->box.centre().x, 200.0, 12.0);
    EXPECT_GT(sign->lasting_s, 4.0);
    EXPECT_EQ(stage.ever(SignKind::left_object), 0U);
    stage.film_for(6.0);
    EXPECT_EQ(stage.sign(SignKind::flames), nullptr);
}

TEST_F(Flames, AreNoneWhereSomebodyInOrangeWalksAndStands) {
    const cv::Scalar orange{20, 130, 250};
    stage.film_for(5.0, [&](Brush& brush, double t) { brush.person({40 + 60 * t, 400}, orange); });
    stage.film_for(6.0, [&](Brush& brush, double t) {
        brush.person({340 + 2 * std::sin(5 * t), 400}, orange);
    });
    expect_nothing();
}

TEST_F(Flames, AreNoneWhereALampIsSwitchedOnOrABeaconBlinks) {
    const auto lamp = [](Brush& brush) {
        cv::circle(brush.picture(), {100, 100}, 14, {40, 120, 240}, cv::FILLED);
        cv::circle(brush.picture(), {100, 100}, 9, {120, 220, 255}, cv::FILLED);
    };
    stage.film_for(8.0, [&](Brush& brush, double) { lamp(brush); });
    stage.film_for(10.0, [&](Brush& brush, double t) {
        if (std::fmod(t, 0.8) < 0.4) lamp(brush);
    });
    expect_nothing();
}

TEST_F(Flames, AreNoneWhereAnOrangeFlagWaves) {
    stage.film_for(12.0, [](Brush& brush, double t) {
        for (int i = 0; i < 40; ++i) {
            const double y = 150 + 10 * std::sin(7.0 * t + i * 0.25);
            const double shade = 1.0 + 0.1 * std::sin(7.0 * t + i * 0.25);
            brush.rectangle({200.0 + 4 * i, y, 4, 90}, {20.0 * shade, 140.0 * shade, 230.0 * shade});
        }
    });
    expect_nothing();
}

}  // namespace
}  // namespace vigie::test
