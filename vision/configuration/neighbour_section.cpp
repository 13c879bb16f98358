// Neighbours: other nodes whose cameras' scenes this one fuses.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "vision/configuration/sections.hpp"

namespace vigie::vision {

namespace {

constexpr std::size_t kMostNeighbours = 16;

bool is_own_camera(const NodeConfiguration& node, const net::CameraId& id) {
    return std::any_of(node.record.cameras.begin(), node.record.cameras.end(),
                       [&id](const auto& camera) { return camera.camera == id; });
}

/// The neighbour that has that camera; null when none has.
const NeighbourSetup* neighbour_of(const NodeConfiguration& node, const net::CameraId& id) {
    for (const auto& neighbour : node.neighbours) {
        for (const auto& camera : neighbour.cameras) {
            if (camera.camera == id) return &neighbour;
        }
    }
    return nullptr;
}

void read_cameras_of(net::TomlReader& neighbour, const NodeConfiguration& node, NeighbourSetup& out) {
    for (auto& table : read_tables(neighbour, "camera")) {
        NeighbourCamera camera;
        camera.camera = read_new_id<net::CameraId>(table, out.cameras, &NeighbourCamera::camera);
        if (!camera.camera.empty() && is_own_camera(node, camera.camera)) {
            table.refuse("id", fmt::format("'{}' is a camera of this node; ids are unique in the venue",
                                           camera.camera.text()));
        } else if (const auto* other = neighbour_of(node, camera.camera)) {
            table.refuse("id",
                         fmt::format("'{}' is a camera of neighbour '{}' too; ids are unique in the venue",
                                     camera.camera.text(), other->node.text()));
        }
        const auto* floor =
            find_named(table, "floor", table.text("floor"), node.record.floors, &net::FloorPlan::floor);
        if (floor != nullptr) camera.floor = floor->floor;
        table.finish();
        out.cameras.push_back(std::move(camera));
    }
    if (out.cameras.empty()) {
        neighbour.refuse("camera",
                         "is missing; add a [[neighbour.camera]] with id and floor for each camera "
                         "of it that sees a zone of this node");
    }
}

}  // namespace

void read_neighbours(net::TomlReader& top, const std::filesystem::path& state, NodeConfiguration& out) {
    for (auto& table : read_tables(top, "neighbour", kMostNeighbours)) {
        NeighbourSetup neighbour;
        neighbour.node = read_new_id<net::NodeId>(table, out.neighbours, &NeighbourSetup::node);
        if (!neighbour.node.empty() && neighbour.node == out.record.node) {
            table.refuse("id", "is this node itself; name another node");
        }
        neighbour.host = table.text("host");
        neighbour.port = static_cast<std::uint16_t>(table.integer("port", 7401, 1, 65533));
        neighbour.public_key = (state / table.text("public_key")).lexically_normal();
        neighbour.places = {table.place("host"), table.place("public_key")};
        read_cameras_of(table, out, neighbour);
        table.finish();
        out.neighbours.push_back(std::move(neighbour));
    }
}

NeighbourCamera* find_neighbour_camera(NodeConfiguration& node, const std::string& id) {
    for (auto& neighbour : node.neighbours) {
        for (auto& camera : neighbour.cameras) {
            if (camera.camera.text() == id) return &camera;
        }
    }
    return nullptr;
}

net::ConfigurationRecord judged_record(const NodeConfiguration& configuration) {
    net::ConfigurationRecord out = configuration.record;
    for (const auto& neighbour : configuration.neighbours) {
        for (const auto& camera : neighbour.cameras) {
            net::Calibration calibration;
            calibration.floor = camera.floor;
            for (const auto& floor : out.floors) {
                if (floor.floor != camera.floor) continue;
                calibration.field_of_view = {{{0.0, 0.0},
                                              {floor.width_m, 0.0},
                                              {floor.width_m, floor.height_m},
                                              {0.0, floor.height_m}}};
            }
            out.cameras.push_back({camera.camera, camera.camera.text(), 0.0, calibration});
            for (auto& zone : out.zones) {
                const bool names =
                    std::find(camera.zones.begin(), camera.zones.end(), zone.zone) != camera.zones.end();
                if (names) zone.cameras.push_back(camera.camera);
            }
        }
    }
    return out;
}

}  // namespace vigie::vision
