// Tracks as they are handed to the watches of signs, made by hand.
#pragma once

#include <opencv2/core.hpp>

#include "tests/vision/analysis/sign_stage.hpp"
#include "vision/analysis/walker.hpp"

namespace vigie::test {

/// One that is seen and whose feet are at `foot`, a place of a 640x480 picture. It stands still.
inline vision::Walker track(net::TrackNumber number, cv::Point2d foot) {
    const vision::FootFilter filter({}, cv::Matx22d::eye(), 1.0);
    const double height = 1.73 * metre_at(foot.y);
    const net::Box box{foot.x - 0.2 * height, foot.y - height, 0.4 * height, height};
    return {.number = number,
            .state = net::TrackState::confirmed,
            .filter = filter,
            .last = {filter, {}, 0},
            .size = vision::SizeFilter(1.0, 0.1, 0.1),
            .look = {},
            .born_at = {},
            .upright = box,
            .box = box,
            .walked = true};
}

/// One that walks across the view at that speed, m/s.
inline vision::Walker walking_track(net::TrackNumber number, cv::Point2d foot, double speed) {
    auto out = track(number, foot);
    for (int i = 0; i < 30; ++i) {
        out.filter.predict(0.2, 1.0);
        out.filter.correct({0.2 * speed * (i + 1), 0.0}, 0.001 * cv::Matx22d::eye());
    }
    return out;
}

/// One that is not seen now.
inline vision::Walker coasting(net::TrackNumber number, cv::Point2d foot) {
    auto out = track(number, foot);
    out.state = net::TrackState::coasting;
    out.unseen_s = 0.5;
    return out;
}

}  // namespace vigie::test
