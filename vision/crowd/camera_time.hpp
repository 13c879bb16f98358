// A camera's own time, which runs on through the loops of its source.
#pragma once

#include <optional>

#include "net/types/time.hpp"
#include "net/types/venue.hpp"

namespace vigie::vision {

/// Stream time within an epoch, capture time from one epoch to the next: figures do not depend on how fast a
/// video is played. A value; owned by one thread.
class CameraTime {
public:
    enum class Step {
        same,  ///< the frame is the one before
        on,    ///< time went on
        loop,  ///< a new epoch: time went on, nobody is who he was
        lost   ///< the camera was away for longer than frames may be late: what came before says nothing now
    };

    /// `camera`: its rate says how late its frames may be.
    explicit CameraTime(const net::CameraConfiguration& camera);

    /// Goes on to a frame of the camera. The first one is `lost`.
    Step advance(const net::FrameStamp& stamp);
    [[nodiscard]] net::Microseconds now() const { return now_; }

private:
    net::Microseconds longest_gap_;
    net::Microseconds now_{};
    std::optional<net::FrameStamp> last_;
};

}  // namespace vigie::vision
