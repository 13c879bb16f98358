#include "console/app/shown_pictures.hpp"

#include <set>

#include "console/app/imgui_host.hpp"
#include "console/situation/lookup.hpp"
#include "net/types/milliseconds.hpp"

namespace vigie::console {

std::optional<PictureView> ShownPictures::view(const net::CameraId& camera, const Situation& situation,
                                               net::MonoTime now) const {
    const ShownPicture* shown = textures_.newest(camera);
    if (shown == nullptr) {
        return std::nullopt;
    }
    PictureView view;
    view.texture = texture_id(shown->texture.name());
    view.width = static_cast<float>(shown->texture.size().width);
    view.height = static_cast<float>(shown->texture.size().height);
    view.scene = shown->scene;
    view.age_ms = net::milliseconds_of(age_of(*shown->scene, situation));
    if (const AgeMeter* ages = record_.camera(camera)) {
        view.shown_fps = ages->shown_fps(now);
    }
    return view;
}

void ShownPictures::swapped(const Situation& situation) {
    const net::MonoTime now = clock_.mono();
    textures_.swapped([&](const net::Scene& scene) { record_.shown(scene, now, age_of(scene, situation)); });
}

void ShownPictures::keep_known(const Situation& situation) {
    std::set<net::CameraId> known;
    for (const CameraSituation& camera : situation.cameras) {
        known.insert(camera.camera);
    }
    textures_.keep_only(known);
}

std::optional<double> ShownPictures::age_p95_ms(net::MonoTime now) const {
    const auto ages = record_.all().recent(now);
    return ages ? std::optional(net::milliseconds_of(ages->p95)) : std::nullopt;
}

net::Microseconds ShownPictures::age_of(const net::Scene& scene, const Situation& situation) const {
    const CameraSituation* camera = find_camera(situation, scene.camera);
    const NodeSituation* node = camera == nullptr ? nullptr : find_node(situation, camera->node);
    const net::Microseconds offset =
        node != nullptr && node->clock ? node->clock->offset : net::Microseconds{};
    return std::chrono::duration_cast<net::Microseconds>(clock_.utc() + offset - scene.stamp.captured);
}

}  // namespace vigie::console
