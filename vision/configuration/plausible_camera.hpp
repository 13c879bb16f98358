// Whether a calibration is one that a camera in a venue can have.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "net/types/geometry.hpp"
#include "net/types/homography.hpp"

namespace vigie::vision {

/// What is impossible about the camera that `homography` describes, as the end of a sentence about its pairs;
/// nothing where it can be. Four pairs fit some map whatever is mistyped in them: but not one of a camera
/// with a lens that there is, which hangs where cameras hang and sees people at a size that they can have.
/// `seen`: the floor in its picture of `width` x `height` pixels, at least one corner.
[[nodiscard]] std::optional<std::string> why_no_camera(const net::Homography& homography,
                                                       const net::Polygon<net::Floor>& seen,
                                                       std::uint32_t width, std::uint32_t height);

}  // namespace vigie::vision
