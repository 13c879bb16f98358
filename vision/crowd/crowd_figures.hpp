// The figures of a venue that need a memory: how people move and wait, flows over lines, the balance of the
// boundary, and halls with their phases.
#pragma once

#include <map>
#include <vector>

#include "net/types/camera_movement.hpp"
#include "net/types/result.hpp"
#include "net/types/scene.hpp"
#include "net/types/venue.hpp"
#include "vision/crowd/boundary_balance.hpp"
#include "vision/crowd/camera_time.hpp"
#include "vision/crowd/hall_phases.hpp"
#include "vision/crowd/line_flow.hpp"
#include "vision/crowd/settings.hpp"
#include "vision/crowd/walked_paths.hpp"
#include "vision/crowd/zone_watch.hpp"
#include "vision/fusion/fusion.hpp"

namespace vigie::vision {

/// Completes what fusion has counted. Time comes in with the scenes: movements and flows are in each camera's
/// own time, balances in the node's. Memory is bounded by the settings. Owned by one thread.
class CrowdFigures {
public:
    CrowdFigures(const net::ConfigurationRecord& configuration, net::UtcTime started,
                 const MovementSettings& settings = {});

    /// Switches a hall; not_found for one that the node does not have. A hall that is closed is taken to be
    /// empty; once the last one is, so is the venue with all of its zones.
    [[nodiscard]] net::Result<void> set_phase(const net::HallId& hall, net::VenuePhase phase,
                                              net::UtcTime at);

    /// Takes the newest scenes of the cameras that see, and fills movements, flows, balances and halls of
    /// what fusion has made of the same views. Each figure of a zone's movement is the highest that any of
    /// the seeing cameras finds by itself, speed that of the one that sees most people; it is absent while
    /// none sees. A pressure that is not turbulent is absent, too, while one of them does not know it. Where
    /// several see, what one of them no longer knows stands as it last did for a window of the zone. After
    /// a gap, figures are absent until their windows are full again; those that are 0 where nobody is are
    /// not.
    void complete(net::Occupancy& occupancy, const CameraViews& views, net::MonoTime now);

    /// What each camera found, as of the last complete().
    [[nodiscard]] const net::CameraMovements& by_camera() const { return by_camera_; }

private:
    /// What a camera last knew of one figure, and when.
    struct Lately {
        net::MovementFigure figure = nullptr;
        double value = 0.0;
        net::Microseconds at{};
    };
    struct Camera {
        CameraTime time;
        WalkedPaths people;
        std::map<net::ZoneId, ZoneWatch> zones;
        std::map<net::LineId, LineFlow> lines;
        std::map<net::ZoneId, std::vector<Lately>> lately = {};
        bool sees = false;
    };

    static void take(Camera& camera, const CameraView& view);
    static void take_lines(Camera& camera, const net::Scene& scene);

    /// What the cameras that see tell of a zone, in their order, or did lately.
    [[nodiscard]] std::vector<net::CameraMovement> told_of(const net::ZoneConfiguration& zone);
    /// Remembers what `told` knows; of what it does not, takes what it lately did where `several` see.
    static void remember(Camera& camera, const net::ZoneConfiguration& zone, bool several,
                         net::CameraMovement& told);
    void balance(net::Occupancy& occupancy, net::MonoTime now);

    net::ConfigurationRecord configuration_;
    PressureSettings pressure_;
    std::map<net::CameraId, Camera> cameras_;
    net::CameraMovements by_camera_;
    BoundaryBalance balance_;
    std::map<net::ZoneId, BoundaryBalance> zone_balances_;
    HallPhases halls_;
};

}  // namespace vigie::vision
