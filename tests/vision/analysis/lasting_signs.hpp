// A stage on which what was noticed must last until it is seen to have ended.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include <gtest/gtest.h>

#include "tests/vision/analysis/sign_stage.hpp"

namespace vigie::test {

using net::SignKind;

inline const cv::Scalar kGrey{195, 195, 195};
inline const cv::Point2d kDoor{20, 380};
inline const cv::Point2d kPlace{300, 380};

/// Smoke that has spread from (200, 200) of the half-size picture for `t` seconds, 8 pixels each; alpha is
/// about `dense`. Its puffs change twice a second.
inline cv::Mat spreading_smoke(double t, double dense) {
    cv::RNG random(1 + static_cast<std::uint64_t>(2.0 * t));
    cv::Mat coarse(12, 16, CV_32F);
    random.fill(coarse, cv::RNG::UNIFORM, 0.55, 1.25);
    cv::Mat puffs;
    cv::resize(coarse, puffs, {320, 240}, 0, 0, cv::INTER_CUBIC);
    cv::Mat reach = cv::Mat::zeros(240, 320, CV_32F);
    const int radius = cvRound(14.0 + 8.0 * t);
    cv::ellipse(reach, {200, 200 - cvRound(4.0 * t)}, {radius, radius}, 0, 0, 360, cv::Scalar(1.0),
                cv::FILLED);
    cv::GaussianBlur(reach, reach, {0, 0}, 8.0);
    return cv::min(cv::Mat(dense * reach.mul(puffs)), 0.9);
}

/// A floor without a pattern that repeats, as the view watch takes the place of one tile for another.
inline void carpet(Brush& brush) {
    cv::RNG random(11);
    cv::Mat coarse(30, 40, CV_8UC3);
    random.fill(coarse, cv::RNG::UNIFORM, 90, 170);
    cv::resize(coarse, brush.picture(), {320, 240}, 0, 0, cv::INTER_NEAREST);
}

/// Coloured lamps light the middle and the right third of whatever is there.
inline void light_lamps(Brush& brush) {
    const auto light = [&brush](const cv::Rect& part, const cv::Scalar& by) {
        cv::Mat lit = brush.picture()(part);
        cv::multiply(lit, by, lit);
    };
    light({107, 0, 107, 240}, {1.0, 1.5, 1.0});
    light({214, 0, 106, 240}, {1.5, 1.0, 1.0});
}

inline void lying(Brush& brush) {
    const double metre = metre_at(kPlace.y);
    brush.rectangle({kPlace.x, kPlace.y - 0.36 * metre, 1.5 * metre, 0.36 * metre}, kRed);
    brush.rectangle({kPlace.x + 1.5 * metre, kPlace.y - 0.32 * metre, 0.23 * metre, 0.25 * metre},
                    {90, 130, 190});
}

inline void bag(Brush& brush) {
    brush.thing({kPlace.x + 22, kPlace.y + 2}, 0.6, 0.45);
}

class SignsThatLast : public ::testing::Test {
protected:
    void start(bool calibrated, const std::function<void(vision::AnalyserConfiguration&)>& change = {}) {
        stage = std::make_unique<SignStage>(calibrated, change);
        film_for(14.0);
    }
    /// On the carpet; fails at the first frame without a sign of `kind`, if one is named.
    void film_for(double seconds, const std::function<void(Brush&, double)>& draw = {},
                  std::optional<SignKind> kind = {}) {
        for (long i = 0; i < std::lround(seconds * 5.0); ++i) {
            const double t = static_cast<double>(i) / 5.0;
            stage->film([&](Brush& brush) {
                carpet(brush);
                if (floor) floor(brush);
                if (draw) draw(brush, t);
            });
            if (!kind) continue;
            ASSERT_NE(stage->sign(*kind), nullptr) << "after " << t << " s";
        }
    }
    void walk(cv::Point2d from, cv::Point2d to, const Draw& also = {}, const Draw& over_all = {}) {
        film_for(way_s(from, to), [&](Brush& brush, double t) {
            if (also) also(brush);
            brush.person(on_the_way(from, to, t));
            if (over_all) over_all(brush);
        });
    }
    void fall() {
        walk(kDoor, kPlace);
        film_for(5.0, [](Brush& brush, double) { lying(brush); });
        ASSERT_NE(stage->sign(SignKind::person_down), nullptr);
    }
    void leave_bag() {
        walk(kDoor, kPlace);
        film_for(2.0, [](Brush& brush, double) {
            bag(brush);
            brush.person(kPlace);
        });
        walk(kPlace, kDoor, bag);
        film_for(5.0, [](Brush& brush, double) { bag(brush); });
        ASSERT_NE(stage->sign(SignKind::left_object), nullptr);
    }
    void smoke_begins(double dense) {
        film_for(6.0, [&](Brush& brush, double t) { brush.veil(spreading_smoke(t, dense), kGrey); });
        ASSERT_NE(stage->sign(SignKind::smoke), nullptr);
    }

    std::unique_ptr<SignStage> stage;
    Draw floor;  ///< on the carpet
};

}  // namespace vigie::test
