// A captured picture with its stamp: what capture hands to analysis.
#pragma once

#include <opencv2/core.hpp>

#include "net/types/time.hpp"

namespace vigie::vision {

/// Copies share the pixels; nobody writes them once the frame has left capture.
struct Frame {
    cv::Mat picture;  ///< CV_8UC3, BGR
    net::FrameStamp stamp;
};

}  // namespace vigie::vision
