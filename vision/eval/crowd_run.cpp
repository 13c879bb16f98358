#include "vision/eval/crowd_run.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "vision/analysis/analyser.hpp"
#include "vision/eval/hall_parts.hpp"
#include "vision/eval/percentile.hpp"
#include "vision/rendering/painter.hpp"
#include "vision/rendering/venue_scenery.hpp"
#include "vision/simulation/simulated_venue.hpp"

namespace vigie::vision {
namespace {

constexpr double kWidthM = 30.0;
constexpr double kDepthM = 20.0;
constexpr net::Point<net::Floor> kCrowdAt{15.0, 9.4};
constexpr double kAside = 14.0;   // metres: the crowd is out of the picture
constexpr double kEmptyS = 10.0;  // the camera learns the empty hall
constexpr double kSettleS = 8.0;  // after the crowd has come

struct Hall {
    SimulationScript script;
    net::FloorPlan plan;
    net::ZoneConfiguration zone;
    SimulatedCameraSettings camera;
};

/// What all look at; nothing: each somewhere else.
std::optional<net::Point<net::Floor>> looked_at(CrowdFacing facing) {
    constexpr double kFarAside = 1000.0;
    switch (facing) {
        case CrowdFacing::camera:
            return net::Point<net::Floor>{kCrowdAt.x, 0.0};
        case CrowdFacing::sideways:
            return net::Point<net::Floor>{kCrowdAt.x + kFarAside, kCrowdAt.y};
        case CrowdFacing::anyhow:
            break;
    }
    return std::nullopt;
}

Hall hall_of(const CrowdRunSettings& settings) {
    Hall out;
    out.plan = {id_of<net::FloorId>("hall"), "Hall", kWidthM, kDepthM, {}};
    out.script.seed = settings.seed;
    out.script.loop = false;
    out.script.duration_s = 1e5;
    out.script.steps_per_second = 10.0;
    ScriptFloor floor;
    floor.floor = out.plan.floor;
    floor.width_m = kWidthM;
    floor.height_m = kDepthM;
    floor.look.ceiling_m = 7.0;
    out.script.floors.push_back(floor);
    const double half = settings.edge_m / 2.0;
    ScriptGroup crowd;
    crowd.floor = out.plan.floor;
    crowd.outline = rectangle(kCrowdAt.x - half, kCrowdAt.y - half, kCrowdAt.x + half, kCrowdAt.y + half);
    crowd.density_per_m2 = settings.per_m2;
    crowd.facing = looked_at(settings.facing);
    out.script.groups.push_back(crowd);
    out.zone.zone = id_of<net::ZoneId>("crowd");
    out.zone.name = "Crowd";
    out.zone.floor = out.plan.floor;
    const double reach = half + 1.0;
    out.zone.outline =
        rectangle(kCrowdAt.x - reach, kCrowdAt.y - reach, kCrowdAt.x + reach, kCrowdAt.y + reach);
    out.camera.camera = id_of<net::CameraId>("north");
    out.camera.pose = {out.plan.floor, {15.0, 0.4}, settings.height_m, {15.0, 10.0}, 70.0, 0.0};
    out.camera.seed = settings.seed;
    out.zone.cameras.push_back(out.camera.camera);
    return out;
}

/// The crowd as it stands, moved aside, or nobody.
WorldState arriving(const WorldState& state, double at_s) {
    WorldState out = state;
    if (at_s < kEmptyS) {
        out.people.clear();
        return out;
    }
    const double left_m = std::max(0.0, kAside - (at_s - kEmptyS));
    for (auto& person : out.people) {
        person.at.x -= left_m;
    }
    return out;
}

double people_in(const net::Polygon<net::Floor>& zone, const WorldState& state) {
    return static_cast<double>(
        std::count_if(state.people.begin(), state.people.end(),
                      [&](const auto& person) { return net::contains(zone, person.at); }));
}

/// Gathers what each measured picture says.
class Sums {
public:
    void add(double truth, const net::Count& count, double at_s) {
        ++pictures_;
        out_.people += truth;
        out_.counted += count.people;
        out_.count_error += std::abs(count.people - truth) / truth;
        out_.count_bias += (count.people - truth) / truth;
        out_.covered += count.low <= truth && truth <= count.high ? 1.0 : 0.0;
        out_.at_least += count.at_least ? 1.0 : 0.0;
        if (at_s <= kFirstS) {
            first_ += count.people;
            ++firsts_;
        } else {
            least_ = std::min(least_, count.people);
        }
    }
    [[nodiscard]] CrowdRun means() const {
        CrowdRun out = out_;
        for (double* sum :
             {&out.people, &out.counted, &out.count_error, &out.count_bias, &out.covered, &out.at_least}) {
            *sum /= std::max(1.0, pictures_);
        }
        const double usual = first_ / std::max(1.0, firsts_);
        out.least_kept = usual > 0.0 ? std::min(least_, usual) / usual : 0.0;
        return out;
    }

private:
    static constexpr double kFirstS = 60.0;

