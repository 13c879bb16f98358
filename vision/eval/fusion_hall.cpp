#include "vision/eval/fusion_hall.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "vision/eval/hall_parts.hpp"

namespace vigie::vision {
namespace {

constexpr double kWidthM = 30.0;
constexpr double kDepthM = 20.0;
constexpr double kCameraHeightM = 5.5;
constexpr double kFps = 10.0;
constexpr double kEmptyS = 4.0;          // cameras learn the empty hall
constexpr double kPeoplePerDoorS = 1.5;  // the most that come through one door a second
constexpr double kScatterS = 15.0;       // until who came last is somewhere
constexpr std::size_t kStations = 30;

struct Hanging {
    const char* name;
    net::Point<net::Floor> at;
    net::Point<net::Floor> look_at;
};

// As an installer hangs them: the corners first, then the long walls, then the short ones.
constexpr std::array<Hanging, 8> kHangings{{{"north-west", {0.4, 0.4}, {12.0, 9.0}},
                                            {"south-east", {29.6, 19.6}, {18.0, 11.0}},
                                            {"north-east", {29.6, 0.4}, {18.0, 9.0}},
                                            {"south-west", {0.4, 19.6}, {12.0, 11.0}},
                                            {"north", {15.0, 0.4}, {15.0, 10.0}},
                                            {"south", {15.0, 19.6}, {15.0, 10.0}},
                                            {"west", {0.4, 10.0}, {12.0, 10.0}},
                                            {"east", {29.6, 10.0}, {18.0, 10.0}}}};

SimulationScript script_of(std::size_t people, std::uint64_t seed, const net::FloorId& floor) {
    SimulationScript out;
    out.seed = seed;
    out.loop = false;
    ScriptFloor hall;
    hall.floor = floor;
    hall.width_m = kWidthM;
    hall.height_m = kDepthM;
    hall.look.ceiling_m = 7.0;
    out.floors.push_back(hall);
    const std::array<net::Segment, 4> doors{{{{0.0, 3.0}, {0.0, 6.0}},
                                             {{kWidthM, 14.0}, {kWidthM, 17.0}},
                                             {{kWidthM, 3.0}, {kWidthM, 6.0}},
                                             {{0.0, 14.0}, {0.0, 17.0}}}};
    const std::array<net::Polygon<net::Floor>, 4> places{
        {rectangle(2.5, 2.5, 13.5, 8.5), rectangle(16.5, 11.5, 27.5, 17.5), rectangle(16.5, 2.5, 27.5, 8.5),
         rectangle(2.5, 11.5, 13.5, 17.5)}};
    for (std::size_t i = 0; i < places.size(); ++i) {
        ScriptArea area;
        area.id = fmt::format("place-{}", i);
        area.floor = floor;
        area.outline = places[i];
        area.stay_least_s = 6.0;
        area.stay_most_s = 25.0;
        out.areas.push_back(area);
        ScriptPassage door;
        door.id = fmt::format("door-{}", i);
        door.floor = floor;
        door.segment = doors[i];
        door.exit = true;
        out.passages.push_back(door);
    }
    const double rate = std::min(kPeoplePerDoorS, static_cast<double>(people) / 4.0 / 20.0);
    for (std::size_t i = 0; i < doors.size(); ++i) {
        ScriptSource source;
        source.at = out.passages[i].id;
        source.people_per_s = rate;
        source.start_s = kEmptyS;
        source.companions = 0.3;
        for (std::size_t k = 0; k < kStations; ++k) {
            // Two rounds that cross: to the next place, or to the one after it.
            const std::size_t step = i % 2 == 0 ? 1 : 3;
            source.route.push_back(out.areas[(i + step * k) % out.areas.size()].id);
        }
        out.sources.push_back(source);
    }
    out.most_people = people;
    return out;
}

}  // namespace

net::Result<FusionHall> fusion_hall(std::size_t people, std::size_t cameras, std::uint64_t seed) {
    if (people < 1 || people > 600 || cameras < 3 || cameras > kHangings.size()) {
        return net::fail(net::ErrorCode::invalid_input,
                         fmt::format("a hall of {} people and {} cameras is not measured: 1 to 600, 3 to 8",
                                     people, cameras));
    }
    FusionHall out;
    const net::FloorPlan plan{id_of<net::FloorId>("hall"), "Hall", kWidthM, kDepthM, {}};
    out.script = script_of(people, seed, plan.floor);
    out.settled_s =
        kEmptyS + static_cast<double>(people) / 4.0 / out.script.sources.front().people_per_s + kScatterS;
    out.record.node = id_of<net::NodeId>("hall");
    out.record.floors.push_back(plan);
    net::ZoneConfiguration zone;
    zone.zone = id_of<net::ZoneId>("hall");
    zone.name = "Hall";
    zone.floor = plan.floor;
    zone.outline = rectangle(1.0, 1.0, kWidthM - 1.0, kDepthM - 1.0);
    for (std::size_t i = 0; i < cameras; ++i) {
        SimulatedCameraSettings camera;
        camera.camera = id_of<net::CameraId>(kHangings[i].name);
        camera.pose = {plan.floor, kHangings[i].at, kCameraHeightM, kHangings[i].look_at, 70.0, 0.0};
        camera.seed = seed * 100 + i;
        auto configuration = surveyed(camera, plan, kFps);
        if (!configuration) {
            return tl::unexpected(configuration.error());
        }
        out.record.cameras.push_back(*std::move(configuration));
        out.cameras.push_back(camera);
        zone.cameras.push_back(camera.camera);
    }
    out.record.zones.push_back(zone);
    return out;
}

}  // namespace vigie::vision
