// A model's output that is read in another layout than its own: told, and nobody is counted by it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "tests/vision/analysis/fake_model.hpp"

namespace vigie {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using vision::ModelLayout;

const cv::Size kInput(128, 64);

struct Cell {
    int x;
    int y;
    int stride;
};

std::vector<Cell> cells() {
    std::vector<Cell> out;
    for (const int stride : {8, 16, 32}) {
        for (int y = 0; y < kInput.height / stride; ++y) {
            for (int x = 0; x < kInput.width / stride; ++x) out.push_back({x, y, stride});
        }
    }
    return out;
}

cv::Mat tensor(const std::vector<std::vector<float>>& rows) {
    cv::Mat out(std::vector<int>{1, static_cast<int>(rows.size()), static_cast<int>(rows[0].size())}, CV_32F);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::copy(rows[i].begin(), rows[i].end(), out.ptr<float>(0, static_cast<int>(i)));
    }
    return out;
}

cv::Mat on_its_side(const cv::Mat& output) {
    const cv::Mat table(output.size[1], output.size[2], CV_32F, const_cast<float*>(output.ptr<float>()));
    const cv::Mat turned = table.t();
    cv::Mat out(std::vector<int>{1, turned.rows, turned.cols}, CV_32F);
    std::copy(turned.begin<float>(), turned.end<float>(), out.ptr<float>());
    return out;
}

/// What each kind of network says of an empty picture, with `classes` classes.
cv::Mat of_yolox(int classes, float score = 0.01F) {
    std::vector<std::vector<float>> rows;
    for (const auto& cell : cells()) {
        std::vector<float> row{0.4F + 0.1F * static_cast<float>(cell.x % 3), 0.6F, -0.3F, 0.5F, score};
        row.resize(5 + static_cast<std::size_t>(classes), score);
        rows.push_back(row);
    }
    return tensor(rows);
}

std::vector<float> in_pixels(const Cell& cell) {
    return {static_cast<float>((cell.x + 0.5) * cell.stride),
            static_cast<float>((cell.y + 0.5) * cell.stride), 20.0F, 40.0F};
}

cv::Mat of_yolov8(int classes, float score = 0.01F) {
    std::vector<std::vector<float>> rows;
    for (const auto& cell : cells()) {
        rows.push_back(in_pixels(cell));
        rows.back().resize(4 + static_cast<std::size_t>(classes), score);
    }
    return on_its_side(tensor(rows));
}

cv::Mat of_yolov5(int classes, int anchors = 3, float objectness = 0.01F) {
    std::vector<std::vector<float>> rows;
    for (const int stride : {8, 16, 32}) {
        for (int anchor = 0; anchor < anchors; ++anchor) {
            for (const auto& cell : cells()) {
                if (cell.stride != stride) continue;
                rows.push_back(in_pixels(cell));
                rows.back().push_back(objectness);
                rows.back().resize(5 + static_cast<std::size_t>(classes), 0.01F);
            }
        }
    }
    return tensor(rows);
}

std::string loaded(const cv::Mat& output, ModelLayout layout, std::vector<std::string> classes = {}) {
    vision::ModelSettings settings;
    settings.file = "/models/mine.onnx";
    settings.layout = layout;
    settings.classes = std::move(classes);
    const auto model = vision::PersonModel::with(settings, kInput, [&](const cv::Mat&) { return output; });
    if (!model) return model.error().message;
    const auto look = (*model)->look(cv::Mat(64, 128, CV_8UC3, cv::Scalar(90)));
    return look ? std::to_string(look->people.size()) + " people" : look.error().message;
}

