#include "vision/capture/picture_header.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace vigie::vision {

namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::uint32_t kLargest = std::uint32_t{1} << 30U;

bool starts_with(Bytes bytes, std::string_view text, std::size_t at = 0) {
    return bytes.size() >= at + text.size() &&
           std::equal(text.begin(), text.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at),
                      [](char wanted, std::uint8_t is) { return static_cast<std::uint8_t>(wanted) == is; });
}

/// A number of `count` bytes at `at`, all of which are there.
std::uint32_t big(Bytes bytes, std::size_t at, std::size_t count) {
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < count; ++i) out = out << 8U | bytes[at + i];
    return out;
}

std::uint32_t little(Bytes bytes, std::size_t at, std::size_t count) {
    std::uint32_t out = 0;
    for (std::size_t i = count; i > 0; --i) out = out << 8U | bytes[at + i - 1];
    return out;
}

std::optional<cv::Size> size(std::uint32_t width, std::uint32_t height) {
    if (width == 0 || height == 0) return std::nullopt;
    return cv::Size(static_cast<int>(std::min(width, kLargest)),
                    static_cast<int>(std::min(height, kLargest)));
}

std::optional<cv::Size> size_of_png(Bytes bytes) {
    if (bytes.size() < 24 || !starts_with(bytes, "IHDR", 12)) return std::nullopt;
    return size(big(bytes, 16, 4), big(bytes, 20, 4));
}

std::optional<cv::Size> size_of_bmp(Bytes bytes) {
    if (bytes.size() < 26) return std::nullopt;
    if (little(bytes, 14, 4) == 12) return size(little(bytes, 18, 2), little(bytes, 20, 2));
    // A height below 0 is one from above; so far down no picture is, whichever it is.
    const std::uint32_t height = little(bytes, 22, 4);
    return size(little(bytes, 18, 4), height >= 0x80000000U ? 0U - height : height);
}

std::optional<cv::Size> size_of_webp(Bytes bytes) {
    if (bytes.size() < 30) return std::nullopt;
    if (starts_with(bytes, "VP8X", 12)) return size(little(bytes, 24, 3) + 1, little(bytes, 27, 3) + 1);
    if (starts_with(bytes, "VP8 ", 12)) {
        return size(little(bytes, 26, 2) & 0x3FFFU, little(bytes, 28, 2) & 0x3FFFU);
    }
    if (!starts_with(bytes, "VP8L", 12)) return std::nullopt;
    const std::uint32_t bits = little(bytes, 21, 4);
    return size((bits & 0x3FFFU) + 1, (bits >> 14U & 0x3FFFU) + 1);
}

/// The first directory, where width and height are numbers 256 and 257.
std::optional<cv::Size> size_of_tiff(Bytes bytes) {
    const bool is_little = starts_with(bytes, "II");
    const auto number = [&](std::size_t at, std::size_t count) {
        return is_little ? little(bytes, at, count) : big(bytes, at, count);
    };
    if (bytes.size() < 8) return std::nullopt;
    const std::size_t directory = number(4, 4);
    if (bytes.size() < 2 || directory > bytes.size() - 2) return std::nullopt;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    const std::size_t entries = number(directory, 2);
    for (std::size_t i = 0; i < entries; ++i) {
        constexpr std::size_t kEntry = 12;
        const std::size_t at = directory + 2 + kEntry * i;
        if (at + kEntry > bytes.size()) return std::nullopt;
        constexpr std::uint32_t kShort = 3;
        const std::uint32_t value = number(at + 8, number(at + 2, 2) == kShort ? 2 : 4);
        if (number(at, 2) == 256) width = value;
        if (number(at, 2) == 257) height = value;
    }
    return size(width, height);
}

/// Two numbers after the kind, with spaces and comments between.
std::optional<cv::Size> size_of_pnm(Bytes bytes) {
    std::array<std::uint32_t, 2> sides{};
    std::size_t at = 2;
    for (auto& side : sides) {
        while (at < bytes.size() && (std::isspace(bytes[at]) != 0 || bytes[at] == '#')) {
            if (bytes[at] == '#') {
                while (at < bytes.size() && bytes[at] != '\n') ++at;
            } else {
                ++at;
            }
        }
        for (; at < bytes.size() && std::isdigit(bytes[at]) != 0; ++at) {
            side = std::min(kLargest, side * 10U + (bytes[at] - std::uint32_t{'0'}));
        }
    }
    return size(sides[0], sides[1]);
}

}  // namespace

std::optional<cv::Size> size_of_jpeg(Bytes bytes) {
    std::size_t at = 2;
    while (at + 4 <= bytes.size()) {
        if (bytes[at] != 0xFF) return std::nullopt;
        const std::uint8_t kind = bytes[at + 1];
        if (kind == 0xFF) {  // padding
            ++at;
            continue;
        }
        const bool is_frame = kind >= 0xC0 && kind <= 0xCF && kind != 0xC4 && kind != 0xC8 && kind != 0xCC;
        if (is_frame) {
            if (at + 9 > bytes.size()) return std::nullopt;
            return size(big(bytes, at + 7, 2), big(bytes, at + 5, 2));
        }
        const std::size_t length = big(bytes, at + 2, 2);
        if (length < 2 || kind == 0xDA) return std::nullopt;
        at += 2 + length;
    }
    return std::nullopt;
}

std::optional<cv::Size> size_in_header(Bytes bytes) {
    if (starts_with(bytes, "\xFF\xD8")) return size_of_jpeg(bytes);
    if (starts_with(bytes, "\x89PNG\r\n\x1A\n")) return size_of_png(bytes);
    if (starts_with(bytes, "BM")) return size_of_bmp(bytes);
    if (starts_with(bytes, "RIFF") && starts_with(bytes, "WEBP", 8)) return size_of_webp(bytes);
    if (starts_with(bytes, std::string_view("II*\0", 4)) ||
        starts_with(bytes, std::string_view("MM\0*", 4))) {
        return size_of_tiff(bytes);
    }
    const bool is_pnm = bytes.size() > 2 && bytes[0] == 'P' && bytes[1] >= '1' && bytes[1] <= '6';
    return is_pnm ? size_of_pnm(bytes) : std::nullopt;
}

}  // namespace vigie::vision
