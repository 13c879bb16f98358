// What readers that go through OpenCV share. Internal to this folder.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include <opencv2/videoio.hpp>

#include "vision/capture/frame_reader.hpp"

namespace vigie::vision {

/// `decoded` as 8-bit BGR; a depth other than 8 bits is refused rather than guessed at. `name` is the
/// source's, for the error.
[[nodiscard]] net::Result<cv::Mat> as_bgr(const cv::Mat& decoded, const std::string& name);

/// Frames a second as the source says; nothing while closed, when it does not say, or nonsense.
[[nodiscard]] std::optional<double> sensible_fps(const cv::VideoCapture& capture);

[[nodiscard]] std::unique_ptr<FrameReader> make_file_reader(const FileSource& source);
[[nodiscard]] std::unique_ptr<FrameReader> make_folder_reader(const FolderSource& source);
/// `clock` outlives the reader, here and below.
[[nodiscard]] std::unique_ptr<FrameReader> make_rtsp_reader(const RtspSource& source,
                                                            const net::Clock& clock);
[[nodiscard]] std::unique_ptr<FrameReader> make_device_reader(const DeviceSource& source,
                                                              const net::Clock& clock);

}  // namespace vigie::vision
