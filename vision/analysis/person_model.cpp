#include "vision/analysis/person_model.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

#include "vision/analysis/model_plausible.hpp"
#include "vision/analysis/model_problem.hpp"
#include "vision/analysis/onnx_input.hpp"

namespace vigie::vision {
namespace {

constexpr std::uintmax_t kLargestFile = std::uintmax_t{1} << 30U;
constexpr double kGrey = 114.0;  // what these families of models were trained with beside the picture

/// The first line of what a library says: the rest is where in its source it was.
std::string brief(const std::exception& cause) {
    std::string out = cause.what();
    if (const auto* error = dynamic_cast<const cv::Exception*>(&cause)) {
        out = error->err;
    }
    return out.substr(0, std::min<std::size_t>(out.find('\n'), 200));
}

net::Result<std::vector<char>> read_file(const std::filesystem::path& file) {
    std::error_code error;
    const auto size = std::filesystem::is_regular_file(file, error) ? std::filesystem::file_size(file, error)
                                                                    : std::uintmax_t{0};
    if (error || !std::filesystem::is_regular_file(file, error)) {
        return net::fail(net::ErrorCode::not_found, model_missing(file));
    }
    if (size > kLargestFile) {
        return net::fail(net::ErrorCode::invalid_input,
                         model_unusable(file, "is larger than 1 GiB, no detector for cameras is"));
    }
    std::vector<char> out(static_cast<std::size_t>(size));
    std::ifstream in(file, std::ios::binary);
    if (!in || !in.read(out.data(), static_cast<std::streamsize>(out.size()))) {
        return net::fail(net::ErrorCode::unavailable, model_missing(file));
    }
    return out;
}

/// Width and height that the file asks for; the settings fill in what it leaves open.
net::Result<cv::Size> input_size(const OnnxInput& input, const ModelSettings& settings) {
    if (input.shape.size() != 4 || (input.shape[1] != 3 && input.shape[1] != 0)) {
        return net::fail(net::ErrorCode::invalid_input,
                         "does not take a picture of three colours (1 x 3 x height x width)");
    }
    constexpr std::int64_t kLongest = 4096;
    const auto edge = [&](std::int64_t declared) {
        return settings.input_px > 0 ? std::int64_t{settings.input_px} : declared;
    };
    const std::int64_t height = edge(input.shape[2]);
    const std::int64_t width = edge(input.shape[3]);
    if (width == 0 || height == 0) {
        return net::fail(net::ErrorCode::invalid_input,
                         "leaves the size of its input open: set input_px, such as 640");
    }
    if (width > kLongest || height > kLongest || width % 32 != 0 || height % 32 != 0) {
        return net::fail(net::ErrorCode::invalid_input,
                         "takes " + std::to_string(width) + " x " + std::to_string(height) +
                             " pixels, which are not multiples of 32 up to 4096");
    }
    return cv::Size(static_cast<int>(width), static_cast<int>(height));
}

/// The one output of three dimensions: exports may have the raw heads beside it.
cv::Mat detections_among(const std::vector<cv::Mat>& outputs) {
    const auto table =
        std::find_if(outputs.begin(), outputs.end(), [](const cv::Mat& output) { return output.dims == 3; });
    return table != outputs.end() ? *table : outputs.empty() ? cv::Mat() : outputs.front();
}

PersonModel::Forward network_of(cv::dnn::Net network) {
    network.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
    network.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
    const auto names = network.getUnconnectedOutLayersNames();
    return [network, names](const cv::Mat& blob) mutable {
        std::vector<cv::Mat> outputs;
        network.setInput(blob);
        network.forward(outputs, names);
        return detections_among(outputs);
    };
}

}  // namespace

net::Result<std::unique_ptr<PersonModel>> PersonModel::load(const ModelSettings& settings) {
    const auto bytes = read_file(settings.file);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    const auto unusable = [&](const std::string& why) {
        return net::fail(net::ErrorCode::invalid_input, model_unusable(settings.file, why));
    };
    const auto input = read_onnx_input(*bytes);
    if (!input) {
        return unusable(input.error().message);
    }
    const auto size = input_size(*input, settings);
    if (!size) {
        return unusable(size.error().message);
    }
    try {
        return with(settings, *size, network_of(cv::dnn::readNetFromONNX(bytes->data(), bytes->size())));
    } catch (const std::exception& cause) {
        return unusable("cannot be used by OpenCV " CV_VERSION " (" + brief(cause) + ")");
    }
}

net::Result<std::unique_ptr<PersonModel>> PersonModel::with(const ModelSettings& settings, cv::Size input,
                                                            Forward forward) {
    std::unique_ptr<PersonModel> out(new PersonModel(settings, input, std::move(forward)));
    const auto unusable = [&](const std::string& why) {
        return net::fail(net::ErrorCode::invalid_input, model_unusable(settings.file, why));
    };
    // Which scale it wants is not known yet; by the smaller one, either sees an even picture.
    const auto answer = out->run(out->blob_of(cv::Mat(input, CV_8UC3, cv::Scalar::all(kGrey)), true));
    if (!answer) {
        return unusable("cannot be run (" + answer.error().message + ")");
    }
    const auto shape = recognise_output(*answer, input, settings.layout, settings.classes.size());
    if (!shape) {
        return unusable(shape.error().message);
    }
    if (const auto why = out->mistaken(*answer, *shape); !why.empty()) {
        return unusable(why);
    }
    out->output_ = *shape;
    return out;
}

std::string PersonModel::mistaken(const cv::Mat& answer, const OutputShape& shape) const {
    const auto table = table_of(answer, shape);
    if (!table) {
        return table.error().message;
    }
    auto why = implausible(*table, shape, input_);
    return why.empty() ? implausible_of_nothing(*table, shape) : why;
}

double PersonModel::scale_of(cv::Size frame) const {
    return std::min(static_cast<double>(input_.width) / frame.width,
                    static_cast<double>(input_.height) / frame.height);
}

cv::Mat PersonModel::blob_of(const cv::Mat& frame, bool rgb) {
    const double scale = scale_of(frame.size());
    const cv::Size size(std::clamp(cvRound(frame.cols * scale), 1, input_.width),
                        std::clamp(cvRound(frame.rows * scale), 1, input_.height));
    canvas_.create(input_, CV_8UC3);
    canvas_.setTo(cv::Scalar::all(kGrey));
    cv::resize(frame, canvas_(cv::Rect({}, size)), size, 0, 0,
               scale < 1.0 ? cv::INTER_AREA : cv::INTER_LINEAR);
    return cv::dnn::blobFromImage(canvas_, rgb ? 1.0 / 255.0 : 1.0, input_, {}, rgb, false, CV_32F);
}

net::Result<cv::Mat> PersonModel::run(const cv::Mat& blob) {
    try {
        return forward_(blob);
    } catch (const std::exception& cause) {
        return net::fail(net::ErrorCode::internal, brief(cause));
    }
}

bool PersonModel::is_person(std::size_t kind) const {
    return settings_.classes.empty()
               ? kind == 0
               : kind < settings_.classes.size() && settings_.classes[kind] == ModelSettings::kPerson;
}

net::Result<ModelLook> PersonModel::look(const cv::Mat& frame) {
    const auto failing = [&](const net::Error& cause) {
        return net::fail(net::ErrorCode::internal, model_failing(settings_.file, cause.message));
    };
    const auto answer = run(blob_of(frame, output_.wants_rgb()));
    if (!answer) {
        return failing(answer.error());
    }
    const double least = std::min(settings_.confidence, settings_.fusion.confirm_confidence);
    const auto boxes = decode_output(*answer, output_, input_, least, settings_.nms);
    if (!boxes) {
        return failing(boxes.error());
    }
    ModelLook out;
    out.scale = scale_of(frame.size());
    const auto& classes = settings_.classes;
    out.finds_people =
        classes.empty() || std::find(classes.begin(), classes.end(), ModelSettings::kPerson) != classes.end();
    const net::Box whole{0.0, 0.0, static_cast<double>(frame.cols), static_cast<double>(frame.rows)};
    for (auto found : *boxes) {
        auto& box = found.box;
        box = {box.x / out.scale, box.y / out.scale, box.width / out.scale, box.height / out.scale};
        if (net::intersection_over_union(box, whole) <= 0.0) {
            continue;
        }
        if (is_person(found.kind)) {
            out.people.push_back(found);
        }
        const auto alert =
            found.kind < classes.size() ? settings_.alerts.find(classes[found.kind]) : settings_.alerts.end();
        if (alert != settings_.alerts.end() && found.confidence >= settings_.confidence) {
            out.sightings.push_back({alert->second, box, found.confidence});
        }
    }
    return out;
}

}  // namespace vigie::vision
