// A camera of this machine through OpenCV and Video4Linux.
#include <fmt/format.h>

#include <sys/stat.h>

#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "vision/capture/opencv_source.hpp"

namespace vigie::vision {

using net::ErrorCode;
using net::Reason;
using net::Result;

namespace {

class DeviceReader final : public FrameReader {
public:
    DeviceReader(DeviceSource source, const net::Clock& clock) : source_(std::move(source)), clock_(clock) {}

    Result<void> open() override {
        std::error_code error;
        const auto status = std::filesystem::status(source_.device, error);
        if (!std::filesystem::exists(status)) {
            return net::fail(
                ErrorCode::not_found,
                {fmt::format("there is no device '{}': plug the camera in, or check its source", name()),
                 Reason::source_device_missing,
                 {name()}});
        }
        // OpenCV would take another kind of file for the pattern of an image sequence.
        if (!std::filesystem::is_character_file(status)) return unusable("is no device");
        try {
            if (capture_.open(name(), cv::CAP_V4L2, wishes())) return {};
        } catch (const cv::Exception&) {  // told below, with the device's name instead of OpenCV's words
        }
        return unusable("gives no pictures");
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
        const bool stalled = clock_.mono() - asked >= source_.read_timeout;
        if (!got || stalled) {
            return net::fail(ErrorCode::unavailable,
                             {fmt::format("'{}' stopped sending: check the camera and its cable", name()),
                              Reason::source_cut_off,
                              {name()}});
        }
        auto bgr = as_bgr(decoded, name());
        if (!bgr) return tl::unexpected(bgr.error());
        picture = std::move(*bgr);
        return Reading::frame;
    }

    std::optional<double> native_fps() const override { return sensible_fps(capture_); }
    void close() override { capture_.release(); }

private:
    [[nodiscard]] std::string name() const { return source_.device.string(); }

    /// What the camera is asked for. Its format comes first: it decides which sizes there are.
    [[nodiscard]] std::vector<int> wishes() const {
        std::vector<int> out;
        if (source_.format.size() == 4) {
            const auto& letter = source_.format;
            out.insert(out.end(), {cv::CAP_PROP_FOURCC,
                                   cv::VideoWriter::fourcc(letter[0], letter[1], letter[2], letter[3])});
        }
        if (source_.size) {
            out.insert(out.end(), {cv::CAP_PROP_FRAME_WIDTH, source_.size->width, cv::CAP_PROP_FRAME_HEIGHT,
                                   source_.size->height});
        }
        if (source_.fps) out.insert(out.end(), {cv::CAP_PROP_FPS, cvRound(*source_.fps)});
        return out;
    }

    [[nodiscard]] tl::unexpected<net::Error> unusable(const char* what) const {
        return net::fail(
            ErrorCode::invalid_input,
            {fmt::format("'{}' {}: check that it is a camera, that no other program uses it, and "
                         "that the node's user may read it",
                         name(), what),
             Reason::source_device_unusable,
             {name()}});
    }

    DeviceSource source_;
    const net::Clock& clock_;
    cv::VideoCapture capture_;
};

}  // namespace

std::unique_ptr<FrameReader> make_device_reader(const DeviceSource& source, const net::Clock& clock) {
    return std::make_unique<DeviceReader>(source, clock);
}

}  // namespace vigie::vision
