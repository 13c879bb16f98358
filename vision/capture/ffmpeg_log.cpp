#include "vision/capture/ffmpeg_log.hpp"

#include <cstdlib>

namespace vigie::vision {

void silence_ffmpeg() {
    constexpr const char* kQuiet = "-8";  // AV_LOG_QUIET
    ::setenv("OPENCV_FFMPEG_LOGLEVEL", kQuiet, 0);
}

}  // namespace vigie::vision
