// Boxes from hand-made output tensors of each layout.
#include "vision/analysis/model_output.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace vigie {
namespace {

using ::testing::HasSubstr;
using vision::ModelLayout;

// 64 x 32 pixels: 8 x 4 cells of stride 8, 4 x 2 of 16, 2 x 1 of 32, 42 in all.
constexpr int kCells = 42;
const cv::Size kInput(64, 32);

cv::Mat tensor(int rows, int columns) {
    const std::vector<int> shape{1, rows, columns};
    return {shape, CV_32F, cv::Scalar(0.0)};
}

void write(cv::Mat& out, int row, const std::vector<float>& values) {
    std::copy(values.begin(), values.end(), out.ptr<float>(0, row));
}

std::string refusal(const cv::Mat& output, std::size_t classes, ModelLayout wanted = ModelLayout::automatic) {
    const auto shape = vision::recognise_output(output, kInput, wanted, classes);
    return shape ? "recognised" : shape.error().message;
}

std::vector<vision::ModelBox> boxes_of(const cv::Mat& output, std::size_t classes, double least = 0.3) {
    const auto shape = vision::recognise_output(output, kInput, ModelLayout::automatic, classes);
    EXPECT_TRUE(shape) << shape.error().message;
    const auto boxes = vision::decode_output(output, *shape, kInput, least, 0.45);
    EXPECT_TRUE(boxes) << boxes.error().message;
    return *boxes;
}

void expect_box(const net::Box& box, double x, double y, double width, double height) {
    EXPECT_NEAR(box.x, x, 1e-3);
    EXPECT_NEAR(box.y, y, 1e-3);
    EXPECT_NEAR(box.width, width, 1e-3);
    EXPECT_NEAR(box.height, height, 1e-3);
}

TEST(ModelOutput, OfYoloxCountsFromItsCellInStrides) {
    cv::Mat output = tensor(kCells, 6);
    // Column 3, row 2 of stride 8 is number 2 * 8 + 3; column 1, row 1 of stride 16 is 32 + 1 * 4 + 1; the
    // second of stride 32 is the last.
    write(output, 19, {0.5F, 0.25F, std::log(2.0F), std::log(1.5F), 0.9F, 0.8F});
    write(output, 37, {0.0F, 0.0F, std::log(0.5F), std::log(1.0F), 1.0F, 0.5F});
    write(output, 41, {0.5F, 0.5F, std::log(0.25F), std::log(0.75F), 0.5F, 0.7F});
    const auto boxes = boxes_of(output, 0);
    ASSERT_EQ(boxes.size(), 3U);
    expect_box(boxes[0].box, 28.0 - 8.0, 18.0 - 6.0, 16.0, 12.0);
    EXPECT_NEAR(boxes[0].confidence, 0.72, 1e-6);
    expect_box(boxes[1].box, 16.0 - 4.0, 16.0 - 8.0, 8.0, 16.0);
    expect_box(boxes[2].box, 48.0 - 4.0, 16.0 - 12.0, 8.0, 24.0);
    EXPECT_NEAR(boxes[2].confidence, 0.35, 1e-6);
}

TEST(ModelOutput, OfYolov5HasThreeBoxesACellInPixels) {
    cv::Mat output = tensor(3 * kCells, 7);
    write(output, 100, {30.0F, 16.0F, 10.0F, 20.0F, 0.8F, 0.1F, 0.75F});
    const auto boxes = boxes_of(output, 2);
    ASSERT_EQ(boxes.size(), 1U);
    expect_box(boxes[0].box, 25.0, 6.0, 10.0, 20.0);
    EXPECT_NEAR(boxes[0].confidence, 0.6, 1e-6);
    EXPECT_EQ(boxes[0].kind, 1U);
}

TEST(ModelOutput, OfYolov8StandsOnItsSideAndHasNoObjectness) {
    cv::Mat output = tensor(6, kCells);
    const std::vector<float> values{30.0F, 16.0F, 10.0F, 20.0F, 0.2F, 0.6F};
    for (std::size_t i = 0; i < values.size(); ++i) {
        output.ptr<float>(0, static_cast<int>(i))[7] = values[i];
    }
    for (const std::size_t classes : {std::size_t{0}, std::size_t{2}}) {
        const auto boxes = boxes_of(output, classes);
        ASSERT_EQ(boxes.size(), 1U) << classes;
        expect_box(boxes[0].box, 25.0, 6.0, 10.0, 20.0);
        EXPECT_NEAR(boxes[0].confidence, 0.6, 1e-6);
        EXPECT_EQ(boxes[0].kind, 1U);
    }
}

TEST(ModelOutput, IsToldApartByTheNumberOfItsValues) {
    const auto layout = [](const cv::Mat& output, std::size_t classes) {
        const auto shape = vision::recognise_output(output, kInput, ModelLayout::automatic, classes);
        return shape ? shape->layout : ModelLayout::automatic;
    };
    EXPECT_EQ(layout(tensor(kCells, 85), 0), ModelLayout::yolox);
    EXPECT_EQ(layout(tensor(kCells, 84), 0), ModelLayout::yolov8);
    EXPECT_EQ(layout(tensor(84, kCells), 0), ModelLayout::yolov8);
    EXPECT_EQ(layout(tensor(3 * kCells, 85), 0), ModelLayout::yolov5);
    EXPECT_EQ(layout(tensor(85, 3 * kCells), 0), ModelLayout::yolov5);
    EXPECT_EQ(layout(tensor(kCells, 7), 2), ModelLayout::yolox);
    EXPECT_EQ(layout(tensor(kCells, 6), 2), ModelLayout::yolov8);
}

TEST(ModelOutput, OfAnotherShapeIsRefusedInOneSentence) {
    EXPECT_EQ(
        refusal(tensor(43, 85), 0),
        "gives 1 x 43 x 85 numbers for 64 x 32 pixels, where 42 or 126 boxes are expected: set input_px to "
        "what it was made for");
    EXPECT_EQ(
        refusal(cv::Mat(1, 1000, CV_32F), 0),
        "gives 1 x 1000 numbers for 64 x 32 pixels, not 1 x boxes x values as YOLOX, YOLOv5 and YOLOv8 do");
    EXPECT_EQ(
        refusal(tensor(kCells, 85), 3),
        "gives 1 x 42 x 85 numbers for 64 x 32 pixels, which is no layout of 3 classes: check classes and "
        "layout");
    EXPECT_THAT(refusal(tensor(3 * kCells, 85), 0, ModelLayout::yolox), HasSubstr("YOLOX's one box a cell"));
    EXPECT_THAT(refusal(tensor(kCells, 4), 0), HasSubstr("check classes and layout"));
    EXPECT_THAT(refusal(cv::Mat(), 0), HasSubstr("gives nothing"));
    EXPECT_THAT(refusal(cv::Mat(std::vector<int>{2, kCells, 85}, CV_32F), 0), HasSubstr("2 x 42 x 85"));
    EXPECT_THAT(refusal(cv::Mat(std::vector<int>{1, kCells, 85}, CV_8U), 0),
                HasSubstr("not 1 x boxes x values"));
}

TEST(ModelOutput, ThatChangesItsShapeOrIsNoNumberIsRefused) {
    cv::Mat output = tensor(kCells, 6);
    const auto shape = vision::recognise_output(output, kInput, ModelLayout::automatic, 0);
    ASSERT_TRUE(shape);
    const auto message = [&](const cv::Mat& now) {
        const auto boxes = vision::decode_output(now, *shape, kInput, 0.3, 0.45);
        return boxes ? "decoded" : boxes.error().message;
    };
    EXPECT_EQ(message(output), "decoded");
    EXPECT_THAT(message(tensor(kCells, 7)), HasSubstr("which it did not at first"));
    write(output, 0, {0.0F, 0.0F, 0.0F, 0.0F, std::numeric_limits<float>::quiet_NaN(), 0.5F});
    EXPECT_THAT(message(output), HasSubstr("numbers that are none"));
}

TEST(ModelOutput, LosesBoxesThatCannotBe) {
    cv::Mat output = tensor(3 * kCells, 6);
    write(output, 0, {30.0F, 16.0F, std::numeric_limits<float>::infinity(), 20.0F, 1.0F, 1.0F});
    write(output, 1, {30.0F, 16.0F, -5.0F, 20.0F, 1.0F, 1.0F});
    write(output, 2, {std::numeric_limits<float>::quiet_NaN(), 16.0F, 5.0F, 20.0F, 1.0F, 1.0F});
    write(output, 3, {1e9F, 16.0F, 5.0F, 20.0F, 1.0F, 1.0F});
    EXPECT_TRUE(boxes_of(output, 1).empty());
}

TEST(ModelOutput, KeepsTheBestOfAHeapAndOtherClassesBesideIt) {
    cv::Mat output = tensor(3 * kCells, 7);
    write(output, 0, {30.0F, 16.0F, 10.0F, 20.0F, 1.0F, 0.6F, 0.0F});
    write(output, 1, {31.0F, 16.0F, 10.0F, 20.0F, 1.0F, 0.9F, 0.0F});  // overlaps by 9 / 11
    write(output, 2, {30.0F, 16.0F, 10.0F, 20.0F, 1.0F, 0.0F, 0.7F});
    write(output, 3, {36.0F, 16.0F, 10.0F, 20.0F, 1.0F, 0.5F, 0.0F});  // overlaps the best by 5 / 15
    write(output, 4, {50.0F, 16.0F, 10.0F, 20.0F, 1.0F, 0.2F, 0.0F});  // too weak
    const auto boxes = boxes_of(output, 2);
    ASSERT_EQ(boxes.size(), 3U);
    EXPECT_NEAR(boxes[0].confidence, 0.9, 1e-6);
    EXPECT_NEAR(boxes[1].confidence, 0.5, 1e-6);
    EXPECT_EQ(boxes[2].kind, 1U);
}

}  // namespace
}  // namespace vigie
