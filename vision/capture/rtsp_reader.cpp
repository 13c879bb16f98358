// An RTSP camera through OpenCV and FFmpeg.
#include <fmt/format.h>

#include <utility>
#include <vector>

#include "vision/capture/opencv_source.hpp"
#include "vision/capture/rtsp_knock.hpp"

namespace vigie::vision {

using net::ErrorCode;
using net::Result;

namespace {

class RtspReader final : public FrameReader {
public:
    RtspReader(RtspSource source, const net::Clock& clock)
        : source_(std::move(source)), name_(describe(source_)), clock_(clock) {}

    Result<void> open() override {
        // OpenCV opens one source at a time in the whole process: ask first, or a camera that is switched off
        // would hold up all the others for its timeout, again and again.
        if (auto answers = knock(source_.url, source_.open_timeout, clock_); !answers) {
            const net::Error& why = answers.error();
            return net::fail(why.code, {fmt::format("'{}' {}", name_, why.message), why.reason, {name_}});
        }
        const std::vector<int> timeouts{
            cv::CAP_PROP_OPEN_TIMEOUT_MSEC, static_cast<int>(source_.open_timeout.count()),
            cv::CAP_PROP_READ_TIMEOUT_MSEC, static_cast<int>(source_.read_timeout.count())};
        try {
            if (capture_.open(source_.url, cv::CAP_FFMPEG, timeouts)) return {};
        } catch (const cv::Exception&) {  // reported below, without the address's password
        }
        return net::fail(
            ErrorCode::unavailable,
            {fmt::format("'{}' answers but gives no video: check user, password and path of its address",
                         name_),
             net::Reason::source_without_video,
             {name_}});
    }

    Result<Reading> read(cv::Mat& picture) override {
        const net::MonoTime asked = clock_.mono();
        cv::Mat decoded;
        bool got = false;
        try {
            got = capture_.read(decoded);
        } catch (const cv::Exception&) {
            got = false;
        }
        // On a dead link the reader blocks for its timeout and then says true once: believe the clock.
        const bool stalled = clock_.mono() - asked >= source_.read_timeout * 9 / 10;
        if (!got || stalled) {
            return net::fail(ErrorCode::unavailable,
                             {fmt::format("'{}' {}: check the camera and its cable", name_,
                                          stalled ? "stopped sending" : "closed the stream"),
                              net::Reason::source_cut_off,
                              {name_}});
        }
        auto bgr = as_bgr(decoded, name_);
        if (!bgr) return tl::unexpected(bgr.error());
        picture = std::move(*bgr);
        return Reading::frame;
    }

    std::optional<double> native_fps() const override { return sensible_fps(capture_); }
    void close() override { capture_.release(); }

private:
    RtspSource source_;
    std::string name_;
    const net::Clock& clock_;
    cv::VideoCapture capture_;
};

}  // namespace

std::unique_ptr<FrameReader> make_rtsp_reader(const RtspSource& source, const net::Clock& clock) {
    return std::make_unique<RtspReader>(source, clock);
}

}  // namespace vigie::vision
