#include "vision/analysis/model_output.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>

#include <opencv2/dnn.hpp>

#include "vision/analysis/model_plausible.hpp"

namespace vigie::vision {
namespace {

constexpr std::array<int, 3> kStrides{8, 16, 32};
constexpr int kBoxValues = 4;
constexpr std::size_t kCocoClasses = 80;
constexpr int kMostBoxes = 1000;  // of one class: a model that sees people everywhere must not cost seconds

int cells_of(cv::Size input) {
    int out = 0;
    for (const int stride : kStrides) {
        out += (input.width / stride) * (input.height / stride);
    }
    return out;
}

std::string text_of(const cv::Mat& output) {
    std::string out;
    for (int i = 0; i < output.dims; ++i) {
        out += (i > 0 ? " x " : "") + std::to_string(output.size[i]);
    }
    return out.empty() ? "nothing" : out;
}

bool has_objectness(ModelLayout layout) {
    return layout != ModelLayout::yolov8;
}

/// Which layout that many values a box are; nothing when it cannot be told.
std::optional<ModelLayout> layout_of(bool three_a_cell, bool transposed, std::size_t values,
                                     std::size_t classes) {
    const std::size_t known = classes == 0 ? kCocoClasses : classes;
    if (three_a_cell) {
        return ModelLayout::yolov5;
    }
    if (values == kBoxValues + known) {
        return ModelLayout::yolov8;
    }
    if (values == kBoxValues + 1 + known && !transposed) {
        return ModelLayout::yolox;
    }
    if (classes == 0) {
        return transposed ? ModelLayout::yolov8 : ModelLayout::yolox;
    }
    return std::nullopt;
}

/// Why that layout, which somebody asked for, cannot be it; empty: it can.
std::string unlike(ModelLayout layout, const OutputShape& shape, int cells, std::size_t classes) {
    const bool one_a_cell = shape.boxes == cells;
    if (layout == ModelLayout::yolox && !one_a_cell) {
        return "which is not YOLOX's one box a cell: check layout";
    }
    if (layout == ModelLayout::yolov8 && !one_a_cell) {
        return "which is not YOLOv8's one box a cell but YOLOv5's three: check layout";
    }
    if (layout != ModelLayout::yolov8 && one_a_cell && shape.transposed) {
        return "values before boxes, which of these only YOLOv8 has: check layout";
    }
    // Unnamed classes are mostly those of COCO.
    const auto values = static_cast<std::size_t>(shape.values);
    if (classes == 0 && layout == ModelLayout::yolov8 && values == kBoxValues + 1 + kCocoClasses) {
        return "85 values a box, which are those of YOLOX and YOLOv5: check layout, or list its classes";
    }
    if (classes == 0 && layout != ModelLayout::yolov8 && values == kBoxValues + kCocoClasses) {
        return "84 values a box, which are those of YOLOv8: check layout, or list its classes";
    }
    return {};
}

/// Where a box's cell is, for layouts that count from there.
struct Cell {
    int x = 0;
    int y = 0;
    int stride = 1;
};

std::vector<Cell> grid_of(cv::Size input) {
    std::vector<Cell> out;
    out.reserve(static_cast<std::size_t>(cells_of(input)));
    for (const int stride : kStrides) {
        for (int y = 0; y < input.height / stride; ++y) {
            for (int x = 0; x < input.width / stride; ++x) {
                out.push_back({x, y, stride});
            }
        }
    }
    return out;
}

net::Box box_of(const float* row, const Cell* cell) {
    double x = static_cast<double>(row[0]);
    double y = static_cast<double>(row[1]);
    double width = static_cast<double>(row[2]);
    double height = static_cast<double>(row[3]);
    if (cell != nullptr) {
        x = (x + cell->x) * cell->stride;
        y = (y + cell->y) * cell->stride;
        width = std::exp(width) * cell->stride;
        height = std::exp(height) * cell->stride;
    }
    return {x - width / 2.0, y - height / 2.0, width, height};
}

bool is_sound(const net::Box& box, cv::Size input) {
    const double most = 4.0 * std::max(input.width, input.height);
    return std::abs(box.x) < most && std::abs(box.y) < most && box.width > 0.0 && box.height > 0.0 &&
           box.width < most && box.height < most;
}

/// The best of each heap of boxes, class by class.
std::vector<ModelBox> thinned(const std::vector<ModelBox>& boxes, std::size_t classes, double nms) {
    std::vector<ModelBox> out;
    for (std::size_t kind = 0; kind < classes; ++kind) {
        std::vector<cv::Rect2d> places;
        std::vector<float> scores;
        std::vector<std::size_t> which;
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            if (boxes[i].kind == kind) {
                places.emplace_back(boxes[i].box.x, boxes[i].box.y, boxes[i].box.width, boxes[i].box.height);
                scores.push_back(static_cast<float>(boxes[i].confidence));
                which.push_back(i);
            }
        }
        std::vector<int> kept;
        cv::dnn::NMSBoxes(places, scores, 0.0F, static_cast<float>(nms), kept, 1.0F, kMostBoxes);
        for (const int i : kept) {
            out.push_back(boxes[which[static_cast<std::size_t>(i)]]);
        }
    }
    return out;
}

}  // namespace

