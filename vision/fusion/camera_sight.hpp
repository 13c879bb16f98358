// How likely a camera counts somebody, by where they stand and who stands before them.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "net/types/geometry.hpp"
#include "vision/fusion/camera_on_floor.hpp"
#include "vision/fusion/camera_place.hpp"
#include "vision/fusion/floor_density.hpp"

namespace vigie::vision {

/// People as what hides people. Plain values.
struct SightSettings {
    double body_height_m = 1.73;  ///< of everybody
    double body_width_m = 0.45;   ///< at the shoulders, with which one hides another
    double apart_m = 0.3;         ///< nobody stands nearer than this to somebody, middle to middle
    double least_visible = 0.25;  ///< nobody is found of whom less can be seen, 0 to 1
    double hidden_found = 0.5;    ///< chance to be found and counted at that share (measured)
    double clear_found = 0.97;    ///< the same of somebody who is free to be seen; linear between (measured)
    double hill_m = 0.5;          ///< one sigma of the hill as which each person enters the density
    double hidden_share = 0.7;    ///< of a body covered by a track in a picture: it explains that body
    double miss_ratio = 0.1;  ///< odds that somebody is there, by each camera that would surely see them and
                              ///< does not; two such outweigh one that sees them, one does not
};

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
