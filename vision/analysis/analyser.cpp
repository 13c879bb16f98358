#include "vision/analysis/analyser.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "net/types/homography.hpp"
#include "vision/analysis/background.hpp"
#include "vision/analysis/exposure.hpp"
#include "vision/analysis/frame_check.hpp"
#include "vision/analysis/ghost.hpp"
#include "vision/analysis/ground.hpp"
#include "vision/analysis/lone_figures.hpp"
#include "vision/analysis/model_fusion.hpp"
#include "vision/analysis/model_looks.hpp"
#include "vision/analysis/person_size.hpp"
#include "vision/analysis/plausibility.hpp"
#include "vision/analysis/scene_figures.hpp"
#include "vision/analysis/sign_watch.hpp"
#include "vision/analysis/splitter.hpp"
#include "vision/analysis/steadying.hpp"
#include "vision/analysis/stop_watch.hpp"
#include "vision/analysis/tracker.hpp"

namespace vigie::vision {
namespace {

/// The floor map for pictures of another size than the surveyed one.
net::Result<std::optional<net::Homography>> floor_for(const net::CameraConfiguration& camera,
                                                      cv::Size picture) {
    if (!camera.calibration) {
        return std::optional<net::Homography>();
    }
    const auto& calibration = *camera.calibration;
    const double across = static_cast<double>(picture.width) / std::max(1U, calibration.width);
    const double down = static_cast<double>(picture.height) / std::max(1U, calibration.height);
    constexpr double kSameShape = 0.02;
    if (std::abs(across / down - 1.0) > kSameShape) {
        const auto size = [](auto width, auto height) {
            return std::to_string(width) + "x" + std::to_string(height);
        };
        const std::string delivered = size(picture.width, picture.height);
        const std::string surveyed = size(calibration.width, calibration.height);
        return net::fail(net::ErrorCode::invalid_input,
                         net::Sentence{"camera " + camera.camera.text() + " delivers " + delivered +
                                           " pixels, but its calibration was surveyed on " + surveyed +
                                           ", another shape: survey it again or choose the other stream",
                                       net::Reason::source_of_another_shape,
                                       {delivered, surveyed}});
    }
    auto pairs = calibration.pairs;
    for (auto& pair : pairs) {
        pair.image = {pair.image.x * across, pair.image.y * down};
    }
    auto floor = net::Homography::fit(pairs);
    if (!floor) {
        return net::fail("camera " + camera.camera.text() + ", calibration", floor.error());
    }
    return std::optional(*floor);
}

cv::Mat reduce(const cv::Mat& picture, int factor) {
    cv::Mat out;
    cv::resize(picture, out, {picture.cols / factor, picture.rows / factor}, 0, 0, cv::INTER_AREA);
    return out;
}

/// `picture` moved by whole pixels; its outermost ones are repeated where it ends.
cv::Mat moved(const cv::Mat& picture, cv::Point by) {
    const cv::Rect inside = cv::Rect({}, picture.size()) & cv::Rect(-by, picture.size());
    cv::Mat out;
    cv::copyMakeBorder(picture(inside), out, std::max(0, by.y), std::max(0, -by.y), std::max(0, by.x),
                       std::max(0, -by.x), cv::BORDER_REPLICATE | cv::BORDER_ISOLATED);
    return out;
}

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

cv::Rect reduced(const net::Box& box, double scale) {
    return {static_cast<int>(std::floor(box.x / scale)), static_cast<int>(std::floor(box.y / scale)),
            static_cast<int>(std::ceil(box.width / scale)), static_cast<int>(std::ceil(box.height / scale))};
}

}  // namespace

/// Everything that depends on the picture's size.
struct Analyser::View {
    View(const AnalyserConfiguration& configuration, const std::optional<net::Homography>& floor,
         cv::Size size, SignNumbers& sign_numbers)
        : picture(size),
          factor(std::max(
              1, static_cast<int>(std::lround(static_cast<double>(size.height) /
                                              configuration.settings.background.working_height_px)))),
          steadying(configuration.settings.steadying, factor),
          background(configuration.settings.background),
          exposure(configuration.settings.exposure),
          plausibility(configuration.settings.plausibility),
          person_size(configuration.settings.person, floor, configuration.plan, size.width, size.height),
          ground(configuration.settings.person, floor, person_size),
          splitter(configuration.settings.splitter, configuration.settings.person),
          tracker(configuration.settings.tracker, configuration.settings.person,
                  configuration.settings.splitter.least_score, ground, person_size),
          figures(configuration, floor, size.width, size.height),
          signs(configuration.settings.sign, configuration.settings.person, ground, person_size,
                sign_numbers) {
        const auto& settings = configuration.settings;
        if (settings.model) {
            fusion.emplace(*settings.model, settings.splitter, settings.person, person_size);
        }
    }

