// The pictures on screen, each with its scene, and how old they were when they were shown.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "console/app/run_record.hpp"
#include "console/app/texture_store.hpp"
#include "console/views/ui_context.hpp"

namespace vigie::console {

/// Owned by the UI thread, with its OpenGL context current at every call and at destruction. Ages count from
/// capture and are corrected by the measured offset of the node's clock.
class ShownPictures {
public:
    /// `clock` outlives it.
    explicit ShownPictures(const net::Clock& clock) : clock_(clock) {}

    /// Its memory may be reused at once.
    void upload(const DecodedPicture& picture) { textures_.upload(picture); }
    /// The camera's newest picture, as old as it is now; nothing before the first.
    [[nodiscard]] std::optional<PictureView> view(const net::CameraId& camera, const Situation& situation,
                                                  net::MonoTime now) const;
    /// What was uploaded has reached the screen. Call after the swap.
    void swapped(const Situation& situation);
    /// The cameras whose pictures are asked for now and can come.
    void watch(const std::set<net::CameraId>& cameras) { record_.watch(cameras); }
    /// Forgets the pictures of cameras that the situation does not know.
    void keep_known(const Situation& situation);

    /// 95 % of the pictures shown lately were at most this old, in milliseconds; nothing before the first.
    [[nodiscard]] std::optional<double> age_p95_ms(net::MonoTime now) const;
    /// The run's closing lines, as RunRecord::summary.
    [[nodiscard]] std::vector<std::string> summary(const Situation& situation) const {
        return record_.summary(situation);
    }

private:
    [[nodiscard]] net::Microseconds age_of(const net::Scene& scene, const Situation& situation) const;

    const net::Clock& clock_;
    TextureStore textures_;
    RunRecord record_;
};

}  // namespace vigie::console
