// A camera's own detector: [camera.model].
#include <string>
#include <utility>

#include "vision/configuration/sections.hpp"

namespace vigie::vision {

namespace {

constexpr std::size_t kMostClasses = 1000;

ModelLayout read_layout(net::TomlReader& table) {
    const std::string text = table.text("layout", "automatic");
    if (text == "yolox") return ModelLayout::yolox;
    if (text == "yolov5") return ModelLayout::yolov5;
    if (text == "yolov8") return ModelLayout::yolov8;
    if (text != "automatic") table.refuse("layout", "must be automatic, yolox, yolov5 or yolov8");
    return ModelLayout::automatic;
}

void read_alerts(net::TomlReader& model, ModelSettings& out) {
    if (!model.has("alerts")) return;
    if (out.classes.empty()) {
        model.refuse("alerts", "needs 'classes', the names of what the model tells apart, in its order");
    }
    auto table = model.table("alerts");
    for (const auto& name : out.classes) {
        if (!table.has(name)) continue;
        if (name == ModelSettings::kPerson) {
            table.refuse(name, "is what is counted; seeing a person is no alert");
        }
        out.alerts[name] = read_text(table, name);
    }
    table.finish();
}

}  // namespace

void read_model(net::TomlReader& camera, const std::filesystem::path& state, AnalysisSettings& out) {
    if (!camera.has("model")) return;
    auto table = camera.table("model");
    ModelSettings model;
    model.file = (state / table.text("file")).lexically_normal();
    model.every = static_cast<int>(table.integer("every", model.every, 1, 300));
    model.confidence = table.number("confidence", model.confidence, 0.05, 1.0);
    model.nms = table.number("nms", model.nms, 0.1, 1.0);
    model.input_px = static_cast<int>(table.integer("input_px", model.input_px, 0, 4096));
    if (model.input_px % 32 != 0)
        table.refuse("input_px", "must be a multiple of 32, or 0: as the file says");
    model.most_load = table.number("most_load", model.most_load, 0.0, 10.0);
    model.threads = static_cast<int>(table.integer("threads", model.threads, 1, 64));
    model.layout = read_layout(table);
    model.classes = read_names(table, "classes");
    if (model.classes.size() > kMostClasses) table.refuse("classes", "lists more than 1000 names");
    read_alerts(table, model);
    table.finish();
    out.model = std::move(model);
}

}  // namespace vigie::vision
