#include "vision/analysis/model_looks.hpp"

#include <utility>

#include "vision/analysis/model_problem.hpp"
#include "vision/analysis/stop_watch.hpp"

namespace vigie::vision {

ModelLooks::ModelLooks(const ModelSettings& settings) : settings_(settings), pace_(settings) {
    auto model = PersonModel::load(settings);
    if (model) {
        model_ = std::move(*model);
        report_.every = pace_.every();
    } else {
        report_.failures = 1;
        report_.problem = model.error().sentence();
    }
}

ModelLooks::ModelLooks(std::unique_ptr<PersonModel> model)
    : settings_(model->settings()), model_(std::move(model)), pace_(settings_) {
    report_.every = pace_.every();
}

std::optional<ModelLook> ModelLooks::look(const cv::Mat& frame, double seconds, const net::Clock& clock) {
    if (!model_ || !pace_.is_due(seconds)) {
        return std::nullopt;
    }
    StopWatch watch(clock);
    auto seen = model_->look(frame);
    const double spent_ms = watch.lap();
    if (!seen) {
        pace_.failed();
        ++report_.failures;
        report_.problem = seen.error().sentence();
        sightings_.clear();
        sees_people_ = false;
        return std::nullopt;
    }
    pace_.looked(spent_ms);
    ++report_.looks;
    report_.every = pace_.every();
    report_.problem =
        pace_.is_stretched() ? model_slow(settings_.file, pace_.every(), settings_.every) : net::Sentence{};
    sightings_ = seen->sightings;
    sees_people_ = seen->finds_people;
    return std::move(*seen);
}

void ModelLooks::restart() {
    pace_.restart();
    sightings_.clear();
}

}  // namespace vigie::vision
