// The node's judgement: scenes into figures and alerts. Pure: time and reports come in.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "net/types/alert.hpp"
#include "net/types/health.hpp"
#include "net/types/result.hpp"
#include "net/types/scene.hpp"
#include "net/types/venue.hpp"
#include "vision/crowd/crowd_figures.hpp"
#include "vision/fusion/fusion.hpp"
#include "vision/node/running_time.hpp"
#include "vision/node/source_state.hpp"
#include "vision/rules/rule_book.hpp"

namespace vigie::vision {

/// Fusion, crowd figures and rules in one. Owned and called by one thread (the judging thread of Node).
class Judge {
public:
    struct Verdict {
        net::Occupancy occupancy;        ///< without floors
        std::vector<net::Alert> alerts;  ///< to be recorded, in this order
    };

    /// `started`, `started_utc`: when the node began to wait for its cameras.
    Judge(net::ConfigurationRecord configuration, net::MonoTime started, net::UtcTime started_utc);

    /// Goes on with what a former run left open (oldest first); returns what must be closed.
    [[nodiscard]] std::vector<net::Alert> adopt(const std::vector<net::Alert>& open);

    /// A camera's newest scene, and how the crowds in it move (null: there are none). Call look() after it.
    void see(std::shared_ptr<const net::Scene> scene,
             std::shared_ptr<const net::CrowdVelocities> crowd = nullptr);

    /// Switches a hall to a phase at `at`; what is judged from the next look on follows it. not_found for a
    /// hall that the node does not have. Begins with the configured phases.
    [[nodiscard]] net::Result<void> set_phase(const net::HallId& hall, net::VenuePhase phase,
                                              net::UtcTime at);

    /// Fuses and judges. A camera counts as blind while its source does not run, while its newest scene is
    /// in doubt or older than a scene may be, and until it has shown one that is neither: then its last
    /// good scene stands, marked as such, and no rule looks at it but those of how well the camera sees.
    /// After a pause of the node itself, cameras are given as long as ever to be heard again.
    /// `neighbours`: what other nodes' cameras see.
    [[nodiscard]] Verdict look(net::UtcTime utc, net::MonoTime now,
                               const std::map<net::CameraId, CameraReport>& reports,
                               const CameraViews& neighbours = {});

    /// The floors as of the last look.
    [[nodiscard]] std::vector<net::DensityGrid> floors() const { return fuse_floors(views_); }
    [[nodiscard]] std::vector<net::RuleHealth> rules(net::UtcTime now) const { return rules_.health(now); }

private:
    net::ConfigurationRecord configuration_;
    Fusion fusion_;
    RuleBook rules_;
    CrowdFigures crowd_;
    RunningTime running_;
    net::UtcTime started_utc_;
    struct Newest {
        std::shared_ptr<const net::Scene> scene;
        std::shared_ptr<const net::CrowdVelocities> crowd;
    };
    std::map<net::CameraId, Newest> newest_;
    /// How long a camera's pictures have not been understood.
    struct Blindness {
        double blind_s = 0.0;
        double warming_s = 0.0;  ///< of a warm-up that is meant to be
    };
    static void follow_sight(const CameraReport& report, double seconds, CameraObservation& observation,
                             Blindness& blindness);

    CameraViews views_;
    std::map<net::CameraId, Blindness> blindness_;
    net::MonoTime looked_;
};

}  // namespace vigie::vision
