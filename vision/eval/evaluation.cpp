#include "vision/eval/evaluation.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <opencv2/videoio.hpp>

#include "net/types/homography.hpp"
#include "vision/analysis/analyser.hpp"
#include "vision/analysis/stop_watch.hpp"

namespace vigie::vision {
namespace {

std::vector<FoundBox> counted(const net::Scene& scene) {
    std::vector<FoundBox> out;
    for (const auto& track : scene.tracks) {
        if (track.state != net::TrackState::tentative) {
            out.push_back({track.number, track.box});
        }
    }
    return out;
}

/// The value below or at which that share of `sorted` lies (nearest rank); 0 for no values.
double nearest_rank(const std::vector<double>& sorted, double share) {
    if (sorted.empty()) {
        return 0.0;
    }
    const auto place = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
    return sorted[std::clamp<std::size_t>(place, 1, sorted.size()) - 1];
}

double median_of(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return nearest_rank(values, 0.5);
}

/// Collects what is not the scorer's.
class Sums {
public:
    void add_times(double decode, const StageTimes& times, double mask, double encode) {
        const std::array<double, kStages> values{
            decode,      times.reduce, times.background,
            times.split, times.track,  times.figures,
            mask,        encode,       decode + times.total + mask + encode};
        for (std::size_t i = 0; i < kStages; ++i) {
            milliseconds_[i].push_back(values[i]);
        }
    }
    void add_mask(const Mask& mask, const TrueFrame& truth, cv::Size picture) {
        const auto count = count_heads(truth.people, covered_at(mask, picture));
        heads_.heads += count.heads;
        heads_.covered += count.covered;
        area_ += mask.share;
        if (mask.reason == net::MaskReason::people) {
            ready_heads_.heads += count.heads;
            ready_heads_.covered += count.covered;
            ready_area_ += mask.share;
            ++ready_;
        }
    }
    void add_feet(const net::Scene& scene, const TrueFrame& truth, const std::vector<FoundBox>& found,
                  const std::vector<Match>& matches, const std::optional<net::Homography>& floor) {
        if (!floor) {
            return;
        }
        for (const auto& match : matches) {
            const auto at = floor->floor_from_image(truth.people[match.truth].box.foot());
            for (const auto& track : scene.tracks) {
                if (at && track.floor && track.number == found[match.found].id) {
                    feet_.push_back(net::distance(*at, track.floor->at));
                }
            }
        }
    }
    void add_interval(const net::Count& count, double people) {
        interval_hits_ += count.low <= people && people <= count.high ? 1.0 : 0.0;
    }
    void finish(Evaluation& out) const {
        constexpr std::array<std::string_view, kStages> kNames{"decode", "reduce", "background",
                                                               "split",  "track",  "figures",
                                                               "mask",   "encode", "whole pipeline"};
        for (std::size_t i = 0; i < kStages; ++i) {
            out.costs.push_back(cost_of(kNames[i], milliseconds_[i]));
        }
        const double frames = std::max(1.0, static_cast<double>(out.score.frames));
        out.interval_hit = interval_hits_ / frames;
        out.mask_area = area_ / frames;
        out.mask_area_when_ready = ready_ > 0 ? ready_area_ / static_cast<double>(ready_) : 0.0;
        out.mask_recall = share_of(heads_);
        out.mask_recall_when_ready = share_of(ready_heads_);
        out.foot_error_m = median_of(feet_);
    }

private:
    static double share_of(const HeadCount& count) {
        return count.heads > 0 ? static_cast<double>(count.covered) / static_cast<double>(count.heads) : 0.0;
    }

