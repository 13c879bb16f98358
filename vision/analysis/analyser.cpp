#include "vision/analysis/analyser.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "vision/analysis/analysed_view.hpp"
#include "vision/analysis/frame_check.hpp"
#include "vision/analysis/lone_figures.hpp"
#include "vision/analysis/model_looks.hpp"
#include "vision/analysis/picture_floor.hpp"
#include "vision/analysis/stop_watch.hpp"
#include "vision/analysis/working_picture.hpp"

namespace vigie::vision {
namespace {

/// Closes gaps within a body, drops specks.
void clean(cv::Mat& foreground) {
    if (cv::countNonZero(foreground) == 0) {
        return;
    }
    cv::medianBlur(foreground, foreground, 3);
    if (cv::countNonZero(foreground) == 0) {
        return;
    }
    const cv::Mat upright = cv::getStructuringElement(cv::MORPH_RECT, {3, 5});
    cv::morphologyEx(foreground, foreground, cv::MORPH_CLOSE, upright);
}

}  // namespace

net::Result<std::unique_ptr<Analyser>> Analyser::create(AnalyserConfiguration configuration,
                                                        const net::Clock& clock) {
    return create(std::move(configuration), clock, nullptr);
}

net::Result<std::unique_ptr<Analyser>> Analyser::create(AnalyserConfiguration configuration,
                                                        const net::Clock& clock,
                                                        std::unique_ptr<PersonModel> model) {
    if (configuration.camera.calibration) {
        const auto& calibration = *configuration.camera.calibration;
        const auto fits = floor_of_picture(
            configuration.camera,
            cv::Size(static_cast<int>(calibration.width), static_cast<int>(calibration.height)));
        if (!fits) {
            return tl::unexpected(fits.error());
        }
    }
    std::unique_ptr<Analyser> out(new Analyser(std::move(configuration), clock));
    auto& settings = out->configuration_.settings.model;
    if (model) {
        settings = model->settings();
        out->model_ = std::make_unique<ModelLooks>(std::move(model));
    } else if (settings) {
        out->model_ = std::make_unique<ModelLooks>(*settings);
    }
    return out;
}

Analyser::Analyser(AnalyserConfiguration configuration, const net::Clock& clock)
    : configuration_(std::move(configuration)),
      clock_(clock),
      sign_numbers_(std::make_unique<SignNumbers>()) {}

Analyser::~Analyser() = default;

std::optional<ModelReport> Analyser::model() const {
    return model_ ? std::optional(model_->report()) : std::nullopt;
}

net::Result<void> Analyser::look_at(cv::Size picture) {
    if (view_ && view_->picture == picture) {
        return {};
    }
    const auto floor = floor_of_picture(configuration_.camera, picture);
    if (!floor) {
        return tl::unexpected(floor.error());
    }
    auto view = std::make_unique<AnalysedView>(configuration_, *floor, picture, *sign_numbers_);
    if (view_) {
        view->tracker.start_numbers_at(view_->tracker.next_number());
        view->figures.continue_from(view_->figures);
    }
    view_ = std::move(view);
    return {};
}

double Analyser::seconds_since_last(const net::FrameStamp& stamp) const {
    const double nominal = configuration_.camera.fps > 0.0 ? 1.0 / configuration_.camera.fps : 0.1;
    if (last_.number == 0 || stamp.epoch != last_.epoch) {
        return nominal;
    }
    const std::chrono::duration<double> passed = stamp.stream - last_.stream;
    return std::clamp(passed.count(), 1e-3, 1.0);
}

net::Result<Analysis> Analyser::analyse(const cv::Mat& frame, const net::FrameStamp& stamp) {
    if (const auto usable = check_frame(frame); !usable) {
        return net::fail(
            "camera " + configuration_.camera.camera.text() + ", frame " + std::to_string(stamp.number),
            usable.error());
    }
    if (const auto ready = look_at(frame.size()); !ready) {
        return tl::unexpected(ready.error());
    }
    auto& view = *view_;
    if (last_.number != 0 && stamp.epoch != last_.epoch) {
        view.tracker.restart();
        view.figures.restart();
        view.crowd_motion.restart();
        if (model_) {
            model_->restart();
            view.model_signs.restart();
        }
        if (view.outlines) {
            view.outlines->restart();
        }
        if (view.fusion) {
            view.fusion->restart();
        }
        view.plausibility.restart();
    }
    const double seconds = seconds_since_last(stamp);
    last_ = stamp;

    Analysis out;
    StopWatch watch(clock_);
    const cv::Mat small = view.steadied(frame, seconds);
    const double scale = view.scale(small.rows);
    out.times.reduce = watch.lap();

    // The empty scene is kept as it was while the camera does not show it. In another light it is learnt:
    // what looks like glare may be the lamps, to which the background has to come round.
    if (view.watch.lost_view()) {
        out.foreground = cv::Mat::zeros(small.size(), CV_8U);
    } else {
        out.foreground = view.background.update(small, seconds, view.known(small.size()));
        clean(out.foreground);
    }
    const bool trusted = !view.watch.lost_view() && view.background.state() != BackgroundState::in_doubt;
    if (!trusted) {
        view.forget_crowds();
    }
    out.times.background = watch.lap();

    const auto look = model_          ? model_->look(frame, seconds, clock_)
                      : view.outlines ? view.look_for_outlines(frame, out.foreground, seconds, clock_)
                                      : std::nullopt;
    const bool sees_people = model_          ? model_->sees_people()
                             : view.outlines ? view.outlines->sees_people()
                                             : false;
    out.times.model = watch.lap();

    const auto expected = view.tracker.predict(seconds);
    std::vector<Figure> figures;
    if (trusted) {
        figures = view.splitter.split(out.foreground, scale, view.person_size, expected);
    }
    auto& plausibility = view.plausibility;
    const bool doubted =
        trusted ? plausibility.doubts(contrast_of(small), view.around_bodies(figures), frame.size(), seconds)
                : plausibility.doubts(contrast_of(small), seconds);
    const bool plausible = !doubted && !view.watch.blind();
    if (!plausible) {
        figures.clear();
    }
    if (plausibility.gives_up()) {
        view.learn_scene_anew();
    }
    out.times.split = watch.lap();

    view.take_ghosts_out(figures, small, out.foreground, configuration_.settings.splitter.ghost_share);
    if (view.fusion) {
        figures = view.join_model(std::move(figures), look ? &*look : nullptr, small, seconds, sees_people);
    }
    std::vector<Sighting> sightings;
    for (const auto& figure : figures) {
        if (const auto ground = view.ground.sighting(figure.box)) {
            sightings.push_back({figure.box, figure.score, *ground,
                                 view.look_of(figure.box, small, out.foreground), figure.certain});
        }
    }
    if (!view.person_size.calibrated() && plausible && view.background.state() != BackgroundState::in_doubt) {
        // While it warms up, ghosts and people alike are of a person's size.
        for (const auto& piece :
             pieces_of(out.foreground, scale, configuration_.settings.person.smallest_px)) {
            if (piece.alone) {
                view.person_size.learn(piece.box);
            } else {
                view.person_size.guess(piece.box);
            }
        }
        view.forget_other_sizes();
    }
    view.tracker.update(sightings, seconds, frame.size());
    if (view.fusion) {
        view.fusion->judge(view.tracker.walkers(), look ? &*look : nullptr, seconds);
        view.fusion->cover(out.foreground, scale);
    }
    if (model_) {
        out.model = model();
        out.sightings = model_->sightings();
    }
    out.times.track = watch.lap();

    view.watch.look({small, view.gain, scale, view.tracker.walkers(), seconds, trusted && !doubted});
    if (view.watch.learnt_anew()) {
        view.learn_scene_anew();
        view.sharp.reset();
        view.signs.learn_again();
    }
    view.follow_focus();
    out.times.signs = watch.lap();

    auto& scene = out.scene;
    scene.view = view.watch.quality();
    scene.camera = configuration_.camera.camera;
    scene.stamp = stamp;
    scene.width = static_cast<std::uint32_t>(frame.cols);
    scene.height = static_cast<std::uint32_t>(frame.rows);
    view.figures.fill(scene, view.tracker, out.foreground, seconds);
    out.crowd = view.crowd_motion.look(small, view.figures.crowd(), seconds);
    switch (plausible && !view.watch.blind() ? view.background.state() : BackgroundState::in_doubt) {
        case BackgroundState::warming_up:
            scene.mask = net::MaskReason::warming_up;
            break;
        case BackgroundState::in_doubt:
            scene.mask = net::MaskReason::in_doubt;
            break;
        case BackgroundState::ready:
            scene.mask = net::MaskReason::people;
            break;
    }
    // Whoever masks has the picture as it came.
    const cv::Point shake(cvRound(view.shake.x / scale), cvRound(view.shake.y / scale));
    if (shake != cv::Point()) {
        out.foreground = moved(out.foreground, shake);
    }
    out.times.figures = watch.lap();
    scene.signs = view.signs.look(small, frame.size(), view.tracker.walkers(), stamp.stream, stamp.epoch,
                                  trusted && plausible);
    // Who stands still belongs to each new background: as little as signs can they be told in such a light.
    if (scene.mask == net::MaskReason::people && view.signs.is_restless()) {
        scene.mask = net::MaskReason::in_doubt;
    }
    const auto seen_by_model = view.model_signs.look(out.sightings, view.ground, seconds);
    scene.signs.insert(scene.signs.end(), seen_by_model.begin(), seen_by_model.end());
    out.times.signs += watch.lap();
    out.times.total = out.times.reduce + out.times.background + out.times.model + out.times.split +
                      out.times.track + out.times.figures + out.times.signs;
    scene.analysis_ms = out.times.total;
    scene.analysed = clock_.utc();
    return out;
}

}  // namespace vigie::vision
