// The product's tracker on published detections: what it is worth on other cameras than our own.
#pragma once

#include <filesystem>

#include "net/types/result.hpp"
#include "vision/analysis/settings.hpp"
#include "vision/eval/detections.hpp"
#include "vision/eval/ground_truth.hpp"
#include "vision/eval/score.hpp"

namespace vigie::vision {

/// Runs the node's Tracker, by default with the node's settings, over the detections of frames 1 to the last
/// of the ground truth and scores whom it counts as the node does: online, no gap filled afterwards. No
/// pictures, so no colour; no calibration, so people are followed in pixels and the detections teach
/// how large they are. Rows of the truth with confidence 0 are regions to ignore. Truth that is not empty;
/// a footage that check_footage accepts.
[[nodiscard]] Score score_tracker_alone(const Detections& detections, const GroundTruth& truth,
                                        const Footage& footage, const AnalysisSettings& settings = {});

/// The same from two files. not_found, invalid_input with the file's name.
[[nodiscard]] net::Result<Score> score_tracker_alone(const std::filesystem::path& detections,
                                                     const std::filesystem::path& truth,
                                                     const Footage& footage,
                                                     const AnalysisSettings& settings = {});

/// The same for the folder of a MOTChallenge sequence: det/det.txt, gt/gt.txt, seqinfo.ini.
[[nodiscard]] net::Result<Score> score_tracker_alone(const std::filesystem::path& sequence);

}  // namespace vigie::vision
