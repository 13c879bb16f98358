// A rule: what it measures of which subject. Everything else (thresholds, durations, hysteresis,
// purposes, alerts) is the same for all rules and lives in the rule book.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "net/types/alert.hpp"
#include "net/types/camera_movement.hpp"
#include "net/types/health.hpp"
#include "net/types/scene.hpp"
#include "net/types/venue.hpp"
#include "vision/rules/condition.hpp"

namespace vigie::vision {

/// A camera's source and sight, for the rules that watch it. Seconds are those in which the node itself ran.
struct CameraObservation {
    net::SourceState state = net::SourceState::starting;
    double silent_s = 0.0;  ///< since its last frame or the node's start; 0 while that is usual at its rate
    double still_s = 0.0;   ///< since its picture last changed; 0 while that is usual at its rate
    double blind_s = 0.0;   ///< since its pictures were last understood; 0 while none come
    /// Its newest scene while pictures come, in doubt or not: no figure of it is to be believed but how well
    /// the camera sees. Null when there is none, or it is old.
    std::shared_ptr<const net::Scene> newest = nullptr;
    std::vector<std::string> labels = {};  ///< that its model looks for now; none without a working one
};

using CameraObservations = std::map<net::CameraId, CameraObservation>;

/// All that rules may look at, as of `now`. References stay valid during one evaluation.
struct Observations {
    net::UtcTime now{};
    net::MonoTime mono{};
    const net::ConfigurationRecord& configuration;
    const net::Occupancy& occupancy;
    /// Newest scene of each camera that sees now: a camera that is silent, frozen, failed, in doubt or
    /// behind has none, so that no rule looks at stale data.
    const std::map<net::CameraId, std::shared_ptr<const net::Scene>>& scenes;
    const CameraObservations& cameras;
    const net::CameraMovements& movements;  ///< what each camera finds that the occupancy's are made of
};

/// The venue as a whole, of which there is one.
struct WholeVenue {
    auto operator<=>(const WholeVenue&) const = default;
};

/// What a rule is about: a zone, a camera or the venue.
using Subject = std::variant<net::ZoneId, net::CameraId, WholeVenue>;

/// One subject's figure now.
struct Measurement {
    Subject subject;
    double value = 0.0;  ///< held against threshold and clear_below, in the kind's unit
    Sight sight = Sight::none;
    /// The camera in whose stream time durations are measured; none: the node's own time.
    std::optional<net::CameraId> witness;
    /// The frame that shows it best, if any; none for the venue, which is in no camera's picture.
    std::shared_ptr<const net::Scene> shown;
    /// The first one is `value`, with its threshold, in whatever unit people read: a restart finds in it
    /// what was last told.
    std::vector<net::Evidence> evidence;
};

/// One kind of rule. Pure: no state, no clock. To add one: see README.md here.
struct RuleDefinition {
    net::RuleKind kind;
    Judging judging;
    /// False where the subject can never be measured; such subjects are told in health.
    std::function<bool(const net::ConfigurationRecord&, const Subject&)> can_watch;
    /// One figure for each subject of the rule that it can watch.
    std::function<std::vector<Measurement>(const net::RuleConfiguration&, const Observations&)> measure;
    /// False where a subject lacks what the kind is about (a direction, a queue); none: every subject will
    /// do.
    std::function<bool(const net::ConfigurationRecord&, const Subject&)> fits = nullptr;
    /// False while no model of the subject's cameras looks for the rule's class; none: it needs no model.
    std::function<bool(const net::RuleConfiguration&, const net::ConfigurationRecord&,
                       const CameraObservations&, const Subject&)>
        has_model = nullptr;
};

/// Every kind of rule that this node knows.
[[nodiscard]] const std::vector<RuleDefinition>& rule_kinds();

/// People (confirmed or coasting, by their feet) in a zone where nobody should be. Unit: people.
[[nodiscard]] RuleDefinition intrusion_rule();
/// People in a zone, by its count or the balance of its lines, whichever are more, by its capacity. Unit:
/// share; at 1 it is full, above it is over capacity.
[[nodiscard]] RuleDefinition over_capacity_rule();
/// Seconds since a camera's last frame.
[[nodiscard]] RuleDefinition camera_silent_rule();
/// Seconds for which a camera has sent the same picture.
[[nodiscard]] RuleDefinition camera_frozen_rule();
/// Share of a camera's view that something hides. Unit: share.
[[nodiscard]] RuleDefinition camera_covered_rule();
/// Share of the fine detail that a camera has lost. Unit: share.
[[nodiscard]] RuleDefinition camera_blurred_rule();
/// How far a camera has turned from its view. Unit: share of the picture's width; 1 when nothing is left of
/// it.
[[nodiscard]] RuleDefinition camera_moved_rule();
/// Share of a camera's picture that is blinded by light. Unit: share.
[[nodiscard]] RuleDefinition camera_glared_rule();
/// Seconds for which a camera's pictures come and are not understood.
[[nodiscard]] RuleDefinition camera_blind_rule();
/// People who walk against a zone's direction. Unit: people.
[[nodiscard]] RuleDefinition wrong_direction_rule();
/// Density of the densest part of a zone. Unit: people per m2; a threshold of 0 is the zone's dangerous band.
[[nodiscard]] RuleDefinition over_density_rule();
/// People in the venue, by zones or by boundary lines, whichever are more, by its licensed capacity. Unit:
/// share.
[[nodiscard]] RuleDefinition venue_over_capacity_rule();
/// People who wait in a zone's line. Unit: people.
[[nodiscard]] RuleDefinition queue_length_rule();
/// How long who joins a zone's line now will wait. Unit: seconds.
[[nodiscard]] RuleDefinition waiting_time_rule();
/// Speed at which people come away from a common centre. Unit: m/s.
[[nodiscard]] RuleDefinition sudden_dispersal_rule();
/// Share of a zone's walkers who walk against its main flow. Unit: share, at most 0.5.
[[nodiscard]] RuleDefinition counter_flow_rule();
/// Share of a zone's people who stop and go on together, again and again. Unit: share.
[[nodiscard]] RuleDefinition stop_and_go_rule();
/// Crowd pressure. Unit: 1/s2; turbulence was observed above 0.02.
[[nodiscard]] RuleDefinition crowd_turbulence_rule();
/// Seconds for which nobody has attended to something left in a zone or in a camera's view.
[[nodiscard]] RuleDefinition abandoned_object_rule();
/// Seconds since something that belonged to a zone or a camera's view has gone.
[[nodiscard]] RuleDefinition removed_object_rule();
/// Seconds for which somebody has lain or sat on the ground of a zone or in a camera's view.
[[nodiscard]] RuleDefinition person_down_rule();
/// Seconds since smoke or flames are seen by a camera.
[[nodiscard]] RuleDefinition smoke_or_fire_rule();
/// Seconds since a model of the user's own sees the rule's class in a zone or in a camera's view.
[[nodiscard]] RuleDefinition model_class_rule();

}  // namespace vigie::vision
