// From a detector's output tensor to boxes.
#pragma once

#include <cstddef>
#include <vector>

#include <opencv2/core.hpp>

#include "net/types/result.hpp"
#include "vision/analysis/model_box.hpp"
#include "vision/analysis/model_settings.hpp"

namespace vigie::vision {

/// How to read one model's output. A value.
struct OutputShape {
    ModelLayout layout = ModelLayout::yolox;  ///< never automatic
    int boxes = 0;
    int values = 0;           ///< a box
    bool transposed = false;  ///< values x boxes instead of boxes x values
    std::size_t classes = 0;

    /// Takes RGB from 0 to 1; else BGR from 0 to 255.
    [[nodiscard]] bool wants_rgb() const { return layout != ModelLayout::yolox; }
};

/// Recognises `output` (CV_32F, 1 x boxes x values or 1 x values x boxes) of a model with that input: one
/// box a cell of grids with strides 8, 16 and 32 (YOLOX, YOLOv8) or three (YOLOv5). `classes`: how many the
/// settings name, 0: unknown. invalid_input, a part of a sentence ("gives ..."), for any other shape.
[[nodiscard]] net::Result<OutputShape> recognise_output(const cv::Mat& output, cv::Size input,
                                                        ModelLayout wanted, std::size_t classes);

/// `output` as boxes x values, without a copy where it lies so; valid as long as `output`. invalid_input, a
/// part of a sentence, when it is not of that shape.
[[nodiscard]] net::Result<cv::Mat> table_of(const cv::Mat& output, const OutputShape& shape);

/// Boxes of at least `least_confidence` in input pixels, best first within a class; of those of one class
/// that overlap by more than `nms` (IoU) only the best. invalid_input, a part of a sentence, when the output
/// is not of that shape, holds numbers that are none, or cannot be of that layout (model_plausible.hpp).
[[nodiscard]] net::Result<std::vector<ModelBox>> decode_output(const cv::Mat& output,
                                                               const OutputShape& shape, cv::Size input,
                                                               double least_confidence, double nms);

}  // namespace vigie::vision
