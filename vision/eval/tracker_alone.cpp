#include "vision/eval/tracker_alone.hpp"

#include <optional>
#include <vector>

#include <opencv2/core.hpp>

#include "vision/analysis/ground.hpp"
#include "vision/analysis/person_size.hpp"
#include "vision/analysis/tracker.hpp"
#include "vision/eval/truth_check.hpp"

namespace vigie::vision {
namespace {

/// A box cut off by the picture's edge says nothing about how high people are.
bool is_whole(const net::Box& box, const Footage& footage) {
    constexpr double kEdge = 2.0;
    return box.x > kEdge && box.y > kEdge && box.x + box.width < footage.width - kEdge &&
           box.y + box.height < footage.height - kEdge;
}

}  // namespace

Score score_tracker_alone(const Detections& detections, const GroundTruth& truth, const Footage& footage,
                          const AnalysisSettings& settings) {
    PersonSize size(settings.person, std::nullopt, std::nullopt, footage.width, footage.height);
    const Ground ground(settings.person, std::nullopt, size);
    Tracker tracker(settings.tracker, settings.person, settings.splitter.least_score, ground, size);
    const double seconds = 1.0 / footage.fps;
    Scorer scorer;
    const std::uint64_t last = truth.rbegin()->first;
    for (std::uint64_t frame = 1; frame <= last; ++frame) {
        std::vector<Sighting> seen;
        if (const auto found = detections.find(frame); found != detections.end()) {
            for (const auto& detection : found->second) {
                if (is_whole(detection.box, footage)) {
                    size.learn(detection.box);
                }
                if (const auto at = ground.sighting(detection.box)) {
                    seen.push_back({detection.box, detection.score, *at, {}});
                }
            }
        }
        tracker.predict(seconds);
        tracker.update(seen, seconds, {footage.width, footage.height});
        std::vector<FoundBox> people;
        for (const auto& walker : tracker.walkers()) {
            if (tracker.counts(walker)) {
                people.push_back({walker.number, walker.box});
            }
        }
        const auto true_frame = truth.find(frame);
        scorer.add(true_frame == truth.end() ? TrueFrame{} : true_frame->second, people);
    }
    return scorer.score();
}

net::Result<Score> score_tracker_alone(const std::filesystem::path& detections,
                                       const std::filesystem::path& truth, const Footage& footage,
                                       const AnalysisSettings& settings) {
    if (const auto usable = check_footage(footage); !usable) {
        return tl::unexpected(usable.error());
    }
    const auto found = read_detections(detections);
    if (!found) {
        return tl::unexpected(found.error());
    }
    const auto people = read_ground_truth(truth);
    if (!people) {
        return tl::unexpected(people.error());
    }
    if (const auto fits = check_boxes(*people, {}, {footage.width, footage.height}); !fits) {
        return net::fail(truth.string(), fits.error());
    }
    return score_tracker_alone(*found, *people, footage, settings);
}

net::Result<Score> score_tracker_alone(const std::filesystem::path& sequence) {
    const auto info = read_sequence_info(sequence / "seqinfo.ini");
    if (!info) {
        return tl::unexpected(info.error());
    }
    return score_tracker_alone(sequence / "det" / "det.txt", sequence / "gt" / "gt.txt", info->footage);
}

}  // namespace vigie::vision
