// One JPEG into RGBA pixels, no larger than the screen needs.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "net/types/result.hpp"

namespace vigie::console {

/// Width and height in pixels.
struct PixelSize {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    bool operator==(const PixelSize&) const = default;
};

/// Largest JPEG that is decoded, each side, pixels.
inline constexpr std::uint32_t kLargestPictureSide = 8192;

/// The size at which a `source` picture is decoded for a place of `wanted` pixels: the smallest of 1/1,
/// 1/2, 1/4 and 1/8 (rounded up) that still covers it in both directions. libjpeg-turbo decodes only these
/// with SIMD. An empty `wanted` means full size.
[[nodiscard]] PixelSize decoded_size(PixelSize source, PixelSize wanted);

/// Owned by one thread; decoders of different threads share nothing.
class JpegDecoder {
public:
    JpegDecoder();
    ~JpegDecoder();
    JpegDecoder(const JpegDecoder&) = delete;
    JpegDecoder& operator=(const JpegDecoder&) = delete;

    /// Decodes into `rgba` (resized; 4 bytes a pixel, rows without padding) and returns the size.
    /// invalid_input when the bytes are no whole JPEG, when its size is not `announced`, or past
    /// kLargestPictureSide; `rgba` is then worthless.
    [[nodiscard]] net::Result<PixelSize> decode(std::span<const std::uint8_t> jpeg, PixelSize announced,
                                                PixelSize wanted, std::vector<std::uint8_t>& rgba);

private:
    net::Result<PixelSize> decode_with_handle(std::span<const std::uint8_t> jpeg, PixelSize announced,
                                              PixelSize wanted, std::vector<std::uint8_t>& rgba);

    void* handle_;
};

}  // namespace vigie::console
