// The size of a picture, read before it is decoded: a file of a few bytes may unfold to gigabytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include <opencv2/core.hpp>

namespace vigie::vision {

/// As the head of a JPEG, PNG, BMP, TIFF, WebP, PGM or PPM file says, which nobody has checked; sides beyond
/// 2^30 are 2^30. Nothing when it is none of them, or cut off before it says so.
[[nodiscard]] std::optional<cv::Size> size_in_header(std::span<const std::uint8_t> bytes);

/// Of a JPEG alone, such as a frame of Motion JPEG.
[[nodiscard]] std::optional<cv::Size> size_of_jpeg(std::span<const std::uint8_t> bytes);

}  // namespace vigie::vision