    static constexpr std::size_t kStages = 9;
    std::array<std::vector<double>, kStages> milliseconds_;
    std::vector<double> feet_;
    HeadCount heads_;
    HeadCount ready_heads_;
    double area_ = 0.0;
    double ready_area_ = 0.0;
    double interval_hits_ = 0.0;
    std::uint64_t ready_ = 0;
};

/// Puts the end of the truth where there is none, and refuses what the truth says nothing about.
net::Result<void> complete_range(FrameRange& range, const GroundTruth& truth) {
    if (truth.empty()) {
        return net::fail(net::ErrorCode::invalid_input, "there is no ground truth to hold the video against");
    }
    const auto known = truth.rbegin()->first;
    if (range.last == 0) {
        range.last = known;
    }
    if (range.first < 1 || range.first > range.last) {
        return net::fail(net::ErrorCode::invalid_input,
                         fmt::format("frames {}-{} are no range: give FIRST-LAST, counted from 1",
                                     range.first, range.last));
    }
    if (range.last > known) {
        return net::fail(
            net::ErrorCode::invalid_input,
            fmt::format("the ground truth ends with frame {}, so nothing is known of frames {}-{}: "
                        "give --frames {}-{}",
                        known, std::max(range.first, known + 1), range.last,
                        range.first > known ? 1 : range.first, known));
    }
    return {};
}

/// How many frames the video has when they are less than `wanted`. What a file says of its length may be an
/// estimate: only a doubt costs the decoding of all.
std::optional<std::uint64_t> frames_if_short(const cv::VideoCapture& source,
                                             const std::filesystem::path& video, std::uint64_t wanted) {
    if (source.get(cv::CAP_PROP_FRAME_COUNT) >= static_cast<double>(wanted)) {
        return std::nullopt;
    }
    cv::VideoCapture counted(video.string(), cv::CAP_FFMPEG);
    std::uint64_t frames = 0;
    while (frames < wanted && counted.grab()) {
        ++frames;
    }
    return frames < wanted ? std::optional(frames) : std::nullopt;
}

}  // namespace

HeadCount count_heads(const std::vector<TrueBox>& people, const cv::Mat& covered) {
    constexpr double kHead = 0.2;
    constexpr double kEnough = 0.8;
    HeadCount out;
    for (const auto& person : people) {
        const auto& box = person.box;
        const cv::Rect head =
            cv::Rect(cvFloor(box.x + 0.25 * box.width), cvFloor(box.y), std::max(1, cvRound(0.5 * box.width)),
                     std::max(1, cvRound(kHead * box.height))) &
            cv::Rect({}, covered.size());
        if (head.area() > 0) {
            ++out.heads;
            out.covered += cv::countNonZero(covered(head)) >= kEnough * head.area() ? 1U : 0U;
        }
    }
    return out;
}

StageCost cost_of(std::string_view stage, std::vector<double> milliseconds) {
    std::sort(milliseconds.begin(), milliseconds.end());
    return {stage, nearest_rank(milliseconds, 0.5), nearest_rank(milliseconds, 0.95)};
}

net::Result<Evaluation> evaluate(const Pipeline& pipeline, const std::filesystem::path& video,
                                 const GroundTruth& truth, FrameRange range, const net::Clock& clock) {
    const auto& camera = pipeline.camera;
    if (const auto checked = complete_range(range, truth); !checked) {
        return tl::unexpected(checked.error());
    }
    auto analyser = Analyser::create(camera, clock);
    if (!analyser) {
        return tl::unexpected(analyser.error());
    }
    std::optional<net::Homography> floor;
    if (camera.camera.calibration) {
        if (const auto fitted = net::Homography::fit(camera.camera.calibration->pairs)) {
            floor = *fitted;
        }
    }
    cv::VideoCapture source;
    if (!std::filesystem::exists(video) || !source.open(video.string(), cv::CAP_FFMPEG)) {
        return net::fail(net::ErrorCode::not_found,
                         "cannot open the video " + video.string() + ": name a file that FFmpeg can decode");
    }
    if (const auto frames = frames_if_short(source, video, range.last)) {
        return net::fail(net::ErrorCode::invalid_input,
                         *frames == 0
                             ? video.string() + " holds no frame that FFmpeg can decode: name another"
                             : fmt::format("{} has {} frames, not the {} that are asked for: give "
                                           "--frames {}-{}",
                                           video.string(), *frames, range.last,
                                           range.first > *frames ? 1 : range.first, *frames));
    }
    const double fps = camera.camera.fps > 0.0 ? camera.camera.fps : 10.0;
    Scorer scorer;
    Sums sums;
    cv::Mat frame;
    std::vector<uchar> jpeg;
    StopWatch watch(clock);
    for (std::uint64_t number = 1; number <= range.last; ++number) {
        watch.lap();
        if (!source.read(frame)) {
            return net::fail(net::ErrorCode::invalid_input,
                             fmt::format("frame {} of {} cannot be decoded: end --frames before it, or name "
                                         "another video",
                                         number, video.string()));
        }
        const double decode_ms = watch.lap();
        net::FrameStamp stamp;
        stamp.stream = net::Microseconds(std::llround(static_cast<double>(number - 1) * 1e6 / fps));
        stamp.epoch = 1;
        stamp.number = number;
        auto analysis = (*analyser)->analyse(frame, stamp);
        if (!analysis) {
            return tl::unexpected(analysis.error());
        }
        watch.lap();
        const Mask mask = make_mask(pipeline.mask, analysis->foreground, analysis->scene);
        cv::Mat shown = frame.clone();
        if (const auto masked = apply_mask(shown, mask); !masked) {
            return tl::unexpected(masked.error());
        }
        const double mask_ms = watch.lap();
        cv::imencode(".jpg", shown, jpeg, {cv::IMWRITE_JPEG_QUALITY, pipeline.jpeg_quality});
        const double encode_ms = watch.lap();
        if (number < range.first) {
            continue;
        }
        const auto there = truth.find(number);
        const TrueFrame people = there == truth.end() ? TrueFrame{} : there->second;
        const auto found = counted(analysis->scene);
        const auto scored = scorer.add(people, found);
        sums.add_times(decode_ms, analysis->times, mask_ms, encode_ms);
        sums.add_mask(mask, people, frame.size());
        sums.add_feet(analysis->scene, people, found, scored.matches, floor);
        sums.add_interval(analysis->scene.in_view,
                          static_cast<double>(people.people.size() + scored.ignored));
    }
    Evaluation out;
    out.frames = range;
    out.score = scorer.score();
    sums.finish(out);
    return out;
}

}  // namespace vigie::vision
