#include "vision/analysis/frame_check.hpp"

#include <string>

namespace vigie::vision {

net::Result<void> check_frame(const cv::Mat& frame) {
    constexpr int kLeast = 64;
    constexpr int kMost = 8192;
    if (frame.empty()) {
        return net::fail(net::ErrorCode::invalid_input,
                         "the frame has no pixels: the source delivered nothing to decode, check its stream");
    }
    if (frame.dims != 2 || frame.type() != CV_8UC3) {
        return net::fail(net::ErrorCode::invalid_input,
                         "the frame is " + cv::typeToString(frame.type()) +
                             ", but analysis needs 8-bit BGR (CV_8UC3): convert it in the capture");
    }
    if (frame.cols < kLeast || frame.rows < kLeast || frame.cols > kMost || frame.rows > kMost) {
        return net::fail(net::ErrorCode::invalid_input, "the frame is " + std::to_string(frame.cols) + "x" +
                                                            std::to_string(frame.rows) +
                                                            " pixels, but sides of 64 to 8192 are "
                                                            "analysed: choose another stream of the camera");
    }
    return {};
}

}  // namespace vigie::vision
