#include "vision/capture/opencv_source.hpp"

#include <fmt/format.h>

#include <opencv2/imgproc.hpp>

namespace vigie::vision {

using net::ErrorCode;
using net::Reason;

net::Result<cv::Mat> as_bgr(const cv::Mat& decoded, const std::string& name) {
    if (decoded.empty() || decoded.depth() != CV_8U) {
        return net::fail(
            ErrorCode::invalid_input,
            {fmt::format("'{}' gave a picture that is not 8 bits a channel: use an 8-bit source", name),
             Reason::source_unsupported,
             {name}});
    }
    cv::Mat out;
    switch (decoded.channels()) {
        case 1:
            cv::cvtColor(decoded, out, cv::COLOR_GRAY2BGR);
            return out;
        case 3:
            return decoded;
        case 4:
            cv::cvtColor(decoded, out, cv::COLOR_BGRA2BGR);
            return out;
        default:
            return net::fail(ErrorCode::invalid_input,
                             {fmt::format("'{}' gave a picture of {} channels: use a colour or grey source",
                                          name, decoded.channels()),
                              Reason::source_unsupported,
                              {name}});
    }
}

std::optional<double> sensible_fps(const cv::VideoCapture& capture) {
    const double fps = capture.isOpened() ? capture.get(cv::CAP_PROP_FPS) : 0.0;
    if (fps > 0.1 && fps <= 240.0) return fps;
    return std::nullopt;
}

}  // namespace vigie::vision
