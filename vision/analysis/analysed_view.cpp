#include "vision/analysis/analysed_view.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <opencv2/imgproc.hpp>

#include "vision/analysis/ghost.hpp"
#include "vision/analysis/leaning.hpp"
#include "vision/analysis/working_picture.hpp"

namespace vigie::vision {
namespace {

constexpr double kFeetRow = 0.75;    // of the picture's height: where feet usually are
constexpr double kOtherSize = 1.25;  // people differ by less

int working_factor(cv::Size picture, int working_height_px) {
    return std::max(1,
                    static_cast<int>(std::lround(static_cast<double>(picture.height) / working_height_px)));
}

}  // namespace

AnalysedView::AnalysedView(const AnalyserConfiguration& configuration,
                           const std::optional<net::Homography>& floor, cv::Size size,
                           SignNumbers& sign_numbers)
    : picture(size),
      factor(working_factor(size, configuration.settings.background.working_height_px)),
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
      crowd_motion(configuration.settings.crowd_motion, configuration.settings.crowd_density.square_m, floor,
                   size.width, size.height),
      least_outline(configuration.settings.outline.least_share),
      signs(configuration.settings.sign, configuration.settings.person, ground, person_size, sign_numbers),
      model_signs(sign_numbers),
      watch(configuration.settings.view) {
    const auto& settings = configuration.settings;
    if (settings.model) {
        fusion.emplace(*settings.model, settings.splitter, settings.person, person_size);
    } else if (!floor) {
        outlines.emplace(settings.outline);
        fusion.emplace(as_model(settings.outline), settings.splitter, settings.person, person_size);
    }
}

cv::Mat AnalysedView::steadied(const cv::Mat& frame, double seconds) {
    cv::Mat small = reduce(frame, factor);
    shake = {};
    gain = 1.0;
    if (background.green().size() != small.size()) {
        exposure.restart();
        return small;
    }
    const double factor_of_light = exposure.gain(small, background.green(), background.differing(), seconds);
    constexpr double kNothing = 0.004;  // less is not a grey level
    const auto expose = [&] {
        if (std::abs(factor_of_light - 1.0) > kNothing) {
            gain = factor_of_light;
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

void AnalysedView::forget_other_sizes() {
    const auto now = person_size.box_height({picture.width / 2.0, kFeetRow * picture.height});
    if (!now || (*now < kOtherSize * tracked_height && tracked_height < kOtherSize * *now)) {
        return;
    }
    tracked_height = *now;
    tracker.restart();
}

void AnalysedView::forget_crowds() {
    figures.forget_crowds();
    crowd_motion.restart();
}

void AnalysedView::follow_focus() {
    if (!sharp && watch.focus() == Focus::soft) {
        sharp = background.copy();
    } else if (sharp && watch.focus() == Focus::sharp && !watch.blind()) {
        background = *std::exchange(sharp, std::nullopt);
    }
}

void AnalysedView::learn_scene_anew() {
    background.restart();
    forget_crowds();
}

cv::Mat AnalysedView::known(cv::Size working) const {
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
    out.setTo(kKnownPerson, figures.crowd_ground(working));
    return out;
}

void AnalysedView::take_ghosts_out(std::vector<Figure>& found, const cv::Mat& small,
                                   const cv::Mat& foreground, double least_share) {
    ghosts.clear();
    std::erase_if(found, [&](const Figure& figure) {
        const cv::Rect box = reduced(person_size.around_body(figure.box), scale(small.rows));
        const bool ghost = is_ghost(small, foreground, box, least_share);
        if (ghost) {
            ghosts.push_back(box);
        }
        return ghost;
    });
}

std::vector<Figure> AnalysedView::around_bodies(std::vector<Figure> found) const {
    for (auto& figure : found) {
        figure.box = person_size.around_body(figure.box);
    }
    return found;
}

Appearance AnalysedView::look_of(const net::Box& upright, const cv::Mat& small,
                                 const cv::Mat& foreground) const {
    const double by = scale(small.rows);
    const auto look = person_size.standing(upright.foot());
    if (!look || look->lean == 0.0) {
        return Appearance::of(small, foreground, reduced(upright, by));
    }
    const auto foot = upright.foot();
    const LeaningBody body{foot.x / by, foot.y / by, upright.height / by,
                           look->lean * upright.height / look->height / by, upright.width / by};
    const auto seen = straightened(small, body, body.width, 0.0);
    const auto known_there = straightened(foreground, body, body.width, 0.0);
    const net::Box there{upright.x - seen.origin.x * by, upright.y - seen.origin.y * by, upright.width,
                         upright.height};
    return Appearance::of(seen.picture, known_there.picture, reduced(there, by));
}

bool AnalysedView::is_ghost(const cv::Mat& small, const cv::Mat& foreground, const cv::Rect& box,
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

std::optional<ModelLook> AnalysedView::look_for_outlines(const cv::Mat& frame, const cv::Mat& foreground,
                                                         double seconds, const net::Clock& clock) {
    const bool saw = outlines->sees_people();
    auto out = outlines->look(frame, person_size.usual_height(), seconds, clock);
    if (saw && !outlines->sees_people()) {
        fusion->restart();  // no look will tell any more that somebody has left
    }
    if (!out || background.state() == BackgroundState::warming_up) {
        return out;
    }
    std::erase_if(out->people, [&](const ModelBox& person) {
        const cv::Rect box = reduced(person.box, scale(foreground.rows)) & cv::Rect({}, foreground.size());
        const int differing = box.empty() ? 0 : cv::countNonZero(foreground(box));
        return differing < least_outline * box.area();
    });
    return out;
}

std::vector<Figure> AnalysedView::join_model(std::vector<Figure> found, const ModelLook* look,
                                             const cv::Mat& small, double seconds, bool model_sees) {
    if (look != nullptr && !person_size.calibrated()) {
        for (const auto& box : fusion->whole_people(*look, picture)) {
            person_size.learn(box);
        }
    }
    cv::Mat grey;
    cv::cvtColor(small, grey, cv::COLOR_BGR2GRAY);
    const bool learnt = background.state() == BackgroundState::ready || !model_sees;
    return fusion->fuse(std::move(found), look, {grey, scale(small.rows), seconds, learnt});
}

}  // namespace vigie::vision