TEST(ModelLayouts, EachIsReadAsItself) {
    for (const int classes : {1, 3, 80}) {
        EXPECT_EQ(loaded(of_yolox(classes), ModelLayout::yolox), "0 people") << classes;
        EXPECT_EQ(loaded(of_yolov5(classes), ModelLayout::yolov5), "0 people") << classes;
        EXPECT_EQ(loaded(of_yolov8(classes), ModelLayout::yolov8), "0 people") << classes;
        EXPECT_EQ(loaded(of_yolox(classes), ModelLayout::automatic), "0 people") << classes;
        EXPECT_EQ(loaded(of_yolov5(classes), ModelLayout::automatic), "0 people") << classes;
        EXPECT_EQ(loaded(of_yolov8(classes), ModelLayout::automatic), "0 people") << classes;
    }
    EXPECT_EQ(loaded(of_yolov5(3, 1), ModelLayout::yolov5), "0 people") << "YOLOv6: one box a cell";
}

TEST(ModelLayouts, NoneIsReadAsAnother) {
    const auto refused = [](const std::string& why) {
        return AllOf(StartsWith("the model /models/mine.onnx "), HasSubstr(why), HasSubstr("check layout"),
                     HasSubstr("people are found without it"));
    };
    for (const int classes : {1, 3, 80}) {
        EXPECT_THAT(loaded(of_yolov5(classes), ModelLayout::yolox), refused("YOLOX's one box a cell"));
        EXPECT_THAT(loaded(of_yolov5(classes), ModelLayout::yolov8), refused("YOLOv8's one box a cell"));
        EXPECT_THAT(loaded(of_yolox(classes), ModelLayout::yolov8), refused("YOLO")) << classes;
        EXPECT_THAT(loaded(of_yolox(classes), ModelLayout::yolov5), refused("all lie in one place"));
    }
    for (const int classes : {2, 3, 80}) {
        EXPECT_THAT(loaded(of_yolov8(classes), ModelLayout::yolox), refused("which")) << classes;
        EXPECT_THAT(loaded(of_yolov8(classes), ModelLayout::yolov5), refused("which")) << classes;
    }
}

TEST(ModelLayouts, OffsetsAreNoPixelsAndPixelsNoOffsetsWhateverTheShapeSays) {
    EXPECT_THAT(loaded(of_yolox(3), ModelLayout::yolov8), HasSubstr("boxes that all lie in one place"));
    EXPECT_THAT(loaded(of_yolov5(3, 1), ModelLayout::yolox), HasSubstr("do not lie about their cells"));
    EXPECT_THAT(loaded(of_yolov5(3, 1), ModelLayout::automatic), HasSubstr("do not lie about their cells"))
        << "YOLOv6 has YOLOX's shape";
}

TEST(ModelLayouts, AnObjectnessIsNotTakenForPeople) {
    // YOLOv6 says 1 of each cell, which YOLOv8's layout has its first class for.
    EXPECT_THAT(loaded(of_yolov5(3, 1, 1.0F), ModelLayout::yolov8),
                HasSubstr("sees something in 168 of 168 places of an empty picture"));
}

TEST(ModelLayouts, ScoresOutsideOf0To1AreNone) {
    EXPECT_THAT(loaded(of_yolox(3, -4.5F), ModelLayout::yolox), HasSubstr("a score of -4.5"));
    EXPECT_THAT(loaded(of_yolov8(3, 7.25F), ModelLayout::yolov8), HasSubstr("a score of 7.25"));
    EXPECT_EQ(loaded(of_yolov8(3, -0.004F), ModelLayout::yolov8), "0 people") << "rounded by quantisation";
}

TEST(ModelLayouts, AModelThatGoesWrongLaterIsToldThen) {
    vision::ModelSettings settings;
    settings.file = "/models/mine.onnx";
    cv::Mat output = of_yolov8(1);
    const auto model = vision::PersonModel::with(settings, kInput, [&](const cv::Mat&) { return output; });
    ASSERT_TRUE(model) << model.error().message;
    output = of_yolov8(1, 31.0F);
    const auto look = (*model)->look(cv::Mat(64, 128, CV_8UC3, cv::Scalar(90)));
    ASSERT_FALSE(look);
    EXPECT_EQ(look.error().reason, net::Reason::model_failing);
    EXPECT_THAT(look.error().message, HasSubstr("failed on a picture (gives a score of 31"));
}

}  // namespace
}  // namespace vigie
