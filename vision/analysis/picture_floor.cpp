#include "vision/analysis/picture_floor.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace vigie::vision {

net::Result<std::optional<net::Homography>> floor_of_picture(const net::CameraConfiguration& camera,
                                                             cv::Size picture) {
    if (!camera.calibration) {
        return std::optional<net::Homography>();
    }
    const auto& calibration = *camera.calibration;
    const double across = static_cast<double>(picture.width) / std::max(1U, calibration.width);
    const double down = static_cast<double>(picture.height) / std::max(1U, calibration.height);
    constexpr double kSameShape = 0.02;
    if (std::abs(across / down - 1.0) > kSameShape) {
        const auto size = [](auto width, auto height) {
            return std::to_string(width) + "x" + std::to_string(height);
        };
        const std::string delivered = size(picture.width, picture.height);
        const std::string surveyed = size(calibration.width, calibration.height);
        return net::fail(net::ErrorCode::invalid_input,
                         net::Sentence{"camera " + camera.camera.text() + " delivers " + delivered +
                                           " pixels, but its calibration was surveyed on " + surveyed +
                                           ", another shape: survey it again or choose the other stream",
                                       net::Reason::source_of_another_shape,
                                       {delivered, surveyed}});
    }
    auto pairs = calibration.pairs;
    for (auto& pair : pairs) {
        pair.image = {pair.image.x * across, pair.image.y * down};
    }
    auto floor = net::Homography::fit(pairs);
    if (!floor) {
        return net::fail("camera " + camera.camera.text() + ", calibration", floor.error());
    }
    return std::optional(*floor);
}

}  // namespace vigie::vision
