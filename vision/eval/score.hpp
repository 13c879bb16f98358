// Scores what was found against what is true: detection, counting, tracking.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "net/types/geometry.hpp"
#include "vision/eval/ground_truth.hpp"

namespace vigie::vision {

/// One counted person as the pipeline gave it.
struct FoundBox {
    std::uint64_t id = 0;
    net::Box box;
};

/// A true and a found box that are the same person in a frame: positions in the lists given.
struct Match {
    std::size_t truth = 0;
    std::size_t found = 0;
};

/// One frame's part.
struct FrameScore {
    std::vector<Match> matches;
    std::size_t ignored = 0;  ///< found boxes that do not count
};

/// Figures over all frames given so far. Ratios are 0 where nothing could be divided.
struct Score {
    std::uint64_t frames = 0;
    std::uint64_t true_boxes = 0;
    std::uint64_t found_boxes = 0;  ///< without those in ignored regions
    std::uint64_t matched = 0;
    std::uint64_t id_switches = 0;
    double precision = 0.0;
    double recall = 0.0;
    double f1 = 0.0;
    double count_error = 0.0;  ///< mean absolute difference of people a frame
    double count_bias = 0.0;   ///< mean difference, positive: too many
    double mota = 0.0;
    double idf1 = 0.0;
};

/// Takes frames in order. Detection: boxes match one to one at an IoU of at least 0.5, as many as possible.
/// MOTA and switches: CLEAR MOT (Bernardin and Stiefelhagen, EURASIP JIVP 2008): a match of the frame
/// before is kept while it holds. IDF1: Ristani et al., ECCV workshops 2016: the best one-to-one
/// matching of whole trajectories. Found boxes in an ignored region that match no true box do not
/// count. Owned by one thread.
class Scorer {
public:
    explicit Scorer(double least_iou = 0.5) : least_iou_(least_iou) {}

    /// Returns what further measures need of this frame.
    FrameScore add(const TrueFrame& truth, const std::vector<FoundBox>& found);

    [[nodiscard]] Score score() const;

private:
    void follow(const TrueFrame& truth, const std::vector<FoundBox>& found);
    [[nodiscard]] double identity_matches() const;

    double least_iou_;
    Score sums_;
    double absolute_error_ = 0.0;
    double signed_error_ = 0.0;
    std::uint64_t followed_ = 0;
    std::map<std::uint64_t, std::uint64_t> partner_;  // true id -> found id it was last followed by
    std::map<std::uint64_t, std::uint64_t> true_length_;
    std::map<std::uint64_t, std::uint64_t> found_length_;
    std::map<std::pair<std::uint64_t, std::uint64_t>, std::uint64_t> together_;
};

}  // namespace vigie::vision
