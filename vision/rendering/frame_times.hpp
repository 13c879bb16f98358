// Which step of a simulated venue each frame of a camera shows.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace vigie::vision {

/// Frames are counted from 0 and over the runs; a run begins with its first step and lasts a whole number of
/// frames. Immutable.
class FrameTimes {
public:
    /// `steps`: of one run; `fps`: frames a second, more than 0.
    FrameTimes(std::uint64_t steps, double steps_per_second, double fps)
        : steps_(std::max<std::uint64_t>(1, steps)),
          steps_a_frame_(steps_per_second / fps),
          frames_(std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::floor(
                                                 static_cast<double>(steps_) / steps_a_frame_ + 1e-6)))) {}

    /// Frames of one run.
    [[nodiscard]] std::uint64_t frames() const { return frames_; }
    [[nodiscard]] std::uint64_t run_of(std::uint64_t frame) const { return frame / frames_; }
    /// As SimulatedVenue::at() takes it.
    [[nodiscard]] std::uint64_t step_of(std::uint64_t frame) const {
        const auto within = std::llround(static_cast<double>(frame % frames_) * steps_a_frame_);
        return run_of(frame) * steps_ + std::min(static_cast<std::uint64_t>(within), steps_ - 1);
    }

private:
    std::uint64_t steps_;
    double steps_a_frame_;
    std::uint64_t frames_;
};

}  // namespace vigie::vision
