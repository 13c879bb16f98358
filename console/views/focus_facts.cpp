#include "console/views/focus_facts.hpp"

#include <algorithm>
#include <cstdint>

#include "console/situation/lookup.hpp"
#include "console/views/feed_mark.hpp"
#include "console/views/words.hpp"
#include "console/views/zone_figure.hpp"
#include "net/types/milliseconds.hpp"

namespace vigie::console {

namespace {

const net::Scene* scene_of(const CameraPicture& shown) {
    return shown.picture && shown.picture->scene ? shown.picture->scene.get() : nullptr;
}

std::string mask_words(const net::Scene& scene) {
    switch (scene.mask) {
        case net::MaskReason::people:
            return say("People, {share}", {{"share", percent_text(scene.mask_share)}});
        case net::MaskReason::warming_up:
            return tr("Whole picture: warming up");
        case net::MaskReason::in_doubt:
            return tr("Whole picture: in doubt");
    }
    return {};
}

void add_picture_facts(const UiContext& context, const CameraPicture& shown, const net::Scene& scene,
                       std::vector<Fact>& facts) {
    const Palette& colour = context.theme.colour;
    facts.push_back({tr("Capture to screen"), duration_text(net::from_milliseconds(shown.picture->age_ms)),
                     shown.state == FeedState::live ? 0 : colour.warn});
    if (const std::optional<double> p95 = live_age_p95(context)) {
        facts.push_back({tr("p95, all cameras"), duration_text(net::from_milliseconds(*p95)), 0});
    }
    const net::CameraConfiguration* configuration = configuration_of(context.situation, shown.camera.camera);
    const std::optional<double>& fps = shown.picture->shown_fps;
    const std::string rate = fps ? number_text(*fps, 1) : std::string("–");
    facts.push_back({tr("Rate"),
                     configuration != nullptr
                         ? say("{rate} of {nominal} fps",
                               {{"rate", rate}, {"nominal", number_text(configuration->fps, 1)}})
                         : say("{rate} fps", {{"rate", rate}}),
                     configuration != nullptr && fps && *fps < 0.7 * configuration->fps ? colour.warn : 0});
    facts.push_back({tr("Analysis"), number_text(scene.analysis_ms, 1) + " ms", 0});
    facts.push_back(
        {tr("Masked"), mask_words(scene), scene.mask == net::MaskReason::people ? 0 : colour.warn});
    facts.push_back({tr("Floor positions"), scene.calibrated ? tr("Surveyed") : tr("Not calibrated"),
                     scene.calibrated ? 0 : colour.warn});
    facts.push_back(
        {tr("Picture"),
         number_text(std::uint64_t{scene.width}) + " × " + number_text(std::uint64_t{scene.height}), 0});
}

}  // namespace

bool source_is_known(const Situation& situation, const CameraSituation& camera) {
    const NodeSituation* const node = find_node(situation, camera.node);
    return node == nullptr || is_heard(*node);
}

std::vector<Fact> camera_facts(const UiContext& context, const CameraPicture& shown) {
    const CameraSituation& camera = shown.camera;
    const Palette& colour = context.theme.colour;
    std::vector<Fact> facts;
    facts.push_back({tr("State"), feed_words(shown.state, shown_age(camera, shown.picture, context.mono)),
                     colour_of(colour, shown.state)});
    if (source_is_known(context.situation, camera)) {
        facts.push_back({tr("Source"), word_of(camera.source),
                         camera.source == net::SourceState::running ? 0 : colour.warn});
    }
    if (const net::Scene* scene = scene_of(shown); scene != nullptr && shows_picture(shown)) {
        add_picture_facts(context, shown, *scene, facts);
    }
    facts.push_back({tr("Node"), node_name(context.situation, camera.node), 0});
    return facts;
}

std::vector<Fact> zone_facts(const UiContext& context, const ActiveIncidents& active,
                             const CameraPicture& shown) {
    std::vector<Fact> facts;
    const net::Scene* scene = shows_picture(shown) ? scene_of(shown) : nullptr;
    for (const ZoneSituation& zone : context.situation.zones) {
        const std::vector<net::CameraId>& seen_by = zone.configuration.cameras;
        if (std::find(seen_by.begin(), seen_by.end(), shown.camera.camera) == seen_by.end()) {
            continue;
        }
        Fact fact{zone.configuration.name, "–", 0};
        if (scene != nullptr) {
            if (const auto counted = figure_beside_picture(zone, *scene)) {
                fact.value = count_text(*counted);
            }
        }
        if (const Incident* incident = active.worst_in(zone.configuration.zone)) {
            fact.colour = colour_of(context.theme.colour, incident->priority);
        }
        facts.push_back(std::move(fact));
    }
    return facts;
}

std::vector<Fact> line_facts(const UiContext& context, const CameraPicture& shown) {
    std::vector<Fact> facts;
    const net::Scene* scene = scene_of(shown);
    if (scene == nullptr || !shows_picture(shown)) {
        return facts;
    }
    for (const net::LineCount& count : scene->lines) {
        std::string name = count.line.text();
        for (const NodeSituation& node : context.situation.nodes) {
            if (node.node != shown.camera.node || !node.configuration) {
                continue;
            }
            for (const net::LineConfiguration& line : node.configuration->lines) {
                if (line.line == count.line) {
                    name = line.name;
                }
            }
        }
        facts.push_back({std::move(name),
                         tr_n("{n} in", "{n} in", count.in) + " · " + tr_n("{n} out", "{n} out", count.out),
                         0});
    }
    return facts;
}

}  // namespace vigie::console
