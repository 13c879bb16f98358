#include "vision/analysis/outline_looks.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

#include "vision/analysis/stop_watch.hpp"

namespace vigie::vision {
namespace {

// Where in the window a person is, by its height (OpenCV's own sample of people detection, peopledetect.cpp).
constexpr double kTopShare = 0.07;
constexpr double kHeightShare = 0.80;

}  // namespace

ModelSettings as_model(const OutlineSettings& settings) {
    ModelSettings out;
    out.every = settings.every;
    out.most_load = settings.most_load;
    // Who is not upright, or is hidden in part, has no such outline: nobody is doubted for want of one.
    out.fusion.doubt_s = std::numeric_limits<double>::infinity();
    out.fusion.doubt_known_s = std::numeric_limits<double>::infinity();
    return out;
}

OutlineLooks::OutlineLooks(const OutlineSettings& settings) : settings_(settings), pace_(as_model(settings)) {
    descriptor_.setSVMDetector(cv::HOGDescriptor::getDefaultPeopleDetector());
}

std::optional<ModelLook> OutlineLooks::look(const cv::Mat& frame, std::optional<double> person_px,
                                            double seconds, const net::Clock& clock) {
    const double size = person_px.value_or(0.0) / kPersonPx;
    sees_people_ = size >= (sees_people_ ? settings_.stays_size : settings_.least_size);
    if (!sees_people_ || !pace_.is_due(seconds)) {
        return std::nullopt;
    }
    StopWatch watch(clock);
    auto out = find(frame, std::min(1.0, settings_.look_size / size));
    pace_.looked(watch.lap());
    return out;
}

ModelLook OutlineLooks::find(const cv::Mat& frame, double scale) {
    cv::cvtColor(frame, grey_, cv::COLOR_BGR2GRAY);
    cv::resize(grey_, reduced_, {}, scale, scale, cv::INTER_AREA);
    std::vector<cv::Rect> windows;
    std::vector<double> scores;
    constexpr double kUngrouped = 0.0;
    descriptor_.detectMultiScale(reduced_, windows, scores, settings_.least_score, {8, 8}, {16, 16},
                                 settings_.size_step, kUngrouped);
    std::vector<cv::Rect2d> people;
    std::vector<float> confidences;
    for (std::size_t i = 0; i < windows.size(); ++i) {
        const cv::Rect2d window = windows[i];
        const double height = kHeightShare * window.height / scale;
        const double width = settings_.box_aspect * height;
        people.emplace_back((window.x + 0.5 * window.width) / scale - 0.5 * width,
                            (window.y + kTopShare * window.height) / scale, width, height);
        confidences.push_back(static_cast<float>(
            1.0 / (1.0 + std::exp(settings_.steepness * (settings_.even_score - scores[i])))));
    }
    std::vector<int> best;
    cv::dnn::NMSBoxes(people, confidences, 0.0F, static_cast<float>(settings_.nms), best);
    ModelLook out;
    out.scale = scale;
    for (const int i : best) {
        const auto& box = people[static_cast<std::size_t>(i)];
        out.people.push_back(
            {{box.x, box.y, box.width, box.height}, confidences[static_cast<std::size_t>(i)], 0});
    }
    return out;
}

}  // namespace vigie::vision
