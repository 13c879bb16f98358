#include "vision/eval/video.hpp"

#include <fmt/format.h>

namespace vigie::vision {

std::optional<std::uint64_t> VideoReader::frames_if_short(std::uint64_t wanted) const {
    // What a file says of its length may be an estimate: only a doubt costs the decoding of all.
    if (source_.get(cv::CAP_PROP_FRAME_COUNT) >= static_cast<double>(wanted)) {
        return std::nullopt;
    }
    cv::VideoCapture counted(video_.file.string(), cv::CAP_FFMPEG);
    std::uint64_t frames = 0;
    while (frames < wanted && counted.grab()) {
        ++frames;
    }
    return frames < wanted ? std::optional(frames) : std::nullopt;
}

net::Result<VideoReader> VideoReader::open(const Video& video, const FrameRange& range) {
    VideoReader out(video);
    const auto name = video.file.string();
    std::error_code ignored;
    if (!std::filesystem::exists(video.file, ignored) || !out.source_.open(name, cv::CAP_FFMPEG)) {
        return net::fail(net::ErrorCode::not_found,
                         "cannot open the video " + name + ": name a file that FFmpeg can decode");
    }
    if (const auto frames = out.frames_if_short(range.last)) {
        return net::fail(net::ErrorCode::invalid_input,
                         *frames == 0 ? name + " holds no frame that FFmpeg can decode: name another"
                                      : fmt::format("{} has {} frames, not the {} that are asked for: give "
                                                    "--frames {}-{}",
                                                    name, *frames, range.last,
                                                    range.first > *frames ? 1 : range.first, *frames));
    }
    out.watch_.open(video.file);
    return out;
}

net::Result<double> VideoReader::fps() const {
    const double fps = source_.get(cv::CAP_PROP_FPS);
    if (fps > 0.1 && fps <= 240.0) {
        return fps;
    }
    return net::fail(
        net::ErrorCode::invalid_input,
        fmt::format("{} says that it has {:.4g} pictures a second, which is not believed: give the "
                    "camera 'fps'",
                    video_.file.string(), fps));
}

net::Result<cv::Mat> VideoReader::decode() {
    ++number_;
    if (const auto change = watch_.next()) {
        return net::fail(
            net::ErrorCode::invalid_input,
            fmt::format("{} changes from {} to {} pixels at about frame {}: end --frames well before "
                        "it, or name a video of one size",
                        video_.file.string(), text_of(change->first), text_of(change->then), change->frame));
    }
    if (!source_.read(picture_)) {
        return net::fail(net::ErrorCode::invalid_input,
                         fmt::format("frame {} of {} cannot be decoded: end --frames before it, or name "
                                     "another video",
                                     number_, video_.file.string()));
    }
    return picture_;
}

void VideoReader::change(cv::Mat& picture) const {
    if (video_.change) {
        video_.change(picture, number_);
    }
}

}  // namespace vigie::vision