    CrowdRun out_;
    double pictures_ = 0.0;
    double first_ = 0.0;
    double firsts_ = 0.0;
    double least_ = 1e9;
};

}  // namespace

net::Result<CrowdRun> run_crowd(const CrowdRunSettings& settings, const net::Clock& clock) {
    if (!(settings.per_m2 >= 0.1 && settings.per_m2 <= 6.0 && settings.edge_m >= 2.0 &&
          settings.edge_m <= 6.0 && settings.fps >= 1.0 && settings.fps <= 10.0)) {
        return net::fail(net::ErrorCode::invalid_input,
                         fmt::format("a crowd of {} people/m2 on {} m at {} pictures a second is not "
                                     "measured: 0.1 to 6, 2 to 6, 1 to 10",
                                     settings.per_m2, settings.edge_m, settings.fps));
    }
    const auto hall = hall_of(settings);
    const auto scenery = scenery_of(hall.script, hall.plan.floor);
    auto camera = SimulatedCamera::create(hall.camera, scenery.value_or(Scenery{}));
    if (!camera) {
        return tl::unexpected(camera.error());
    }
    AnalyserConfiguration configuration;
    auto as_surveyed = surveyed(hall.camera, hall.plan, settings.fps);
    if (!as_surveyed) {
        return tl::unexpected(as_surveyed.error());
    }
    configuration.camera = *std::move(as_surveyed);
    configuration.plan = hall.plan;
    configuration.zones.push_back(hall.zone);
    const auto analyser = Analyser::create(std::move(configuration), clock);
    if (!analyser) {
        return tl::unexpected(analyser.error());
    }
    const auto venue = SimulatedVenue::from(hall.script);
    Painter painter(*camera);
    const double rate = venue->steps_per_second();
    const double begin_s = kEmptyS + kAside + kSettleS;
    Sums sums;
    std::vector<double> spent_ms;
    for (std::uint64_t frame = 0;; ++frame) {
        const double at_s = static_cast<double>(frame) / settings.fps;
        if (at_s >= begin_s + settings.measured_s) {
            break;
        }
        const auto step = static_cast<std::uint64_t>(std::llround(at_s * rate));
        const auto state = arriving(*venue->at(step), at_s);
        const auto analysis =
            (*analyser)->analyse(painter.picture(state, frame), stamp_of_step(frame, step, rate));
        if (!analysis) {
            return tl::unexpected(analysis.error());
        }
        if (at_s >= begin_s) {
            sums.add(people_in(hall.zone.outline, state), analysis->scene.zones.front().count,
                     at_s - begin_s);
            spent_ms.push_back(analysis->times.total);
        }
    }
    auto out = sums.means();
    for (const double ms : spent_ms) {
        out.analysis_ms += ms / static_cast<double>(spent_ms.size());
    }
    out.analysis_p95_ms = percentile(spent_ms, 0.95);
    return out;
}

}  // namespace vigie::vision
