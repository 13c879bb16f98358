#include "tests/e2e/derived_video.hpp"

#include <stdexcept>

#include <opencv2/videoio.hpp>

namespace vigie::test {

void derive_video(const std::filesystem::path& from, const std::filesystem::path& to, int frames,
                  const std::function<cv::Mat(const cv::Mat&)>& change) {
    cv::VideoCapture source(from.string(), cv::CAP_FFMPEG);
    cv::Mat frame;
    cv::VideoWriter out;
    for (int i = 0; i < frames; ++i) {
        if (!source.read(frame)) throw std::runtime_error("cannot read " + from.string());
        const cv::Mat changed = change(frame);
        if (i == 0 && !out.open(to.string(), cv::CAP_OPENCV_MJPEG,
                                cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), 10.0, changed.size())) {
            throw std::runtime_error("cannot write " + to.string());
        }
        out.write(changed);
    }
}

}  // namespace vigie::test
