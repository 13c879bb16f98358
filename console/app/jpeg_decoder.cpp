#include "console/app/jpeg_decoder.hpp"

#include <fmt/format.h>
#include <turbojpeg.h>

namespace vigie::console {

namespace {

std::uint32_t divided_up(std::uint32_t value, std::uint32_t by) {
    return (value + by - 1) / by;
}

}  // namespace

PixelSize decoded_size(PixelSize source, PixelSize wanted) {
    if (wanted.width == 0 || wanted.height == 0) {
        return source;
    }
    PixelSize best = source;
    for (const std::uint32_t divisor : {2U, 4U, 8U}) {
        const PixelSize smaller{divided_up(source.width, divisor), divided_up(source.height, divisor)};
        if (smaller.width < wanted.width || smaller.height < wanted.height) {
            break;
        }
        best = smaller;
    }
    return best;
}

JpegDecoder::JpegDecoder() : handle_(tjInitDecompress()) {}

JpegDecoder::~JpegDecoder() {
    if (handle_ != nullptr) {
        tjDestroy(handle_);
    }
}

net::Result<PixelSize> JpegDecoder::decode(std::span<const std::uint8_t> jpeg, PixelSize announced,
                                           PixelSize wanted, std::vector<std::uint8_t>& rgba) {
    if (handle_ == nullptr) {
        return net::fail(net::ErrorCode::internal, "libjpeg-turbo could not be started: out of memory");
    }
    auto size = decode_with_handle(jpeg, announced, wanted, rgba);
    if (!size) {
        // A header that broke off leaves libjpeg-turbo 2.1 in the middle of it: the next picture would fail
        // too.
        tjDestroy(handle_);
        handle_ = tjInitDecompress();
    }
    return size;
}

net::Result<PixelSize> JpegDecoder::decode_with_handle(std::span<const std::uint8_t> jpeg,
                                                       PixelSize announced, PixelSize wanted,
                                                       std::vector<std::uint8_t>& rgba) {
    const std::uint8_t* bytes = jpeg.data();
    int width = 0;
    int height = 0;
    int subsampling = 0;
    int colours = 0;
    if (tjDecompressHeader3(handle_, bytes, jpeg.size(), &width, &height, &subsampling, &colours) != 0) {
        return net::fail(net::ErrorCode::invalid_input,
                         fmt::format("{} bytes are no JPEG: {}", jpeg.size(), tjGetErrorStr2(handle_)));
    }
    const PixelSize source{static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height)};
    if (source.width > kLargestPictureSide || source.height > kLargestPictureSide) {
        return net::fail(net::ErrorCode::invalid_input,
                         fmt::format("a JPEG of {}x{} pixels is larger than {} a side", width, height,
                                     kLargestPictureSide));
    }
    if (source != announced) {
        return net::fail(net::ErrorCode::invalid_input,
                         fmt::format("a JPEG of {}x{} pixels was announced as {}x{}", width, height,
                                     announced.width, announced.height));
    }
    const PixelSize size = decoded_size(source, wanted);
    rgba.resize(std::size_t{size.width} * size.height * 4);
    // A warning means missing or damaged data: half a picture with grey below must not pass for a good one.
    if (tjDecompress2(handle_, bytes, jpeg.size(), rgba.data(), static_cast<int>(size.width), 0,
                      static_cast<int>(size.height), TJPF_RGBA, TJFLAG_FASTDCT | TJFLAG_STOPONWARNING) != 0) {
        return net::fail(net::ErrorCode::invalid_input, fmt::format("a JPEG of {} bytes is damaged: {}",
                                                                    jpeg.size(), tjGetErrorStr2(handle_)));
    }
    return size;
}

}  // namespace vigie::console