net::Result<OutputShape> recognise_output(const cv::Mat& output, cv::Size input, ModelLayout wanted,
                                          std::size_t classes) {
    const auto refuse = [&](const std::string& why) {
        return net::fail(net::ErrorCode::invalid_input, "gives " + text_of(output) + " numbers for " +
                                                            std::to_string(input.width) + " x " +
                                                            std::to_string(input.height) + " pixels, " + why);
    };
    if (output.dims != 3 || output.size[0] != 1 || output.type() != CV_32F) {
        return refuse("not 1 x boxes x values as YOLOX, YOLOv5 and YOLOv8 do");
    }
    const int cells = cells_of(input);
    OutputShape out;
    for (const bool transposed : {false, true}) {
        const int boxes = output.size[transposed ? 2 : 1];
        if (cells > 0 && (boxes == cells || boxes == 3 * cells)) {
            out.boxes = boxes;
            out.values = output.size[transposed ? 1 : 2];
            out.transposed = transposed;
            break;
        }
    }
    if (out.boxes == 0) {
        return refuse("where " + std::to_string(cells) + " or " + std::to_string(3 * cells) +
                      " boxes are expected: set input_px to what it was made for");
    }
    const auto values = static_cast<std::size_t>(out.values);
    const auto layout = wanted != ModelLayout::automatic
                            ? std::optional(wanted)
                            : layout_of(out.boxes == 3 * cells, out.transposed, values, classes);
    const std::size_t head = layout && has_objectness(*layout) ? kBoxValues + 1 : kBoxValues;
    if (!layout || values <= head || (classes != 0 && values != head + classes)) {
        return refuse("which is no layout of " +
                      (classes == 0 ? std::string("any") : std::to_string(classes)) +
                      " classes: check classes and layout");
    }
    if (const auto why = unlike(*layout, out, cells, classes); !why.empty()) {
        return refuse(why);
    }
    out.layout = *layout;
    out.classes = values - head;
    return out;
}

net::Result<cv::Mat> table_of(const cv::Mat& output, const OutputShape& shape) {
    const int rows = shape.transposed ? shape.values : shape.boxes;
    const int columns = shape.transposed ? shape.boxes : shape.values;
    if (output.dims != 3 || output.size[0] != 1 || output.size[1] != rows || output.size[2] != columns ||
        output.type() != CV_32F || !output.isContinuous()) {
        return net::fail(net::ErrorCode::invalid_input,
                         "gives " + text_of(output) + " numbers now, which it did not at first");
    }
    cv::Mat table(rows, columns, CV_32F, const_cast<float*>(output.ptr<float>()));
    if (shape.transposed) {
        table = table.t();
    }
    return table;
}

net::Result<std::vector<ModelBox>> decode_output(const cv::Mat& output, const OutputShape& shape,
                                                 cv::Size input, double least_confidence, double nms) {
    const auto read = table_of(output, shape);
    if (!read) {
        return tl::unexpected(read.error());
    }
    const cv::Mat& table = *read;
    if (const auto why = implausible(table, shape, input); !why.empty()) {
        return net::fail(net::ErrorCode::invalid_input, why);
    }
    const auto grid = shape.layout == ModelLayout::yolox ? grid_of(input) : std::vector<Cell>();
    const int head = has_objectness(shape.layout) ? kBoxValues + 1 : kBoxValues;
    std::vector<ModelBox> found;
    for (int i = 0; i < shape.boxes; ++i) {
        const auto* row = table.ptr<float>(i);
        const float* best = std::max_element(row + head, row + shape.values);
        const float confidence = *best * (head > kBoxValues ? row[kBoxValues] : 1.0F);
        if (!std::isfinite(confidence)) {
            return net::fail(net::ErrorCode::invalid_input, "gives numbers that are none");
        }
        if (static_cast<double>(confidence) < least_confidence) {
            continue;
        }
        const auto box = box_of(row, grid.empty() ? nullptr : &grid[static_cast<std::size_t>(i)]);
        if (is_sound(box, input)) {
            found.push_back({box, std::min(1.0, static_cast<double>(confidence)),
                             static_cast<std::size_t>(best - row - head)});
        }
    }
    return thinned(found, shape.classes, nms);
}

}  // namespace vigie::vision
