#include "vision/capture/ffmpeg_log.hpp"

#include <cstdlib>

#include <opencv2/core/utils/logger.hpp>

extern "C" {
#include <libavutil/log.h>
}

namespace vigie::vision {

void silence_ffmpeg() {
    constexpr const char* kQuiet = "-8";  // AV_LOG_QUIET
    ::setenv("OPENCV_FFMPEG_LOGLEVEL", kQuiet, 0);
    // OpenCV sets it when it opens its first video, and ShapeWatch reads some before.
    av_log_set_level(std::atoi(std::getenv("OPENCV_FFMPEG_LOGLEVEL")));
    // OpenCV's own lines repeat what it returns, without the camera's name.
    if (std::getenv("OPENCV_LOG_LEVEL") == nullptr) {
        cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    }
}

}  // namespace vigie::vision