    /// The picture at working size, as it would be had the camera stood still and kept its exposure.
    [[nodiscard]] cv::Mat steadied(const cv::Mat& frame, double seconds) {
        cv::Mat small = reduce(frame, factor);
        shake = {};
        if (background.green().size() != small.size()) {
            exposure.restart();
            return small;
        }
        const double gain = exposure.gain(small, background.green(), background.differing(), seconds);
        constexpr double kNothing = 0.004;  // less is not a grey level
        const auto expose = [&] {
            if (std::abs(gain - 1.0) > kNothing) {
                small.convertTo(small, -1, gain);
            }
        };
        expose();
        shake = steadying.displacement(small, background.green(), background.differing());
        if (shake != cv::Point()) {
            small = reduce(moved(frame, -shake), factor);
            expose();
        }
        return small;
    }

    /// Forgets tracks of figures that were looked for at another size than people are now known to have: most
    /// were parts of people.
    void forget_other_sizes() {
        const auto now = person_size.box_height({picture.width / 2.0, kFeetRow * picture.height});
        if (!now || (*now < kOtherSize * tracked_height && tracked_height < kOtherSize * *now)) {
            return;
        }
        tracked_height = *now;
        tracker.restart();
    }

    /// What the tracks tell the background: who walked in must not melt into it, ghosts must.
    [[nodiscard]] cv::Mat known(cv::Size working) const {
        cv::Mat out = cv::Mat::zeros(working, CV_8U);
        for (const auto& ghost : ghosts) {
            cv::rectangle(out, ghost, kKnownGhost, cv::FILLED);
        }
        for (const auto& walker : tracker.walkers()) {
            if (walker.walked && walker.unseen_s <= 0.0) {
                const auto& box = walker.box;
                const net::Box wide{box.x - 0.2 * box.width, box.y - 0.1 * box.height, box.width * 1.4,
                                    box.height * 1.2};
                cv::rectangle(out, reduced(wide, factor), kKnownPerson, cv::FILLED);
            }
        }
        return out;
    }

    /// True when the foreground of `box` (working pixels) is where somebody was, not is.
    [[nodiscard]] bool is_ghost(const cv::Mat& small, const cv::Mat& foreground, const cv::Rect& box,
                                double least_share) const {
        const cv::Rect around =
            cv::Rect(box.x - 3, box.y - 3, box.width + 6, box.height + 6) & cv::Rect({}, small.size());
        if (around.area() == 0) {
            return false;
        }
        cv::Mat grey;
        cv::cvtColor(small(around), grey, cv::COLOR_BGR2GRAY);
        return outline_share(grey, background.grey(around), foreground(around)) < least_share;
    }

    /// Figures of the foreground and of the model together; without calibration the model's boxes teach how
    /// large people are.
    [[nodiscard]] std::vector<Figure> join_model(std::vector<Figure> found, const ModelLook* look,
                                                 const cv::Mat& small, double seconds, bool model_sees) {
        if (look != nullptr && !person_size.calibrated()) {
            for (const auto& box : fusion->whole_people(*look, picture)) {
                person_size.learn(box);
            }
        }
        cv::Mat grey;
        cv::cvtColor(small, grey, cv::COLOR_BGR2GRAY);
        const double scale = static_cast<double>(picture.height) / small.rows;
        const bool learnt = background.state() == BackgroundState::ready || !model_sees;
        return fusion->fuse(std::move(found), look, {grey, scale, seconds, learnt});
    }
    static constexpr double kFeetRow = 0.75;    // of the picture's height: where feet usually are
    static constexpr double kOtherSize = 1.25;  // people differ by less

