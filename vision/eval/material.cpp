#include "vision/eval/material.hpp"

#include <system_error>

#include "vision/configuration/node_configuration.hpp"
#include "vision/eval/camera_pipeline.hpp"
#include "vision/eval/truth_check.hpp"

namespace vigie::vision {

net::Result<Material> Material::open(MaterialPlaces places, const net::Clock& clock) {
    const auto node = load_node_configuration(places.configuration, std::filesystem::current_path());
    if (!node) {
        return tl::unexpected(node.error());
    }
    auto pipeline = camera_pipeline(*node, places.camera);
    if (!pipeline) {
        return tl::unexpected(pipeline.error());
    }
    return Material(std::move(places), *std::move(pipeline), clock);
}

NeededFile Material::truth() const {
    return {sequence("PETS09-S2L1") / "gt" / "gt.txt", "ground truth of the demo's video"};
}

NeededFile Material::model() const {
    return {places_.data / "models" / "yolox_nano.onnx", "a detector of people"};
}

NeededFile Material::scenes() const {
    return {places_.scenes / "scenes.toml", "the list of scripted scenes"};
}

NeededFile Material::left_bag() const {
    return {places_.data / "aboda" / "video4.avi", "a bag that is left"};
}

NeededFile Material::demo_alarms() const {
    return {places_.configuration.parent_path() / "alarms.toml", "what the node must tell"};
}

std::filesystem::path Material::sequence(const std::string& name) const {
    return places_.data / "mot15" / name;
}

std::optional<std::string> Material::absent(const std::vector<NeededFile>& files) {
    for (const auto& needed : files) {
        std::error_code ignored;
        if (!std::filesystem::is_regular_file(needed.file, ignored)) {
            return needed.file.string() + " (" + needed.what + ") is not there";
        }
    }
    return std::nullopt;
}

net::Result<Evaluation> Material::evaluate_video(const Pipeline& pipeline,
                                                 const PictureChange& change) const {
    const auto people = read_ground_truth(truth().file);
    if (!people) {
        return tl::unexpected(people.error());
    }
    if (const auto fits = check_truth(truth().file, *people, places_.frames, places_.video); !fits) {
        return tl::unexpected(fits.error());
    }
    return evaluate(pipeline, {places_.video, change}, *people, places_.frames, *clock_);
}

net::Result<Evaluation> Material::plain() {
    if (!plain_) {
        plain_ = evaluate_video(pipeline_, {});
    }
    return *plain_;
}

}  // namespace vigie::vision
