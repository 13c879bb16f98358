#include "net/types/camera_movement.hpp"

#include <algorithm>
#include <utility>

namespace vigie::net {

const CameraMovement* highest(const std::vector<CameraMovement>& cameras, MovementFigure figure) {
    const CameraMovement* out = nullptr;
    for (const auto& camera : cameras) {
        const auto& told = camera.crowd.*figure;
        if (!told) continue;
        if (out == nullptr ||
            std::pair(*told, camera.people) > std::pair(*(out->crowd.*figure), out->people)) {
            out = &camera;
        }
    }
    return out;
}

bool all_tell(const std::vector<CameraMovement>& cameras, MovementFigure figure) {
    return std::all_of(cameras.begin(), cameras.end(), [figure](const CameraMovement& camera) {
        const auto& never = camera.never_tells;
        return camera.crowd.*figure || std::find(never.begin(), never.end(), figure) != never.end();
    });
}

}  // namespace vigie::net
