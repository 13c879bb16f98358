// The versioned configuration record: what a node owns and serves to consoles. It holds nothing
// secret: source addresses and keys stay in the node.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "net/types/alert.hpp"
#include "net/types/geometry.hpp"
#include "net/types/homography.hpp"
#include "net/types/ids.hpp"
#include "net/types/phase.hpp"
#include "net/types/time.hpp"

namespace vigie::net {

/// A floor plan: a rectangle in metres with walls drawn on it.
struct FloorPlan {
    FloorId floor;
    std::string name;
    double width_m = 0.0;
    double height_m = 0.0;
    std::vector<std::vector<Point<Floor>>> walls;  ///< polylines
    bool operator==(const FloorPlan&) const = default;
};

/// Surveyed calibration of one camera.
struct Calibration {
    FloorId floor;
    std::uint32_t width = 0;  ///< picture size that the pairs refer to, pixels
    std::uint32_t height = 0;
    std::vector<CalibrationPair> pairs;  ///< 4 to 64
    Polygon<Floor> field_of_view;        ///< floor that it sees, clipped to the plan
    bool operator==(const Calibration&) const = default;
};

struct CameraConfiguration {
    CameraId camera;
    std::string name;
    double fps = 0.0;  ///< nominal rate of analysed frames, 1/s
    std::optional<Calibration> calibration;
    bool operator==(const CameraConfiguration&) const = default;
};

/// What people do in a zone; each use has its own density bands.
enum class ZoneUse : std::uint8_t {
    walkway = 1,
    stairs = 2,
    queue = 3,
    standing = 4,
    seated = 5,
    restricted = 6
};

/// Densities from which a zone is drawn as busy, dense and dangerous, people per m2, ascending.
struct DensityBands {
    double busy = 0.0;
    double dense = 0.0;
    double dangerous = 0.0;
    bool operator==(const DensityBands&) const = default;
};

/// Over how much floor and time movement and density are averaged.
struct CrowdSettings {
    double window_s = 10.0;
    double area_m2 = 10.0;
    bool operator==(const CrowdSettings&) const = default;
};

struct ZoneConfiguration {
    ZoneId zone;
    std::string name;
    FloorId floor;
    ZoneUse use = ZoneUse::standing;
    Polygon<Floor> outline;
    std::optional<std::uint32_t> capacity;  ///< people; absent: not limited
    DensityBands bands;
    bool counts_towards_venue = true;
    std::vector<CameraId> cameras;  ///< that see it
    CrowdSettings crowd = {};
    std::optional<Vector<Floor>> direction = std::nullopt;  ///< in which people may walk; absent: in any
    std::optional<Point<Floor>> queue_head =
        std::nullopt;                      ///< where a queue is served; absent: nobody queues here
    std::vector<LineId> entry_lines = {};  ///< of its boundary, over which "in" is into the zone
    std::vector<LineId> exit_lines = {};   ///< of its boundary, over which "in" is out of the zone
    bool operator==(const ZoneConfiguration&) const = default;
};

struct LineConfiguration {
    LineId line;
    std::string name;
    FloorId floor;
    Segment segment;  ///< "in" is a crossing from the left of from->to to its right, as drawn
    CameraId camera;
    bool venue_boundary = false;  ///< "in" is into the venue
    bool operator==(const LineConfiguration&) const = default;
};

/// Why a rule may run at all. Law and policy are part of the configuration.
struct Purpose {
    std::string legal_basis;
    std::string authority;
    std::string order;  ///< reference of the order that allows it; empty: none
    std::optional<UtcTime> from;
    std::optional<UtcTime> until;  ///< past it the rule is off, and health says so
    bool operator==(const Purpose&) const = default;
};

struct RuleConfiguration {
    RuleId rule;
    RuleKind kind = RuleKind::intrusion;
    std::string name;
    Priority priority = Priority::medium;
    std::vector<ZoneId> zones;      ///< subjects, for zone rules
    std::vector<CameraId> cameras;  ///< subjects, for camera rules
    double threshold = 0.0;         ///< kind's own unit: people, share of capacity, seconds
    double clear_below = 0.0;       ///< hysteresis: the condition ends below this, same unit
    double min_duration_s = 0.0;    ///< how long it must hold before it is raised
    double clear_after_s = 0.0;     ///< how long it must be gone before it is cleared
    Purpose purpose;
    std::vector<VenuePhase> phases = {};       ///< on in these only; empty: in all
    std::vector<PhaseSetting> in_phases = {};  ///< what it does otherwise in some, at most one a phase
    std::vector<ScheduleSpan> schedule = {};   ///< on only then; empty: always
    std::string label = {};                    ///< model_class: the class; else empty
    bool operator==(const RuleConfiguration&) const = default;
};

/// A part of the venue that has phases of its own.
struct HallConfiguration {
    HallId hall;
    std::string name;
    std::vector<ZoneId> zones;            ///< a zone belongs to at most one hall
    std::vector<LineId> exits;            ///< "out" is out of the hall
    VenuePhase phase = VenuePhase::show;  ///< at the first start; afterwards as it was last switched
    bool operator==(const HallConfiguration&) const = default;
};

/// Which law the venue is under.
enum class LegalProfile : std::uint8_t {
    french_private_venue = 1,  ///< the kinds that need an order are off until one is entered
    unrestricted = 2           ///< the operator of the system answers for what it does
};

/// Everything above, versioned: the version grows with each change of content.
struct ConfigurationRecord {
    std::uint64_t version = 0;
    std::string content_hash;  ///< hex; equal content has equal hash
    NodeId node;
    std::string node_name;
    std::string venue_name;
    std::string time_zone;  ///< IANA name
    std::optional<std::uint32_t> licensed_capacity;
    LegalProfile profile = LegalProfile::french_private_venue;
    std::vector<FloorPlan> floors;
    std::vector<CameraConfiguration> cameras;
    std::vector<ZoneConfiguration> zones;
    std::vector<LineConfiguration> lines;
    std::vector<HallConfiguration> halls;
    std::vector<RuleConfiguration> rules;
    bool operator==(const ConfigurationRecord&) const = default;
};

}  // namespace vigie::net
