// Whether ground truth can be that of a video: figures against another one's truth look like any others.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "net/types/result.hpp"
#include "vision/eval/ground_truth.hpp"
#include "vision/eval/score.hpp"
#include "vision/eval/video.hpp"

namespace vigie::vision {

/// Refuses (invalid_input) truth of which more than a tenth of the people in `range` (last 0: to its end)
/// have the middle of their box outside of the picture; else what is odd about it, a sentence each.
[[nodiscard]] net::Result<std::vector<std::string>> check_boxes(const GroundTruth& truth,
                                                                const FrameRange& range, cv::Size picture);

/// The same with the video: its size, also against the seqinfo.ini of the sequence that `file` lies in, where
/// there is one, and whether the truth goes on beyond its end. Errors as of VideoReader too.
[[nodiscard]] net::Result<std::vector<std::string>> check_truth(const std::filesystem::path& file,
                                                                const GroundTruth& truth,
                                                                const FrameRange& range,
                                                                const std::filesystem::path& video);

/// That hardly anybody of the truth is who was found, a sentence; empty where enough are, or nobody was
/// found.
[[nodiscard]] std::string hardly_anybody_met(const Score& score);

}  // namespace vigie::vision
