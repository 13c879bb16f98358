// What this run showed: ages and rates per camera for tiles and top bar, and the closing summary.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "console/app/age_meter.hpp"
#include "console/situation/situation.hpp"

namespace vigie::console {

/// Owned by the UI thread.
class RunRecord {
public:
    /// A new picture of this scene reached the screen at `at`, `age` after its capture (offset-corrected).
    void shown(const net::Scene& scene, net::MonoTime at, net::Microseconds age);

    /// From now on the rates of these cameras are measured. One that was not among them before begins anew:
    /// while nobody looked, or nothing could come, no picture was missed.
    void watch(const std::set<net::CameraId>& cameras);

    /// Null before a camera's first picture.
    [[nodiscard]] const AgeMeter* camera(const net::CameraId& camera) const;
    /// Of all cameras together.
    [[nodiscard]] const AgeMeter& all() const { return all_; }

    /// One line for each camera ("gate: 312 frames shown, 7.0 fps, age p50 41 ms p95 63 ms, 4.2 people on
    /// average, live") and one for each incident ("INC-00003: over capacity, hall, acknowledged by camille,
    /// condition active"). English, for terminals.
    [[nodiscard]] std::vector<std::string> summary(const Situation& situation) const;

private:
    struct Camera {
        AgeMeter ages;
        double people = 0.0;  ///< summed over the pictures shown
    };

    [[nodiscard]] std::string camera_line(const CameraSituation& camera) const;

    std::map<net::CameraId, Camera> cameras_;
    std::set<net::CameraId> watched_;
    AgeMeter all_;
};

}  // namespace vigie::console
