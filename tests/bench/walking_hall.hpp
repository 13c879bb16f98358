// A large hall in which as many people walk as a measurement wants, all in view of one camera.
#pragma once

#include <cstdint>

#include "net/types/result.hpp"
#include "tests/bench/clip.hpp"
#include "vision/eval/pipeline_run.hpp"

namespace vigie::bench {

/// The hall's camera, as a node would be configured for it: calibrated from its pose, one floor, one zone.
[[nodiscard]] net::Result<vision::Pipeline> hall_pipeline(cv::Size picture);

/// The hall without anybody, long enough to be learnt.
[[nodiscard]] net::Result<Clip> empty_hall(cv::Size picture);

/// `people` of them, each pacing to and fro on a line of their own at walking speed.
[[nodiscard]] net::Result<Clip> walking_hall(cv::Size picture, std::uint64_t people);

}  // namespace vigie::bench
