// Cameras: source, calibration, and how they are analysed and masked.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "vision/configuration/field_of_view.hpp"
#include "vision/configuration/plausible_camera.hpp"
#include "vision/configuration/sections.hpp"

namespace vigie::vision {

namespace {

constexpr std::int64_t kLargestPicture = 8192;
constexpr std::size_t kMostPairs = 64;
constexpr double kMostCells = 100'000;

/// How far the fit puts the pair's picture point from its floor point, metres.
double distance_off(const net::Homography& map, const net::CalibrationPair& pair) {
    const auto at = map.floor_from_image(pair.image);
    return at ? net::distance(*at, pair.floor) : kFarthestM;
}

/// The largest of them over all pairs; kFarthestM where there is no fit.
double worst_of(const std::vector<net::CalibrationPair>& pairs) {
    const auto map = net::Homography::fit(pairs);
    double worst = map ? 0.0 : kFarthestM;
    for (const auto& pair : pairs) worst = std::max(worst, map ? distance_off(*map, pair) : 0.0);
    return worst;
}

/// A mistyped pair bends the whole map, so that others look wrong: it is the one without which the rest
/// agrees.
void check_agreement(net::TomlReader& calibration, const std::vector<net::CalibrationPair>& pairs,
                     const net::FloorPlan& floor) {
    constexpr std::size_t kEnoughToTell = 6;
    const double most = std::max(1.0, 0.05 * std::max(floor.width_m, floor.height_m));
    if (worst_of(pairs) <= most) return;
    for (std::size_t i = 0; pairs.size() >= kEnoughToTell && i < pairs.size(); ++i) {
        auto others = pairs;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
        const auto map = net::Homography::fit(others);
        if (map && worst_of(others) <= most) {
            calibration.refuse("pairs",
                               fmt::format("contradict each other: number {} is {:.1f} m away from where the "
                                           "others put it; check its numbers",
                                           i + 1, distance_off(*map, pairs[i])));
            return;
        }
    }
    calibration.refuse("pairs", "contradict each other; check their numbers and their order");
}

/// A survey of another plan, or from another corner of this one.
void check_plan(net::TomlReader& calibration, const std::vector<net::CalibrationPair>& pairs,
                const net::FloorPlan& floor) {
    const double beside = 0.25 * std::max(floor.width_m, floor.height_m);
    const auto on_plan = std::count_if(pairs.begin(), pairs.end(), [&](const net::CalibrationPair& pair) {
        return pair.floor.x >= -beside && pair.floor.y >= -beside && pair.floor.x <= floor.width_m + beside &&
               pair.floor.y <= floor.height_m + beside;
    });
    if (2 * static_cast<std::size_t>(on_plan) >= pairs.size()) return;
    calibration.refuse("pairs",
                       fmt::format("lie outside of floor '{}' ({} x {} m), {} of {}; their floor is metres "
                                   "from the plan's upper left corner, x to the right and y downwards",
                                   floor.floor.text(), floor.width_m, floor.height_m,
                                   pairs.size() - static_cast<std::size_t>(on_plan), pairs.size()));
}

/// Whether left and right are swapped between picture and floor: with the plan seen from above and its y
/// downwards, turning clockwise in the picture is turning clockwise on the floor. One pair tells for all.
bool is_mirrored(const net::Homography& map, const net::CalibrationPair& pair) {
    const auto here = map.floor_from_image(pair.image);
    const auto right = map.floor_from_image({pair.image.x + 1.0, pair.image.y});
    const auto below = map.floor_from_image({pair.image.x, pair.image.y + 1.0});
    if (!here || !right || !below) return false;
    return (right->x - here->x) * (below->y - here->y) - (right->y - here->y) * (below->x - here->x) < 0.0;
}

/// Reads listed pairs.
void read_pairs(net::TomlReader& table, net::Calibration& calibration) {
    for (auto& pair : table.tables("pairs")) {
        const auto image = pair.point("image");
        const auto place = pair.point("floor");
        if (image.first < 0.0 || image.second < 0.0 || image.first > calibration.width ||
            image.second > calibration.height) {
            pair.refuse("image",
                        fmt::format("[{}, {}] lies outside of the picture ({} x {}); these are its pixels",
                                    image.first, image.second, calibration.width, calibration.height));
        }
        if (!is_on_earth(place))
            pair.refuse("floor", "lies more than 100 km away; these are metres of the plan");
        pair.finish();
        calibration.pairs.push_back({{image.first, image.second}, {place.first, place.second}});
    }
}

std::optional<net::Calibration> read_calibration(net::TomlReader& camera, const SourceSettings& source,
                                                 const NodeConfiguration& out) {
    if (!camera.has("calibration")) return std::nullopt;
    auto table = camera.table("calibration");
    net::Calibration calibration;
    const auto* floor =
        find_named(table, "floor", table.text("floor"), out.record.floors, &net::FloorPlan::floor);
    if (table.flag("from_pose", false)) {
        const auto* simulated = std::get_if<SimulatedSource>(&source);
        if (simulated != nullptr) {
            calibration.width = static_cast<std::uint32_t>(simulated->camera.size.width);
            calibration.height = static_cast<std::uint32_t>(simulated->camera.size.height);
        }
        if (floor != nullptr) calibration.pairs = read_pose_calibration(table, simulated, *floor);
    } else {
        calibration.width = static_cast<std::uint32_t>(table.integer("width", 0, 16, kLargestPicture));
        calibration.height = static_cast<std::uint32_t>(table.integer("height", 0, 16, kLargestPicture));
        if (calibration.width == 0)
            table.refuse("width", "is missing; add the width in pixels of the surveyed picture");
        if (calibration.height == 0)
            table.refuse("height", "is missing; add the height in pixels of the surveyed picture");
        read_pairs(table, calibration);
    }
    if (calibration.pairs.size() < 4 || calibration.pairs.size() > kMostPairs) {
        table.refuse("pairs", "must list 4 to 64 pairs: { image = [x, y], floor = [x, y] }");
    } else if (const auto map = net::Homography::fit(calibration.pairs); !map) {
        table.refuse("pairs", fmt::format("do not make a homography: {}", map.error().message));
    } else if (floor != nullptr) {
        check_agreement(table, calibration.pairs, *floor);
        check_plan(table, calibration.pairs, *floor);
        if (is_mirrored(*map, calibration.pairs.front())) {
            table.refuse(
                "pairs",
                "mirror the floor: the plan is seen from above, x to the right and y downwards, and so is "
                "the picture; check the order of x and y and the direction of each axis");
        }
        calibration.floor = floor->floor;
        calibration.field_of_view = field_of_view(*map, calibration.width, calibration.height, *floor);
        if (calibration.field_of_view.corners.empty()) {
            table.refuse("pairs",
                         fmt::format("make a camera that sees nothing of floor '{}'; check which number "
                                     "is which",
                                     floor->floor.text()));
        } else if (const auto why = why_no_camera(*map, calibration.field_of_view, calibration.width,
                                                  calibration.height)) {
            table.refuse("pairs", *why);
        }
    }
    table.finish();
    return calibration;
}

void check_cells(net::TomlReader& camera, const net::CameraConfiguration& configuration,
                 const AnalysisSettings& analysis, const NodeConfiguration& out) {
    for (const auto& floor : out.record.floors) {
        if (!configuration.calibration || configuration.calibration->floor != floor.floor) continue;
        const double cell = analysis.count.cell_m;
        const double cells = std::ceil(floor.width_m / cell) * std::ceil(floor.height_m / cell);
        if (cells > kMostCells) {
            camera.refuse("analysis",
                          fmt::format("cuts floor '{}' into {} cells of density, at most {} are possible; "
                                      "give it a larger cell_m",
                                      floor.floor.text(), cells, kMostCells));
        }
    }
}

}  // namespace

void read_analysis(net::TomlReader& camera, AnalysisSettings& out) {
    auto table = camera.table("analysis");
    auto& background = out.background;
    background.working_height_px =
        static_cast<int>(table.integer("working_height_px", background.working_height_px, 120, 2160));
    background.warm_up_s = table.number("warm_up_s", background.warm_up_s, 0.0, 600.0);
    background.adopt_s = table.number("adopt_s", background.adopt_s, 1.0, 86400.0);
    background.adopt_protected_s =
        table.number("adopt_protected_s", background.adopt_protected_s, 1.0, 86400.0);
    background.threshold_sigma = table.number("threshold_sigma", background.threshold_sigma, 1.0, 20.0);
    out.person.height_m = table.number("person_height_m", out.person.height_m, 0.5, 2.5);
    out.tracker.coast_s = table.number("coast_s", out.tracker.coast_s, 0.0, 60.0);
    out.tracker.confirm_frames =
        static_cast<int>(table.integer("confirm_frames", out.tracker.confirm_frames, 1, 100));
    out.count.cell_m = table.number("cell_m", out.count.cell_m, 0.1, 5.0);
    auto& object = out.sign.object;
    object.near_m = table.number("object_near_m", object.near_m, 0.5, 20.0);
    object.smallest_m = table.number("object_smallest_m", object.smallest_m, 0.05, 1.0);
    object.largest_m = table.number("object_largest_m", object.largest_m, 0.3, 3.0);
    object.known_s = table.number("object_known_s", object.known_s, 0.0, 86400.0);
    object.forget_s = table.number("object_forget_s", object.forget_s, 60.0, 604800.0);
    table.finish();
}

void read_mask(net::TomlReader& camera, MaskSettings& out) {
    auto table = camera.table("mask");
    out.dilate = table.number("dilate", out.dilate, 0.0, 0.2);
    out.widen = table.number("widen", out.widen, 0.0, 1.0);
    out.headroom = table.number("headroom", out.headroom, 0.0, 1.0);
    out.footroom = table.number("footroom", out.footroom, 0.0, 1.0);
    out.block = table.number("block", out.block, 0.01, 0.2);
    table.finish();
}

void read_cameras(net::TomlReader& top, const std::filesystem::path& state, NodeConfiguration& out) {
    SimulatedVenues venues;
    for (auto& table : read_tables(top, "camera")) {
        CameraSetup setup;
        net::CameraConfiguration camera;
        camera.camera =
            read_new_id<net::CameraId>(table, out.record.cameras, &net::CameraConfiguration::camera);
        camera.name = read_text(table, "name");
        const auto fps = table.number_if_any("fps", 0.1, 120.0);
        camera.fps = fps.value_or(0.0);
        setup.camera = camera.camera;
        setup.capture.source = read_source(table, state, setup.camera, fps, out, venues);
        camera.calibration = read_calibration(table, setup.capture.source, out);
        read_analysis(table, setup.analysis);
        read_model(table, state, setup.analysis);
        check_cells(table, camera, setup.analysis, out);
        read_mask(table, setup.mask);
        setup.jpeg_quality = static_cast<int>(table.integer("jpeg_quality", setup.jpeg_quality, 30, 95));
        table.finish();
        out.record.cameras.push_back(std::move(camera));
        out.cameras.push_back(std::move(setup));
    }
    if (out.cameras.empty())
        top.refuse("camera", "must list at least one camera, each as a [[camera]] table");
}

}  // namespace vigie::vision
