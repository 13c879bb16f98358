#include "vision/eval/drawn_run.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "vision/analysis/analyser.hpp"
#include "vision/eval/drawn_forecourt.hpp"
#include "vision/eval/evaluation.hpp"
#include "vision/rendering/painter.hpp"
#include "vision/rendering/truth.hpp"

namespace vigie::vision {
namespace {

/// The camera as a node knows it after a survey with the real one's deviation.
net::Result<AnalyserConfiguration> surveyed_analysis(SimulatedCamera& camera) {
    constexpr double kSurveyErrorPx = 0.7;
    AnalyserConfiguration out;
    const auto settings = DrawnForecourt::camera();
    const auto& ground = camera.scenery();
    out.camera.camera = settings.camera;
    out.camera.fps = DrawnForecourt::kFps;
    net::Calibration calibration;
    calibration.floor = ground.floor;
    calibration.width = static_cast<std::uint32_t>(settings.size.width);
    calibration.height = static_cast<std::uint32_t>(settings.size.height);
    SurveySettings survey;
    survey.error_px = kSurveyErrorPx;
    auto pairs = surveyed_pairs(camera.view({}).projection, ground.width_m, ground.height_m, survey);
    if (!pairs) {
        return tl::unexpected(pairs.error());
    }
    calibration.pairs = *std::move(pairs);
    out.camera.calibration = calibration;
    out.plan = net::FloorPlan{ground.floor, "Forecourt", ground.width_m, ground.height_m, {}};
    return out;
}

/// Nearer than this to the picture's edge a silhouette may go on beyond it, pixels.
constexpr double kEdge = 2.0;

bool is_cut(const net::Box& box, cv::Size picture) {
    return box.x < kEdge || box.y < kEdge || box.x + box.width > picture.width - kEdge ||
           box.y + box.height > picture.height - kEdge;
}

TrueFrame true_frame(const std::vector<TruePerson>& people, cv::Size picture) {
    TrueFrame out;
    for (const auto& person : people) {
        const bool counts = person.counts() && !is_cut(person.box, picture);
        (counts ? out.people : out.ignored).push_back({person.id, person.box});
    }
    return out;
}

}  // namespace

net::Result<DrawnRun> run_drawn(std::uint64_t seed, std::uint64_t frames, const net::Clock& clock) {
    const DrawnForecourt forecourt(seed);
    auto camera = SimulatedCamera::create(DrawnForecourt::camera(), DrawnForecourt::scenery());
    if (!camera) {
        return tl::unexpected(camera.error());
    }
    auto configuration = surveyed_analysis(*camera);
    if (!configuration) {
        return tl::unexpected(configuration.error());
    }
    auto analyser = Analyser::create(*std::move(configuration), clock);
    if (!analyser) {
        return tl::unexpected(analyser.error());
    }
    Painter painter(*camera);
    Scorer scorer;
    IntervalMeasure interval;
    for (std::uint64_t number = 1; number <= frames; ++number) {
        const double at_s = static_cast<double>(number - 1) / DrawnForecourt::kFps;
        const auto state = forecourt.at(at_s);
        net::FrameStamp stamp;
        stamp.number = number;
        stamp.epoch = 1;
        stamp.stream = net::Microseconds(std::llround(at_s * 1e6));
        const auto analysis = (*analyser)->analyse(painter.picture(state, number), stamp);
        if (!analysis) {
            return tl::unexpected(analysis.error());
        }
        const auto truth = true_frame(truth_of(state, *camera), DrawnForecourt::camera().size);
        const auto scored = scorer.add(truth, counted_people(analysis->scene));
        interval.add(analysis->scene.in_view, static_cast<double>(truth.people.size() + scored.ignored));
    }
    DrawnRun out;
    out.score = scorer.score();
    out.people =
        static_cast<double>(out.score.true_boxes) / std::max(1.0, static_cast<double>(out.score.frames));
    out.interval_coverage = interval.coverage();
    out.interval_width = interval.mean_width();
    return out;
}

}  // namespace vigie::vision
