#include "vision/analysis/model_plausible.hpp"

#include <algorithm>
#include <cmath>

namespace vigie::vision {
namespace {

constexpr float kRounding = 0.01F;        // of scores that were quantised
constexpr double kFarthestCells = 20.0;   // a YOLOX box's centre from its cell
constexpr double kLargestExponent = 8.0;  // e^8 strides of 8 pixels are a box of 24,000
constexpr double kLeastSpread = 0.05;     // of the input, standard deviation of centres that fill it: 0.29

std::string advised(std::string why) {
    return why.append(": check layout and classes, and that the export is whole");
}

std::string name_of(ModelLayout layout) {
    return layout == ModelLayout::yolox ? "YOLOX" : layout == ModelLayout::yolov5 ? "YOLOv5" : "YOLOv8";
}

bool is_empty(const float* row) {
    return row[0] == 0.0F && row[1] == 0.0F && row[2] == 0.0F && row[3] == 0.0F;
}

/// A score outside of 0 to 1; nothing that is no number, of which others tell.
const float* wrong_score(const float* row, const OutputShape& shape) {
    const auto* const wrong = std::find_if(row + 4, row + shape.values, [](float score) {
        return score < -kRounding || score > 1.0F + kRounding;
    });
    return wrong == row + shape.values ? nullptr : wrong;
}

/// Offsets from cells, and sizes as exponents.
bool is_beside_its_cell(const float* row) {
    return std::abs(row[0]) <= kFarthestCells && std::abs(row[1]) <= kFarthestCells &&
           std::abs(row[2]) <= kLargestExponent && std::abs(row[3]) <= kLargestExponent;
}

/// What the boxes that are not empty have in common.
struct Boxes {
    int known = 0;
    int beside = 0;  ///< would do as offsets from their cells
    double sum_x = 0.0;
    double sum_y = 0.0;
    double squares_x = 0.0;
    double squares_y = 0.0;

    void add(const float* row) {
        const auto x = static_cast<double>(row[0]);
        const auto y = static_cast<double>(row[1]);
        if (!std::isfinite(x) || !std::isfinite(y)) return;
        ++known;
        if (is_beside_its_cell(row)) ++beside;
        sum_x += x;
        sum_y += y;
        squares_x += x * x;
        squares_y += y * y;
    }
    [[nodiscard]] double spread(double sum, double squares) const {
        const double mean = sum / known;
        return std::sqrt(std::max(0.0, squares / known - mean * mean));
    }
};

}  // namespace

std::string implausible(const cv::Mat& table, const OutputShape& shape, cv::Size input) {
    Boxes boxes;
    for (int i = 0; i < shape.boxes; ++i) {
        const auto* row = table.ptr<float>(i);
        if (const float* score = wrong_score(row, shape)) {
            return advised("gives a score of " + std::to_string(*score) + ", where those of " +
                           name_of(shape.layout) + " are 0 to 1");
        }
        if (!is_empty(row)) boxes.add(row);
    }
    if (2 * boxes.known < shape.boxes) return {};
    if (shape.layout == ModelLayout::yolox) {
        if (2 * boxes.beside >= boxes.known) return {};
        return advised("gives boxes that do not lie about their cells of the picture, as those of YOLOX do");
    }
    if (boxes.spread(boxes.sum_x, boxes.squares_x) >= kLeastSpread * input.width ||
        boxes.spread(boxes.sum_y, boxes.squares_y) >= kLeastSpread * input.height) {
        return {};
    }
    return advised("gives boxes that all lie in one place, where those of " + name_of(shape.layout) +
                   " fill " + std::to_string(input.width) + " x " + std::to_string(input.height) + " pixels");
}

std::string implausible_of_nothing(const cv::Mat& table, const OutputShape& shape) {
    constexpr float kSure = 0.5F;
    const int head = shape.values - static_cast<int>(shape.classes);
    int seen = 0;
    for (int i = 0; i < shape.boxes; ++i) {
        const auto* row = table.ptr<float>(i);
        const float best = *std::max_element(row + head, row + shape.values);
        if (best * (head > 4 ? row[4] : 1.0F) >= kSure) ++seen;
    }
    if (4 * seen < shape.boxes) return {};
    return advised("sees something in " + std::to_string(seen) + " of " + std::to_string(shape.boxes) +
                   " places of an empty picture");
}

}  // namespace vigie::vision
