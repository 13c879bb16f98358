#include "vision/eval/measures.hpp"

#include <algorithm>
#include <numeric>

#include "vision/eval/percentile.hpp"

namespace vigie::vision {

HeadCount count_heads(const std::vector<TrueBox>& people, const cv::Mat& covered,
                      const MeasureSettings& settings) {
    HeadCount out;
    for (const auto& person : people) {
        const auto& box = person.box;
        const double left = box.x + (0.5 - settings.head_width / 2.0) * box.width;
        const cv::Rect head =
            cv::Rect(cvFloor(left), cvFloor(box.y), std::max(1, cvRound(settings.head_width * box.width)),
                     std::max(1, cvRound(settings.head_height * box.height))) &
            cv::Rect({}, covered.size());
        if (head.area() > 0) {
            ++out.heads;
            out.covered += cv::countNonZero(covered(head)) >= settings.head_covered * head.area() ? 1U : 0U;
        }
    }
    return out;
}

StageCost cost_of(std::string_view stage, const std::vector<double>& milliseconds) {
    const double sum = std::accumulate(milliseconds.begin(), milliseconds.end(), 0.0);
    return {stage, median(milliseconds), percentile(milliseconds, 0.95),
            sum / std::max(1.0, static_cast<double>(milliseconds.size()))};
}

std::vector<StageCost> costs_of(const std::vector<StageMilliseconds>& frames) {
    std::vector<StageCost> out;
    std::vector<double> whole(frames.size(), 0.0);
    for (std::size_t stage = 0; stage < kStages.size(); ++stage) {
        std::vector<double> values;
        for (std::size_t i = 0; i < frames.size(); ++i) {
            values.push_back(frames[i][stage]);
            whole[i] += frames[i][stage];
        }
        out.push_back(cost_of(kStages[stage], values));
    }
    out.push_back(cost_of("whole pipeline", whole));
    return out;
}

void MaskMeasure::add(const Mask& mask, const TrueFrame& truth, cv::Size picture) {
    const auto count = count_heads(truth.people, covered_at(mask, picture), settings_);
    const auto add_to = [&](Sums& sums) {
        sums.heads.heads += count.heads;
        sums.heads.covered += count.covered;
        sums.area += mask.share;
        ++sums.frames;
    };
    add_to(all_);
    if (mask.reason == net::MaskReason::people) {
        add_to(ready_);
    }
}

MaskMeasure::Figures MaskMeasure::Sums::figures() const {
    return {heads.heads > 0 ? static_cast<double>(heads.covered) / static_cast<double>(heads.heads) : 0.0,
            frames > 0 ? area / static_cast<double>(frames) : 0.0};
}

void IntervalMeasure::add(const net::Count& count, double people) {
    hits_ += count.low <= people && people <= count.high ? 1.0 : 0.0;
    widths_ += count.high - count.low;
    frames_ += 1.0;
}

double IntervalMeasure::coverage() const {
    return hits_ / std::max(1.0, frames_);
}

double IntervalMeasure::mean_width() const {
    return widths_ / std::max(1.0, frames_);
}

FloorMeasure::FloorMeasure(const AnalyserConfiguration& camera, const net::Homography& floor,
                           const MeasureSettings& settings)
    : settings_(settings),
      lines_(camera.lines.size()),
      floor_(floor),
      heatmap_(settings.heatmap_cell_m),
      true_crossings_(camera.lines, camera.settings.count.crossing) {}

std::vector<TrueStand> FloorMeasure::stands_of(const TrueFrame& truth) const {
    std::vector<TrueStand> out;
    const auto put = [&](const TrueBox& person, bool ignored) {
        if (const auto at = floor_.floor_from_image(person.box.foot())) {
            out.push_back({person.id, *at, ignored});
        }
    };
    for (const auto& person : truth.people) {
        put(person, false);
    }
    for (const auto& person : truth.ignored) {
        put(person, true);
    }
    return out;
}

void FloorMeasure::follow(const net::Scene& scene, double at_s, const TrueFrame& truth) {
    true_crossings_.add(at_s, stands_of(truth));
    found_crossings_.add(at_s, scene.lines);
}

void FloorMeasure::add(const net::Scene& scene, double at_s, const TrueFrame& truth,
                       const std::vector<FoundBox>& found, const std::vector<Match>& matches) {
    if (!scored_from_s_) {
        scored_from_s_ = at_s;
    }
    for (const auto& match : matches) {
        const auto at = floor_.floor_from_image(truth.people[match.truth].box.foot());
        for (const auto& track : scene.tracks) {
            if (at && track.floor && track.number == found[match.found].id) {
                feet_.push_back(net::distance(*at, track.floor->at));
            }
        }
    }
    if (scene.density) {
        std::vector<net::Point<net::Floor>> present;
        for (const auto& stand : stands_of(truth)) {
            present.push_back(stand.at);
        }
        heatmap_.add(*scene.density, present);
    }
}

CrossingScore FloorMeasure::crossings() const {
    const auto scored = [this](const std::vector<Crossing>& all) {
        std::vector<Crossing> out;
        for (const auto& crossing : all) {
            if (scored_from_s_ && crossing.at_s >= *scored_from_s_) {
                out.push_back(crossing);
            }
        }
        return out;
    };
    auto out = match_crossings(scored(true_crossings_.all()), scored(found_crossings_.all()),
                               settings_.crossing_tolerance_s);
    out.lines = lines_;
    return out;
}

}  // namespace vigie::vision
