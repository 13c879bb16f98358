// A small hall with a camera, for tests of what is drawn.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "vision/rendering/painter.hpp"
#include "vision/rendering/simulated_camera.hpp"

namespace vigie::test {

inline const net::FloorId kHallFloor = *net::FloorId::parse("hall");
inline const net::CameraId kEye = *net::CameraId::parse("eye");

/// 20 m by 20 m, open to the sky.
inline vision::Scenery hall() {
    vision::Scenery out;
    out.floor = kHallFloor;
    out.width_m = 20.0;
    out.height_m = 20.0;
    out.ceiling_m = 0.0;
    return out;
}

/// At the south edge, four metres up, looking north at the middle.
inline vision::SimulatedCameraSettings eye() {
    vision::SimulatedCameraSettings out;
    out.camera = kEye;
    out.pose = {kHallFloor, {10.0, 20.0}, 4.0, {10.0, 10.0}, 60.0, 0.0};
    out.size = {320, 240};
    out.noise = 0.0;
    out.backdrop_samples = 1;
    return out;
}

inline vision::SimulatedPerson standing(std::uint64_t id, net::Point<net::Floor> at) {
    vision::SimulatedPerson out;
    out.id = id;
    out.floor = kHallFloor;
    out.at = at;
    out.height_m = 1.8;
    out.clothes.top = {150, 30, 30};
    return out;
}

inline vision::WorldState with(std::vector<vision::SimulatedPerson> people) {
    vision::WorldState out;
    out.people = std::move(people);
    out.sun = {0.0, 0.0};
    return out;
}

inline vision::WorldState with_fault(vision::CameraFault fault, double progress, double amount) {
    auto out = with({});
    out.faults.push_back({kEye, fault, progress, amount});
    return out;
}

}  // namespace vigie::test
