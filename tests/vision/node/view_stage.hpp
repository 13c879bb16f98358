// A drawn hall, the camera in it, and the watch over the camera's view.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include <gtest/gtest.h>

#include "vision/analysis/view_watch.hpp"
#include "vision/rendering/painter.hpp"
#include "vision/rendering/projection.hpp"
#include "vision/rendering/simulated_camera.hpp"

namespace vigie::test {

inline vision::Scenery watched_hall() {
    vision::Scenery out;
    out.floor = *net::FloorId::parse("hall");
    out.width_m = 24.0;
    out.height_m = 20.0;
    out.walls = {{{{6.0, 2.0}, {6.0, 9.0}}}, {{{16.0, 3.0}, {22.0, 3.0}}}};
    out.blocks = {{{{{9.0, 5.0}, {13.0, 5.0}, {13.0, 6.2}, {9.0, 6.2}}}},
                  {{{{17.0, 9.0}, {18.0, 9.0}, {18.0, 10.0}, {17.0, 10.0}}}, 2.4, {90, 90, 120}}};
    out.doors = {{{{3.0, 0.0}, {5.0, 0.0}}}};
    return out;
}

inline vision::SimulatedCameraSettings watched_camera() {
    vision::SimulatedCameraSettings out;
    out.camera = *net::CameraId::parse("eye");
    out.pose = {*net::FloorId::parse("hall"), {12.0, 19.5}, 3.6, {12.0, 8.0}, 70.0, 0.0};
    out.size = {384, 288};
    out.backdrop_samples = 1;
    return out;
}

/// Films two pictures a second, as often as the watch looks.
class ViewStage {
public:
    using Change = std::function<void(cv::Mat& picture, double seconds)>;

    explicit ViewStage(const vision::Scenery& scenery = watched_hall())
        : camera_(*vision::SimulatedCamera::create(watched_camera(), scenery)), painter_(camera_) {
        state.sun = {0.0, 0.0};
    }

    /// One picture; `change` is what happens to it before the watch sees it.
    void film(const std::function<void(cv::Mat&)>& change = {}) {
        cv::Mat picture = painter_.picture(state, ++frame_);
        if (change) change(picture);
        watch.look({picture, 1.0, 1.0, walkers, 0.5, true});
        anew += watch.learnt_anew() ? 1 : 0;
        blind_looks += watch.blind() ? 1 : 0;
        now = watch.quality();
        if (!now) return;
        worst.covered = std::max(worst.covered, now->covered);
        worst.blur = std::max(worst.blur, now->blur);
        worst.moved = std::max(worst.moved, now->moved);
        worst.glare = std::max(worst.glare, now->glare);
        const bool over = now->covered >= 0.6 || now->blur >= 0.6 || now->moved >= 0.02 || now->glare >= 0.2;
        over_s = over ? over_s + 0.5 : 0.0;
        longest_over_s = std::max(longest_over_s, over_s);
    }
    /// `change` is given the seconds since this call; it may change `state` for the next picture too.
    void film_for(double seconds, const Change& change = {}) {
        for (double at = 0.0; at < seconds; at += 0.5) {
            film([&](cv::Mat& picture) {
                if (change) change(picture, at);
            });
        }
    }
    void learn() {
        film_for(12.0);
        ASSERT_TRUE(now) << "the hall has enough structure";
        forget();
    }
    void forget() {
        worst = {};
        over_s = longest_over_s = 0.0;
        blind_looks = 0;
    }
    /// With that fault from now on, at that progress.
    void fault(vision::CameraFault kind, double amount = 1.0, double progress = 1.0) {
        state.faults = {{watched_camera().camera, kind, progress, amount}};
    }
    /// The box of somebody who stands there, as the tracker follows them.
    void follow(const vision::SimulatedPerson& person) {
        const auto& eye = camera_.view(state).projection;
        const auto foot = eye.pixel_of(vision::place_of(person.at, 0.0));
        const auto head = eye.pixel_of(vision::place_of(person.at, person.height_m));
        if (!foot || !head) return;
        const vision::FootFilter filter({0.0, 0.0}, cv::Matx22d::eye(), 1.0);
        const vision::SizeFilter size(1.0, 0.1, 0.1);
        vision::Walker walker{person.id, net::TrackState::confirmed,
                              filter,    {filter, {}, 0},
                              1.0,       size,
                              0.4,       vision::Appearance{},
                              {},        {},
                              {}};
        walker.walked = true;
        const double height = foot->y - head->y;
        walker.upright = {foot->x - 0.19 * height, head->y, 0.38 * height, height};
        walker.box = walker.upright;
        walkers.push_back(walker);
    }

    vision::WorldState state;
    std::vector<vision::Walker> walkers;
    vision::ViewWatch watch{vision::ViewSettings{}};
    std::optional<net::ViewQuality> now;
    net::ViewQuality worst;       ///< the largest of each since forget()
    double over_s = 0.0;          ///< for how long any has been over the rules' usual thresholds
    double longest_over_s = 0.0;  ///< the longest such time
    int anew = 0;
    int blind_looks = 0;  ///< since forget()

private:
    vision::SimulatedCamera camera_;
    vision::Painter painter_;
    std::uint64_t frame_ = 0;
};

}  // namespace vigie::test
