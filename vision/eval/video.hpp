// A video that is held against ground truth: frame n of the file is frame n of the truth.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <utility>

#include <opencv2/core.hpp>
#include <opencv2/videoio.hpp>

#include "net/types/result.hpp"
#include "vision/capture/shape_watch.hpp"
#include "vision/eval/distortion.hpp"

namespace vigie::vision {

/// Which frames are scored, both included, from 1. Frames before `first` are analysed, not scored. The
/// analysis starts with the video and not before: from 1, its warm-up is scored like all the rest, who is not
/// found then is missed, and what is masked as a whole counts into the mask's area. Only the two figures that
/// say so leave those frames out.
struct FrameRange {
    std::uint64_t first = 1;
    std::uint64_t last = 0;  ///< 0: to the end of the ground truth
};

/// A file, and what is done to its pictures before anybody sees them.
struct Video {
    std::filesystem::path file;
    PictureChange change = {};  ///< empty: nothing
};

/// Reads one picture after the other. Owned by one thread.
class VideoReader {
public:
    /// not_found when it cannot be opened, invalid_input when it has fewer frames than `range.last`; the
    /// message says which --frames it has.
    [[nodiscard]] static net::Result<VideoReader> open(const Video& video, const FrameRange& range);

    /// Frames a second as the file says; invalid_input where it says nothing sensible.
    [[nodiscard]] net::Result<double> fps() const;

    /// How many frames the video has when they are less than `wanted`.
    [[nodiscard]] std::optional<std::uint64_t> frames_if_short(std::uint64_t wanted) const;

    /// The next picture, valid until the next call; the change is not made yet. invalid_input when it cannot
    /// be decoded.
    [[nodiscard]] net::Result<cv::Mat> decode();
    /// Makes the video's change to the picture that was decoded last.
    void change(cv::Mat& picture) const;

private:
    explicit VideoReader(Video video) : video_(std::move(video)) {}

    Video video_;
    cv::VideoCapture source_;
    ShapeWatch watch_;
    cv::Mat picture_;
    std::uint64_t number_ = 0;
};

}  // namespace vigie::vision
