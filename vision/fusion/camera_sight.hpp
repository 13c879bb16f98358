// How likely a camera counts somebody, by where they stand and who stands before them.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "net/types/geometry.hpp"
#include "vision/fusion/camera_on_floor.hpp"
#include "vision/fusion/camera_place.hpp"
#include "vision/fusion/floor_density.hpp"
#include "vision/fusion/sight_settings.hpp"

namespace vigie::vision {

/// One camera's sight of one size of picture. Immutable.
class CameraSight {
public:
    /// Nothing for a camera whose projection is not known.
    [[nodiscard]] static std::optional<CameraSight> of(const CameraOnFloor& camera, std::uint32_t width,
                                                       std::uint32_t height, const SightSettings& settings);

    /// Chance, 0 to 1, that the camera counts a standing person at `at`: the nearest of those who stand
    /// between hides them below the ray over their head. They stand as `crowd` says, by themselves
    /// (a Boolean model; Chiu, Stoyan, Kendall and Mecke, "Stochastic Geometry and its Applications", 2013,
    /// chapter 3). They are one of the crowd and do not hide themselves.
    [[nodiscard]] double chance(net::Point<net::Floor> at, const FloorDensity& crowd) const;

private:
    CameraSight(CameraOnFloor camera, const CameraPlace& place, const SightSettings& settings,
                std::uint32_t width, std::uint32_t height)
        : camera_(std::move(camera)), place_(place), settings_(settings), width_(width), height_(height) {}

    [[nodiscard]] double found(double visible) const;

    CameraOnFloor camera_;
    CameraPlace place_;
    SightSettings settings_;
    double width_;
    double height_;
};

}  // namespace vigie::vision