    cv::Size picture;
    int factor;
    double tracked_height = 0.0;   // of a person's box when the tracks began, without calibration
    std::vector<cv::Rect> ghosts;  // working pixels, of the frame before
    Steadying steadying;
    cv::Point shake;  // camera pixels by which this frame is displaced
    BackgroundModel background;
    Exposure exposure;
    Plausibility plausibility;
    PersonSize person_size;
    Ground ground;
    Splitter splitter;
    Tracker tracker;
    SceneFigures figures;
    std::optional<ModelFusion> fusion;  // with a model
    SignWatch signs;
};

net::Result<std::unique_ptr<Analyser>> Analyser::create(AnalyserConfiguration configuration,
                                                        const net::Clock& clock) {
    return create(std::move(configuration), clock, nullptr);
}

net::Result<std::unique_ptr<Analyser>> Analyser::create(AnalyserConfiguration configuration,
                                                        const net::Clock& clock,
                                                        std::unique_ptr<PersonModel> model) {
    if (configuration.camera.calibration) {
        const auto& calibration = *configuration.camera.calibration;
        const auto fits = floor_for(configuration.camera, cv::Size(static_cast<int>(calibration.width),
                                                                   static_cast<int>(calibration.height)));
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
    const auto floor = floor_for(configuration_.camera, picture);
    if (!floor) {
        return tl::unexpected(floor.error());
    }
    auto view = std::make_unique<View>(configuration_, *floor, picture, *sign_numbers_);
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
        if (model_) {
            model_->restart();
            view.fusion->restart();
        }
        view.plausibility.restart();
    }
    const double seconds = seconds_since_last(stamp);
    last_ = stamp;

    Analysis out;
    StopWatch watch(clock_);
    const cv::Mat small = view.steadied(frame, seconds);
    const double scale = static_cast<double>(frame.rows) / small.rows;
    out.times.reduce = watch.lap();

    out.foreground = view.background.update(small, seconds, view.known(small.size()));
    clean(out.foreground);
    const bool trusted = view.background.state() != BackgroundState::in_doubt;
    out.times.background = watch.lap();

    const auto look = model_ ? model_->look(frame, seconds, clock_) : std::nullopt;
    out.times.model = watch.lap();

    const auto expected = view.tracker.predict(seconds);
    std::vector<Figure> figures;
    if (trusted) {
        figures = view.splitter.split(out.foreground, scale, view.person_size, expected);
    }
    auto& plausibility = view.plausibility;
    const bool plausible = !(trusted ? plausibility.doubts(contrast_of(small), figures, frame.size(), seconds)
                                     : plausibility.doubts(contrast_of(small), seconds));
    if (!plausible) {
        figures.clear();
    }
    if (plausibility.gives_up()) {
        view.background.restart();
    }
    out.times.split = watch.lap();

    view.ghosts.clear();
    std::erase_if(figures, [&](const Figure& figure) {
        const cv::Rect box = reduced(figure.box, scale);
        const bool ghost =
            view.is_ghost(small, out.foreground, box, configuration_.settings.splitter.ghost_share);
        if (ghost) {
            view.ghosts.push_back(box);
        }
        return ghost;
    });
    if (view.fusion) {
        figures = view.join_model(std::move(figures), look ? &*look : nullptr, small, seconds,
                                  model_->sees_people());
    }
    std::vector<Sighting> sightings;
    for (const auto& figure : figures) {
        const cv::Rect box = reduced(figure.box, scale);
        if (const auto ground = view.ground.sighting(figure.box)) {
            sightings.push_back(
                {figure.box, figure.score, *ground, Appearance::of(small, out.foreground, box)});
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
        out.model = model();
        out.sightings = model_->sightings();
    }
    out.times.track = watch.lap();

    auto& scene = out.scene;
    scene.camera = configuration_.camera.camera;
    scene.stamp = stamp;
    scene.width = static_cast<std::uint32_t>(frame.cols);
    scene.height = static_cast<std::uint32_t>(frame.rows);
    view.figures.fill(scene, view.tracker, out.foreground, seconds);
    switch (plausible ? view.background.state() : BackgroundState::in_doubt) {
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
    out.times.signs = watch.lap();
    out.times.total = out.times.reduce + out.times.background + out.times.model + out.times.split +
                      out.times.track + out.times.figures + out.times.signs;
    scene.analysis_ms = out.times.total;
    scene.analysed = clock_.utc();
    return out;
}

}  // namespace vigie::vision
