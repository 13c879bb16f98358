#include <fmt/format.h>

#include "vision/eval/empty_scene.hpp"
#include "vision/eval/tables.hpp"

namespace vigie::vision {
namespace {

class EmptySceneTable final : public Table {
public:
    [[nodiscard]] std::string_view name() const override { return "empty_scene"; }
    [[nodiscard]] std::string_view title() const override {
        return "The demo's video without its people: what watching nobody costs";
    }
    [[nodiscard]] net::Result<TableOutcome> measure(Material& material) const override {
        if (const auto absent = Material::absent({material.video()})) {
            return left_out(*absent);
        }
        const EmptySceneSettings settings;
        const auto scene = empty_scene(material.video().file, material.frames(), settings);
        if (!scene) {
            return tl::unexpected(scene.error());
        }
        const auto cost = cost_of_empty_scene(material.pipeline(), *scene, settings, material.clock());
        if (!cost) {
            return tl::unexpected(cost.error());
        }
        const std::vector<MeasuredFigure> figures{
            {"ms_per_frame", "cost", cost->without_encode.median_ms, 2,
             "ms of processor time a frame without decode and encode, median", Bar{{}, 1.0}},
            {"ms_per_frame_p95", "cost p95", cost->without_encode.p95_ms, 2, "ms"},
            {"people", "people found", cost->mean_people, 3, "a frame, where nobody is"},
            {"mask_area", "mask area", cost->mask_area, 3, "of the picture"},
            {"replaced", "replaced", scene->replaced, 3, "of the picture, by the median over time"},
            {"noise_sigma", "noise", scene->noise_sigma, 2, "grey levels, one sigma, of what was kept"},
            {"frames", "frames", static_cast<double>(cost->frames), 0, "measured"}};
        TableOutcome out;
        out.text = lines_of(figures) + "\n" + lines_of(cost->stages);
        out.figures["empty_scene"] = json_of(figures);
        out.figures["empty_scene"]["stages_ms"] = json_of(cost->stages);
        out.missed = missed_bars("empty scene", figures);
        return out;
    }
};

}  // namespace

std::unique_ptr<Table> make_empty_scene_table() {
    return std::make_unique<EmptySceneTable>();
}

}  // namespace vigie::vision
