// JPEGs and pictures made for the tests of what decodes them.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "net/types/picture.hpp"

namespace vigie::test {

/// A JPEG of one grey level (0 to 255), quality 90.
[[nodiscard]] std::vector<std::uint8_t> grey_jpeg(std::uint32_t width, std::uint32_t height,
                                                  std::uint8_t level);

/// A picture of camera `camera` with an empty scene numbered `number`, announced as the JPEG's own size.
[[nodiscard]] net::Picture grey_picture(std::string_view camera, net::PictureSize size, std::uint64_t number,
                                        std::uint8_t level, std::uint32_t width = 64,
                                        std::uint32_t height = 48);

}  // namespace vigie::test
