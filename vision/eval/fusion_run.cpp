#include "vision/eval/fusion_run.hpp"

#include <cmath>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "vision/analysis/analyser.hpp"
#include "vision/analysis/assignment.hpp"
#include "vision/eval/fusion_hall.hpp"
#include "vision/eval/hall_parts.hpp"
#include "vision/eval/percentile.hpp"
#include "vision/eval/truth_tracks.hpp"
#include "vision/fusion/fusion.hpp"
#include "vision/rendering/painter.hpp"
#include "vision/rendering/venue_scenery.hpp"
#include "vision/simulation/simulated_venue.hpp"

namespace vigie::vision {
namespace {

constexpr std::uint64_t kStepsAFrame = 2;

/// One camera of the hall with what looks through it.
struct HallCamera {
    std::unique_ptr<SimulatedCamera> camera;
    std::unique_ptr<Painter> painter;
    std::unique_ptr<Analyser> analyser;  ///< null: tracks
    std::optional<TruthTracks> tracks;
    std::uint64_t late_steps = 0;
};

net::Result<HallCamera> hang(const FusionHall& hall, std::size_t index, const FusionRunSettings& settings,
                             const net::Clock& clock) {
    HallCamera out;
    out.late_steps = index % kStepsAFrame;
    const auto scenery = scenery_of(hall.script, hall.record.floors.front().floor);
    auto camera = SimulatedCamera::create(hall.cameras[index], scenery.value_or(Scenery{}));
    if (!camera) {
        return tl::unexpected(camera.error());
    }
    out.camera = std::make_unique<SimulatedCamera>(*std::move(camera));
    const auto& configuration = hall.record.cameras[index];
    if (!settings.pictures) {
        auto tracks = TruthTracks::create(configuration, hall.record.zones, {}, settings.seed * 1000 + index);
        if (!tracks) {
            return tl::unexpected(tracks.error());
        }
        out.tracks = *std::move(tracks);
        return out;
    }
    out.painter = std::make_unique<Painter>(*out.camera);
    AnalyserConfiguration analysis;
    analysis.camera = configuration;
    analysis.plan = hall.record.floors.front();
    analysis.zones = hall.record.zones;
    auto analyser = Analyser::create(std::move(analysis), clock);
    if (!analyser) {
        return tl::unexpected(analyser.error());
    }
    out.analyser = *std::move(analyser);
    return out;
}

/// Whose boxes the counted tracks of a scene are, one to one.
void find_owners(const net::Scene& scene, const std::vector<TruePerson>& people, TrackOwners& owners) {
    constexpr double kLeastOverlap = 0.3;
    CostTable costs(scene.tracks.size(), people.size());
    for (std::size_t t = 0; t < scene.tracks.size(); ++t) {
        if (scene.tracks[t].state == net::TrackState::tentative) {
            continue;
        }
        for (std::size_t p = 0; p < people.size(); ++p) {
            const double overlap = net::intersection_over_union(scene.tracks[t].box, people[p].box);
            if (overlap >= kLeastOverlap) {
                costs.allow(t, p, 1.0 - overlap);
            }
        }
    }
    const auto pairs = assign(costs);
    for (std::size_t t = 0; t < pairs.size(); ++t) {
        if (pairs[t]) {
            owners.emplace(net::CameraTrack{scene.camera, scene.tracks[t].number}, people[*pairs[t]].id);
        }
    }
}

TrueZone truth_in(const WorldState& state, const net::ZoneConfiguration& zone) {
    TrueZone out;
    out.outline = zone.outline;
    for (const auto& person : state.people) {
        if (person.floor == zone.floor) {
            out.people.emplace(person.id, person.at);
        }
    }
    return out;
}

}  // namespace

net::Result<FusionRun> run_fusion(const FusionRunSettings& settings, const net::Clock& clock) {
    const auto hall = fusion_hall(settings.people, settings.cameras, settings.seed);
    if (!hall) {
        return tl::unexpected(hall.error());
    }
    const auto venue = SimulatedVenue::from(hall->script);
    std::vector<HallCamera> cameras;
    cameras.reserve(hall->cameras.size());
    for (std::size_t i = 0; i < hall->cameras.size(); ++i) {
        auto camera = hang(*hall, i, settings, clock);
        if (!camera) {
            return tl::unexpected(camera.error());
        }
        cameras.push_back(*std::move(camera));
    }
    Fusion fusion(hall->record, settings.fusion);
    CameraViews views;
    FusionScorer scorer;
    std::vector<double> fusion_ms;
    std::vector<double> analysis_ms;
    const double rate = venue->steps_per_second();
    const auto settled = static_cast<std::uint64_t>(hall->settled_s * rate) / kStepsAFrame;
    const auto end =
        static_cast<std::uint64_t>((hall->settled_s + settings.measured_s) * rate) / kStepsAFrame;
    // Tracks from the truth need no view that is learnt: they begin a little before what is measured.
    const auto begin = settings.pictures ? 0 : settled - std::min<std::uint64_t>(settled, 40);
    for (std::uint64_t frame = begin; frame < end; ++frame) {
        const bool measured = frame >= settled;
        TrackOwners owners;
        for (auto& camera : cameras) {
            const auto step = frame * kStepsAFrame + camera.late_steps;
            const auto state = venue->at(step);
            const auto stamp = stamp_of_step(frame, step, rate);
            std::shared_ptr<const net::Scene> scene;
            if (camera.tracks) {
                scene = std::make_shared<net::Scene>(
                    camera.tracks->look(truth_of(*state, *camera.camera), stamp));
                for (const auto& track : scene->tracks) {
                    if (const auto id = camera.tracks->who(track.number)) {
                        owners.emplace(net::CameraTrack{scene->camera, track.number}, *id);
                    }
                }
            } else {
                auto analysis = camera.analyser->analyse(camera.painter->picture(*state, frame), stamp);
                if (!analysis) {
                    return tl::unexpected(analysis.error());
                }
                analysis_ms.push_back(analysis->times.total);
                scene = std::make_shared<net::Scene>(std::move(analysis->scene));
                if (measured) {
                    find_owners(*scene, truth_of(*state, *camera.camera), owners);
                }
            }
            views[scene->camera] = {scene, scene->mask != net::MaskReason::people};
        }
        const auto before = clock.mono();
        const auto occupancy = fusion.look(views);
        const std::chrono::duration<double, std::milli> took = clock.mono() - before;
        if (measured) {
            fusion_ms.push_back(took.count());
            const auto state = venue->at(frame * kStepsAFrame + kStepsAFrame - 1);
            scorer.add(truth_in(*state, hall->record.zones.front()), owners, fusion.people(),
                       occupancy.zones.front().count);
        }
    }
    return FusionRun{scorer.score(), median(fusion_ms), median(analysis_ms)};
}

}  // namespace vigie::vision
