// Cameras of a simulated venue: their source, and their calibration from their pose.
#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

#include "vision/configuration/script_cameras.hpp"
#include "vision/configuration/sections.hpp"
#include "vision/rendering/noise.hpp"
#include "vision/rendering/venue_scenery.hpp"
#include "vision/simulation/simulated_venue.hpp"

namespace vigie::vision {

namespace {

constexpr double kSameSizeM = 0.01;

/// A number that belongs to a name, the same on every machine.
std::uint64_t number_of(const std::string& name) {
    std::uint64_t out = name.size();
    for (const char letter : name) out = mixed(out, static_cast<unsigned char>(letter));
    return out;
}

/// Beside the configuration, which it belongs to; else in the state folder.
std::filesystem::path place_of_script(const std::filesystem::path& named, const NodeConfiguration& node,
                                      const std::filesystem::path& state) {
    const auto beside = (node.file.parent_path() / named).lexically_normal();
    std::error_code ignored;
    return std::filesystem::exists(beside, ignored) ? beside : (state / named).lexically_normal();
}

void read_pose(net::TomlReader& source, const NodeConfiguration& node, const SimulationScript& script,
               SimulatedCameraSettings& out) {
    auto table = source.table("pose");
    const auto* floor =
        find_named(table, "floor", table.text("floor"), node.record.floors, &net::FloorPlan::floor);
    const auto at = table.point("at");
    const auto look_at = table.point("look_at");
    out.pose.at = {at.first, at.second};
    out.pose.look_at = {look_at.first, look_at.second};
    out.pose.height_m = table.number("height_m", out.pose.height_m, 0.3, 100.0);
    out.pose.field_of_view_deg = table.number("field_of_view_deg", out.pose.field_of_view_deg, 5.0, 150.0);
    if (!is_on_earth(at)) table.refuse("at", "lies more than 100 km away; these are metres of the plan");
    if (net::distance(out.pose.at, out.pose.look_at) < 0.1) {
        table.refuse("look_at", "must be a place of the floor that is not straight below the camera");
    }
    table.finish();
    if (floor == nullptr) return;
    out.pose.floor = floor->floor;
    const auto scenery = scenery_of(script, floor->floor);
    if (!scenery) {
        table.refuse("floor", fmt::format("names '{}', which the script does not have", floor->floor.text()));
    } else if (std::abs(scenery->width_m - floor->width_m) > kSameSizeM ||
               std::abs(scenery->height_m - floor->height_m) > kSameSizeM) {
        table.refuse("floor", fmt::format("names '{}', which is {} x {} m here and {} x {} m in the script; "
                                          "make both the same",
                                          floor->floor.text(), floor->width_m, floor->height_m,
                                          scenery->width_m, scenery->height_m));
    }
}

}  // namespace

SimulatedSource read_simulated_source(net::TomlReader& source, const std::filesystem::path& state,
                                      const net::CameraId& camera, std::optional<double> fps,
                                      const NodeConfiguration& node, SimulatedVenues& venues) {
    SimulatedSource out;
    out.script = place_of_script(source.text("simulation", "?"), node, state);
    out.fps = fps;
    out.loop = source.flag("loop", true);
    out.real_time = source.flag("real_time", true);
    auto& settings = out.camera;
    settings.camera = camera;
    settings.seed = number_of(camera.text());
    settings.noise = source.number("noise", settings.noise, 0.0, 30.0);
    const auto [width, height] = source.has("size") ? source.point("size") : std::pair{640.0, 360.0};
    if (!(width >= 64.0 && height >= 64.0 && width <= 4096.0 && height <= 4096.0)) {
        source.refuse("size", "must be width and height in pixels, 64 to 4096 each");
        return out;
    }
    settings.size = {static_cast<int>(width), static_cast<int>(height)};
    auto& known = venues[out.script];
    if (!known.venue) {
        auto venue = SimulatedVenue::load(out.script);
        if (!venue) {
            source.refuse("simulation", "names a script that cannot be played: " + venue.error().message);
            return out;
        }
        known = {*venue, std::make_shared<SimulationStart>()};
    }
    out.venue = known.venue;
    out.start = known.start;
    read_pose(source, node, out.venue->script(), settings);
    return out;
}

void check_scripts(net::TomlReader& top, const NodeConfiguration& node) {
    for (const auto& setup : node.cameras) {
        const auto* source = std::get_if<SimulatedSource>(&setup.capture.source);
        if (source == nullptr || !source->venue) continue;
        if (const auto why = unknown_camera(node, source->venue->script()); !why.empty()) {
            top.refuse("camera", fmt::format("'{}' plays {}, which {}", setup.camera.text(),
                                             source->script.string(), why));
            return;
        }
    }
}

std::vector<net::CalibrationPair> read_pose_calibration(net::TomlReader& calibration,
                                                        const SimulatedSource* source,
                                                        const net::FloorPlan& floor) {
    SurveySettings survey;
    survey.error_px = calibration.number("survey_error_px", survey.error_px, 0.0, 20.0);
    if (source == nullptr) {
        calibration.refuse("from_pose", "is for a camera whose source is a simulation; list 'pairs'");
        return {};
    }
    if (calibration.has("pairs")) calibration.refuse("pairs", "cannot stand beside 'from_pose'; remove one");
    if (floor.floor != source->camera.pose.floor) {
        calibration.refuse("floor", "must be the one of the camera's pose");
        return {};
    }
    survey.seed = source->camera.seed;
    const auto camera = PinholeCamera::create(source->camera.pose, source->camera.size);
    if (!camera) return {};  // refused with the pose
    auto pairs = surveyed_pairs(*camera, floor.width_m, floor.height_m, survey);
    if (!pairs) {
        calibration.refuse("from_pose", "is not possible: " + pairs.error().message);
        return {};
    }
    return std::move(*pairs);
}

}  // namespace vigie::vision
