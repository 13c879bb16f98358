// How long cameras have been away while the node itself ran. Pure.
#pragma once

#include <map>
#include <optional>

#include "net/types/ids.hpp"
#include "net/types/time.hpp"
#include "vision/node/source_state.hpp"

namespace vigie::vision {

/// Takes the node's own pauses (stopped by a signal, a frozen virtual machine, a starved box) out of what is
/// said of its cameras: nobody looked meanwhile, so that is no camera's silence. Owned by one thread.
class RunningTime {
public:
    /// `started`: when the node began to wait for its cameras.
    explicit RunningTime(net::MonoTime started) : looked_(started), started_(started) {}

    /// The reports with each camera's last frame and last change moved on by what was paused since. Of the
    /// time between two looks at most `kLongestStep` counts, so that a silence is found on a starved box too,
    /// only later. Once for each look; `now` never decreases.
    [[nodiscard]] std::map<net::CameraId, CameraReport> look(std::map<net::CameraId, CameraReport> reports,
                                                             net::MonoTime now);

    /// The start, moved on by all pauses.
    [[nodiscard]] net::MonoTime started() const { return started_; }

private:
    /// Something that a camera did, and how long the node was paused since.
    struct Mark {
        std::optional<net::MonoTime> at;
        net::Microseconds paused{};
    };
    struct Marks {
        Mark frame;
        Mark change;
    };

    void follow(Mark& mark, std::optional<net::MonoTime>& at, net::MonoTime now) const;

    net::MonoTime looked_;
    net::MonoTime started_;
    std::map<net::CameraId, Marks> cameras_;
};

}  // namespace vigie::vision
