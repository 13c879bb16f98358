// Who is on the ground, as far as it matters to what else lies there.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

namespace vigie::vision {

/// Places as of one look, reduced pixels. Plain values.
struct PeopleDown {
    std::vector<cv::Rect> lying;
    std::vector<cv::Rect> seated;  ///< on the floor
};

}  // namespace vigie::vision
