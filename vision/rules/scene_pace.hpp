// How much of its own time passed at each camera between two evaluations of the rules.
#pragma once

#include <map>
#include <optional>

#include "net/types/ids.hpp"
#include "net/types/time.hpp"
#include "vision/rules/rule.hpp"

namespace vigie::vision {

/// The most that counts of the time between two evaluations. A node that runs looks four times a second; one
/// that was stopped or starved saw nothing of what lasted longer.
inline constexpr net::Microseconds kLongestStep = std::chrono::seconds(1);

/// Time is the camera's stream time, so that durations do not depend on how fast a video is played or how
/// busy the machine is; from one epoch to the next, when stream time starts again, it is capture time.
/// Owned by the rule book.
class ScenePace {
public:
    /// Once for each evaluation.
    void advance(const Observations& seen);

    /// Since the evaluation before, by the camera's frames, or by the node's own clock for none
    /// (at most `kLongestStep`).
    /// Zero when its frame is the same one; nothing when it is not known: the camera did not see before, or
    /// was away for longer than frames may be late.
    [[nodiscard]] std::optional<net::Microseconds> passed(const std::optional<net::CameraId>& witness) const;

private:
    struct Camera {
        net::FrameStamp last;
        std::optional<net::Microseconds> passed;
    };

    std::map<net::CameraId, Camera> cameras_;
    std::optional<net::MonoTime> last_;
    std::optional<net::Microseconds> passed_;
};

}  // namespace vigie::vision
