// A network that sees what the test says.
#pragma once

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <opencv2/core.hpp>

#include "vision/analysis/person_model.hpp"

namespace vigie::test {

/// One row of an output: centre, size, and a value a class.
struct SeenRow {
    net::Box box;  ///< pixels of the network's input
    std::vector<float> classes{0.9F};
};

/// The output of a network of the YOLOv8 kind with that input: boxes x (4 + classes), the rest of them empty.
inline cv::Mat output_of(const std::vector<SeenRow>& rows, cv::Size input, int classes) {
    const int cells = (input.width / 8) * (input.height / 8) + (input.width / 16) * (input.height / 16) +
                      (input.width / 32) * (input.height / 32);
    const std::vector<int> shape{1, cells, 4 + classes};
    cv::Mat out(shape, CV_32F, cv::Scalar(0.0));
    auto* to = out.ptr<float>();
    for (const auto& row : rows) {
        to[0] = static_cast<float>(row.box.x + row.box.width / 2.0);
        to[1] = static_cast<float>(row.box.y + row.box.height / 2.0);
        to[2] = static_cast<float>(row.box.width);
        to[3] = static_cast<float>(row.box.height);
        std::copy(row.classes.begin(), row.classes.end(), to + 4);
        to += 4 + classes;
    }
    return out;
}

/// What the network sees now; tests change it between frames.
struct FakeSight {
    std::vector<SeenRow> rows;
    std::string error;                        ///< not empty: it throws this
    std::function<void()> meanwhile = [] {};  ///< happens while it looks
    int looks = 0;                            ///< the first is the one of loading
    cv::Mat blob;                             ///< of the last look
};

inline vision::ModelSettings fake_settings() {
    vision::ModelSettings out;
    out.file = "/models/fake.onnx";
    out.classes = {vision::ModelSettings::kPerson};
    return out;
}

/// `sight` outlives the model.
inline std::unique_ptr<vision::PersonModel> fake_model(FakeSight& sight,
                                                       const vision::ModelSettings& settings,
                                                       cv::Size input = {640, 480}) {
    const int classes = static_cast<int>(settings.classes.size());
    auto made = vision::PersonModel::with(settings, input, [&sight, input, classes](const cv::Mat& blob) {
        ++sight.looks;
        sight.blob = blob.clone();
        sight.meanwhile();
        if (!sight.error.empty()) {
            throw std::runtime_error(sight.error);
        }
        return output_of(sight.rows, input, classes);
    });
    return made ? std::move(*made) : nullptr;
}

}  // namespace vigie::test
