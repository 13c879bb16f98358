// Bad pictures made of good ones, the same at every run: noise, flicker, a trembling camera, hard
// compression, darkness.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

namespace vigie::vision {

/// Changes the 8-bit BGR picture `number` (from 1) in place. The result depends on nothing but its arguments.
using PictureChange = std::function<void(cv::Mat& picture, std::uint64_t number)>;

/// How bad the pictures are made. Plain values.
struct DistortionSettings {
    double noise_sigma = 10.0;  ///< grey levels; Gaussian, each pixel and channel by itself
    double flicker = 0.10;      ///< the brightness changes by this share up and down ...
    /// ... as under lamps on 50 Hz mains (which beat at 100 Hz) seen at 7 frames a second: 100 / 7 is 14 and
    /// 2 / 7 beats a frame. Share of a beat by which each frame is further.
    double flicker_step = 2.0 / 7.0;
    int jitter_px = 1;      ///< the whole picture moves up to this far each way; edges are repeated
    int jpeg_quality = 20;  ///< 0 to 100
    double light = 1.0 / 3.0;
    std::uint64_t seed = 1;
};

/// One way for pictures to be bad.
struct Distortion {
    std::string name;  ///< noise, flicker, jitter, jpeg20 (with the quality's number), dark
    std::string meaning;
    PictureChange change;
};

/// All five.
[[nodiscard]] std::vector<Distortion> distortions(const DistortionSettings& settings = {});

}  // namespace vigie::vision
