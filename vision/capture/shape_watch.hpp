// Whether a video file keeps the size of its pictures: OpenCV's reader scales all of them to the size of the
// first one and says nothing, and a calibration is then wrong.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include <opencv2/core.hpp>

namespace vigie::vision {

/// Another size within the file.
struct ShapeChange {
    cv::Size first;           ///< of the pictures before
    cv::Size then;            ///< of those from here on
    std::uint64_t frame = 0;  ///< about the first of them, from 1, in the order of the file
};

/// Reads a video file beside its reader, packet by packet and without decoding. Owned by one thread. It knows
/// the sizes of H.264, H.265, MPEG-1, -2 and -4, VP8, AV1 and Motion JPEG; of other kinds, and of files that
/// it cannot read, it sees no change.
class ShapeWatch {
public:
    ShapeWatch();
    ~ShapeWatch();
    ShapeWatch(ShapeWatch&&) noexcept;
    ShapeWatch& operator=(ShapeWatch&&) noexcept;

    /// From the beginning of a file.
    void open(const std::filesystem::path& file);
    void close();
    /// Looks as far as the next frame and a little ahead, since decoders put frames into another order. From
    /// the change on, always the same one.
    [[nodiscard]] std::optional<ShapeChange> next();
    /// Frames that the file's own head counts; nothing where it does not (of AVI it does).
    [[nodiscard]] std::optional<std::uint64_t> told_frames() const { return told_frames_; }

private:
    struct Input;
    [[nodiscard]] bool look_at_packet();

    std::unique_ptr<Input> input_;
    std::optional<ShapeChange> change_;
    std::uint64_t packets_ = 0;
    std::uint64_t frames_ = 0;
    std::optional<std::uint64_t> told_frames_;
};

/// The size as people write it: "640x480".
[[nodiscard]] std::string text_of(cv::Size size);

}  // namespace vigie::vision
