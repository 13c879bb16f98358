// A real view with nobody in it, made of a video with people: what does a camera cost while nothing happens?
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include <opencv2/core.hpp>

#include "net/types/result.hpp"
#include "vision/eval/measures.hpp"
#include "vision/eval/pipeline_run.hpp"
#include "vision/eval/video.hpp"

namespace vigie::vision {

/// Plain values.
struct EmptySceneSettings {
    int median_of = 41;        ///< frames, spread over the range, whose median is the empty view
    int frames = 100;          ///< consecutive ones from the range's first that are emptied
    int somebody_levels = 20;  ///< grey levels: a pixel further from the median in any channel is not noise
    int margin_px = 9;         ///< what is this near to such a pixel is taken from the median too
    int repeats = 4;           ///< passes over the frames, there and back; the first one warms up, uncounted
};

/// Frames of the video in which everything but the people is as it was filmed: the sensor's and the codec's
/// noise, the light's drift. Where something differs from the median over time, the median is put.
struct EmptyScene {
    std::vector<cv::Mat> frames;
    double replaced = 0.0;     ///< mean share of the picture that was
    double noise_sigma = 0.0;  ///< grey levels, of what was kept, against the median
};

/// `range` ends with a frame of the video. not_found, invalid_input with the file's name.
[[nodiscard]] net::Result<EmptyScene> empty_scene(const std::filesystem::path& video, const FrameRange& range,
                                                  const EmptySceneSettings& settings = {});

/// What the pipeline takes on it. Plain values.
struct EmptySceneCost {
    std::uint64_t frames = 0;       ///< measured
    std::vector<StageCost> stages;  ///< as those of an evaluation; nothing is decoded
    StageCost without_encode;       ///< all stages but decode and encode
    double mean_people = 0.0;       ///< found where nobody is
    double mask_area = 0.0;         ///< mean share of the picture
};

[[nodiscard]] net::Result<EmptySceneCost> cost_of_empty_scene(const Pipeline& pipeline,
                                                              const EmptyScene& scene,
                                                              const EmptySceneSettings& settings,
                                                              const net::Clock& clock);

}  // namespace vigie::vision
