// A detector of the user's own, run on a picture.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <opencv2/core.hpp>

#include "net/types/result.hpp"
#include "vision/analysis/model_box.hpp"
#include "vision/analysis/model_output.hpp"
#include "vision/analysis/model_settings.hpp"

namespace vigie::vision {

/// An ONNX detector on OpenCV's own processor backend. Owned by one thread; it keeps its weights and
/// buffers, and nothing of a picture but in them.
class PersonModel {
public:
    /// From a CV_32F blob 1 x 3 x height x width to the output tensor; it may throw.
    using Forward = std::function<cv::Mat(const cv::Mat& blob)>;

    /// Reads the file and looks at an empty picture once, so that what cannot work is told now. not_found,
    /// unavailable or invalid_input with a sentence that names the file.
    [[nodiscard]] static net::Result<std::unique_ptr<PersonModel>> load(const ModelSettings& settings);

    /// The same from what stands in for the network; `input`: width and height that it takes.
    [[nodiscard]] static net::Result<std::unique_ptr<PersonModel>> with(const ModelSettings& settings,
                                                                        cv::Size input, Forward forward);

    /// `frame`: 8-bit BGR of any size; it is only read. Failure, with a sentence that names the file, when
    /// the network fails or answers nonsense; the next look may succeed.
    [[nodiscard]] net::Result<ModelLook> look(const cv::Mat& frame);

    [[nodiscard]] const ModelSettings& settings() const { return settings_; }

private:
    PersonModel(const ModelSettings& settings, cv::Size input, Forward forward)
        : settings_(settings), input_(input), forward_(std::move(forward)) {}
    /// The frame at its own shape in the upper left of the input, grey beside it.
    [[nodiscard]] cv::Mat blob_of(const cv::Mat& frame, bool rgb);
    /// Any exception of the third-party library as a part of a sentence.
    [[nodiscard]] net::Result<cv::Mat> run(const cv::Mat& blob);
    /// Why the answer to an empty picture cannot be of that layout, a part of a sentence; empty: it can.
    [[nodiscard]] std::string mistaken(const cv::Mat& answer, const OutputShape& shape) const;
    [[nodiscard]] double scale_of(cv::Size frame) const;
    [[nodiscard]] bool is_person(std::size_t kind) const;

    ModelSettings settings_;
    cv::Size input_;
    Forward forward_;
    OutputShape output_;
    cv::Mat canvas_;
};

}  // namespace vigie::vision
