// Things left and gone, told from pictures and tracks that are made by hand.
#pragma once

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "tests/vision/analysis/hand_made_tracks.hpp"
#include "tests/vision/analysis/sign_stage.hpp"
#include "vision/analysis/object_watch.hpp"

namespace vigie::test {

/// Places are those of a 640x480 picture; the view has half of it.
class ObjectsByHand : public ::testing::Test {
protected:
    static constexpr double kLookS = 0.2;

    void look(const std::vector<vision::Walker>& tracks = {}, const Draw& draw = {}) {
        cv::Mat picture(240, 320, CV_8UC3, cv::Scalar(130, 134, 124));
        Brush brush(picture);
        if (draw) draw(brush);
        view_.look(picture, kLookS);
        if (!view_.knows()) return;
        const vision::SignSight sight{view_, tracks, ground_, size_, 2.0, kLookS, {640, 480}};
        signs_ = watch_.look(sight, view_, {});
    }
    void look_for(double seconds, const std::vector<vision::Walker>& tracks = {}, const Draw& draw = {}) {
        for (long i = 0; i < std::lround(seconds / kLookS); ++i) look(tracks, draw);
    }
    [[nodiscard]] const std::vector<net::Sign>& signs() const { return signs_; }

private:
    vision::PersonSettings person_;
    net::Homography floor_ = *net::Homography::fit(drawn_calibration().pairs);
    vision::PersonSize size_{person_, floor_, std::nullopt, 640, 480};
    vision::Ground ground_{person_, floor_, size_};
    vision::LongView view_{vision::LongViewSettings{}};
    vision::SignNumbers numbers_;
    vision::ObjectWatch watch_{vision::ObjectSettings{}, person_, numbers_};
    std::vector<net::Sign> signs_;
};

}  // namespace vigie::test
