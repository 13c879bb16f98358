// What one camera saw in one analysed frame; and what a node knows of its zones from all scenes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "net/types/count.hpp"
#include "net/types/crowd.hpp"
#include "net/types/ids.hpp"
#include "net/types/sign.hpp"
#include "net/types/time.hpp"
#include "net/types/track.hpp"

namespace vigie::net {

/// Why and how much of a picture is masked.
enum class MaskReason : std::uint8_t {
    people,      ///< only foreground and tracks
    warming_up,  ///< whole picture: the background is not learnt yet
    in_doubt     ///< whole picture: foreground implausible, sizes differ, analysis failed
};

/// One analysed frame of one camera. Immutable value; crosses threads as shared_ptr<const Scene>.
struct Scene {
    CameraId camera;
    FrameStamp stamp;
    UtcTime analysed{};       ///< when the analysis was complete
    std::uint32_t width = 0;  ///< of the analysed picture, pixels
    std::uint32_t height = 0;
    std::vector<Track> tracks;           ///< confirmed and coasting ones; tentative ones too, marked
    Count in_view;                       ///< people in the picture
    std::vector<ZoneCount> zones;        ///< of the zones that this camera counts
    std::vector<LineCount> lines;        ///< of the lines that this camera watches
    std::optional<DensityGrid> density;  ///< absent without calibration
    std::vector<Sign> signs;             ///< what was noticed besides people
    std::optional<ViewQuality> view;     ///< absent until the view is learnt
    bool calibrated = false;             ///< false: no floor positions, and the screen says so
    MaskReason mask = MaskReason::warming_up;
    double mask_share = 1.0;   ///< masked share of the picture, 0 to 1
    double analysis_ms = 0.0;  ///< time that the analysis took
};

/// A zone's movement, beside its count.
struct ZoneMovement {
    ZoneId zone;
    ZoneCrowd crowd;
    bool operator==(const ZoneMovement&) const = default;
};

/// A zone's balance, beside its count.
struct ZoneBalance {
    ZoneId zone;
    LineBalance balance;
    bool operator==(const ZoneBalance&) const = default;
};

/// One camera's track of somebody.
struct CameraTrack {
    CameraId camera;
    TrackNumber track = 0;
    auto operator<=>(const CameraTrack&) const = default;
};

/// Tracks of several cameras that are one person, at most one a camera. The first knows best where they
/// stand.
struct SharedPerson {
    std::vector<CameraTrack> tracks;
    bool operator==(const SharedPerson&) const = default;
};

/// Figures of a node's zones, lines and floors, fused from its scenes; made only by the node that
/// owns the zones. Consoles show it and never recompute it.
struct Occupancy {
    NodeId node;
    UtcTime at{};  ///< capture time of the newest scene in it
    Count venue;   ///< people in all zones that count towards the venue
    std::vector<ZoneCount> zones;
    std::vector<LineCount> lines;
    std::vector<DensityGrid> floors;            ///< one a floor that any calibrated camera sees
    std::vector<ZoneMovement> movements;        ///< of the zones in which anything is known of it
    std::optional<LineBalance> venue_by_lines;  ///< absent without boundary lines
    std::vector<HallState> halls;
    std::vector<SharedPerson> shared;         ///< who is seen by more than one camera
    std::vector<ZoneBalance> zones_by_lines;  ///< of the zones that name lines of their boundary
};

}  // namespace vigie::net
