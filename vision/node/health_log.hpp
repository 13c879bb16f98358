// What a node's log says of its health: each change once, however often the health is told.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "net/types/health.hpp"
#include "net/types/time.hpp"
#include "vision/capture/camera_capture.hpp"
#include "vision/node/log.hpp"

namespace vigie::vision {

/// Owned by one thread.
class HealthLog {
public:
    explicit HealthLog(NodeLog log);

    /// A camera's state when it is another one than before, its pictures that cannot be read, and what its
    /// script asked for in vain.
    void tell(const net::CameraHealth& camera, const SourceSettings& source, const CaptureStatus& capture,
              net::MonoTime now);
    /// A neighbour's problem when it is another one than before, and the end of one.
    void tell(const net::NeighbourHealth& neighbour);

private:
    struct ToldShortfall {
        std::size_t given_up = 0;
        std::size_t turned_away = 0;
    };
    void tell_state(const net::CameraHealth& camera);
    void tell_unreadable(const net::CameraId& camera, const CaptureStatus& capture);
    void tell_shortfall(const SimulatedSource& source, const Shortfall& shortfall);

    NodeLog log_;
    std::map<net::CameraId, net::SourceState> states_;
    std::map<net::CameraId, std::uint64_t> unreadable_;
    std::map<std::filesystem::path, ToldShortfall> shortfalls_;  ///< by script: cameras share it
    std::map<net::NodeId, std::string> neighbours_;
};

}  // namespace vigie::vision
