// A camera that exists only in a simulated venue.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>

#include "net/types/time.hpp"
#include "vision/rendering/simulated_camera.hpp"

namespace vigie::vision {

class SimulatedVenue;

/// When the runs of a simulated venue began, the same for all of its cameras: what one of them sees at a
/// moment, the others see then too. Any thread.
class SimulationStart {
public:
    /// The first to ask starts the venue.
    [[nodiscard]] net::MonoTime of(net::MonoTime now) {
        const std::lock_guard lock(mutex_);
        if (!start_) start_ = now;
        return *start_;
    }

private:
    std::mutex mutex_;
    std::optional<net::MonoTime> start_;
};

/// Copies share the venue.
struct SimulatedSource {
    std::filesystem::path script;  ///< only to be named
    std::shared_ptr<SimulatedVenue> venue;
    std::shared_ptr<SimulationStart> start;
    SimulatedCameraSettings camera;
    std::optional<double> fps;  ///< pictures a second; absent: 10
    bool real_time = true;      ///< false: as fast as it can be analysed
    bool loop = true;           ///< false: the source ends with the script's first run
    /// How much of the script a dead stream costs where time is not real, as a time-out would.
    std::chrono::milliseconds read_timeout{2000};
};

}  // namespace vigie::vision
